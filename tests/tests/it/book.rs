//! The pages of the documentation: their links, the sources that they show, and the values and messages of the spec.

mod mistakes;

use std::collections::BTreeMap;
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use wmlogin_codegen::{Input, Spec, workspace};
use wmlogin_test_support::book::{Block, Page};
use wmlogin_types::{AuthType, UrlId, Wmid};

/// More would have to be searched.
const MAX_README_LINES: usize = 120;
const MAX_PAGES: usize = 10;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..").canonicalize().expect("a folder")
}

/// The README and the pages in `docs`.
fn book() -> Vec<Page> {
    let mut pages = Page::all_in(&root().join("docs"));
    pages.push(Page::read(&root().join("README.md")));
    pages
}

fn blocks() -> impl Iterator<Item = (String, Block)> {
    let named = |page: Page| page.blocks().into_iter().map(move |block| (page.name(), block));
    book().into_iter().flat_map(named)
}

#[test]
fn the_book_is_short() {
    let readme = Page::read(&root().join("README.md")).text.lines().count();
    assert!(readme <= MAX_README_LINES, "the README has {readme} lines");
    let pages = Page::all_in(&root().join("docs")).len();
    assert!(pages <= MAX_PAGES, "docs has {pages} pages");
}

/// Every link to a file of the repository, and to a heading in one.
#[test]
fn the_links_lead_somewhere() {
    let root = root();
    let mut pages = Page::all_in(&root);
    pages.extend(Page::all_in(&root.join("docs")));
    for entry in fs::read_dir(&root).expect("a folder") {
        let readme = entry.expect("an entry").path().join("README.md");
        pages.extend(readme.is_file().then(|| Page::read(&readme)));
    }
    let mut anchors = BTreeMap::new();
    let mut broken = Vec::new();
    for page in &pages {
        for link in page.links().iter().filter(|link| !link.contains("://") && !link.starts_with("mailto:")) {
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match file {
                "" => page.path.clone(),
                file => page.path.parent().unwrap_or(&root).join(file),
            };
            let found = target.exists()
                && (anchor.is_empty()
                    || anchors
                        .entry(target.clone())
                        .or_insert_with(|| Page::read(&target).anchors())
                        .contains(anchor));
            if !found {
                broken.push(format!("{}: {link}", page.path.display()));
            }
        }
    }
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

/// The sources are compiled, as examples or by tests, so what is shown compiles. With the variable `UPDATE_PAGES`
/// the pages get the sources as they are.
#[test]
fn the_listings_are_in_the_sources() {
    let (root, update) = (root(), env::var_os("UPDATE_PAGES").is_some());
    for page in book() {
        let mut lines: Vec<_> = page.text.lines().map(str::to_owned).collect();
        for block in page.blocks().iter().rev() {
            let place = format!("{}:{}", page.path.display(), block.line);
            let Some(source) = block.source(&root) else {
                assert_ne!(block.language, "rust", "{place} has no note `from`");
                continue;
            };
            let listing = block.line..block.line + block.text.lines().count();
            lines.splice(listing, source.lines().map(str::to_owned));
            let from = block.note("from").unwrap_or_default();
            assert!(update || block.text == source, "{place} differs from {from}; UPDATE_PAGES=1 mends it");
        }
        if update {
            fs::write(&page.path, lines.join("\n") + "\n").expect("a page");
        }
    }
}

/// Where a page shows dependencies, the listing after them needs no others.
#[test]
fn the_dependencies_suffice() {
    for page in book() {
        let mut dependencies: Option<String> = None;
        for block in page.blocks() {
            match (block.language.as_str(), dependencies.take()) {
                ("toml", _) if block.text.contains("dependencies]") => {
                    dependencies = Some(block.text.replace('-', "_"));
                }
                ("rust", Some(shown)) => {
                    for name in crates(&block.text) {
                        let is_shown = shown.lines().any(|line| line.starts_with(&format!("{name} ")));
                        let place = format!("{}:{}", page.path.display(), block.line);
                        assert!(is_shown, "{place} needs {name}, which is not in the dependencies before it");
                    }
                }
                _ => {}
            }
        }
    }
}

/// The crates that a listing takes items from.
fn crates(listing: &str) -> Vec<&str> {
    let lines = listing.lines().filter_map(|line| line.strip_prefix("use ").or(line.strip_prefix("#[")));
    let roots = lines.filter_map(|line| Some(line.split_once("::")?.0));
    roots.filter(|root| !["std", "core", "alloc", "crate", "super"].contains(root)).collect()
}

/// The words of the commands that follow an option of the program.
fn arguments(option: &str) -> Vec<String> {
    let commands: String = blocks().filter(|(_, block)| block.language == "sh").map(|it| it.1.text).collect();
    let words = || commands.split_whitespace();
    let pairs = words().zip(words().skip(1)).filter(|(word, _)| *word == option);
    pairs.map(|(_, argument)| argument.to_owned()).collect()
}

#[test]
fn the_arguments_are_values_of_the_spec() {
    assert!(arguments("--auth-type").iter().all(|name| AuthType::from_name(name).is_some()));
    assert!(["--wmid", "--owner"].iter().flat_map(|it| arguments(it)).all(|it| it.parse::<Wmid>().is_ok()));
    assert!(arguments("--url-id").iter().all(|id| id.parse::<UrlId>().is_ok()));
    for option in ["--auth-type", "--wmid", "--owner", "--url-id"] {
        assert!(!arguments(option).is_empty(), "no page shows {option}");
    }
    for page in book() {
        let methods = page.text.split('`').filter(|word| word.starts_with("Keeper") && !word.contains(' '));
        for name in methods {
            assert!(AuthType::from_name(name).is_some(), "{}: {name} is not a method", page.name());
        }
    }
}

#[test]
fn a_problem_is_shown_as_the_generator_reports_it() {
    let inputs = workspace::spec_files(&root()).expect("the spec").into_iter().map(|input| Input {
        text: input.text.replacen("      type: TicketFlags\n", "      type: TicketFlag\n", 1),
        ..input
    });
    let problems = Spec::read(inputs).and_then(Spec::resolve).expect_err("a problem").to_string();
    let shown = blocks().any(|(_, block)| block.text.trim_end() == problems.trim_end());
    assert!(shown, "no page has this:\n{problems}");
}
