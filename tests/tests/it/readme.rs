//! The README shows sources that are compiled.

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
