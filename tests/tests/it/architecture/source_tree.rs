//! The modules of a crate and the files that they are in.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Ident, Item, UseTree, Visibility};

use super::paths::{self, Path};

/// A crate as its source has it, tests left out.
#[derive(Default)]
pub struct SourceTree {
    /// Its files, the root first.
    pub files: Vec<File>,
    /// Its modules, the root first.
    pub modules: Vec<Module>,
}

pub struct File {
    pub path: String,
    /// The file with the `mod` declaration of this one.
    pub parent: Option<usize>,
}

pub struct Module {
    pub file: usize,
    pub parent: Option<usize>,
    pub children: BTreeMap<String, usize>,
    /// The names of the items that are defined here.
    pub items: BTreeSet<String>,
    pub imports: Vec<Import>,
    /// Every other path in it.
    pub paths: BTreeSet<Path>,
}

/// A name that a `use` declaration brings in.
pub struct Import {
    pub path: Path,
    pub kind: ImportKind,
    /// For others too: `pub use`, in any form.
    pub is_reexport: bool,
}

#[derive(PartialEq, Eq)]
pub enum ImportKind {
    /// Whatever has this name, under this one or another.
    Name(String),
    /// `{self}`: a module, never an item.
    Module(String),
    /// `*`.
    Glob,
}

impl SourceTree {
    /// Reads the crate with this root file; `read` returns the text of a file beside or below it, if it exists.
    pub fn read(root: &str, read: &dyn Fn(&str) -> Option<String>) -> Self {
        let mut tree = Self::default();
        let text = read(root).unwrap_or_else(|| panic!("{root} does not exist"));
        tree.add_file(root.to_owned(), &text, "", None, read);
        tree
    }

    fn add_file(
        &mut self,
        path: String,
        text: &str,
        folder: &str,
        parent: Option<usize>,
        read: &dyn Fn(&str) -> Option<String>,
    ) -> usize {
        let syntax = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}"));
        let parent_file = parent.map(|parent| self.modules[parent].file);
        self.files.push(File { path, parent: parent_file });
        self.add_module(self.files.len() - 1, &syntax.items, folder, parent, read)
    }

    /// Adds a module whose child modules have their files in `folder`, which ends with a slash.
    fn add_module(
        &mut self,
        file: usize,
        items: &[Item],
        folder: &str,
        parent: Option<usize>,
        read: &dyn Fn(&str) -> Option<String>,
    ) -> usize {
        let id = self.modules.len();
        let items: Vec<_> = items.iter().filter(|item| !is_for_tests(attributes(item))).collect();
        let mut module = Module {
            file,
            parent,
            children: BTreeMap::new(),
            items: items.iter().flat_map(|item| names(item)).collect(),
            imports: Vec::new(),
            paths: BTreeSet::new(),
        };
        for item in &items {
            match item {
                Item::Use(item) if item.leading_colon.is_none() => {
                    let is_reexport = !matches!(item.vis, Visibility::Inherited);
                    imports(&item.tree, &mut Vec::new(), &mut |path, kind| {
                        module.imports.push(Import { path, kind, is_reexport });
                    });
                }
                Item::Use(_) | Item::Mod(_) => {}
                other => paths::collect(other, &mut module.paths),
            }
        }
        self.modules.push(module);
        for item in &items {
            let Item::Mod(item) = item else { continue };
            let name = item.ident.to_string();
            let path = format!("{folder}{name}");
            let folder = format!("{path}/");
            let child = if let Some((_, items)) = &item.content {
                self.add_module(file, items, &folder, Some(id), read)
            } else {
                let candidates = [format!("{path}.rs"), format!("{path}/mod.rs")];
                let found = candidates.into_iter().find_map(|path| read(&path).map(|text| (path, text)));
                let (path, text) = found.unwrap_or_else(|| panic!("{path}.rs does not exist"));
                self.add_file(path, &text, &folder, Some(id), read)
            };
            self.modules[id].children.insert(name, child);
        }
        id
    }
}

/// Passes on what a `use` declaration imports.
fn imports(tree: &UseTree, prefix: &mut Path, found: &mut dyn FnMut(Path, ImportKind)) {
    let mut one = |prefix: &mut Path, name: &Ident, imported: &Ident| {
        if name == "self" {
            let imported =
                if imported == "self" { prefix.last().cloned() } else { Some(imported.to_string()) };
            found(prefix.clone(), ImportKind::Module(imported.unwrap_or_default()));
        } else {
            let path = [prefix.as_slice(), &[name.to_string()]].concat();
            found(path, ImportKind::Name(imported.to_string()));
        }
    };
    match tree {
        UseTree::Name(name) => one(prefix, &name.ident, &name.ident),
        UseTree::Rename(rename) => one(prefix, &rename.ident, &rename.rename),
        UseTree::Glob(_) => found(prefix.clone(), ImportKind::Glob),
        UseTree::Group(group) => group.items.iter().for_each(|tree| imports(tree, prefix, found)),
        UseTree::Path(path) => {
            prefix.push(path.ident.to_string());
            imports(&path.tree, prefix, found);
            prefix.pop();
        }
    }
}

/// The names that an item defines.
fn names(item: &Item) -> Vec<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        Item::Macro(item) => match &item.ident {
            Some(ident) => ident,
            None => return names_in(item.mac.tokens.clone()),
        },
        _ => return Vec::new(),
    };
    vec![ident.to_string()]
}

/// The names that follow a keyword such as `struct` in the tokens of a macro.
fn names_in(tokens: TokenStream) -> Vec<String> {
    let keywords = ["const", "enum", "fn", "static", "struct", "trait", "type"];
    let idents: Vec<_> = tokens
        .into_iter()
        .map(|token| if let TokenTree::Ident(ident) = token { ident.to_string() } else { String::new() })
        .collect();
    let pairs = idents.windows(2).filter(|pair| keywords.contains(&pair[0].as_str()));
    pairs.map(|pair| pair[1].clone()).collect()
}

fn attributes(item: &Item) -> &[Attribute] {
    match item {
        Item::Const(item) => &item.attrs,
        Item::Enum(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Macro(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Struct(item) => &item.attrs,
        Item::Trait(item) => &item.attrs,
        Item::Type(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => &[],
    }
}

/// Returns `true` for `#[cfg(test)]`, `#[cfg(doctest)]` and `#[cfg(all(test, …))]`.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    let conditions = attributes.iter().filter(|attribute| attribute.path().is_ident("cfg"));
    let mut conditions = conditions.filter_map(|attribute| attribute.meta.require_list().ok());
    conditions.any(|condition| {
        let text = condition.tokens.to_string().replace(' ', "");
        ["test", "doctest"].contains(&text.as_str())
            || ["all(test,", "all(doctest,"].iter().any(|start| text.starts_with(start))
    })
}
