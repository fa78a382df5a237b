//! Words that the program had, and the words that it has now.

use insta::assert_snapshot;
use wmlogin_test_support::program::run;

use crate::wmlogin::{command, inspect};
use wmlogin_test_support::responses::Pairs;

#[test]
fn an_old_word_is_refused_with_the_new_one() {
    let lines = [
        "certificate install certificate.cer --root root.pem",
        "certificate login https://localhost/",
        "certificate request --wmid 123456789012 --email a@example.com --key ecdsa-p256",
        "certificate request --out request.pem",
        "certificate renew --key=ecdsa-p256",
        "certificate renew --early",
        "certificate backup --to backup.p12",
        "certificate export --form cer",
        "certificate export --to out.cer",
        "login-url --user 123456789012",
        "login-url --quiet",
    ];
    let refused = lines.map(|line| {
        let run = run(&mut command(&line.split(' ').collect::<Vec<_>>()), b"");
        assert_eq!((run.code, run.stdout.as_str()), (Some(2), ""), "{line}");
        format!("{line}: {}", run.stderr.lines().next().unwrap_or_default())
    });
    assert_snapshot!(refused.join("\n"));
}

#[test]
fn a_word_of_another_command_is_unknown() {
    let run = run(&mut command(&["inspect", "--early"]), b"");
    assert_eq!(run.code, Some(2));
    assert!(run.stderr.starts_with("wmlogin: unexpected argument '--early' found"), "{run}");
}

#[test]
fn json_is_a_format() {
    let body = Pairs::example("Operation cancelled").body();
    let short = inspect(&["--json"], &body);
    assert_eq!(short.stdout, inspect(&["--format", "json"], &body).stdout);
    assert!(short.stdout.starts_with('{'));
    assert_eq!(inspect(&["--format", "text"], &body).stdout, inspect(&[], &body).stdout);
    assert_eq!(inspect(&["--json", "--format", "text"], &body).code, Some(2));
}
