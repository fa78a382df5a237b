//! The paths in the code of an item.

use std::collections::BTreeSet;

use proc_macro2::{Spacing, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Item, ItemUse, Macro, Visibility};

/// The names of a path, from left to right.
pub type Path = Vec<String>;

/// Macros whose tokens are code for somebody else.
const QUOTING: [&str; 3] = ["quote", "quote_spanned", "parse_quote"];

/// Adds the paths in the code of an item, those in the tokens of macros included.
pub fn collect(item: &Item, found: &mut BTreeSet<Path>) {
    Collector(found).visit_item(item);
}

struct Collector<'f>(&'f mut BTreeSet<Path>);

impl Visit<'_> for Collector<'_> {
    fn visit_path(&mut self, path: &syn::Path) {
        if path.leading_colon.is_none() {
            self.0.insert(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &Macro) {
        self.visit_path(&call.path);
        let name = call.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        if !QUOTING.contains(&name.as_str()) {
            self.tokens(call.tokens.clone());
        }
    }

    /// A `use` declaration in a block.
    fn visit_item_use(&mut self, item: &ItemUse) {
        self.tokens(quote::ToTokens::to_token_stream(&item.tree));
    }

    /// `pub(in path)` uses nothing of the module that it names.
    fn visit_visibility(&mut self, _: &Visibility) {}

    fn visit_attribute(&mut self, _: &Attribute) {}
}

impl Collector<'_> {
    /// Finds names that are joined by `::`. Of a group in a `use` declaration, only what stands before it.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path = Path::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Punct(colon)
                    if colon.as_char() == ':' && (colons == 1 || colon.spacing() == Spacing::Joint) =>
                {
                    colons += 1;
                    continue;
                }
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.end(&mut path);
                    }
                    path.push(ident.to_string());
                }
                TokenTree::Group(group) => {
                    self.end(&mut path);
                    self.tokens(group.stream());
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => self.end(&mut path),
            }
            colons = 0;
        }
        self.end(&mut path);
    }

    fn end(&mut self, path: &mut Path) {
        if !path.is_empty() {
            self.0.insert(std::mem::take(path));
        }
    }
}
