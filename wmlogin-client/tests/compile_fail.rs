//! What must not compile, so that nobody trusts what was not verified.

#[test]
fn a_claim_cannot_pass_for_a_login() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}

#[test]
#[cfg(feature = "axum")]
fn nobody_signs_in_but_by_the_router() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/axum/*.rs");
}

#[test]
#[cfg(feature = "certificate")]
fn nobody_signs_in_but_by_the_certificate_verifier() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/certificate/*.rs");
}
