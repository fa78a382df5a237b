//! Requests of a site: the queries of the pages and the question to the service.

use std::collections::BTreeMap;

use wmlogin_types::pages::{authentication, log_off};
use wmlogin_types::runtime::{Named, PairWriter};
use wmlogin_types::services::authorize;
use wmlogin_types::{AuthType, SocialNetwork, Ticket, UrlId, Wmid};

const URL_ID: &str = "7afa5173-bddb-453a-adce-99fb012ceb71";
const WMID: &str = "123456789012";
const TICKET: &str = "AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA";

fn url_id() -> UrlId {
    URL_ID.parse().expect("an id")
}

fn wmid() -> Wmid {
    WMID.parse().expect("a WMID")
}

/// A query of the authentication page with everything that it can have.
fn whole_query() -> authentication::Query {
    authentication::Query::new(url_id())
        .rnd("0.5")
        .return_url("/cart?item=1&note=two words&word=Слово#end")
        .quiet(true)
        .wm_id(wmid())
        .lang("ru-RU")
        .auth_type(SocialNetwork::Facebook)
}

/// The names in a list, which has each once.
fn names<V>(pairs: &[(&'static str, V)]) -> Vec<&'static str> {
    pairs.iter().map(|(name, _)| *name).collect()
}

#[test]
fn the_authentication_page_is_asked_as_documented() {
    assert_eq!(authentication::PATH, "/GateKeeper.aspx");
    assert_eq!(authentication::Query::new(url_id()).to_form(), format!("RID={URL_ID}"));
    assert_eq!(
        whole_query().to_form(),
        format!(
            "RID={URL_ID}&AuthType=KeeperMiniSocial&AuthTypeParam=Facebook&lang=ru-RU&WmId={WMID}&Quiet=1\
             &ReturnUrl=%2Fcart%3Fitem%3D1%26note%3Dtwo+words%26word%3D%D0%A1%D0%BB%D0%BE%D0%B2%D0%BE%23end\
             &Rnd=0.5"
        )
    );
    assert_eq!(authentication::Query::new(url_id()).quiet(false).to_form(), format!("RID={URL_ID}&Quiet=0"));
}

#[test]
fn a_query_is_encoded_once() {
    let query = whole_query();
    let form = query.to_form();
    let decoded: Vec<_> = form_urlencoded::parse(form.as_bytes()).into_owned().collect();
    let pairs: Vec<_> = query.to_pairs().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    assert_eq!(decoded, pairs);
    let encoded = form_urlencoded::Serializer::new(String::new()).extend_pairs(&pairs).finish();
    assert_eq!(form, encoded);
}

#[test]
fn parameters_come_in_the_documented_order_however_they_are_set() {
    assert_eq!(
        names(&whole_query().to_pairs()),
        authentication::Parameter::ALL.iter().copied().map(Named::name).collect::<Vec<_>>()
    );
}

#[test]
fn a_social_network_comes_with_its_method() {
    for network in SocialNetwork::ALL.iter().copied() {
        let query = authentication::Query::new(url_id()).auth_type(network).to_pairs();
        let query: BTreeMap<_, _> = query.into_iter().collect();
        assert_eq!(query["AuthType"], "KeeperMiniSocial");
        assert_eq!(query["AuthTypeParam"], network.name());
    }
}

#[test]
fn every_method_can_come_alone() {
    for method in AuthType::ALL.iter().copied() {
        let query = authentication::Query::new(url_id()).auth_type(method);
        assert_eq!(query.auth_type.map(authentication::AuthType::kind), Some(method));
        assert_eq!(query.to_form(), format!("RID={URL_ID}&AuthType={method}"));
    }
}

#[test]
fn the_log_off_page_is_asked_as_observed() {
    let query = log_off::Query::new(url_id()).return_url("/bye now").rnd("1").wm_id(wmid());
    assert_eq!(query.to_form(), format!("RID={URL_ID}&WmId={WMID}&Rnd=1&ReturnUrl=%2Fbye+now"));
    assert_eq!(
        names(&query.to_pairs()),
        log_off::Parameter::ALL.iter().copied().map(Named::name).collect::<Vec<_>>()
    );
}

fn request(method: Option<AuthType>) -> authorize::Request {
    authorize::Request::new(
        "000000000001".parse().expect("a WMID"),
        wmid(),
        TICKET.parse::<Ticket>().expect("a ticket"),
        url_id(),
        method,
        "::ffff:123.45.67.89".parse().expect("an address"),
    )
}

fn elements(request: &authorize::Request) -> Vec<(&'static str, String)> {
    let mut writer = PairWriter::default();
    request.visit(&mut writer);
    writer.finish()
}

#[test]
fn the_service_is_asked_in_the_documented_order() {
    let elements = elements(&request(Some(AuthType::KeeperLight)));
    let elements: Vec<_> = elements.iter().map(|(name, text)| (*name, text.as_str())).collect();
    assert_eq!(
        elements,
        [
            ("siteHolder", "000000000001"),
            ("user", WMID),
            ("ticket", TICKET),
            ("urlId", URL_ID),
            ("authType", "KeeperLight"),
            ("userAddress", "::ffff:123.45.67.89"),
        ]
    );
}

#[test]
fn a_method_that_nobody_knows_is_an_empty_element() {
    let elements = elements(&request(None));
    assert_eq!(
        names(&elements),
        authorize::Element::ALL.iter().copied().map(Named::name).collect::<Vec<_>>()
    );
    let empty: Vec<_> = elements.iter().filter(|(_, text)| text.is_empty()).collect();
    assert_eq!(empty, [&("authType", String::new())]);
}

#[test]
fn a_request_does_not_show_its_ticket() {
    let shown = format!("{:?}", request(None));
    assert!(shown.contains(WMID) && !shown.contains(TICKET), "{shown}");
}
