//! Files, pipes, and what is no response at all.

use std::fs::File;
use std::io::Write;
use std::process::Stdio;

use insta::assert_snapshot;

use crate::wmlogin::{command, inspect};
use wmlogin_test_support::program::run;
use wmlogin_test_support::responses::Pairs;

#[test]
fn a_file_is_read_like_standard_input() {
    let path = concat!(env!("CARGO_TARGET_TMPDIR"), "/response with=sign.txt");
    let body = Pairs::example("Version 3.0").body();
    std::fs::write(path, &body).unwrap();
    let piped = inspect(&[], &body);
    assert_eq!(inspect(&[path], ""), piped);
    assert_eq!(inspect(&["-"], &body), piped);
}

#[test]
fn missing_file() {
    assert_snapshot!(inspect(&["does\u{7}not exist.txt"], ""));
}

#[test]
fn directory() {
    let run = inspect(&["/"], "");
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""));
    assert!(run.stderr.starts_with("wmlogin: cannot read /: "), "{run}");
}

#[test]
fn empty_input() {
    assert_snapshot!(inspect(&[], " \r\n"));
}

#[test]
fn huge_input() {
    assert_snapshot!(inspect(&[], vec![b'a'; 10_000_000]));
}

#[test]
fn endless_input_is_not_read_to_its_end() {
    let run = inspect(&["/dev/zero"], "");
    assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{run}");
}

#[test]
fn binary_input() {
    let junk: Vec<u8> = (0..=255).cycle().take(4000).collect();
    assert_snapshot!(inspect(&[], junk));
}

#[test]
fn a_closed_output_is_not_an_error() {
    for mode in ["--json", "--show-credentials"] {
        let mut child = command(&["inspect", mode]).spawn().unwrap();
        drop(child.stdout.take());
        child.stdin.take().unwrap().write_all(Pairs::example("Version 3.0").body().as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr), (Some(0), Vec::new()));
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let full = File::options().write(true).open("/dev/full").unwrap();
    let mut command = command(&["inspect"]);
    let failed = run(command.stdout(Stdio::from(full)), Pairs::example("Version 3.0").body().as_bytes());
    assert_snapshot!(failed);
}
