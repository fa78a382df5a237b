//! Small made-up crates: which circles are found, and which pairs of files are none.

use super::resolution::graph;
use super::source_tree::SourceTree;

/// Returns the files of each knot in a crate of these files, the root first.
fn knots(files: &[(&str, &str)]) -> Vec<Vec<String>> {
    let read = |path: &str| files.iter().find(|(file, _)| *file == path).map(|(_, text)| (*text).to_owned());
    let knots = graph(&SourceTree::read(files[0].0, &read)).knots();
    knots.into_iter().map(|knot| knot.files.into_iter().collect()).collect()
}

/// The crate of `a.rs` and `b.rs`.
fn two_files(a: &str, b: &str) -> Vec<Vec<String>> {
    knots(&[("lib.rs", "mod a; mod b;"), ("a.rs", a), ("b.rs", b)])
}

#[test]
fn two_files_that_use_each_other_are_a_circle() {
    assert_eq!(
        two_files("use super::b::B; pub struct A;", "use crate::a::A; pub struct B;"),
        [["a.rs", "b.rs"]]
    );
}

#[test]
fn one_that_uses_another_is_none() {
    assert!(two_files("use super::b::B; pub struct A;", "pub struct B;").is_empty());
}

#[test]
fn a_parent_and_its_child_are_none() {
    let parent = "mod child; pub struct A(child::C); pub fn f() {}";
    let child = "use super::A; pub struct C; fn g() { super::f() }";
    let nested = "mod b; mod c; fn f() { b::g() } pub struct A;";
    assert!(knots(&[("lib.rs", "mod a;"), ("a.rs", parent), ("a/child.rs", child)]).is_empty());
    // The first child uses the second, which comes back to it by way of the parent alone.
    let family = [
        ("lib.rs", "mod a;"),
        ("a.rs", nested),
        ("a/b.rs", "use super::c::C; pub fn g() {}"),
        ("a/c.rs", "use super::A; pub struct C;"),
    ];
    assert!(knots(&family).is_empty());
}

#[test]
fn a_child_that_uses_what_uses_its_parent_is_in_a_circle() {
    let files = [
        ("lib.rs", "mod a; mod b;"),
        ("a.rs", "mod child; pub struct A; fn f() { child::g() }"),
        ("a/child.rs", "use crate::b::B; pub fn g() {}"),
        ("b.rs", "use crate::a::A; pub struct B;"),
    ];
    assert_eq!(knots(&files), [["a.rs", "a/child.rs", "b.rs"]]);
}

#[test]
fn a_grandchild_and_its_grandparent_are_a_circle() {
    let files = [
        ("lib.rs", "mod a; pub struct Root; fn f() { a::f() }"),
        ("a.rs", "mod child; pub fn f() { child::g() }"),
        ("a/child.rs", "pub fn g() -> crate::Root { crate::Root }"),
    ];
    assert_eq!(knots(&files), [["a.rs", "a/child.rs", "lib.rs"]]);
}

#[test]
fn reexports_lead_to_the_file_that_defines() {
    for root in
        ["mod a; mod b; pub use b::B;", "mod a; mod b; use b::*;", "mod a; mod b; use self::b::B as B;"]
    {
        let files = [
            ("lib.rs", root),
            ("a.rs", "use super::B; pub struct A;"),
            ("b.rs", "use super::a::A; pub struct B;"),
        ];
        assert_eq!(knots(&files), [["a.rs", "b.rs"]], "{root}");
    }
    // A file does not use what it only hands on.
    let files = [
        ("lib.rs", "mod a; pub use a::C; pub struct Root;"),
        ("a.rs", "mod child; pub use child::C;"),
        ("a/child.rs", "pub struct C(crate::Root);"),
    ];
    assert!(knots(&files).is_empty());
}

#[test]
fn paths_in_code_count_wherever_they_stand() {
    for a in [
        "pub struct A(super::b::B);",
        "use super::b; pub struct A; fn f() -> b::B { b::B }",
        "use super::b as other; pub struct A; fn f(_: &dyn Fn(other::B)) {}",
        "pub struct A; fn f() { println!(\"{:?}\", [crate::b::B]) }",
        "pub struct A; fn f() { use super::b::{B}; }",
        "pub struct A; mod inner { use super::super::b::B; }",
        "pub struct A; impl crate::b::B { fn f() {} }",
    ] {
        assert_eq!(two_files(a, "pub struct B(super::a::A);"), [["a.rs", "b.rs"]], "{a}");
    }
}

#[test]
fn what_is_no_use_of_the_other_file_does_not_count() {
    for a in [
        "pub struct A; #[cfg(test)] mod tests { use crate::b::B; }",
        "pub struct A; #[cfg(all(test, unix))] use crate::b::B;",
        "pub struct A; fn f() { quote!(super::b::B) }",
        "pub struct A; pub(in crate::b) fn f() {}",
        "use b_of_another_crate::b::B; pub struct A;",
        "pub struct A; #[doc = \"super::b::B\"] fn f() {}",
    ] {
        assert!(two_files(a, "pub struct B(super::a::A);").is_empty(), "{a}");
    }
    // A function here has the name of a crate there.
    assert!(two_files("use super::b::url; pub struct A;", "use url::Url; pub fn url() {}").is_empty());
    assert!(two_files("use super::b::url; use url::Url; pub struct A;", "pub fn url() {}").is_empty());
}

#[test]
fn a_module_and_a_function_of_one_name_are_told_apart() {
    let root = "mod a; mod load; pub fn load() {} fn f() { a::f() }";
    for (a, expected) in [
        ("use crate::load; pub fn f() { load() }", 0),
        ("use crate::load; pub fn f() { load::read() }", 1),
        ("use crate::load::{self, read}; pub fn f() {}", 1),
    ] {
        let load = "pub fn read() { crate::a::f() }";
        assert_eq!(knots(&[("lib.rs", root), ("a.rs", a), ("load.rs", load)]).len(), expected, "{a}");
    }
}

#[test]
fn items_of_macros_are_found_where_they_are_defined() {
    let b = "bitflags! { pub struct B: u32 { const ONE = 1; } } fn f(_: super::a::A) {}";
    let files =
        [("lib.rs", "mod a; mod b; pub use b::*;"), ("a.rs", "use super::B; pub struct A;"), ("b.rs", b)];
    assert_eq!(knots(&files), [["a.rs", "b.rs"]]);
}

#[test]
fn circles_that_share_a_file_are_one_knot() {
    let files = [
        ("lib.rs", "mod a; mod b; mod c; mod d; mod e;"),
        ("a.rs", "use crate::b::B; use crate::c::C; pub struct A;"),
        ("b.rs", "pub struct B(super::a::A);"),
        ("c.rs", "pub struct C(super::a::A);"),
        ("d.rs", "pub struct D(super::e::E);"),
        ("e.rs", "pub struct E(super::d::D, super::a::A);"),
    ];
    assert_eq!(knots(&files), [vec!["a.rs", "b.rs", "c.rs"], vec!["d.rs", "e.rs"]]);
}
