//! The `Cookie` headers of a request, as browsers, neighbours and other programs write them.

use wmlogin_client::types::Field;
use wmlogin_client::{BrowserRequest, LoginFlow, Step, Verifier};
use wmlogin_test_support::exchange::{Exchange, Service, YES};

use super::browser::{Browser, HOST, OWN_ORIGIN, fields};

/// A begun login, the fields of its relay page, and its cookie.
struct World {
    flow: LoginFlow,
    browser: Browser,
    fields: Vec<(String, String)>,
    name: String,
    value: String,
}

impl World {
    fn new() -> Self {
        let answer = Exchange::of("3.0");
        let flow = LoginFlow::new(answer.site().build().expect("a site")).expect("a flow");
        let mut browser = Browser::of(&answer);
        browser.begin(&flow, "/");
        let fields = fields(browser.bring(&flow, &answer).expect("a relay page").body());
        let (name, value) = browser.cookies.pop_first().expect("a cookie");
        Self { flow, browser, fields, name, value }
    }

    /// The reason why the second step with these headers finds no login, if it finds none.
    fn refused(&self, headers: &[&[u8]]) -> Option<&'static str> {
        match self.browser.post_with_cookies(&self.flow, &self.fields, Some(OWN_ORIGIN), headers) {
            Ok(Step::Verify(_)) => None,
            Ok(Step::Reply(reply)) => panic!("{reply:?}"),
            Err(denied) => Some(denied.error().kind()),
        }
    }
}

#[test]
fn a_cookie_is_found_among_all_others() {
    let world = World::new();
    let own = format!("{}={}", world.name, world.value);
    let foreign = format!("a={}", "x".repeat(8 * 1024));
    for headers in [
        vec![own.clone()],
        vec![format!("a=b; {own}; c=d")],
        vec![format!("{own};c=d")],
        vec!["a=b".to_owned(), own.clone(), "c=d".to_owned()],
        vec![format!("{foreign}; {own}")],
        vec![foreign, own.clone()],
        vec![format!("; ;=;x;\"; a=\"; {own}; b=\"")],
        vec![format!("a={own}; {own}")],
        vec![format!("{own}; {}=", world.name)],
        vec![format!("{}=AAAA; {own}", world.name)],
        vec![format!("__Host-wmlogin-=AAAA; {own}")],
    ] {
        let headers: Vec<_> = headers.iter().map(String::as_bytes).collect();
        assert_eq!(world.refused(&headers), None);
    }
    // Another program of the host writes what is not UTF-8.
    let headers = [b"a=\xcf\xf0\xe8\xe2\xe5\xf2; ".as_slice(), own.as_bytes()].concat();
    assert_eq!(world.refused(&[&headers]), None);
}

#[test]
fn a_name_that_a_neighbour_can_set_is_not_ours() {
    let world = World::new();
    let World { name, value, .. } = &world;
    let bare = name.trim_start_matches("__Host-");
    for pair in [
        format!("{bare}={value}"),
        format!("__Secure-{bare}={value}"),
        format!("__host-{bare}={value}"),
        format!("{}={value}", name.to_uppercase()),
        // Browsers see another name, and no prefix; a parser that trims all of Unicode's white space sees ours.
        format!("\u{2000}{name}={value}"),
        format!("\u{a0}{name}={value}"),
        format!("\u{85}{name}={value}"),
        format!("\u{3000}{name}={value}"),
        format!("\u{2028}{name}\u{2028}={value}"),
        format!("{name}\u{2000}={value}"),
        format!("\u{feff}{name}={value}"),
        format!("\u{b}{name}={value}"),
        format!("\u{c}{name}={value}"),
        format!("={name}={value}"),
        format!("a={name}={value}"),
        format!("a, {name}={value}"),
        format!("$Version=1, {name}={value}"),
        format!("\"{name}\"={value}"),
        format!("a=\"b, {name}={value}\""),
        format!("%5F_Host-{bare}={value}"),
    ] {
        assert_eq!(world.refused(&[pair.as_bytes()]), Some("no_cookie"), "{pair:?}");
        assert_eq!(world.refused(&[format!("a=b; {pair}").as_bytes()]), Some("no_cookie"), "{pair:?}");
    }
}

#[test]
fn a_value_that_was_not_set_so_is_no_login() {
    let world = World::new();
    let World { name, value, .. } = &world;
    for value in [
        String::new(),
        format!("\"{value}\""),
        format!("{value}="),
        format!("{value}AAAA"),
        format!("{value}, a=b"),
        value[..value.len() - 4].to_owned(),
        value.replace('A', "%41").replace('e', "%65"),
        "A".repeat(8 * 1024),
        "\u{44f}".to_owned(),
    ] {
        let refused = world.refused(&[format!("{name}={value}").as_bytes()]);
        assert_eq!(refused, Some("no_login_in_progress"), "{value:?}");
    }
}

#[tokio::test]
async fn many_tabs_that_are_restored_at_once_end_signed_in() {
    let mut world = World::new();
    let answer = Exchange::of("3.0");
    let verifier = Verifier::new(Service::answering(YES));
    for _ in 0..20 {
        let mut tab = Browser::of(&answer);
        tab.begin(&world.flow, "/");
        world.browser.cookies.append(&mut tab.cookies);
    }
    for tab in 0..20 {
        let mut answer = answer.clone();
        answer.set(Field::Ticket.name(), &format!("{tab:048}"));
        let page = world.browser.bring(&world.flow, &answer).expect("a relay page");
        let completed = world.browser.continue_at(&world.flow, &verifier, &page).await.expect("a login");
        world.browser.take(&completed.into_reply());
    }
    world.browser.begin(&world.flow, "/");
    assert_eq!(world.browser.cookies.len(), 4);
}

#[test]
fn what_takes_too_much_room_is_removed_and_the_rest_is_left_alone() {
    let world = World::new();
    let begin = |cookies: &str| {
        let request = BrowserRequest::new("GET", "/login").headers([("Host", HOST), ("Cookie", cookies)]);
        let reply = world.flow.begin(&request, "/");
        let set = reply.headers().filter(|(name, _)| *name == "set-cookie");
        set.map(|(_, cookie)| cookie.to_owned()).collect::<Vec<_>>()
    };
    let long = format!("__Host-wmlogin-000000000000={}", "A".repeat(3_900));
    let [_, removed] = &begin(&long)[..] else { panic!("a new cookie, and one that is removed") };
    assert_eq!(removed, "__Host-wmlogin-000000000000=; HttpOnly; SameSite=Lax; Secure; Path=/; Max-Age=0");
    let [removed, ..] = &begin(&format!("{long}; {}={}", world.name, world.value))[1..] else {
        panic!("a removal")
    };
    assert!(removed.starts_with("__Host-wmlogin-000000000000=;"), "{removed}");
    // Names of another form are those of other programs, however many there are.
    let foreign: Vec<_> = (0..9).map(|number| format!("__Host-wmlogin-session{number}=x")).collect();
    assert_eq!(begin(&foreign.join("; ")).len(), 1);
}
