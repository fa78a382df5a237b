//! The circles of files in the crates: none but those that are known.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

use super::graph::Knot;
use super::resolution::graph;
use super::source_tree::SourceTree;

/// The root file of each crate in its folder, and the circles that are still to be opened: files that use each
/// other, joined where they share one. The code of `wmlogin-types` is generated.
const CRATES: [(&str, &str, &[&[&str]]); 9] = [
    ("codegen/src", "lib.rs", &[]),
    ("codegen/src", "main.rs", &[]),
    ("wmlogin-axum/src", "lib.rs", &[]),
    ("wmlogin-certificate/src", "lib.rs", &[]),
    ("wmlogin-cli/src", "main.rs", &[&["arguments.rs", "login_url.rs"]]),
    ("wmlogin-client/src", "lib.rs", &[]),
    ("wmlogin-gatekeeper/src", "lib.rs", &[]),
    ("wmlogin-redis/src", "lib.rs", &[]),
    ("wmlogin-runtime/src", "lib.rs", &[]),
];

/// The knots of the crate with its sources in this folder of the workspace.
fn knots(folder: &str, root: &str) -> Vec<Knot> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(folder);
    graph(&SourceTree::read(root, &|file| fs::read_to_string(folder.join(file)).ok())).knots()
}

#[test]
fn no_circle_of_files_is_new() {
    let mut new = String::new();
    for (folder, root, known) in CRATES {
        for knot in knots(folder, root) {
            let files: Vec<_> = knot.files.iter().map(String::as_str).collect();
            if !known.contains(&&files[..]) {
                let _ = write!(new, "{folder}: {files:?}\n{}", knot.circles);
            }
        }
    }
    assert!(new.is_empty(), "these files use each other:\n\n{new}");
}

#[test]
fn every_known_circle_is_still_there() {
    for (folder, root, known) in CRATES {
        let found: BTreeSet<_> = knots(folder, root).into_iter().map(|knot| knot.files).collect();
        for files in known {
            let files: BTreeSet<_> = files.iter().map(|&file| file.to_owned()).collect();
            assert!(found.contains(&files), "{folder}: opened, so take it off the list: {files:?}");
        }
    }
}
