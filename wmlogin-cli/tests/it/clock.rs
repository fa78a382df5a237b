//! A machine whose clock is wrong.

use wmlogin_test_support::folder::Folder;
use wmlogin_test_support::program::{Run, program, run};
use wmlogin_test_support::tools::require;

use crate::wmlogin::WMLOGIN;

/// Runs the program with the clock at a time.
fn at(time: &str, arguments: &[&str]) -> Run {
    run(program("faketime").args([time, WMLOGIN]).args(arguments), b"")
}

#[test]
fn a_time_before_1970_is_reported() {
    if !require(["faketime"]) {
        return;
    }
    let folder = Folder::new();
    let store = folder.path("store");
    let store = store.to_str().expect("text");
    for time in ["1969-12-31 23:59:58 UTC", "1960-01-01 00:00:00 UTC", "1902-01-01 00:00:00 UTC"] {
        for arguments in [
            &["demo", "--listen", "127.0.0.1:0"][..],
            &["gatekeeper", "--listen", "127.0.0.1:0"],
            &["inspect"],
            &["login-url", "--url-id", "01234567-89ab-cdef-0123-456789abcdef"],
            &["verify", "--owner", "123456789012"],
            &["certificate", "status"],
            &[
                "certificate",
                "--store",
                store,
                "request",
                "--wmid",
                "123456789012",
                "--email",
                "a@example.com",
            ],
            &["certificate", "--store", store, "import", "backup.p12"],
        ] {
            let run = at(time, arguments);
            let expected = "wmlogin: the clock of this machine shows a time before 1970\nSet it.\n";
            assert_eq!((run.code, run.stderr.as_str()), (Some(3), expected), "{time} {arguments:?}: {run}");
        }
        for arguments in [&["--version"][..], &["--help"], &["certificate", "import", "--help"]] {
            let run = at(time, arguments);
            assert_eq!(run.code, Some(0), "{time} {arguments:?}: {run}");
        }
    }
    assert!(!folder.path("store").exists());
}

/// The last second that 32 bits hold, and years that programs rarely see.
#[test]
fn late_times_are_read() {
    if !require(["faketime"]) {
        return;
    }
    for time in ["1970-01-01 00:00:01 UTC", "2038-01-19 03:14:08 UTC", "2106-02-07 06:28:16 UTC"] {
        let folder = Folder::new();
        let store = folder.path("store");
        let store = store.to_str().expect("text");
        let run = at(time, &["certificate", "--store", store, "status"]);
        assert!(matches!(run.code, Some(0..=4)), "{time}: {run}");
        assert!(!run.stderr.contains("panicked"), "{time}: {run}");
    }
}
