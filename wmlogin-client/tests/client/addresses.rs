//! The addresses that browsers are sent to.

use std::fmt::Write;

use insta::assert_snapshot;
use url::Url;
use wmlogin_client::types::{AuthType, SocialNetwork};
use wmlogin_client::{Site, SiteBuilder};

use wmlogin_test_support::exchange::{OWNER, RETURN_PAGE};

const URL_ID: &str = "7AFA5173-bddb-453a-adce-99fb012ceb73";
const SECOND_URL_ID: &str = "00000000-bddb-453a-adce-99fb012ceb73";

fn builder() -> SiteBuilder {
    Site::builder(OWNER.parse().expect("a WMID")).return_page(URL_ID.parse().expect("an id"), RETURN_PAGE)
}

fn site() -> Site {
    builder().build().expect("a site")
}

#[test]
fn every_parameter_of_the_pages() {
    let site = site();
    let user = "000000000001".parse().expect("a WMID");
    let everything = site.login().auth_type(SocialNetwork::Windowslive).lang("ru-RU").wm_id(user);
    let everything = everything.quiet(true).return_url("/basket?a=1&b=%D1%8F#end").rnd("17");
    let log_off = site.log_off().wm_id(user).return_url("/").rnd("a b");
    let addresses = [
        ("login", site.login().url()),
        ("a method", site.login().auth_type(AuthType::PasswordSms).url()),
        ("any social network", site.login().auth_type(AuthType::KeeperMiniSocial).url()),
        ("one social network", site.login().auth_type(SocialNetwork::Odnoklassniki).url()),
        ("always ask", site.login().quiet(false).url()),
        ("everything", everything.url()),
        ("log-off", site.log_off().url()),
        ("log-off with everything", log_off.url()),
        ("confirmation", site.authorize_url().clone()),
    ];
    let mut report = String::new();
    for (title, address) in addresses {
        writeln!(report, "{title}\n    {address}").expect("a string");
    }
    assert_snapshot!(report);
}

/// The value of a query parameter, read by another parser.
fn value_of(address: &Url, name: &str) -> Option<String> {
    address.query_pairs().find(|(own, _)| own == name).map(|(_, value)| value.into_owned())
}

#[test]
fn values_are_encoded_exactly_once() {
    let site = site();
    for text in ["/a b?c=d&e=f#g", "/%41", "/+", "/\"'<>`{}|\\^[]", "/яблоко", "/a=b;c", "", "/%"] {
        let address = site.login().return_url(text).url();
        assert_eq!(value_of(&address, "ReturnUrl").as_deref(), Some(text), "{address}");
        assert_eq!(Url::parse(address.as_str()).as_ref(), Ok(&address), "a browser reads it unchanged");
    }
}

#[test]
fn the_return_url_id_is_sent_as_it_was_given() {
    let site = site();
    assert_eq!(value_of(&site.login().url(), "RID").as_deref(), Some(URL_ID));
}

#[test]
fn a_site_on_several_domains_has_a_login_for_each() {
    let second = SECOND_URL_ID.parse().expect("an id");
    let site = builder().return_page(second, "https://other.example/back").build().expect("a site");
    let page = site.return_page(&second).expect("the second page");
    assert_eq!(page.url().host_str(), Some("other.example"));
    let address = page.login().url();
    assert_eq!(value_of(&address, "RID").as_deref(), Some(SECOND_URL_ID));
    let address = page.log_off().url();
    assert_eq!(value_of(&address, "RID").as_deref(), Some(SECOND_URL_ID));
    assert_eq!(value_of(&site.login().url(), "RID").as_deref(), Some(URL_ID));
}

#[test]
fn the_service_can_have_any_address() {
    for (service, login) in [
        ("https://login.web.money", "https://login.web.money/GateKeeper.aspx"),
        ("https://login.web.money/", "https://login.web.money/GateKeeper.aspx"),
        ("http://127.0.0.1:8080/stand-in/", "http://127.0.0.1:8080/stand-in/GateKeeper.aspx"),
    ] {
        let site = builder().service(service).build().expect("a site");
        let mut address = site.login().url();
        address.set_query(None);
        assert_eq!(address.as_str(), login);
        assert!(site.authorize_url().as_str().ends_with("/ws/authorize.xiface"));
    }
}
