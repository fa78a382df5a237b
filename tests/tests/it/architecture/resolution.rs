//! The files that the paths in a crate lead to.

use std::collections::HashSet;

use super::graph::Graph;
use super::paths::Path;
use super::source_tree::{Import, ImportKind, Module, SourceTree};

/// What a path leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Module(usize),
    /// An item that is defined in this module.
    Item(usize),
    /// Something of another crate.
    Foreign,
}

/// Returns the graph of the files of a crate, with an edge wherever one uses what another defines.
pub fn graph(tree: &SourceTree) -> Graph<'_> {
    let mut graph = Graph::new(&tree.files);
    for (id, module) in tree.modules.iter().enumerate() {
        let mut connect = |path: &Path, targets: Vec<Target>| {
            for target in targets {
                if let Target::Module(to) | Target::Item(to) = target {
                    graph.connect(module.file, tree.modules[to].file, &path.join("::"));
                }
            }
        };
        for import in module.imports.iter().filter(|import| is_used(module, import)) {
            let mut targets = resolve(tree, id, &import.path, &mut HashSet::new());
            match &import.kind {
                ImportKind::Module(_) => targets.retain(|target| matches!(target, Target::Module(_))),
                ImportKind::Name(name) if targets.len() > 1 => {
                    // A module and an item have this name; keep what the code uses.
                    let as_module = module.paths.iter().any(|path| path.len() > 1 && path[0] == *name);
                    targets.retain(|target| as_module == matches!(target, Target::Module(_)));
                }
                ImportKind::Name(_) | ImportKind::Glob => {}
            }
            connect(&import.path, targets);
        }
        for path in module.paths.iter().filter(|path| path.len() > 1) {
            let mut targets = resolve(tree, id, path, &mut HashSet::new());
            if targets.len() > 1 {
                targets.retain(|target| matches!(target, Target::Item(_)));
            }
            connect(path, targets);
        }
    }
    graph
}

/// Returns `false` for what a module only hands on: then others use it, and not the module itself.
fn is_used(module: &Module, import: &Import) -> bool {
    let (ImportKind::Name(name) | ImportKind::Module(name)) = &import.kind else {
        return !import.is_reexport;
    };
    !import.is_reexport || module.paths.iter().any(|path| path[0] == *name)
}

/// Places that were looked at, so that imports that lead to each other end.
type Seen = HashSet<(usize, String)>;

/// Returns what a path in a module leads to; nothing for a path that begins with a local or a foreign name.
fn resolve(tree: &SourceTree, module: usize, path: &[String], seen: &mut Seen) -> Vec<Target> {
    let parent = |module: usize| tree.modules[module].parent.unwrap_or(module);
    let (mut at, mut rest) = match path.first().map(String::as_str) {
        Some("crate") => (0, &path[1..]),
        Some("self") => (module, &path[1..]),
        Some("super") => (parent(module), &path[1..]),
        Some(name) => {
            let is_child = tree.modules[module].children.contains_key(name);
            let found = lookup(tree, module, name, &mut seen.clone());
            // A function may have the name of a foreign crate.
            let is_type = name.starts_with(char::is_uppercase) && !found.is_empty();
            let is_module = found.iter().any(|target| matches!(target, Target::Module(_)));
            if path.len() > 1 && !is_child && !is_type && !is_module {
                return Vec::new();
            }
            (module, path)
        }
        None => return Vec::new(),
    };
    while rest.first().is_some_and(|name| name == "super") {
        (at, rest) = (parent(at), &rest[1..]);
    }
    let mut targets = vec![Target::Module(at)];
    while let [name, after @ ..] = rest {
        let child = tree.modules[at].children.get(name).filter(|_| !after.is_empty());
        targets = child.map_or_else(|| lookup(tree, at, name, seen), |child| vec![Target::Module(*child)]);
        let module = targets.iter().find_map(|target| match target {
            Target::Module(module) => Some(*module),
            Target::Item(_) | Target::Foreign => None,
        });
        // What follows an item belongs to it: a variant or an associated function.
        let Some(module) = module.filter(|_| !after.is_empty()) else { break };
        (at, rest) = (module, after);
    }
    // A macro may define a name that is not seen here.
    if targets.is_empty() { vec![Target::Item(at)] } else { targets }
}

/// Returns what has this name in a module: defined there, or imported.
fn lookup(tree: &SourceTree, module: usize, name: &str, seen: &mut Seen) -> Vec<Target> {
    if !seen.insert((module, name.to_owned())) {
        return Vec::new();
    }
    let here = &tree.modules[module];
    let mut targets = Vec::new();
    targets.extend(here.children.get(name).copied().map(Target::Module));
    targets.extend(here.items.contains(name).then_some(Target::Item(module)));
    for import in &here.imports {
        let (ImportKind::Name(imported) | ImportKind::Module(imported)) = &import.kind else { continue };
        if imported == name {
            let mut found = resolve(tree, module, &import.path, seen);
            if import.kind == ImportKind::Module(name.to_owned()) {
                found.retain(|target| matches!(target, Target::Module(_)));
            }
            targets.extend(if found.is_empty() { vec![Target::Foreign] } else { found });
        }
    }
    let globs = here.imports.iter().filter(|import| import.kind == ImportKind::Glob);
    for import in globs {
        if !targets.is_empty() {
            break;
        }
        for target in resolve(tree, module, &import.path, seen) {
            if let Target::Module(from) = target
                && from != module
            {
                targets.extend(lookup(tree, from, name, seen));
            }
        }
    }
    targets.dedup();
    targets
}
