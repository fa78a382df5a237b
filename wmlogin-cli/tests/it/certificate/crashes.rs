//! The program killed before each of its operations on files: see `wmlogin_certificate::folder`.

use std::fs;
use std::path::Path;
use wmlogin_test_support::tools::require;

use super::authority::{DAY, issue, valid};
use crate::certificate::workplace::{EMAIL, WMID, Workplace};
use wmlogin_test_support::program::{Run, run};

/// Ends the command before each of its operations, each time with the store as it is now; after each, the
/// store can be read, and the same command completes what was begun.
fn at_every_operation(workplace: &Workplace, arguments: &[&str], makes: &[&str], is_complete: impl Fn(&Run)) {
    workplace.keep_store();
    let mut operations = 0;
    loop {
        operations += 1;
        let mut command = workplace.command(arguments);
        let ended = run(command.env("WMLOGIN_CRASH_POINT", operations.to_string()), b"");
        let status = workplace.run(&["status", "--all"]);
        assert!(matches!(status.code, Some(0 | 1 | 4)), "{arguments:?} {operations}: {status}");
        assert!(!status.stdout.contains("damaged"), "{arguments:?} {operations}: {status}");
        let is_ended = ended.code.is_none();
        assert!(is_ended || ended.code == Some(0), "{arguments:?} {operations}: {ended}");
        let again = workplace.run(arguments);
        assert!(matches!(again.code, Some(0 | 1)), "{arguments:?} {operations}: {again}");
        is_complete(&workplace.run(&["status", "--all"]));
        assert_eq!(leftovers(&workplace.path("store")), Vec::<String>::new(), "{arguments:?} {operations}");
        if !is_ended {
            break;
        }
        workplace.restore_store();
        for file in makes {
            let _ = fs::remove_file(workplace.path(file));
        }
    }
    assert!(operations > 5, "{arguments:?}: only {operations} operations, so the feature does not work");
}

/// The temporary files of a store.
fn leftovers(store: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut folders = vec![store.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.file_name().unwrap().to_str().unwrap().starts_with(".new-") {
                found.push(path.display().to_string());
            } else if path.is_dir() {
                folders.push(path);
            }
        }
    }
    found
}

fn says<'a>(texts: &'a [&'a str]) -> impl Fn(&Run) + 'a {
    move |status| {
        for text in texts {
            assert_eq!(status.stdout.matches(text).count(), 1, "{text}: {status}");
        }
    }
}

#[test]
fn of_a_request() {
    let workplace = Workplace::new();
    let request = ["request", "--wmid", WMID, "--email", EMAIL, "--key-type", "ecdsa-p256"];
    at_every_operation(&workplace, &request, &[], says(&["waits for its certificate"]));
}

#[test]
fn of_an_installation() {
    let workplace = Workplace::with_request();
    workplace.sign(1, "certificate.cer", |_| {});
    let add = ["add", "certificate.cer", "--root", "root.pem"];
    at_every_operation(&workplace, &add, &[], says(&[": valid\n"]));
}

#[test]
fn of_a_backup() {
    let workplace = Workplace::with_certificate();
    let backup = ["backup", "--output", "backup.p12"];
    at_every_operation(&workplace, &backup, &["backup.p12"], says(&["Backup       verified"]));
}

#[test]
fn of_a_hardening() {
    let workplace = Workplace::with_backup();
    at_every_operation(&workplace, &["harden", "--yes"], &[], says(&[", hardened"]));
}

#[test]
fn of_an_import_over_an_expired_one() {
    if !require(["openssl"]) {
        return;
    }
    let workplace = Workplace::new();
    let import = |name: &str, since: u32, until: i64| {
        let now = std::time::SystemTime::now();
        let until = if until < 0 { now - DAY } else { now + 90 * DAY };
        let (certificate, key) =
            issue(&workplace.authority, WMID, |params| valid(params, now - since * DAY, until));
        workplace.pkcs12(name, &[&certificate, &key.serialize_pem()], &[]);
    };
    import("old.p12", 9, -1);
    import("new.p12", 8, 1);
    workplace.done(&["import", "old.p12"]);
    let complete = says(&[": valid\n", "replaced by a later one"]);
    at_every_operation(&workplace, &["import", "new.p12"], &[], complete);
}

#[test]
fn of_a_renewal() {
    let workplace = Workplace::with_certificate();
    let renew = [
        "renew",
        "--force",
        "--key-type",
        "ecdsa-p256",
        "--server",
        "http://127.0.0.1:1",
        "--root",
        "root.pem",
    ];
    // Nobody answers: the request is made and waits, whatever happens.
    workplace.keep_store();
    let mut operations = 0;
    loop {
        operations += 1;
        let ended = run(workplace.command(&renew).env("WMLOGIN_CRASH_POINT", operations.to_string()), b"");
        let status = workplace.run(&["status"]);
        assert!(status.code == Some(0) && status.stdout.contains(": valid\n"), "{operations}: {status}");
        let key = fs::read(workplace.entry(2, "key.pem")).ok();
        let again = workplace.run(&renew);
        assert_eq!(again.code, Some(3), "{operations}: {again}");
        assert!(key.is_none() || key == fs::read(workplace.entry(2, "key.pem")).ok(), "{operations}");
        workplace.sign(2, "new.cer", |_| {});
        workplace.done(&["add", "new.cer", "--root", "root.pem"]);
        says(&[": valid\n", "replaced by a later one"])(&workplace.run(&["status", "--all"]));
        if ended.code.is_some() {
            break;
        }
        workplace.restore_store();
    }
    assert!(operations > 5, "{operations}");
}

#[test]
fn of_the_installation_that_ends_a_renewal() {
    let workplace = Workplace::with_certificate();
    let renew = [
        "renew",
        "--force",
        "--key-type",
        "ecdsa-p256",
        "--server",
        "http://127.0.0.1:1",
        "--root",
        "root.pem",
    ];
    assert_eq!(workplace.run(&renew).code, Some(3));
    workplace.sign(2, "new.cer", |_| {});
    let complete = says(&[": valid\n", "replaced by a later one"]);
    at_every_operation(&workplace, &["add", "new.cer", "--root", "root.pem"], &[], complete);
    assert!(workplace.path(format!("store/replaced/{WMID}-1/key.pem")).exists());
}
