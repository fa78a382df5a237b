//! A site's own spec under every crate.

use wmlogin_codegen::Builder;
use wmlogin_house::{House, succeeds};

/// The crates that the site gets from its registry.
const PUBLISHED: [&str; 5] =
    ["wmlogin-certificate", "wmlogin-client", "wmlogin-gatekeeper", "wmlogin-runtime", "wmlogin-types"];

#[test]
fn a_user_signs_in_with_what_only_the_sites_spec_has() {
    let house = House::new(env!("CARGO_TARGET_TMPDIR"));
    // As published, the crates name each other by version.
    for name in PUBLISHED {
        house.edit("Cargo.toml", &format!("path = \"{name}\", "), "");
    }
    let site = "tests/private-spec/patched";
    let builder = Builder::wmlogin().extend(house.path("tests/private-spec/spec/ours.yaml"));
    builder.write_crate(&house.path(&format!("{site}/wmlogin-types"))).expect("the types are written");
    let mut cargo = house.cargo("test");
    for name in PUBLISHED.into_iter().filter(|name| *name != "wmlogin-types") {
        let path = house.path(name).display().to_string();
        cargo.arg("--config").arg(format!("patch.crates-io.{name}.path={path:?}"));
    }
    house.write(&format!("{site}/Cargo.lock"), &house.read("Cargo.lock"));
    succeeds(cargo.current_dir(house.path(site)));
}
