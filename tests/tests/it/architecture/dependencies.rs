//! The dependencies between the crates of this workspace, as cargo reports them.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// Every published crate, and the published crates that it may depend on.
const ALLOWED: [(&str, &[&str]); 9] = [
    ("wmlogin-runtime", &[]),
    ("wmlogin-codegen", &["wmlogin-runtime"]),
    ("wmlogin-types", &["wmlogin-runtime"]),
    ("wmlogin-client", &["wmlogin-types", "wmlogin-runtime"]),
    ("wmlogin-axum", &["wmlogin-client", "wmlogin-types", "wmlogin-runtime"]),
    ("wmlogin-redis", &["wmlogin-client", "wmlogin-types", "wmlogin-runtime"]),
    ("wmlogin-certificate", &["wmlogin-types", "wmlogin-runtime"]),
    ("wmlogin-gatekeeper", &["wmlogin-certificate", "wmlogin-types", "wmlogin-runtime"]),
    (
        "wmlogin-cli",
        &[
            "wmlogin-axum",
            "wmlogin-certificate",
            "wmlogin-client",
            "wmlogin-codegen",
            "wmlogin-gatekeeper",
            "wmlogin-redis",
            "wmlogin-runtime",
            "wmlogin-types",
        ],
    ),
];

/// A dependency of a published crate on another crate of this workspace.
struct Dependency {
    on: String,
    /// For tests and examples alone.
    is_dev: bool,
    /// `*` if the manifest has a path and no version.
    requirement: String,
}

/// The published crates by name, with their dependencies on crates of this workspace.
fn published() -> BTreeMap<String, Vec<Dependency>> {
    let arguments = ["metadata", "--no-deps", "--format-version", "1", "--offline"];
    let output =
        Command::new(env!("CARGO")).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap().iter();
    // An empty list of registries is `publish = false`.
    let packages = packages.filter(|package| package["publish"].is_null());
    packages.map(|package| (text(&package["name"]), dependencies(package))).collect()
}

fn dependencies(package: &Value) -> Vec<Dependency> {
    let all = package["dependencies"].as_array().unwrap().iter();
    let own = all.filter(|dependency| dependency["path"].is_string());
    let dependency = |dependency: &Value| Dependency {
        on: text(&dependency["name"]),
        is_dev: dependency["kind"] == "dev",
        requirement: text(&dependency["req"]),
    };
    own.map(dependency).collect()
}

fn text(value: &Value) -> String {
    value.as_str().unwrap().to_owned()
}

#[test]
fn every_published_crate_has_its_place() {
    let mut known = ALLOWED.map(|(name, _)| name);
    known.sort_unstable();
    let published: Vec<_> = published().into_keys().collect();
    assert_eq!(published, known, "a crate is added to the table, or has `publish = false`");
}

#[test]
fn no_crate_depends_on_one_that_it_must_not_know() {
    for (name, dependencies) in published() {
        let allowed =
            ALLOWED.iter().find(|(known, _)| *known == name).map_or(&[][..], |(_, allowed)| allowed);
        for dependency in dependencies.iter().filter(|dependency| !dependency.is_dev) {
            let on = &dependency.on;
            assert!(allowed.contains(&on.as_str()), "{name} must not depend on {on}");
            assert_ne!(dependency.requirement, "*", "{name}: a package needs the version of {on}");
        }
    }
}

/// The tests of some crates need crates that depend on them. Cargo leaves a dev-dependency without a version
/// out of the package; with one, nothing could be published first.
#[test]
fn dev_dependencies_on_crates_of_the_workspace_have_no_version() {
    for (name, dependencies) in published() {
        for dependency in dependencies.iter().filter(|dependency| dependency.is_dev) {
            let on = &dependency.on;
            assert_eq!(dependency.requirement, "*", "{name}: give the dev-dependency {on} a path alone");
        }
    }
}
