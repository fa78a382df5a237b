//! The browser of the library at a site that is written by hand.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::extract::State;
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use http::header::{CONTENT_TYPE, COOKIE, ORIGIN, SET_COOKIE};
use http::{HeaderMap, HeaderName, StatusCode};
use wmlogin_gatekeeper::browser::{Browser, BrowserError, Page, client_builder};
use wmlogin_gatekeeper::{Gatekeeper, Settings};
use wmlogin_test_support::world::{USER, wmid};

/// The service's address, and the headers of the answer that a browser brought.
#[derive(Clone, Default)]
struct Site {
    login: String,
    brought: Arc<Mutex<Option<HeaderMap>>>,
    refuses: bool,
}

async fn login(State(site): State<Site>) -> Response {
    let cookies = [
        (SET_COOKIE, "lax=1; SameSite=Lax"),
        (SET_COOKIE, "unsaid=1"),
        (SET_COOKIE, "strict=1; SameSite=Strict"),
    ];
    let mut response = Redirect::temporary(&site.login).into_response();
    for (name, value) in cookies {
        response.headers_mut().append(name, value.parse().unwrap());
    }
    response
}

async fn receive(State(site): State<Site>, headers: HeaderMap, body: String) -> Response {
    *site.brought.lock().unwrap() = Some(headers);
    if site.refuses {
        return StatusCode::FORBIDDEN.into_response();
    }
    let user =
        body.split('&').find_map(|field| field.strip_prefix("WmLogin_WMID=")).unwrap_or("nobody").to_owned();
    Html(format!(
        "<body onload='document.forms[0].submit()'><form method=POST action=/account><input type=hidden name=user \
         value={user}></form>"
    ))
    .into_response()
}

async fn account(headers: HeaderMap, body: String) -> String {
    format!("{body} {}", headers.get(COOKIE).map_or("", |cookies| cookies.to_str().unwrap()))
}

/// Starts a site on `localhost` and the stand-in at `127.0.0.1`.
async fn start(change: impl FnOnce(&mut Site)) -> (Gatekeeper, String, Site) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let settings = Settings::demo(format!("{address}/webmoney").parse().unwrap());
    let id = settings.sites[0].url_id;
    let gatekeeper = Gatekeeper::builder().settings(settings).start().await.unwrap();
    let login_page = gatekeeper.base_url().join(&format!("/GateKeeper.aspx?RID={id}")).unwrap();
    let mut site = Site { login: login_page.into(), ..Site::default() };
    change(&mut site);
    let pages = Router::new()
        .route("/login", get(login))
        .route("/", get(|| async { "a page" }))
        .route("/webmoney", axum::routing::post(receive))
        .route("/account", axum::routing::post(account))
        .with_state(site.clone());
    tokio::spawn(async { axum::serve(listener, pages).await });
    (gatekeeper, address, site)
}

async fn sign_in(gatekeeper: &Gatekeeper, address: &str) -> Result<Page, BrowserError> {
    gatekeeper.browser().unwrap().sign_in(address, &wmid(USER)).await
}

#[tokio::test]
async fn a_user_signs_in_through_pages_that_submit_themselves() {
    let (gatekeeper, address, site) = start(|_| {}).await;
    let page = sign_in(&gatekeeper, &format!("{address}/login")).await.unwrap();
    assert!(page.body.starts_with(&format!("user={USER} ")), "{}", page.body);
    for cookie in ["lax=1", "unsaid=1", "strict=1"] {
        assert!(page.body.contains(cookie), "a page of the site sent this form: {}", page.body);
    }
    let brought = site.brought.lock().unwrap().clone().unwrap();
    let header = |name: &HeaderName| brought.get(name).map(|value| value.to_str().unwrap());
    assert_eq!(header(&COOKIE), None, "a page of another site sent this form");
    assert_eq!(header(&ORIGIN), Some(gatekeeper.base_url().origin().ascii_serialization().as_str()));
    assert_eq!(header(&CONTENT_TYPE), Some("application/x-www-form-urlencoded"));
    assert_eq!(header(&HeaderName::from_static("sec-fetch-site")), Some("cross-site"));
    assert_eq!(header(&HeaderName::from_static("sec-fetch-mode")), Some("navigate"));
}

