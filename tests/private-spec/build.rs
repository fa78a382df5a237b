//! Generates the types of this site's own spec.

fn main() {
    wmlogin_codegen::Builder::new().spec("spec/authentication-page.yaml").build();
}
