//! Generates a module for every spec in `tests/specs`.

use std::path::{Path, PathBuf};
use std::{env, fs};

use wmlogin_codegen::Builder;

const SPECS: &str = "../specs";

fn main() {
    // A spec that is added or removed is one more module or one less.
    println!("cargo::rerun-if-changed={SPECS}");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the folder"));
    let modules: String = names().iter().map(|name| generate(name)).collect();
    fs::write(out.join("specs.rs"), modules).expect("the modules are written");
}

/// The names of the specs, sorted.
fn names() -> Vec<String> {
    let files = fs::read_dir(SPECS).expect("the specs").map(|entry| entry.expect("a spec").path());
    let name = |path: &Path| path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned);
    let mut names: Vec<_> = files.map(|path| name(&path).expect("a name")).collect();
    names.sort();
    names
}

/// Generates a spec and returns the module that has what came out.
fn generate(name: &str) -> String {
    Builder::new().spec(format!("{SPECS}/{name}.yaml")).file_name(format!("{name}.rs")).build();
    format!(
        "/// Made of `tests/specs/{name}.yaml`.\npub mod {name} {{\n    include!(concat!(env!(\"OUT_DIR\"), \"/{name}.rs\"));\n}}\n"
    )
}
