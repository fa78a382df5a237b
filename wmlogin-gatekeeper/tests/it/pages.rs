//! The pages with their headers.

use wmlogin_client::types::Field;
use wmlogin_gatekeeper::{Clock, Gatekeeper};

use wmlogin_test_support::browser::{Browser, Page};
use wmlogin_test_support::world::{World, settings};

async fn world() -> World {
    let clock = Clock::fixed("2015-01-12T14:31:29.997Z".parse().expect("a time"));
    World::of(Gatekeeper::builder().settings(settings()).clock(clock).start().await.expect("a stand-in"))
}

/// The page, one element a line, without what differs from run to run.
fn shown(world: &World, page: &Page) -> String {
    let mut text = page.shown();
    let random = ["token", Field::Ticket.name(), Field::ReadId.name()];
    for (name, value) in page.forms().iter().flat_map(|form| form.fields().to_vec()) {
        if random.contains(&name.as_str()) {
            text = text.replace(&value, &format!("[{name}]"));
        }
    }
    for start in ["gatekeeper-browser=", "gatekeeper-login="] {
        if let Some((_, rest)) = text.clone().split_once(start) {
            let value = rest.split(';').next().unwrap_or_default();
            text = text.replace(value, "[random]");
        }
    }
    text.replace(&world.origin(), "[stand-in]")
}

#[tokio::test]
async fn a_login() {
    let (world, mut browser) = (world().await, Browser::new());
    let page = world.open(&mut browser, |query| query.lang("en-US")).await;
    insta::assert_snapshot!("login", shown(&world, &page));
    let page = world.allow(&mut browser, &page, |_| ()).await;
    insta::assert_snapshot!("answer", shown(&world, &page));
    world.verify(&page).await;
    browser.headers.insert("accept-language", "ru".parse().expect("a header"));
    let page = world.open(&mut browser, |query| query).await;
    insta::assert_snapshot!("remembered_in_russian", shown(&world, &page));
    browser.open(&world.url("/GateKeeper.aspx?RID=1")).await;

    let log = browser.open(&world.url("/log?lang=en-US")).await;
    let masked = mask_tickets(&shown(&world, &log));
    insta::assert_snapshot!("log", masked);
    insta::assert_snapshot!(
        "log_in_russian",
        mask_tickets(&shown(&world, &browser.open(&world.url("/log")).await))
    );
}

/// Of a ticket and a read id, the log shows the beginning, which is random.
fn mask_tickets(log: &str) -> String {
    let lines = log.lines().map(|line| match line.find("…</code>") {
        Some(end) if line.starts_with("<code>") && end == "<code>".len() + 4 => "<code>[masked]…</code>",
        _ => line,
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[tokio::test]
async fn the_list_of_sites() {
    let (world, mut browser) = (world().await, Browser::new());
    insta::assert_snapshot!("sites", shown(&world, &browser.open(&world.url("/")).await));
    let style = browser.open(&world.url("/gatekeeper.css")).await;
    assert_eq!(style.headers["content-type"], "text/css; charset=utf-8");
    insta::assert_snapshot!("script", shown(&world, &browser.open(&world.url("/gatekeeper.js")).await));
}
