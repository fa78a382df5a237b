//! Chains judged here and by OpenSSL: nothing is accepted here that OpenSSL refuses, unless a reason is given.

mod chains;
mod lists;
mod pki;

use std::fmt::Write;

use wmlogin_test_support::tools::require;

use pki::{Pki, Verdict};

/// A chain, and the reason why the two judges may differ about it.
struct Case {
    name: &'static str,
    make: fn(&Pki),
    difference: Option<&'static str>,
}

/// A chain that both judges accept, or both refuse.
const fn case(name: &'static str, make: fn(&Pki)) -> Case {
    Case { name, make, difference: None }
}

/// A chain about which the two judges differ.
const fn differs(name: &'static str, reason: &'static str, make: fn(&Pki)) -> Case {
    Case { name, make, difference: Some(reason) }
}

/// Compares what both judges say, one case in a line.
fn judge(name: &str, cases: &[Case]) {
    if !require(["openssl"]) {
        return;
    }
    let (mut report, mut unexpected) = (String::new(), String::new());
    for case in cases {
        let pki = Pki::new();
        (case.make)(&pki);
        let Verdict { ours, theirs } = pki.judge();
        if (ours.is_ok() == theirs.is_ok()) == case.difference.is_some() {
            let _ = writeln!(unexpected, "{}: {ours:?} {theirs:?}", case.name);
        }
        // Versions of OpenSSL word their reasons differently.
        let theirs = if theirs.is_ok() { "yes" } else { "no" };
        let _ = write!(report, "{}: {} | {theirs}", case.name, ours.err().as_deref().unwrap_or("yes"));
        let _ = case.difference.map(|reason| write!(report, " ({reason})"));
        report.push('\n');
    }
    assert!(unexpected.is_empty(), "\n{unexpected}");
    insta::assert_snapshot!(name, report);
}
