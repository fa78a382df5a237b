//! Beginning a login: redirects, cookies, and what is asked first.

use chrono::TimeDelta;
use url::Url;
use wmlogin_client::{BrowserRequest, LoginFlow, Reply, Site, SiteError, Verifier};
use wmlogin_test_support::exchange::{Exchange, OWNER, Service, YES};

use super::browser::{Browser, HOST, header, location};

fn flow() -> LoginFlow {
    LoginFlow::new(Exchange::of("3.0").site().build().expect("a site")).expect("a flow")
}

fn begin(flow: &LoginFlow, method: &str, target: &str, headers: &[(&str, &str)]) -> Reply {
    flow.begin(&BrowserRequest::new(method, target).headers(headers.iter().copied()), "/account")
}

fn cookies(reply: &Reply) -> Vec<&str> {
    reply.headers().filter(|(name, _)| *name == "set-cookie").map(|(_, value)| value).collect()
}

#[test]
fn the_browser_goes_to_the_service_with_one_cookie() {
    let reply = begin(&flow(), "GET", "/login", &[("Host", HOST)]);
    let url_id = Exchange::of("3.0").success().url_id().to_string();
    assert_eq!(location(&reply), format!("https://login.wmtransfer.com/GateKeeper.aspx?RID={url_id}"));
    assert_eq!(header(&reply, "cache-control"), Some("no-store"));
    let [cookie] = &cookies(&reply)[..] else { panic!("one cookie") };
    let (name, rest) = cookie.split_once('=').expect("a value");
    assert!(name.starts_with("__Host-wmlogin-"), "{cookie}");
    assert!(rest.ends_with("; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=900"), "{cookie}");
    assert!(!cookie.contains("account"), "the value is encoded: {cookie}");
}

#[test]
fn the_page_of_the_service_can_be_asked_for_something() {
    let request = BrowserRequest::new("GET", "/login").headers([("Host", HOST)]);
    let reply = flow().begin_with(&request, "/", |login| login.lang("ru-RU"));
    assert!(location(&reply).ends_with("&lang=ru-RU"));
}

#[test]
fn only_a_get_that_a_user_makes_begins_a_login() {
    for (method, header) in [
        ("HEAD", ("Accept", "*/*")),
        ("GET", ("Sec-Purpose", "prefetch")),
        ("GET", ("Sec-Purpose", "prefetch;prerender")),
        ("GET", ("Purpose", "prefetch")),
        ("GET", ("X-Moz", "prefetch")),
        // An image, a script, a request of a script: a user's post on the site can name this page.
        ("GET", ("Sec-Fetch-Mode", "no-cors")),
        ("GET", ("Sec-Fetch-Mode", "cors")),
        ("GET", ("Sec-Fetch-Mode", "same-origin")),
    ] {
        let reply = begin(&flow(), method, "/login", &[("Host", HOST), header]);
        assert_eq!(
            (reply.status(), cookies(&reply).len(), reply.body()),
            (204, 0, ""),
            "{method} {header:?}"
        );
    }
    let reply = begin(&flow(), "GET", "/login", &[("Host", HOST), ("Sec-Fetch-Mode", "navigate")]);
    assert_eq!((reply.status(), cookies(&reply).len()), (303, 1));
    for method in ["POST", "PUT", "OPTIONS", "get"] {
        let reply = begin(&flow(), method, "/login", &[("Host", HOST)]);
        assert_eq!((reply.status(), cookies(&reply).len()), (405, 0), "{method}");
        assert_eq!(header(&reply, "allow"), Some("GET"));
    }
}

