//! The README shows sources that are compiled, and values and messages that the spec has.

use std::path::Path;

use wmlogin_codegen::{Input, Spec, workspace};
use wmlogin_types::{AuthType, UrlId, Wmid};

const README: &str = include_str!("../../../README.md");

#[test]
fn the_listings_are_the_examples() {
    for (name, source) in [
        ("axum", include_str!("../../../wmlogin-axum/examples/axum.rs")),
        ("certificate", include_str!("../../../wmlogin-certificate/examples/certificate.rs")),
        ("return page", include_str!("../../../wmlogin-client/tests/client/readme/return_page.rs")),
    ] {
        assert!(README.contains(source), "the README differs from the example: {name}");
    }
}

/// The words of the README that follow an option of the program.
fn arguments(option: &str) -> impl Iterator<Item = &'static str> {
    let words = || README.split_whitespace();
    words().zip(words().skip(1)).filter(move |(word, _)| *word == option).map(|(_, argument)| argument)
}

#[test]
fn the_arguments_are_values_of_the_spec() {
    assert!(arguments("--auth-type").all(|name| AuthType::from_name(name).is_some()));
    assert!(arguments("--wmid").chain(arguments("--owner")).all(|wmid| wmid.parse::<Wmid>().is_ok()));
    assert!(arguments("--url-id").all(|id| id.parse::<UrlId>().is_ok()));
    for option in ["--auth-type", "--wmid", "--owner", "--url-id"] {
        assert!(arguments(option).next().is_some(), "the README no longer shows {option}");
    }
    let methods = README.split('`').filter(|word| word.starts_with("Keeper") && !word.contains(' '));
    for name in methods {
        assert!(AuthType::from_name(name).is_some(), "{name} is not a method");
    }
}

#[test]
fn a_problem_is_shown_as_the_generator_reports_it() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let inputs = workspace::spec_files(&root).expect("the spec").into_iter().map(|input| Input {
        text: input.text.replacen("      type: TicketFlags\n", "      type: TicketFlag\n", 1),
        ..input
    });
    let problems = Spec::read(inputs).and_then(Spec::resolve).expect_err("a problem").to_string();
    assert!(README.contains(&problems), "the README does not have this:\n{problems}");
}
