//! The documentation comments of the published crates: none says only the name of its item.

use std::fs;
use std::path::{Path, PathBuf};

use syn::visit::{self, Visit};
use syn::{
    Attribute, Expr, ExprLit, Field, Ident, ImplItemFn, Item, Lit, Meta, TraitItemFn, Variant, Visibility,
};

/// Words that add nothing to a name.
const EMPTY: [&str; 14] =
    ["a", "an", "for", "gets", "in", "is", "its", "of", "returns", "sets", "the", "this", "to", "value"];

#[derive(Default)]
struct Names {
    found: Vec<String>,
}

impl Names {
    fn look(&mut self, name: &Ident, attributes: &[Attribute]) {
        let sentence = first_sentence(attributes);
        let name = name.to_string();
        let known = words(&name);
        let adds = |word: &String| !EMPTY.contains(&word.as_str()) && !known.contains(word);
        if !sentence.is_empty() && !words(&sentence).iter().any(adds) {
            self.found.push(format!("`{name}`: {sentence}"));
        }
    }
}

impl Visit<'_> for Names {
    fn visit_item(&mut self, item: &Item) {
        let (visibility, name, attributes) = match item {
            Item::Const(it) => (&it.vis, &it.ident, &it.attrs),
            Item::Enum(it) => (&it.vis, &it.ident, &it.attrs),
            Item::Fn(it) => (&it.vis, &it.sig.ident, &it.attrs),
            Item::Mod(it) => (&it.vis, &it.ident, &it.attrs),
            Item::Struct(it) => (&it.vis, &it.ident, &it.attrs),
            Item::Trait(it) => (&it.vis, &it.ident, &it.attrs),
            Item::Type(it) => (&it.vis, &it.ident, &it.attrs),
            _ => return visit::visit_item(self, item),
        };
        if is_public(visibility) {
            self.look(name, attributes);
            visit::visit_item(self, item);
        }
    }

    fn visit_field(&mut self, field: &Field) {
        if let Some(name) = field.ident.as_ref().filter(|_| is_public(&field.vis)) {
            self.look(name, &field.attrs);
        }
    }

    fn visit_variant(&mut self, variant: &Variant) {
        self.look(&variant.ident, &variant.attrs);
        for field in &variant.fields {
            if let Some(name) = &field.ident {
                self.look(name, &field.attrs);
            }
        }
    }

    fn visit_impl_item_fn(&mut self, method: &ImplItemFn) {
        if is_public(&method.vis) {
            self.look(&method.sig.ident, &method.attrs);
        }
    }

    fn visit_trait_item_fn(&mut self, method: &TraitItemFn) {
        self.look(&method.sig.ident, &method.attrs);
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn first_sentence(attributes: &[Attribute]) -> String {
    let line = |attribute: &Attribute| match &attribute.meta {
        Meta::NameValue(it) if it.path.is_ident("doc") => match &it.value {
            Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) => Some(text.value()),
            _ => None,
        },
        _ => None,
    };
    let lines: Vec<_> = attributes.iter().filter_map(line).collect();
    let paragraph = lines.iter().take_while(|line| !line.trim().is_empty());
    let text = paragraph.map(|line| line.trim()).collect::<Vec<_>>().join(" ");
    text.split(". ").next().unwrap_or_default().to_owned()
}

/// The words of a name or a text, in lower case and without an ending.
fn words(text: &str) -> Vec<String> {
    let mut spaced = String::new();
    let mut after_small = false;
    for letter in text.chars() {
        if after_small && letter.is_uppercase() {
            spaced.push(' ');
        }
        after_small = letter.is_lowercase();
        spaced.extend(letter.to_lowercase());
    }
    let words = spaced.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
    words
        .map(|word| if EMPTY.contains(&word) { word } else { word.trim_end_matches('s') }.to_owned())
        .collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

/// The crates that others call; the generator and the program are run.
fn libraries(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root).expect("a folder").map(|entry| entry.expect("an entry"));
    let named = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with("wmlogin-"));
    named.map(|entry| entry.path().join("src")).filter(|source| source.join("lib.rs").is_file()).collect()
}

#[test]
fn no_comment_says_only_a_name() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("a folder");
    let mut files = Vec::new();
    let libraries = libraries(root);
    assert!(libraries.len() > 5, "{libraries:?}");
    for folder in &libraries {
        sources(folder, &mut files);
    }
    let mut found = Vec::new();
    for path in files {
        let mut names = Names::default();
        let text = fs::read_to_string(&path).expect("a source");
        names.visit_file(&syn::parse_file(&text).expect("Rust"));
        found.extend(names.found.into_iter().map(|it| format!("{}: {it}", path.display())));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}
