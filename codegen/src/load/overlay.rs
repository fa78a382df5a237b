//! Extending a spec by another file: what it adds is merged into the entries of the same name.

use super::yaml::{Data, Key, Node};
use crate::diagnostic::{Diagnostic, Diagnostics};

/// The keys that an entry is known by; the first that it has counts.
const IDENTITIES: [&str; 4] = ["name", "version", "title", "field"];

/// The keys that every file has for itself.
const OF_THE_FILE: [&str; 2] = ["document", "origin"];

/// Adds what a file says to the files before it. What it adds to an entry of theirs goes there; the rest
/// stays a file of its own.
pub fn extend(files: &mut Vec<Node>, mut extension: Node, diagnostics: &mut Diagnostics) {
    if let Data::Mapping(sections) = &mut extension.data {
        for (key, section) in sections.iter_mut().filter(|(key, _)| !OF_THE_FILE.contains(&key.name.as_str()))
        {
            add_section(files, key, section, diagnostics);
        }
        sections.retain(|(_, section)| !matches!(section.data, Data::Refused));
    }
    files.push(extension);
}

/// Moves what belongs to an entry of a file there. A section of which nothing is left becomes refused.
fn add_section(files: &mut [Node], key: &Key, section: &mut Node, diagnostics: &mut Diagnostics) {
    let mut existing = files.iter_mut().filter_map(|file| value_of(file, &key.name));
    match &mut section.data {
        Data::List(items) => {
            let mut lists: Vec<_> = existing.collect();
            let rest = std::mem::take(items).into_iter().filter_map(|item| {
                let found = identity(&item).and_then(|wanted| {
                    let wanted = wanted.to_owned();
                    lists.iter_mut().find_map(|list| item_of(list, &wanted))
                });
                match found {
                    Some(found) => {
                        merge(found, item, diagnostics);
                        None
                    }
                    None => Some(item),
                }
            });
            *items = rest.collect();
        }
        Data::Mapping(_) => {
            if let Some(found) = existing.next() {
                merge(found, std::mem::replace(section, refused(section)), diagnostics);
            }
        }
        _ => {}
    }
}

/// Adds what one node has and another lacks. Nothing that is there can change.
fn merge(node: &mut Node, addition: Node, diagnostics: &mut Diagnostics) {
    match (&mut node.data, addition.data) {
        (Data::Mapping(entries), Data::Mapping(added)) => {
            for (key, value) in added {
                match entries.iter_mut().find(|(other, _)| other.name == key.name) {
                    None => entries.push((key, value)),
                    // The name of an entry is written in both.
                    Some(_) if IDENTITIES.contains(&key.name.as_str()) => {}
                    Some((_, existing)) => merge(existing, value, diagnostics),
                }
            }
        }
        (Data::List(items), Data::List(added)) => {
            for item in added {
                let wanted = identity(&item).map(str::to_owned);
                match items.iter_mut().find(|other| wanted.is_some() && identity(other) == wanted.as_deref())
                {
                    Some(existing) => merge(existing, item, diagnostics),
                    None => items.push(item),
                }
            }
        }
        (Data::Refused, _) | (_, Data::Refused) => {}
        _ => {
            let problem =
                Diagnostic::new(addition.place, "an extension cannot change what is defined already");
            let problem = problem.expected("additions only").other(node.place, "defined here");
            diagnostics.push(problem);
        }
    }
}

/// The text that an entry is known by.
fn identity(node: &Node) -> Option<&str> {
    let Data::Mapping(entries) = &node.data else { return None };
    let value = |name: &str| entries.iter().find(|(key, _)| key.name == name);
    match IDENTITIES.iter().find_map(|name| value(name)) {
        Some((_, Node { data: Data::Text(text), .. })) => Some(text),
        _ => None,
    }
}

fn value_of<'n>(file: &'n mut Node, name: &str) -> Option<&'n mut Node> {
    let Data::Mapping(entries) = &mut file.data else { return None };
    entries.iter_mut().find(|(key, _)| key.name == name).map(|(_, value)| value)
}

fn item_of<'n>(list: &'n mut Node, wanted: &str) -> Option<&'n mut Node> {
    let Data::List(items) = &mut list.data else { return None };
    items.iter_mut().find(|item| identity(item) == Some(wanted))
}

fn refused(node: &Node) -> Node {
    Node { place: node.place, data: Data::Refused }
}
