//! Several processes on one store.

use std::fs;
use std::process::Child;

use wmlogin_test_support::program::{end, program, succeed};
use wmlogin_test_support::tools::require;

use crate::certificate::workplace::{EMAIL, OTHER_WMID, PASSPHRASE, WMID, Workplace};

fn start(workplace: &Workplace, arguments: &[&str]) -> Child {
    workplace.command(arguments).spawn().unwrap()
}

fn codes(children: Vec<Child>) -> Vec<i32> {
    let mut codes: Vec<_> = children.into_iter().map(|child| end(child).code.unwrap()).collect();
    codes.sort_unstable();
    codes
}

#[test]
fn one_of_several_requests_wins() {
    let workplace = Workplace::new();
    let request = ["request", "--wmid", WMID, "--email", EMAIL, "--key-type", "ecdsa-p256"];
    let codes = codes((0..6).map(|_| start(&workplace, &request)).collect());
    assert_eq!(codes, [0, 1, 1, 1, 1, 1]);
    assert!(!workplace.path(format!("store/{WMID}-2")).exists());
    assert_eq!(workplace.run(&["status"]).stdout.matches("waits for its certificate").count(), 1);
}

#[test]
fn requests_for_different_users_do_not_collide() {
    let workplace = Workplace::new();
    let wmids: Vec<_> = (0..6).map(|number| format!("{number:012}")).collect();
    let request = |wmid: &String| {
        start(&workplace, &["request", "--wmid", wmid, "--email", EMAIL, "--key-type", "ecdsa-p256"])
    };
    assert_eq!(codes(wmids.iter().map(request).collect()), [0; 6]);
    let status = workplace.done(&["status"]).stdout;
    assert!(wmids.iter().all(|wmid| status.contains(wmid)), "{status}");
}

#[test]
fn readers_see_a_consistent_store_while_others_write() {
    let workplace = Workplace::with_request();
    workplace.sign(1, "certificate.cer", |_| {});
    let add = ["add", "certificate.cer", "--root", "root.pem"];
    let writers: Vec<_> = (0..3).map(|_| start(&workplace, &add)).collect();
    let readers: Vec<_> = (0..10).map(|_| start(&workplace, &["status"])).collect();
    assert_eq!(codes(readers), [0; 10]);
    // The later ones find it installed, or find that it was installed meanwhile.
    let writers = codes(writers);
    assert!(writers.contains(&0) && writers.iter().all(|code| [0, 1].contains(code)), "{writers:?}");
    assert_eq!(workplace.run(&add).code, Some(0));
}

#[test]
fn hardening_and_backing_up_at_once_loses_nothing() {
    let workplace = Workplace::with_backup();
    let children = vec![
        start(&workplace, &["harden", "--yes"]),
        start(&workplace, &["backup", "--output", "second.p12"]),
        start(&workplace, &["harden", "--yes"]),
        start(&workplace, &["backup", "--output", "third.p12"]),
    ];
    let codes = codes(children);
    assert!(codes.contains(&0) && codes.iter().all(|code| [0, 1].contains(code)), "{codes:?}");
    assert_eq!(workplace.run(&["status"]).code, Some(0));
    let leftovers = fs::read_dir(workplace.entry(1, "")).unwrap();
    let names: Vec<_> = leftovers.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    assert!(names.iter().all(|name| !name.starts_with(".new-")), "{names:?}");
}

/// The passphrase comes through a pipe, so the first process waits for it for as long as the test wants.
#[cfg(unix)]
#[test]
fn a_passphrase_prompt_does_not_block_other_processes() {
    if !require(["mkfifo"]) {
        return;
    }
    let workplace = Workplace::with_certificate();
    let folder = workplace.root();
    succeed(program("mkfifo").args(["-m", "600", "pipe"]).current_dir(folder));
    let asked = start(&workplace, &["backup", "--output", "backup.p12", "--passphrase-file", "pipe"]);
    // Opening it for writing waits until the other end is open for reading.
    let pipe = fs::File::options().write(true).open(workplace.path("pipe")).unwrap();
    workplace.done(&["request", "--wmid", OTHER_WMID, "--email", EMAIL, "--key-type", "ecdsa-p256"]);
    assert_eq!(workplace.run(&["status"]).code, Some(0));
    std::io::Write::write_all(&mut &pipe, PASSPHRASE.as_bytes()).unwrap();
    drop(pipe);
    assert_eq!(codes(vec![asked]), [0]);
}
