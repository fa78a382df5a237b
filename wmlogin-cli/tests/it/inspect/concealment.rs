//! Credentials are shown only on request.

use insta::assert_snapshot;

use crate::wmlogin::inspect;
use wmlogin_test_support::responses::{Pairs, READ_ID, TICKET};

/// Longer pieces of a credential must not be seen anywhere.
const LONGEST_PIECE: usize = 15;

fn assert_concealed(input: &str) {
    for arguments in [&[][..], &["--json"]] {
        let run = inspect(arguments, input);
        for credential in [TICKET, READ_ID] {
            for start in 0..credential.len() - LONGEST_PIECE {
                let piece = &credential[start..=start + LONGEST_PIECE];
                assert!(!run.stdout.contains(piece) && !run.stderr.contains(piece), "{input}\n{run}");
            }
        }
    }
}

fn forms(pairs: &Pairs) -> [String; 4] {
    [pairs.body(), pairs.url(), pairs.table(), pairs.lines("=")]
}

#[test]
fn shown_when_asked_for() {
    let body = Pairs::example("Version 3.0").body();
    let text = inspect(&["--show-credentials"], &body).stdout;
    let shown: Vec<_> = text.lines().filter(|line| line.contains(TICKET) || line.contains(READ_ID)).collect();
    assert_snapshot!(shown.join("\n"), @"
    WmLogin_ReadId                R4G9izsZWeCBU2N2UDmaPUG5pNGzj1dWUkSpZZM6mdE71NNxvRWd5H9mh4wTrb3o2RnK2dfyoist2BNtAHtY3uB
    WmLogin_Ticket                AAue4ZuLBEaVsQr8k1B7PKQ5C3TJ5NUMk47D3tgJpa4kHQsA
    ");
    assert!(!text.contains("masked"), "{text}");

    let json = inspect(&["--show-credentials", "--json"], &body).stdout;
    assert!(json.contains(&format!("\"value\": \"{TICKET}\"")), "{json}");
    assert!(!json.contains("\"masked\": true"), "{json}");
}

#[test]
fn names_that_are_credentials() {
    let pairs = Pairs::example("Version 3.0")
        .and(TICKET, "")
        .and(READ_ID, TICKET)
        .and(&format!("a[{TICKET}]"), "")
        .and("__RequestVerificationToken", "")
        .and(&"-".repeat(100), "");
    let text = inspect(&[], pairs.body()).stdout;
    let ignored = text.lines().find(|line| line.starts_with("Ignored")).unwrap();
    assert_snapshot!(ignored, @"Ignored, not documented (5): ******** (48 characters), ******** (87 characters), a[******** (48 characters)], __RequestVerificationToken, ----------------------------------------------------------------…");
    for form in forms(&pairs) {
        assert_concealed(&form);
    }
}
