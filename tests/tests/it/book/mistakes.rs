//! Made-up pages: which commands, outputs and listings pass, and which do not.

use std::panic::{AssertUnwindSafe, catch_unwind};

use wmlogin_test_support::book::{Page, Session};
use wmlogin_test_support::folder::Folder;

/// A page with this text in a folder with a source.
fn page(folder: &Folder, text: &str) -> Page {
    folder.write(
        "source.rs",
        "// ANCHOR: part\n    fn a() {\n        b();\n    }\n// ANCHOR_END: part\nfn b() {}\n",
    );
    Page::read(&folder.write("page.md", text.replace('|', "\n").replace('\'', "\u{60}\u{60}\u{60}")))
}

fn passes(text: &str) -> bool {
    let folder = Folder::new();
    let page = page(&folder, text);
    catch_unwind(AssertUnwindSafe(|| Session::new(folder.root(), None).play(&page))).is_ok()
}

#[test]
fn commands_have_to_succeed_and_print_what_is_shown() {
    for text in [
        "'sh|true|'",
        "'sh|true|'|<!-- exit: 3 -->|'sh|exit 3|'",
        "<!-- not run: a reason -->|'sh|false|'",
        "'sh|echo one; echo two|'|<!-- output -->|'text|one|two|'",
        "'sh|echo one; echo two; echo three|'|<!-- output -->|'text|one|…|'",
        "'sh|echo one; echo two; echo three|'|<!-- output -->|'text|…two|…|'",
        "<!-- file: name.txt -->|'text|one|'|'sh|cat name.txt|'|<!-- output -->|'text|one|'",
        "'sh|echo 127.0.0.1:8080|'|<!-- output -->|'text|127.0.0.1:8080|'",
        "<!-- background -->|'sh|A=b yes|'|'sh|true|'",
    ] {
        assert!(passes(text), "{text}");
    }
    for text in [
        "'sh|false|'",
        "'sh|false|true|'",
        "<!-- exit: 3 -->|'sh|exit 4|'",
        "<!-- background -->|'sh|true|'",
        "<!-- output -->|'text|one|'",
        "'sh|echo one|'|<!-- output -->|'text|two|'",
        "'sh|echo one; echo two|'|<!-- output -->|'text|one|'",
        "'sh|echo one|'|<!-- output -->|'text|one|…|two|'",
    ] {
        assert!(!passes(text), "{text}");
    }
}

#[test]
fn a_listing_is_a_file_or_the_part_between_two_comments() {
    let folder = Folder::new();
    let page =
        page(&folder, "<!-- from: source.rs#part -->|'rust|'||<!-- from: source.rs -->|'rust|'|text|'rust|'");
    let sources: Vec<_> = page.blocks().iter().map(|block| block.source(folder.root())).collect();
    let whole = String::from_utf8(folder.read("source.rs")).expect("UTF-8");
    assert_eq!(sources, [Some("fn a() {\n    b();\n}\n".to_owned()), Some(whole), None]);
}

#[test]
fn anchors_are_those_of_github() {
    let folder = Folder::new();
    let page = page(&folder, "# One: `two`, three|## What’s next?|[a](#b) ![c](d.png)");
    assert_eq!(page.anchors().into_iter().collect::<Vec<_>>(), ["one-two-three", "whats-next"]);
    assert_eq!(page.links(), ["#b", "d.png"]);
}
