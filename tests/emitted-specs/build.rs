//! Generates a module for every case of the generator that comes out as code.

use std::path::{Path, PathBuf};
use std::{env, fs};

use wmlogin_codegen::Builder;

const CASES: &str = "../../codegen/tests/cases";

fn main() {
    // A case that is added or removed is one more module or one less.
    println!("cargo::rerun-if-changed={CASES}");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo names the folder"));
    let modules: String = cases(Path::new(CASES)).iter().map(|case| generate(case)).collect();
    fs::write(out.join("specs.rs"), modules).expect("the modules are written");
}

/// The folders of the cases, sorted.
fn cases(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut folders: Vec<_> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    let is_case = |path: &PathBuf| path.join("generated.rs").exists();
    folders.into_iter().flat_map(|path| if is_case(&path) { vec![path] } else { cases(&path) }).collect()
}

/// Generates a case and returns the module that has what came out.
fn generate(case: &Path) -> String {
    let name = case.file_name().and_then(|name| name.to_str()).expect("a name");
    let worlds = [Some(case), case.parent()].into_iter().flatten().map(|folder| folder.join("world.yaml"));
    let world = worlds.filter(|path| path.exists()).take(1);
    let builder = world.fold(Builder::new(), Builder::spec).spec(case.join("spec.yaml"));
    let extension = Some(case.join("extension.yaml")).filter(|path| path.exists());
    let builder = extension.into_iter().fold(builder, Builder::extend);
    builder.file_name(format!("{name}.rs")).build();
    format!(
        "/// Made of the case `{name}`.\npub mod {name} {{\n    include!(concat!(env!(\"OUT_DIR\"), \"/{name}.rs\"));\n}}\n"
    )
}
