//! Generates the types of the published spec and of what this site adds to it.

fn main() {
    wmlogin_codegen::Builder::wmlogin().extend("spec/ours.yaml").build();
}