#[test]
fn another_site_makes_the_user_be_asked_first() {
    let headers = [("Host", HOST), ("Sec-Fetch-Site", "cross-site"), ("Accept-Language", "en")];
    let reply = begin(&flow(), "GET", "/login?return_to=/a%22><script>", &headers);
    assert_eq!((reply.status(), cookies(&reply).len()), (200, 0));
    assert!(reply.body().contains(r#"href="/login?return_to=/a%22%3E%3Cscript%3E""#), "{}", reply.body());
    let reply = begin(&flow(), "GET", "//stranger.example/login", &headers);
    assert!(reply.body().contains(r#"href="/login""#), "{}", reply.body());
}

#[test]
fn a_login_begins_on_the_host_that_it_returns_to() {
    let flow = flow();
    for right in ["shop.example", "SHOP.example", "shop.example:443"] {
        let reply = begin(&flow, "GET", "/login", &[("Host", right)]);
        assert_eq!(cookies(&reply).len(), 1, "{right}");
    }
    for wrong in ["www.shop.example", "shop.example:8443", "shop.example:80", "10.0.0.1", ""] {
        let reply = begin(&flow, "GET", "/login?return_to=/a", &[("Host", wrong)]);
        let address = "https://shop.example/login?return_to=/a&wmlogin-host";
        assert_eq!((location(&reply), cookies(&reply).len()), (address, 0), "{wrong}");
        // The proxy replaces the header each time, and may write the query in another form.
        let target = Url::parse(address).expect("a URL");
        let target = &target[url::Position::BeforePath..];
        for target in [target, &format!("{target}="), "/login?wmlogin-host=&return_to=/a"] {
            let reply = begin(&flow, "GET", target, &[("Host", wrong)]);
            assert_eq!((reply.status(), cookies(&reply).len()), (500, 0), "{target}");
            assert!(reply.body().contains("Host"), "{}", reply.body());
        }
    }
    assert_eq!(location(&begin(&flow, "GET", "/login", &[])), "https://shop.example/login?wmlogin-host");
}

#[test]
fn at_most_four_logins_are_kept() {
    let answer = Exchange::of("3.0");
    let start = answer.success().last_access();
    let mut browser = Browser::of(&answer);
    let keys = wmlogin_client::FlowKeys::random().expect("a key");
    let mut names: Vec<Vec<String>> = Vec::new();
    for second in 0..6 {
        let now = start + TimeDelta::seconds(second);
        let site = answer.site().clock(move || now).build().expect("a site");
        browser.begin(&LoginFlow::with_keys(site, keys.clone()), &format!("/{}", "a".repeat(511)));
        assert!(browser.cookie_header().len() <= 4096);
        names.push(browser.cookies.keys().cloned().collect());
    }
    assert_eq!(names.iter().map(Vec::len).collect::<Vec<_>>(), [1, 2, 3, 4, 4, 4]);
    assert!(!names[5].contains(&names[0][0]), "the oldest one goes first");
}

#[test]
fn cookies_of_other_programs_are_left_alone() {
    let headers =
        [("Host", HOST), ("Cookie", "a=b; wmlogin-3000-0123=x; __Host-other=y"), ("Cookie", ";;=;x")];
    assert_eq!(cookies(&begin(&flow(), "GET", "/login", &headers)).len(), 1);
}

#[test]
fn on_this_machine_the_name_holds_the_port() {
    let url_id = Exchange::of("3.0").success().url_id().to_owned();
    for (address, host, name) in [
        ("http://localhost:3000/webmoney", "localhost:3000", "wmlogin-3000-"),
        ("http://127.0.0.1/webmoney", "127.0.0.1", "wmlogin-80-"),
        ("http://[::1]:81/webmoney", "[::1]:81", "wmlogin-81-"),
        ("https://localhost:3000/webmoney", "localhost:3000", "__Host-wmlogin-"),
    ] {
        let site = Site::builder(OWNER.parse().expect("a WMID")).return_page(url_id, address);
        let flow = LoginFlow::new(site.build().expect("a site")).expect("a flow");
        let reply = begin(&flow, "GET", "/login", &[("Host", host)]);
        let [cookie] = &cookies(&reply)[..] else { panic!("one cookie for {address}: {reply:?}") };
        assert!(cookie.starts_with(name), "{cookie}");
        assert_eq!(cookie.contains("Secure"), address.starts_with("https"), "{cookie}");
    }
    for address in ["http://shop.example/webmoney", "http://10.0.0.1/", "http://localhost.example/"] {
        let site = Site::builder(OWNER.parse().expect("a WMID")).return_page(url_id, address).build();
        assert!(matches!(site, Err(SiteError::ReturnPageWithoutTls(_))), "{address}");
    }
}

#[test]
fn a_place_elsewhere_is_not_kept() {
    let answer = Exchange::of("3.0");
    for place in ["https://stranger.example/", "//stranger.example", "/\\stranger.example", "account"] {
        let flow = flow().after_login("/home");
        let (mut browser, mut other) = (Browser::of(&answer), Browser::of(&answer));
        browser.begin(&flow, place);
        other.begin(&flow, "/home");
        let length = |browser: &Browser| browser.cookies.values().map(String::len).sum::<usize>();
        assert_eq!(length(&browser), length(&other), "{place}");
    }
}

#[tokio::test]
async fn the_default_place_may_be_in_any_script() {
    let answer = Exchange::of("3.0");
    let verifier = Verifier::new(Service::answering(YES));
    for (place, expected) in [
        ("/счёт", "/%D1%81%D1%87%D1%91%D1%82"),
        ("https://help.shop.example/", "https://help.shop.example/"),
        ("https://пример.рф/счёт", "https://xn--e1afmkfd.xn--p1ai/%D1%81%D1%87%D1%91%D1%82"),
    ] {
        let flow = flow().after_login(place);
        let reply = Browser::of(&answer).log_in(&flow, &verifier, &answer, "").await.expect("a login");
        assert_eq!(header(&reply, "location"), Some(expected));
    }
}

#[test]
fn the_path_that_begins_a_login_may_be_in_any_script() {
    let flow = flow().login_path("/вход");
    assert_eq!(flow.begin_path(), "/%D0%B2%D1%85%D0%BE%D0%B4");
    // A target that is not repeated.
    let reply = begin(&flow, "GET", "//stranger.example", &[("Host", "www.shop.example")]);
    assert_eq!(location(&reply), "https://shop.example/%D0%B2%D1%85%D0%BE%D0%B4?wmlogin-host");
}