#[tokio::test]
async fn a_login_that_does_not_come_about_is_an_error_of_its_kind() {
    let (gatekeeper, address, _) = start(|site| site.refuses = true).await;
    let refused = sign_in(&gatekeeper, &format!("{address}/login")).await.unwrap_err();
    assert!(matches!(refused, BrowserError::RefusedBySite { status: StatusCode::FORBIDDEN, .. }));
    let elsewhere = sign_in(&gatekeeper, &format!("{address}/")).await.unwrap_err();
    assert!(matches!(elsewhere, BrowserError::NotSent { .. }), "{elsewhere}");
    assert!(matches!(sign_in(&gatekeeper, "shop").await, Err(BrowserError::Address { .. })));
    assert!(matches!(sign_in(&gatekeeper, "http://127.0.0.1:1/").await, Err(BrowserError::NoAnswer { .. })));

    let (gatekeeper, address, _) = start(|site| site.login = site.login.replace("RID=", "RID=0")).await;
    let unknown = sign_in(&gatekeeper, &format!("{address}/login")).await.unwrap_err();
    assert!(matches!(unknown, BrowserError::Refused { .. }), "{unknown}");
    assert!(unknown.to_string().contains("400"), "{unknown}");
}

#[tokio::test]
async fn tickets_and_cookies_stay_out_of_debug_output() {
    let (gatekeeper, _, site) = start(|_| {}).await;
    let mut browser = gatekeeper.browser().unwrap();
    let page = browser.open(&site.login.parse().unwrap()).await.unwrap();
    let mut form = page.form().unwrap();
    form.set("WmId", USER).press("allow").unwrap();
    let answer = browser.submit(&page, &form).await.unwrap();
    let form = answer.form().unwrap();
    let ticket = form.value("WmLogin_Ticket").unwrap();
    let shown = format!("{answer:?} {form:?} {browser:?}");
    assert!(!shown.contains(ticket) && !shown.contains("gatekeeper-"), "{shown}");
}

#[test]
fn forms_are_filled_in_as_browsers_do() {
    let html = "<form method=Post action=to><input name=text value='a &amp; b'><input value=unnamed>\
        <input type=checkbox name=on checked><input type=checkbox name=off value=x>\
        <input name=gone disabled><select name=first><option>one<option>two</select>\
        <select name=second><option value=1>one<option value=2 selected>two</select>\
        <textarea name=area>long\ntext</textarea><input type=submit name=button value=press>\
        <input type=reset name=reset></form><form action=search><input name=q></form>";
    let [form]: [_; 1] = wmlogin_gatekeeper::browser::Form::all(html).try_into().unwrap();
    assert_eq!(form.body(), "text=a+%26+b&on=on&first=one&second=2&area=long%0Atext");
    assert!(form.clone().press("other").is_err());
    assert!(form.clone().press("press").unwrap().body().ends_with("&button=press"));
}

/// A server that redirects to itself, for ever or with the form.
#[tokio::test]
async fn redirects_end_and_keep_a_form_where_they_must() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address: url::Url = format!("http://{}/", listener.local_addr().unwrap()).parse().unwrap();
    let echo = |body: String| async { body };
    let pages = Router::new()
        .route("/", get(|| async { Redirect::to("/") }))
        .route("/kept", axum::routing::post(|| async { Redirect::temporary("/echo") }))
        .route("/echo", axum::routing::any(echo));
    tokio::spawn(async { axum::serve(listener, pages).await });
    let mut browser = Browser::over(client_builder().unwrap().build().unwrap());
    assert!(matches!(browser.open(&address).await, Err(BrowserError::Redirects(_))));
    let from = wmlogin_gatekeeper::browser::Initiator::AddressBar;
    let kept = browser.post(from, &address.join("/kept").unwrap(), "a=b".to_owned()).await.unwrap();
    assert_eq!(kept.body, "a=b");
}
