//! The whole life of a certificate at the stand-in, which signs requests and asks for certificates.

use std::fs;

use insta::assert_snapshot;
use tokio::runtime::Runtime;
use wmlogin_gatekeeper::Gatekeeper;
use wmlogin_gatekeeper::certification::CertificateStore;
use wmlogin_test_support::browser::Browser;
use wmlogin_test_support::world::{self, USER, World};
use wmlogin_types::AuthType;

use super::workplace::{EMAIL, Workplace};

/// The stand-in, and the workplace of a person that it knows.
struct Office {
    runtime: Runtime,
    world: World,
    workplace: Workplace,
}

impl Office {
    fn open() -> Self {
        let runtime = Runtime::new().unwrap();
        let builder = Gatekeeper::builder().settings(world::settings());
        let starting = builder.certificates(CertificateStore::Memory).start();
        let world = World::of(runtime.block_on(starting).unwrap());
        let workplace = Workplace::new();
        workplace.write("gatekeeper.pem", world.gatekeeper.certification().unwrap().root_pem());
        workplace.done(&["request", "--wmid", USER, "--email", EMAIL]);
        Self { runtime, world, workplace }
    }

    /// The arguments of a command that the stand-in answers.
    fn at_the_server<'a>(&'a self, arguments: &[&'a str]) -> Vec<&'a str> {
        let server = ["--server", self.world.gatekeeper.base_url().as_str(), "--root", "gatekeeper.pem"];
        [arguments, &server].concat()
    }

    fn close(self) {
        self.runtime.block_on(self.world.gatekeeper.stop());
    }
}

#[test]
fn registers_renews_and_revokes() {
    let office = Office::open();
    let (workplace, authority) = (&office.workplace, office.world.gatekeeper.certification().unwrap());
    workplace.done(&office.at_the_server(&["register"]));
    workplace.done(&office.at_the_server(&["renew", "--force"]));
    assert_eq!(authority.issued().len(), 2);
    assert!(workplace.path(format!("store/replaced/{USER}-1")).exists());
    let status = workplace.done(&["status"]).stdout;
    assert!(status.contains(EMAIL) && status.contains("RSA 2048"), "{status}");

    // The same request gets the same certificate, until that is revoked.
    let certificate = workplace.path(format!("store/{USER}-2/certificate.pem"));
    let before = fs::read(&certificate).unwrap();
    fs::remove_file(&certificate).unwrap();
    workplace.done(&office.at_the_server(&["register"]));
    assert_eq!(fs::read(&certificate).unwrap(), before);
    for issued in authority.issued() {
        authority.revoke(issued.certificate.serial()).unwrap();
    }
    fs::remove_file(&certificate).unwrap();
    let refused = workplace.run(&office.at_the_server(&["register"]));
    assert_eq!(refused.code, Some(1), "{refused}");
    assert_snapshot!("revoked", workplace.redact(&refused.stderr));
    office.close();
}

/// The browser has no certificate; the program presents the hardened one, and the browser goes on.
#[test]
fn signs_in_with_a_hardened_key() {
    let office = Office::open();
    let (workplace, world) = (&office.workplace, &office.world);
    workplace.done(&office.at_the_server(&["register"]));
    workplace.done(&["backup", "--output", "backup.p12"]);
    workplace.done(&["harden", "--yes"]);

    let mut browser = Browser::new().stopping_at_redirects();
    let page = world.login_url(|query| query.auth_type(AuthType::KeeperLight));
    let page = office.runtime.block_on(browser.open(&page));
    let sent = office.runtime.block_on(browser.submit(&page, page.form().press("allow")));
    let handshake = sent.location();

    let login = workplace.done(&["test", handshake.as_str(), "--root", "gatekeeper.pem"]).stdout;
    let (_, back) = login.split_once("Goes on at   ").unwrap();
    let back = back.lines().next().unwrap().parse().unwrap();
    let asked = office.runtime.block_on(browser.open(&back)).body.clone();
    let serial = world.gatekeeper.certification().unwrap().issued()[0].certificate.serial().to_string();
    assert!(asked.contains(USER) && asked.contains(&serial), "{asked}");

    let wrong = handshake.as_str().replace("RID", "X");
    let again = workplace.run(&["test", &wrong, "--root", "gatekeeper.pem"]);
    assert_eq!(again.code, Some(1), "{again}");
    assert_snapshot!("a_page_that_is_refused", again.stdout);
    office.close();
}
