//! Code that must not compile, so that nothing is trusted before it is verified.

#[test]
fn a_claim_does_not_pass_for_a_verified_login() {
    let cases = trybuild::TestCases::new();
    for folder in ["axum", "certificate", "client"] {
        cases.compile_fail(format!("{folder}/*.rs"));
    }
}
