//! The commands on the pages of the documentation.

use std::path::Path;
use std::thread;

use wmlogin_test_support::book::{Page, Session};

use crate::wmlogin::WMLOGIN;

/// Plays each page in a folder of its own.
#[test]
fn the_commands_of_the_pages_work() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut pages = Page::all_in(&root.join("docs"));
    pages.push(Page::read(&root.join("README.md")));
    let count: usize = thread::scope(|scope| {
        let root = &root;
        let play = |page| {
            let session = move || Session::new(root, Some(Path::new(WMLOGIN))).play(page).len();
            let name = thread::current().name().unwrap_or_default().to_owned();
            thread::Builder::new().name(name).spawn_scoped(scope, session).expect("a thread")
        };
        // One after the other, so that no page takes a port that another is about to take.
        pages.iter().map(|page| play(page).join().expect("the commands work")).sum()
    });
    assert!(count > 3, "{count} blocks of commands were run");
}
