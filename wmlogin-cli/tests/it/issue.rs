//! `wmlogin issue`: a response from a stand-in, which `wmlogin verify` has confirmed.

use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::program::{Run, run};

use crate::wmlogin::{Serving, command};

fn start() -> (Serving, String) {
    let gatekeeper = Serving::start(&["gatekeeper", "--listen", "127.0.0.1:0", "--control-listen", "0"], 2);
    let control = gatekeeper.addresses[1].clone();
    (gatekeeper, control)
}

fn issue(control: &str, arguments: &[&str]) -> Run {
    run(&mut command(&[&["issue", "--control", control], arguments].concat()), b"")
}

#[test]
fn what_is_issued_is_verified() {
    let (gatekeeper, control) = start();
    let issued =
        issue(&control, &["--wmid", "100000000002", "--method", "PasswordSms", "WmLogin_Factor2=Sms"]);
    assert_eq!(issued.code, Some(0), "{issued}");
    let folder = Folder::new();
    let file = folder.write("answer.txt", &issued.stdout);
    let service = &gatekeeper.addresses[0];
    let arguments = ["verify", "--service", service, "--owner", "123456789012", file.to_str().unwrap()];
    let verified = run(&mut command(&arguments), b"");
    assert_eq!(verified.code, Some(0), "{verified}");
    assert!(verified.stdout.contains("100000000002"), "{verified}");
}

#[test]
fn other_outcomes_and_forms_are_issued() {
    let (_gatekeeper, control) = start();
    let cancelled = issue(&control, &["--outcome", "Cancelled"]);
    assert_eq!(
        (cancelled.code, cancelled.stdout.contains("WmLogin_KeeperRetStr=Cancelled")),
        (Some(0), true)
    );
    let json = issue(&control, &["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(json["action"], "http://localhost:3000/webmoney");
    assert_eq!(json["fields"]["WmLogin_WMID"], "100000000001");
}

#[test]
fn refusals_and_a_missing_stand_in_are_reported() {
    let (_gatekeeper, control) = start();
    for (arguments, code, expected) in [
        (&["--site", "Demo sit"][..], 1, "did you mean `Demo site`?"),
        (&["--method", "KeeperLigth"], 1, "did you mean `KeeperLight`?"),
        (&["Factor=Sms"], 1, "unknown field `Factor`"),
        (&["nothing"], 2, "expected NAME=VALUE"),
    ] {
        let refused = issue(&control, arguments);
        assert_eq!((refused.code, refused.stdout.as_str()), (Some(code), ""), "{refused}");
        assert!(refused.stderr.contains(expected), "{refused}");
    }
    let missing = issue("http://127.0.0.1:1/", &[]);
    assert_eq!(missing.code, Some(3), "{missing}");
    assert!(missing.stderr.contains("--control-listen"), "{missing}");
}
