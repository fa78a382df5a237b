//! The session at a login, and after it.

use wmlogin_test_support::browser::Browser;

use crate::world::{NOBODY, OTHER_USER, USER, World};

/// The cookie of the session, which is the one that is not of a login.
fn session(world: &World, browser: &Browser) -> String {
    let cookies = browser.cookies(&world.url("/"));
    cookies.split("; ").find(|cookie| !cookie.contains("wmlogin-")).unwrap_or_default().to_owned()
}

pub async fn a_login_gives_the_session_a_new_id(world: World) {
    let mut browser = Browser::new();
    world.press(&mut browser, "/basket").await;
    let old = session(&world, &browser);
    assert_ne!(old, "");
    world.log_in(&mut browser, "/account", USER).await;
    assert_ne!(session(&world, &browser), old);
    assert_eq!(world.home(&mut browser).await, (USER.to_owned(), "1".to_owned()), "its data stays");
}

pub async fn a_planted_session_is_worthless(world: World) {
    let (mut browser, mut thief) = (Browser::new(), Browser::new());
    world.press(&mut thief, "/basket").await;
    let planted = session(&world, &thief);
    browser.plant_cookies(&planted, &world.url("/"));
    world.log_in(&mut browser, "/account", USER).await;
    assert_eq!(world.user(&mut browser).await, USER);
    assert_eq!(world.home(&mut thief).await, (NOBODY.to_owned(), "0".to_owned()));

    // Nor is an id that the site has not given out.
    let mut browser = Browser::new();
    let name = planted.split('=').next().expect("a name");
    let invented = format!("{name}=AAAAAAAAAAAAAAAAAAAAAA");
    browser.plant_cookies(&invented, &world.url("/"));
    world.log_in(&mut browser, "/account", USER).await;
    assert_eq!(world.user(&mut browser).await, USER);
    thief.plant_cookies(&invented, &world.url("/"));
    assert_eq!(world.user(&mut thief).await, NOBODY);
}

pub async fn another_user_gets_no_data_of_the_previous_one(world: World) {
    let mut browser = Browser::new();
    world.log_in(&mut browser, "/account", USER).await;
    world.press(&mut browser, "/basket").await;
    world.log_in(&mut browser, "/login", OTHER_USER).await;
    assert_eq!(world.home(&mut browser).await, (OTHER_USER.to_owned(), "0".to_owned()));
}

pub async fn signing_out_ends_the_session(world: World) {
    let mut browser = Browser::new();
    world.log_in(&mut browser, "/account", USER).await;
    let (signed_in, mut thief) = (session(&world, &browser), Browser::new());
    let page = world.press(&mut browser, "/logout").await;
    assert_eq!(page.url, world.url("/"));
    assert_eq!(world.user(&mut browser).await, NOBODY);
    thief.plant_cookies(&signed_in, &world.url("/"));
    assert_eq!(world.user(&mut thief).await, NOBODY);
}
