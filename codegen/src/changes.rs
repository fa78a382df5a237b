//! The meaning of a change of the spec for whoever depends on the generated code.

use std::collections::BTreeMap;
use std::fmt;

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{Fields, ImplItem, Item, ItemMacro, Visibility};

use crate::emit::source::format::{line, split_attributes, split_rows};
use crate::emit::{Exposure, modules};
use crate::model::Model;
use crate::wording::counted;

/// The parts of a row of a table that are for people alone.
const REMARKS: [&str; 7] = ["published", "observed", "inferred", "help", "not_in_use", "absent", "coined"];

/// How many new items are listed.
const MOST_LISTED: usize = 10;

/// The differences between the items that two specs become, for whoever uses them.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// The items that only the earlier spec has.
    gone: Vec<String>,
    /// The items that differ, each with what it was and what it is.
    changed: Vec<(String, String, String)>,
    /// The items that only the later spec has.
    added: Vec<String>,
}

impl Changes {
    /// Compares what two specs become.
    #[must_use]
    pub fn between(earlier: &Model, later: &Model) -> Self {
        let (earlier, later) = (items(earlier), items(later));
        let mut changes = Self::default();
        for (path, was) in &earlier {
            match later.get(path) {
                None => changes.gone.push(path.clone()),
                Some(is) if is != was => changes.changed.push((path.clone(), was.clone(), is.clone())),
                Some(_) => {}
            }
        }
        changes.added = later.into_keys().filter(|path| !earlier.contains_key(path)).collect();
        changes
    }

    /// Returns `true` if code that depends on the earlier items may not compile, or mean something else.
    #[must_use]
    pub fn is_breaking(&self) -> bool {
        !self.gone.is_empty() || !self.changed.is_empty()
    }
}

impl fmt::Display for Changes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.is_breaking(), self.added.is_empty()) {
            (true, _) => writeln!(f, "breaking for dependents:")?,
            (false, true) => return writeln!(f, "dependents notice nothing"),
            (false, false) => writeln!(f, "additive for dependents:")?,
        }
        for path in &self.gone {
            writeln!(f, "  - `{path}` is gone")?;
        }
        for (path, was, is) in &self.changed {
            writeln!(f, "  - `{path}` differs\n      was: {was}\n      is:  {is}")?;
        }
        for path in self.added.iter().take(MOST_LISTED) {
            writeln!(f, "  + `{path}`")?;
        }
        match self.added.len().saturating_sub(MOST_LISTED) {
            0 => Ok(()),
            more => writeln!(f, "  + {}", counted(more, "more item")),
        }
    }
}

/// The public items that a spec becomes: each path with what dependents rely on.
fn items(model: &Model) -> BTreeMap<String, String> {
    let mut items = Items::default();
    for module in modules(model) {
        let prefix =
            if module.exposure == Exposure::Public { format!("{}::", module.name) } else { String::new() };
        items.add_all(&prefix, module.items);
    }
    items.0
}

#[derive(Default)]
struct Items(BTreeMap<String, String>);

impl Items {
    fn add(&mut self, path: String, what: impl ToTokens) {
        let tokens: Vec<_> = what.to_token_stream().into_iter().collect();
        self.0.insert(path, line(&tokens).replace("root::", "").replace("runtime::", ""));
    }

    fn add_all(&mut self, prefix: &str, items: TokenStream) {
        for item in syn::parse2::<syn::File>(items).map(|file| file.items).unwrap_or_default() {
            self.add_item(prefix, item);
        }
    }

    fn add_item(&mut self, prefix: &str, item: Item) {
        match item {
            Item::Mod(module) => {
                let items = module.content.map(|(_, items)| items).unwrap_or_default();
                let prefix = format!("{prefix}{}::", module.ident);
                for item in items {
                    self.add_item(&prefix, item);
                }
            }
            Item::Struct(item) => {
                let path = format!("{prefix}{}", item.ident);
                self.add(path.clone(), quote!(struct));
                self.add_fields(&path, item.fields);
            }
            Item::Enum(item) => {
                let path = format!("{prefix}{}", item.ident);
                self.add(path.clone(), quote!(enum));
                for variant in item.variants {
                    self.add(format!("{path}::{}", variant.ident), variant.fields);
                }
            }
            Item::Const(item) if is_public(&item.vis) => self.add(format!("{prefix}{}", item.ident), item.ty),
            Item::Type(item) if is_public(&item.vis) => self.add(format!("{prefix}{}", item.ident), item.ty),
            Item::Fn(item) if is_public(&item.vis) => {
                self.add(format!("{prefix}{}", item.sig.ident), item.sig);
            }
            Item::Impl(item) => self.add_impl(prefix, item),
            Item::Macro(item) if item.ident.is_none() => self.add_table(prefix, &item),
            _ => {}
        }
    }

