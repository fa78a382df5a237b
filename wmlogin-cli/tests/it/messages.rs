//! The amount that the program says, and its colours.

use wmlogin_test_support::program::run;
use wmlogin_test_support::responses::Pairs;

use crate::wmlogin::{AT, command, inspect};

/// A request that holds a response, about which there is a remark.
fn pasted() -> String {
    format!("GET /login?{} HTTP/1.1\nHost: example.com\n\n", Pairs::example("Operation cancelled").body())
}

#[test]
fn remarks_are_left_out_and_errors_are_not() {
    let usual = inspect(&[], pasted());
    assert!(usual.stderr.contains("Read as"), "{usual}");
    for option in ["-q", "--quiet"] {
        let quiet = inspect(&[option], pasted());
        assert_eq!((quiet.stdout, quiet.stderr.as_str()), (usual.stdout.clone(), ""));
        assert!(inspect(&[option, "does not exist.txt"], "").stderr.starts_with("wmlogin: "));
    }
    let first = run(&mut command(&["-q", "inspect", AT]), pasted().as_bytes());
    assert_eq!(first.stderr, "");
    assert_eq!(inspect(&["-q", "-v"], "").code, Some(2));
}

#[test]
fn colors_are_chosen() {
    let body = Pairs::example("Operation cancelled").body();
    assert!(inspect(&["--color", "always"], &body).stdout.contains('\u{1b}'));
    assert!(!inspect(&["--color=auto"], &body).stdout.contains('\u{1b}'));
    let forced = |option, name: &str| {
        let mut command = command(&["inspect", AT, option, "does not exist.txt", "--at=never"]);
        run(command.env(name, "1"), b"").stderr
    };
    assert!(forced("--color=always", "NO_COLOR").contains('\u{1b}'));
    assert!(!forced("--color=never", "CLICOLOR_FORCE").contains('\u{1b}'));
    assert_eq!(inspect(&["--color", "blue"], &body).code, Some(2));
}

#[test]
fn the_log_has_levels() {
    let verify = ["verify", "--owner", "123456789012", "--service", "http://127.0.0.1:1", AT];
    let body = Pairs::example("Version 3.0").body();
    let logged = |option: &[&str], level: &str| {
        let mut command = command(&[&verify, option].concat());
        run(command.env("WMLOGIN_LOG", level), body.as_bytes())
    };
    for (option, level, is_logged) in
        [(&[][..], "", false), (&["-v"], "", true), (&[], "info", true), (&["-q"], "info", false)]
    {
        let run = logged(option, level);
        assert_eq!(run.stderr.contains("asks the service"), is_logged, "{option:?} {level}: {run}");
    }
    let wrong = logged(&[], "loud");
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.stderr.starts_with("wmlogin: the variable WMLOGIN_LOG has no level"), "{wrong}");
}

#[test]
fn the_log_holds_no_credentials() {
    let body = Pairs::example("Version 3.0").body();
    let verify = ["verify", "--owner", "123456789012", "--service", "http://127.0.0.1:1", "-vvv", AT];
    let run = run(&mut command(&verify), body.as_bytes());
    for pair in form_urlencoded::parse(body.as_bytes()).filter(|(name, _)| name.contains("Ticket")) {
        assert!(!pair.1.is_empty() && !run.stderr.contains(&*pair.1), "{run}");
    }
}
