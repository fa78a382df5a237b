//! A user signs in at the stand-in with what only this site's spec has.

use std::net::{IpAddr, Ipv4Addr};

use patched_site::wants_confirmation;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use url::{Position, Url};
use wmlogin_client::types::{AuthType, Field, Outcome, Response, TicketFlags, Version};
use wmlogin_client::{BrowserRequest, HttpTransport, Received, Site, Verifier};
use wmlogin_gatekeeper::{Approval, Gatekeeper};

struct World {
    gatekeeper: Gatekeeper,
    site: Site,
}

impl World {
    /// A stand-in with its sample settings, whose site has the new version.
    async fn new() -> Self {
        let gatekeeper = Gatekeeper::start().await.expect("a stand-in");
        let shop = gatekeeper.settings().sites[0].clone();
        assert_eq!(shop.version, Version::V3_1, "the latest");
        let site = Site::builder(shop.owner)
            .return_page(shop.url_id, shop.return_url.as_str())
            .service(gatekeeper.base_url().as_str());
        Self { site: site.build().expect("a site"), gatekeeper }
    }

    fn receive(&self, response: &Response) -> Received {
        let (body, origin) = (response.to_form(), self.gatekeeper.base_url().origin().ascii_serialization());
        let headers = [("content-type", "application/x-www-form-urlencoded"), ("origin", origin.as_str())];
        let request = BrowserRequest::new("POST", "/webmoney").headers(headers).body(body.as_bytes());
        let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
        self.site.receive(&request.address(here)).expect("an answer that is received")
    }
}

/// What stands in a text between two others.
fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).expect("the text before");
    rest.split_once(after).expect("the text after").0
}

/// The status line and the rest of a page.
async fn page(url: &Url) -> (String, String) {
    send("GET", url, "", "").await
}

async fn send(method: &str, url: &Url, cookie: &str, form: &str) -> (String, String) {
    let target = &url[Position::BeforePath..];
    let host = &url[Position::BeforeHost..Position::BeforePath];
    let mut connection = TcpStream::connect(host).await.expect("a connection");
    let origin = url.origin().ascii_serialization();
    let request = format!(
        "{method} {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nOrigin: {origin}\r\nCookie: {cookie}\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    connection.write_all(request.as_bytes()).await.expect("a request");
    let mut response = String::new();
    connection.read_to_string(&mut response).await.expect("a response");
    let (status, rest) = response.split_once("\r\n").expect("a status line");
    (status.to_owned(), rest.to_owned())
}

#[tokio::test]
async fn a_user_signs_in_with_the_new_method_flag_and_field() {
    let world = World::new().await;
    let settings = world.gatekeeper.settings();
    let approval = Approval::new(settings.people[0].wmid, AuthType::PasswordSms, Ipv4Addr::LOCALHOST)
        .flags(TicketFlags::NEW_DEVICE)
        .field(Field::PreviousAuthType, AuthType::Passkey.name());
    let response = world.gatekeeper.issue(&settings.sites[0].url_id, &approval).expect("an answer");
    let Received::Login(login) = world.receive(&response) else { panic!("a login") };
    let verifier = Verifier::new(HttpTransport::builder().build().expect("a transport"));
    let login = verifier.verify(&login).await.expect("a login that is confirmed");

    let claimed = login.claimed();
    assert_eq!(claimed.version(), Version::V3_1);
    assert!(claimed.flags().contains(TicketFlags::NEW_DEVICE));
    assert_eq!(claimed.previous_auth_type(), Some(AuthType::Passkey));
    assert!(!wants_confirmation(&login), "the login before was safe");
}

#[tokio::test]
async fn the_new_outcome_is_a_button_of_the_stand_in_and_no_login_for_the_client() {
    let world = World::new().await;
    let url = world.site.login().url();
    let (status, text) = page(&url).await;
    assert!(status.contains(" 200 "), "{status}: {text}");
    assert!(text.contains("value=\"TooYoung\">TooYoung"), "{text}");
    let cookie = between(&text, "set-cookie: ", ";");
    let token = between(&text, "name=\"token\" value=\"", "\"");
    let (_, text) = send("POST", &url, cookie, &format!("token={token}&outcome=TooYoung")).await;
    assert!(text.contains("name=\"WmLogin_KeeperRetStr\" value=\"TooYoung\""), "{text}");
    let received = world.receive(&Outcome::TooYoung.into());
    assert!(matches!(received, Received::NoLogin(Outcome::TooYoung)), "{received:?}");
}

#[tokio::test]
async fn the_new_parameter_is_sent_read_and_checked() {
    let world = World::new().await;
    let url = world.site.login().auth_type(AuthType::Passkey).minimum_age(18).url();
    assert!(url.as_str().ends_with("&AuthType=Passkey&MinimumAge=18"), "{url}");
    let (status, text) = page(&url).await;
    assert!(status.contains(" 200 "), "{status}: {text}");
    let wrong = url.as_str().replace("MinimumAge=18", "MinimumAge=many").parse().expect("an address");
    let (status, text) = page(&wrong).await;
    assert!(status.contains(" 400 "), "{status}: {text}");
    assert!(text.contains("MinimumAge"), "{text}");
}
