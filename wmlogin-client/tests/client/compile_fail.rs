//! Code that must not compile, so that a login cannot be used unverified by mistake.

#[test]
fn an_unverified_login_is_not_a_verified_one() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/*.rs");
}

#[test]
#[cfg(feature = "axum")]
fn only_the_router_signs_in() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/axum/*.rs");
}

#[test]
#[cfg(feature = "certificate")]
fn only_the_certificate_verifier_verifies() {
    trybuild::TestCases::new().compile_fail("tests/compile_fail/certificate/*.rs");
}
