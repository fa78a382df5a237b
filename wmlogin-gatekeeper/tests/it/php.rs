//! A site in PHP, whose users sign in over TLS.

use std::net::TcpListener;

use wmlogin_client::types::{Field, Version};
use wmlogin_gatekeeper::certification::CertificateStore;
use wmlogin_gatekeeper::{Gatekeeper, Settings, SiteSettings};
use wmlogin_test_support::browser::{Browser, tls_client};
use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::program::{Running, program};
use wmlogin_test_support::tools::require;
use wmlogin_test_support::world::{OWNER, USER, id, wmid};

const SITE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/it/php/site.php");

#[tokio::test(flavor = "multi_thread")]
async fn users_sign_in_to_a_site_of_ten_lines() {
    if !require(["php"]) {
        return;
    }
    // Free, until the site has it.
    let port = TcpListener::bind("127.0.0.1:0").expect("a port").local_addr().expect("an address").port();
    let (folder, version) = (Folder::new(), Version::V2_0);
    let return_url = format!("http://127.0.0.1:{port}/").parse().expect("an address");
    let site = SiteSettings::new(wmid(OWNER), id(version), return_url).version(version);
    let builder = Gatekeeper::builder().settings(Settings::new([site.clone()]));
    let gatekeeper = builder.certificates(CertificateStore::Memory).start().await.expect("a stand-in");
    let authority = gatekeeper.certification().expect("certificates");
    let service = gatekeeper.tls_url().expect("a listener").as_str().trim_end_matches('/');
    let mut php = program("php");
    php.args(["-n", "-S", &format!("127.0.0.1:{port}"), SITE]).stderr(std::process::Stdio::null());
    php.env("SERVICE", service).env("URL_ID", id(version).as_str()).env("OWNER", OWNER);
    php.env("ROOT", folder.write("root.pem", authority.root_pem()));
    let _php = Running::start(&mut php);
    while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }

    let mut browser = Browser::over(tls_client(authority.root(), None)).stopping_at_redirects();
    let redirect = browser.open(&site.return_url).await;
    let login = redirect.headers["location"].to_str().expect("text").parse().expect("an address");
    let page = browser.open(&login).await;
    let answer = browser.submit(&page, page.form().press("allow")).await;
    assert_eq!(answer.form().target(&answer.url), site.return_url);
    let account = browser.submit(&answer, &answer.form()).await;
    assert_eq!(account.body, format!("Signed in as {USER}"));
    let tampered = answer.form().set(Field::Ticket.name(), &"0".repeat(48)).clone();
    assert_eq!(browser.submit(&answer, &tampered).await.body, "Refused");
    let another = answer.form().set(Field::Wmid.name(), "100000000002").clone();
    assert_eq!(browser.submit(&answer, &another).await.body, "Refused");
}
