//! The checks hold for the seeds, and for changes of them.

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::TestRunner;
use wmlogin_fuzz::{CHECKS, Check};
use wmlogin_test_support::change::changes;

/// Takes a second or two in all.
const CASES: u32 = 500;

fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = files.collect();
    files.sort();
    files.into_iter().map(|file| fs::read(file).expect("a file")).collect()
}

fn try_seeds(name: &str, check: Check) {
    let seeds = seeds(name);
    assert!(seeds.iter().any(|seed| check(seed)), "{name}: no seed is accepted");
    let changed = (prop::sample::select(seeds), vec(changes(), 1..5));
    let config = ProptestConfig { cases: CASES, failure_persistence: None, ..ProptestConfig::default() };
    TestRunner::new(config)
        .run(&changed, |(seed, changes)| {
            let _ = check(&changes.into_iter().fold(seed, |seed, change| change.apply(seed)));
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{name}: {error}"));
}

#[test]
fn the_checks_hold_for_the_seeds_and_changes_of_them() {
    for (name, check) in CHECKS {
        try_seeds(name, check);
    }
}

#[test]
fn every_check_is_a_target_of_cargo_fuzz() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz_targets");
    let mut targets: Vec<_> = fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path().file_stem().expect("a name").to_owned())
        .collect();
    targets.sort();
    assert_eq!(targets, CHECKS.map(|(name, _)| name));
}
