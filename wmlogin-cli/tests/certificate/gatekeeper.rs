//! The whole life of a certificate at the stand-in, which signs requests and asks for certificates.

use std::fs;

use insta::assert_snapshot;
use wmlogin_gatekeeper::Gatekeeper;
use wmlogin_gatekeeper::certification::CertificateStore;

use crate::tools::if_there;
use crate::workplace::{EMAIL, Workplace};

/// The stand-in, and somebody that it knows.
struct World {
    runtime: tokio::runtime::Runtime,
    gatekeeper: Gatekeeper,
    workplace: Workplace,
    person: String,
}

impl World {
    fn new() -> Self {
        let runtime = tokio::runtime::Runtime::new().unwrap();
        let starting = Gatekeeper::builder().certificates(CertificateStore::Memory).start();
        let gatekeeper = runtime.block_on(starting).unwrap();
        let person = gatekeeper.settings().people[0].wmid.to_string();
        let workplace = Workplace::new();
        workplace.write("gatekeeper.pem", gatekeeper.certification().unwrap().root_pem());
        workplace.done(&["request", "--wmid", &person, "--email", EMAIL]);
        Self { runtime, gatekeeper, workplace, person }
    }

    /// The arguments, and who signs.
    fn at_the_server<'a>(&'a self, arguments: &[&'a str]) -> Vec<&'a str> {
        let server = ["--server", self.gatekeeper.base_url().as_str(), "--root", "gatekeeper.pem"];
        [arguments, &server].concat()
    }

    fn stop(self) {
        self.runtime.block_on(self.gatekeeper.stop());
    }
}

#[test]
fn registers_renews_and_revokes() {
    let world = World::new();
    let (workplace, authority) = (&world.workplace, world.gatekeeper.certification().unwrap());
    workplace.done(&world.at_the_server(&["register"]));
    workplace.done(&world.at_the_server(&["renew", "--early"]));
    assert_eq!(authority.issued().len(), 2);
    assert!(workplace.path(format!("store/replaced/{}-1", world.person)).exists());
    let status = workplace.done(&["status"]).stdout;
    assert!(status.contains(EMAIL) && status.contains("RSA 2048"), "{status}");

    // Who asks again gets the same certificate, until it is revoked.
    let certificate = workplace.path(format!("store/{}-2/certificate.pem", world.person));
    let before = fs::read(&certificate).unwrap();
    fs::remove_file(&certificate).unwrap();
    workplace.done(&world.at_the_server(&["register"]));
    assert_eq!(fs::read(&certificate).unwrap(), before);
    for issued in authority.issued() {
        authority.revoke(issued.certificate.serial()).unwrap();
    }
    fs::remove_file(&certificate).unwrap();
    let refused = workplace.run(&world.at_the_server(&["register"]));
    assert_eq!(refused.code, Some(12), "{refused}");
    assert_snapshot!("revoked", workplace.redact(&refused.stderr));
    world.stop();
}

/// The browser has no certificate; the program presents the hardened one, and the browser goes on.
#[test]
fn signs_in_with_a_hardened_key() {
    let world = World::new();
    let workplace = &world.workplace;
    workplace.done(&world.at_the_server(&["register"]));
    workplace.done(&["backup", "--to", "backup.p12"]);
    workplace.done(&["harden", "--yes"]);

    let site = world.gatekeeper.settings().sites[0].url_id;
    let page = format!("{}GateKeeper.aspx?RID={site}", world.gatekeeper.base_url());
    let Some(html) = curl(workplace, &[&page]) else { return world.stop() };
    let token = format!("token={}", between(&html, r#"name="token" value=""#, "\""));
    let form = ["-d", &token, "-d", "AuthType=KeeperLight", "-d", "decision=allow"];
    let sent = curl(workplace, &[&form[..], &["-D", "-", "-o", "/dev/null", &page]].concat()).unwrap();
    let handshake = between(&sent, "location: ", "\r\n");

    let login = workplace.done(&["login", handshake, "--root", "gatekeeper.pem"]).stdout;
    let back = between(&login, "Goes on at   ", "\n");
    let asked = curl(workplace, &[back]).unwrap();
    let serial = world.gatekeeper.certification().unwrap().issued()[0].certificate.serial().to_string();
    assert!(asked.contains(&world.person) && asked.contains(&serial), "{asked}");

    let again = workplace.run(&["login", &handshake.replace("RID", "X"), "--root", "gatekeeper.pem"]);
    assert_eq!(again.code, Some(12), "{again}");
    assert_snapshot!("a_page_that_is_refused", again.stdout);
    world.stop();
}

/// A browser that keeps its cookies; nothing if there is no curl.
fn curl(workplace: &Workplace, arguments: &[&str]) -> Option<String> {
    let browser = ["--silent", "--show-error", "--noproxy", "*", "-c", "cookies", "-b", "cookies"];
    if_there(workplace.folder(), "curl", &[&browser[..], arguments].concat())
}

fn between<'a>(text: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = text.split_once(before).unwrap_or_else(|| panic!("no {before} in {text}"));
    rest.split_once(after).unwrap().0
}
