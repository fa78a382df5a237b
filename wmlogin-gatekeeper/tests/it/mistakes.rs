//! Invalid queries, which are explained to the developer of the site.

use http::StatusCode;
use wmlogin_client::types::AuthType;
use wmlogin_client::types::pages::{authentication, log_off};
use wmlogin_gatekeeper::EntryKind;

use wmlogin_test_support::browser::Browser;
use wmlogin_test_support::world::{World, id, latest, settings};

#[tokio::test]
async fn an_invalid_query_is_explained() {
    let mut settings = settings();
    for site in &mut settings.sites {
        site.methods = Some(vec![AuthType::KeeperClassic, AuthType::Telepat]);
    }
    let (world, mut browser) = (World::with(settings).await, Browser::new());
    let rid = format!("RID={}", id(latest()));
    let queries = [
        String::new(),
        "RID=nonsense&lang=ru-RU".to_owned(),
        "RID=00000000-0000-0000-0000-000000000000&lang=ru-RU".to_owned(),
        format!("{rid}&AuthType=Unknown"),
        format!("{rid}&AuthType=PasswordSms"),
        format!("{rid}&AuthType=Enum"),
        format!("{rid}&AuthTypeParam=Facebook"),
        format!("{rid}&AuthType=KeeperMiniSocial&AuthTypeParam=facebook"),
    ];
    let mut shown = Vec::new();
    for query in &queries {
        let page = browser.open(&world.url(&format!("{}?{query}", authentication::PATH))).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{query}");
        let (_, main) = page.body.split_once("<main>").expect("a page");
        let (main, _) = main.split_once("</main>").expect("a page");
        shown.push(format!("{query}\n{}\n\n", main.replace("><", ">\n<")));
    }
    insta::assert_snapshot!(shown.concat());
    let journal = world.gatekeeper.journal();
    assert!(journal.iter().all(|entry| entry.kind == EntryKind::Invalid && !entry.note.is_empty()));
    assert_eq!(journal.len(), queries.len());
    for query in ["", "RID=1", "RID=00000000-0000-0000-0000-000000000000"] {
        let page = browser.open(&world.url(&format!("{}?{query}", log_off::PATH))).await;
        assert_eq!(page.status, StatusCode::BAD_REQUEST, "{query}");
    }
}

#[tokio::test]
async fn a_query_that_is_too_long_is_refused() {
    let (world, mut browser) = (World::new().await, Browser::new());
    let query = format!("RID={}&more={}", id(latest()), "0".repeat(9000));
    let page = browser.open(&world.url(&format!("{}?{query}", authentication::PATH))).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
}
