//! The site learns who the user is from the program alone, whatever the browser sends.

use http::{HeaderName, HeaderValue};

use super::world::{Proxy, USER, World, browser};

const STRANGER: &str = "999999999999";

/// Every spelling of the headers' names that a proxy or PHP could take for them.
fn spellings() -> Vec<String> {
    let mut all = Vec::new();
    for name in ["user", "method", "time", "admin"] {
        for first in ['-', '_'] {
            for second in ['-', '_'] {
                all.push(format!("x{first}wmlogin{second}{name}"));
            }
        }
    }
    all
}

#[tokio::test(flavor = "multi_thread")]
async fn no_header_of_the_browser_reaches_the_site() {
    for proxy in [Proxy::Nginx, Proxy::Caddy] {
        let Some(world) = World::start(proxy) else { continue };
        let mut browser = browser();
        world.sign_in(&mut browser, "/").await;
        for spelling in spellings() {
            let name: HeaderName = spelling.parse().expect("a name");
            browser.headers.clear();
            browser.headers.append(&name, HeaderValue::from_static(STRANGER));
            browser.headers.append(&name, HeaderValue::from_static("Admin"));
            let shown = browser.open(&world.url("/headers.php")).await;
            assert_eq!(shown.status, 200);
            // Only headers that nobody has told the proxy about may come through, and they name no user.
            let users: Vec<_> =
                shown.body.lines().filter(|line| line.starts_with("HTTP_X_WMLOGIN_USER=")).collect();
            assert_eq!(
                users,
                [format!("HTTP_X_WMLOGIN_USER={USER}")],
                "{proxy:?} {spelling}: {}",
                shown.body
            );
            for name in ["METHOD", "TIME"] {
                let line = format!("HTTP_X_WMLOGIN_{name}=");
                let value = shown.body.lines().find_map(|it| it.strip_prefix(&line)).expect("the header");
                assert!(
                    !value.contains(STRANGER) && !value.contains("Admin"),
                    "{proxy:?} {spelling}: {}",
                    shown.body
                );
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_header_signs_nobody_in() {
    for proxy in [Proxy::Nginx, Proxy::Caddy] {
        let Some(world) = World::start(proxy) else { continue };
        for spelling in spellings() {
            let mut browser = browser().stopping_at_redirects();
            browser
                .headers
                .insert(spelling.parse::<HeaderName>().expect("a name"), HeaderValue::from_static(STRANGER));
            let page = browser.open(&world.url("/headers.php")).await;
            assert_eq!(page.status, 303, "{proxy:?} {spelling}: {}", page.shown());
        }
    }
}

/// A proxy that copies what is there keeps what is not, so all of them are there.
#[tokio::test(flavor = "multi_thread")]
async fn every_202_has_every_header() {
    let Some(world) = World::start(Proxy::Nginx) else { return };
    let mut browser = browser();
    world.sign_in(&mut browser, "/").await;
    for path in ["wmlogin/auth", "wmlogin/auth/redirect"] {
        let mut direct = super::world::browser();
        direct.plant_cookies(&browser.cookies(&world.site), &world.auth);
        direct.headers.insert("host", world.site.authority().parse().expect("a header"));
        let page = direct.open(&world.auth.join(path).expect("an address")).await;
        assert_eq!(page.status, 202, "{}", page.shown());
        assert_eq!(page.headers["x-wmlogin-user"], USER);
        assert!(page.headers.contains_key("x-wmlogin-method") && page.headers.contains_key("x-wmlogin-time"));
        assert_eq!(page.headers["cache-control"], "no-store");
    }
}
