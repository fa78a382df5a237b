//! The program has no documented name, so an addition to the spec is shown without a change of it.

use std::fs;
use std::path::Path;

use wmlogin_types::{EXAMPLES, Field};

fn assert_generic(path: &Path) {
    if path.is_dir() {
        return fs::read_dir(path).unwrap().for_each(|entry| assert_generic(&entry.unwrap().path()));
    }
    let code = fs::read_to_string(path).unwrap();
    for field in Field::ALL.iter().copied() {
        assert!(!code.contains(field.name()), "{} knows {field}", path.display());
    }
    for (name, value) in EXAMPLES.iter().flat_map(|example| example.fields) {
        let quoted = format!("\"{value}\"");
        assert!(!code.contains(&quoted), "{} knows {name} = {value}", path.display());
    }
}

#[test]
fn no_documented_name_or_value_in_the_program() {
    assert_generic(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")));
}
