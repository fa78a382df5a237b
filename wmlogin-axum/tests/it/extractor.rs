//! The extractor of the signed-in user.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::response::IntoResponse;
use http::{Method, StatusCode};
use tower_sessions::{MemoryStore, Session};
use wmlogin_axum::SignedIn;

use crate::world::{Settings, World};
use wmlogin_test_support::browser::{Browser, Initiator, http_client};

const HTML: (&str, &str) = ("accept", "text/html,*/*;q=0.8");
const NAVIGATE: (&str, &str) = ("sec-fetch-mode", "navigate");

#[tokio::test]
async fn a_visitor_is_redirected_to_the_login_and_back() {
    let settings = Settings { flow: |flow| flow.login_path("/sign-in"), ..Settings::default() };
    let world = World::with(settings).await;
    let http = http_client();
    for (method, path, mode, expected) in [
        (Method::GET, "/account?a=b&c", HTML, Some("/sign-in?return_to=%2Faccount%3Fa%3Db%26c")),
        (Method::GET, "/account", NAVIGATE, Some("/sign-in?return_to=%2Faccount")),
        (Method::GET, "/nested/account", HTML, Some("/sign-in?return_to=%2Fnested%2Faccount")),
        (Method::HEAD, "/account", HTML, Some("/sign-in?return_to=%2Faccount")),
        (Method::GET, "/account", ("sec-fetch-mode", "cors"), None),
        (Method::GET, "/account", ("accept", "*/*"), None),
        (Method::POST, "/account", NAVIGATE, None),
    ] {
        let request = http.request(method, world.url(path)).header(mode.0, mode.1);
        let response = request.send().await.expect("an answer");
        let location = response.headers().get("location").map(|location| location.to_str().expect("text"));
        assert_eq!(location, expected, "{path} {mode:?}");
        let status = if expected.is_some() { StatusCode::SEE_OTHER } else { StatusCode::UNAUTHORIZED };
        assert_eq!(response.status(), status, "{path} {mode:?}");
    }
}

#[tokio::test]
async fn a_signed_in_user_is_let_in() {
    let (world, mut browser) = (World::new().await, Browser::new());
    world.log_in(&mut browser).await;
    let page = browser.post(Initiator::Page(&world.origin()), &world.url("/account"), String::new()).await;
    assert_eq!((page.status, page.body.clone()), (StatusCode::OK, world.wmid()));
    let page = browser.open(&world.url("/nested/account")).await;
    assert_eq!((page.status, page.body.clone()), (StatusCode::OK, world.wmid()));
}

#[cfg(feature = "testing")]
#[test]
fn a_user_for_unit_tests_is_like_one_of_the_service() {
    use wmlogin_client::types::AuthType;

    let (wmid, at) =
        ("123456789012".parse().expect("a WMID"), "2015-01-12T14:31:29Z".parse().expect("a time"));
    let user = wmlogin_axum::testing::signed_in(wmid, Some(AuthType::Enum), at);
    assert_eq!((*user.wmid(), user.auth_type(), user.signed_in_at()), (wmid, Some(AuthType::Enum), at));
}

#[tokio::test]
async fn without_the_login_router_there_is_no_redirect() {
    let (mut request, ()) = http::Request::new(()).into_parts();
    let error = <SignedIn as FromRequestParts<()>>::from_request_parts(&mut request, &()).await.unwrap_err();
    assert_eq!(error.into_response().status(), StatusCode::INTERNAL_SERVER_ERROR);

    let session = Session::new(None, Arc::new(MemoryStore::default()), None);
    request.extensions.insert(session);
    let error = <SignedIn as FromRequestParts<()>>::from_request_parts(&mut request, &()).await.unwrap_err();
    assert_eq!(error.into_response().status(), StatusCode::UNAUTHORIZED);
}
