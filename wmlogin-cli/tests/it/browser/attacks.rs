//! Pages of another site that post answers of the service.

use axum::Router;
use axum::response::Html;
use axum::routing::get;
use tokio::net::TcpListener;

use super::world::{World, run};
use wmlogin_test_support::chromium::Options;

const NO_LOGIN: &str = "There is no login";

/// A site on a third origin, which is no other port of one of the two: those are the same site.
struct Stranger(String);

impl Stranger {
    /// Serves one page, whose button posts the answer.
    async fn posting(answer: &Answer, query: &str, referrer: &str) -> Self {
        let input =
            |(name, value): &(String, String)| format!("<input type=hidden name='{name}' value='{value}'>");
        let inputs: String = answer.fields.iter().map(input).collect();
        let page = format!(
            "<!DOCTYPE html><meta name=referrer content={referrer}><h1>You have won</h1>\
             <form method=post action='{}{query}'>{inputs}<button>Take it</button></form>",
            answer.target
        );
        let app = Router::new().route("/", get(async move || Html(page)));
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = listener.local_addr().expect("an address").port();
        tokio::spawn(async { axum::serve(listener, app).await });
        Self(format!("http://stranger.localhost:{port}/"))
    }

    /// Lets the user do what the page wants.
    async fn lure(&self, world: &World) {
        world.tab.open(&self.0).await;
        world.tab.click("button").await;
    }
}

/// The answer to a login of the stranger's own, with a ticket that the service confirms.
struct Answer {
    target: String,
    fields: Vec<(String, String)>,
}

impl Answer {
    /// Takes it out of the service's page, which has no scripts here and waits for the user.
    async fn of_the_stranger(world: &World) -> Self {
        world.go_home().await;
        world.begin().await;
        world.allow().await;
        let form = world.tab.find("form:has([name=WmLogin_Ticket])").await;
        let target = form.attr("action").await.expect("attributes").expect("a target");
        Self { target, fields: world.tab.hidden_fields().await }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_post_signs_nobody_in() {
    run("forged", Options { scripts: false, ..Options::default() }, |world| async move {
        let answer = Answer::of_the_stranger(&world).await;
        for (step, query) in [("first-step", ""), ("second-step", "?wmlogin-finish")] {
            // The worst case: a login is in progress in this browser.
            world.go_home().await;
            world.begin().await;
            Stranger::posting(&answer, query, "origin").await.lure(&world).await;
            world.tab.expect(NO_LOGIN).await;
            let text = world.tab.text().await;
            assert!(text.contains("a page of http://stranger.localhost"), "{text}");
            world.tab.screenshot(step).await;
            world.expect_nobody().await;
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_forged_post_of_unknown_origin_needs_a_login_in_progress() {
    run("hidden", Options { scripts: false, ..Options::default() }, |world| async move {
        let answer = Answer::of_the_stranger(&world).await;
        world.go_home().await;
        world.tab.forget_cookies().await;
        Stranger::posting(&answer, "", "no-referrer").await.lure(&world).await;
        world.tab.expect("Logging in").await;
        world.tab.click("button").await;
        world.tab.expect(NO_LOGIN).await;
        let text = world.tab.text().await;
        assert!(text.contains("the browser brings no cookie of a login"), "{text}");
        world.expect_nobody().await;
    })
    .await;
}