    fn add_fields(&mut self, path: &str, fields: Fields) {
        for field in fields.into_iter().filter(|field| is_public(&field.vis)) {
            if let Some(name) = field.ident {
                self.add(format!("{path}::{name}"), field.ty);
            }
        }
    }

    fn add_impl(&mut self, prefix: &str, item: syn::ItemImpl) {
        let of = item.self_ty.to_token_stream().to_string().replace(' ', "").replace("root::", "");
        if let Some((of_trait, _)) = item.trait_ {
            self.add(
                format!("{prefix}{of}: {}", quote!(#of_trait).to_string().replace(' ', "")),
                quote!(impl),
            );
            return;
        }
        let of = of.split('<').next().unwrap_or_default();
        for item in item.items {
            match item {
                ImplItem::Const(it) if is_public(&it.vis) => {
                    self.add(format!("{prefix}{of}::{}", it.ident), it.ty);
                }
                ImplItem::Fn(it) if is_public(&it.vis) => {
                    self.add(format!("{prefix}{of}::{}()", it.sig.ident), it.sig);
                }
                _ => {}
            }
        }
    }

    /// A call of a macro of the runtime: what its head defines, and a row for each entry.
    fn add_table(&mut self, prefix: &str, item: &ItemMacro) {
        let tokens: Vec<_> = item.mac.tokens.clone().into_iter().collect();
        let (_, tokens) = split_attributes(&tokens);
        let (head, rows) = match tokens.split_last() {
            Some((TokenTree::Group(rows), head)) if rows.delimiter() == Delimiter::Brace => {
                (head.to_vec(), split_rows(rows.stream()))
            }
            _ => (tokens, Vec::new()),
        };
        let macro_name = item.mac.path.segments.last().map(|it| it.ident.to_string()).unwrap_or_default();
        let idents = head.iter().filter_map(|tree| match tree {
            TokenTree::Ident(ident) => Some(ident.to_string()),
            _ => None,
        });
        let name = match macro_name.as_str() {
            "response" => Some("Outcome".to_owned()),
            _ => idents.into_iter().find(|it| !matches!(it.as_str(), "pub" | "enum" | "struct")),
        };
        let Some(name) = name else { return };
        let of = format!("{prefix}{name}");
        let texts =
            |tree: &TokenTree| !matches!(tree, TokenTree::Literal(it) if it.to_string().starts_with('"'));
        let head: TokenStream = head.into_iter().filter(texts).collect();
        self.add(format!("{of} ({macro_name})"), head);
        for row in rows {
            let (_, row) = split_attributes(&row);
            if let Some((TokenTree::Ident(variant), rest)) = row.split_first() {
                self.add(format!("{of}::{variant}"), relied_on(rest));
            }
        }
    }
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// A row without what it says for people alone: the description and the remarks.
fn relied_on(row: &[TokenTree]) -> TokenStream {
    let mut kept = Vec::new();
    let mut trees = row.iter().peekable();
    while let Some(tree) = trees.next() {
        match tree {
            TokenTree::Group(group) if group.delimiter() == Delimiter::Parenthesis => {
                let name = group.stream().into_iter().next();
                let is_text =
                    matches!(&name, Some(TokenTree::Literal(it)) if it.to_string().starts_with('"'));
                let is_first = !kept.iter().any(|tree| matches!(tree, TokenTree::Literal(_)));
                match name.filter(|_| is_text && is_first) {
                    Some(name) => kept.push(name),
                    None => kept.push(tree.clone()),
                }
            }
            TokenTree::Punct(dot) if dot.as_char() == '.' => {
                let is_remark = matches!(trees.peek(), Some(TokenTree::Ident(it)) if REMARKS.contains(&it.to_string().as_str()));
                if is_remark {
                    trees.next();
                    trees.next();
                } else {
                    kept.push(tree.clone());
                }
            }
            TokenTree::Punct(comma) if comma.as_char() == ',' => {}
            tree => kept.push(tree.clone()),
        }
    }
    kept.into_iter().collect()
}
