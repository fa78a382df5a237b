//! Generated items as text.
//!
//! `prettyplease` knows how to write Rust, but leaves no line between the items of an `impl` or a module,
//! and macros as they are. Here both are taken apart, and a row of a table is one line.

use std::fmt::Write;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};
use syn::{Attribute, ImplItem, Item, ItemImpl, ItemMacro, ItemMod, parse_quote};

/// How many spaces each level is indented by.
const INDENT: usize = 4;

/// The items, formatted, with a blank line between two.
pub fn format_items(module: &str, items: &TokenStream) -> String {
    match syn::parse2::<syn::File>(items.clone()) {
        Ok(file) => joined(file.items.into_iter().map(format_item)),
        // A bug of an emitter, which no spec can bring about. The compiler will point at the place.
        Err(error) => format!("compile_error!(\"wmlogin-codegen, {module}: {error}\");\n{items}\n"),
    }
}

fn joined(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join("\n")
}

fn format_item(item: Item) -> String {
    match item {
        Item::Macro(item) if item.ident.is_none() => format_macro(&item),
        Item::Impl(item) if item.items.len() > 1 => format_impl(item),
        Item::Mod(ItemMod { content: Some(_), .. }) => format_module(item),
        item => unparse(item),
    }
}

fn unparse(item: Item) -> String {
    prettyplease::unparse(&syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    })
}

/// An `impl` with a blank line between its items; associated types and constants stand together.
fn format_impl(mut item: ItemImpl) -> String {
    let items = std::mem::take(&mut item.items);
    let head = unparse(Item::Impl(item.clone()));
    let head = head.trim_end().trim_end_matches('}').trim_end();
    let mut text = format!("{head}\n");
    let mut was_function = None;
    for member in items {
        let is_function = matches!(member, ImplItem::Fn(_));
        let has_docs = matches!(&member, ImplItem::Const(it) if !it.attrs.is_empty());
        if was_function.is_some_and(|was| was || is_function || has_docs) {
            text.push('\n');
        }
        was_function = Some(is_function);
        let whole = unparse(Item::Impl(ItemImpl { items: vec![member], ..item.clone() }));
        let lines = whole.lines().skip(head.lines().count());
        let lines: Vec<_> = lines.collect();
        text.push_str(&lines[..lines.len().saturating_sub(1)].join("\n"));
        text.push('\n');
    }
    text + "}\n"
}

fn format_module(item: Item) -> String {
    let Item::Mod(mut module) = item else { return unparse(item) };
    let items = module.content.as_mut().map(|(_, items)| std::mem::take(items)).unwrap_or_default();
    let head = unparse(Item::Mod(module));
    let head = head.trim_end().trim_end_matches('}').trim_end();
    format!("{head}\n{}}}\n", indented(&joined(items.into_iter().map(format_item)), INDENT))
}

fn indented(text: &str, spaces: usize) -> String {
    text.lines().fold(String::new(), |mut indented, line| {
        // Writing to a `String` cannot fail.
        let _ = if line.is_empty() { writeln!(indented) } else { writeln!(indented, "{:spaces$}{line}", "") };
        indented
    })
}

/// A macro of the runtime: its head, and a line for each row between the braces.
fn format_macro(item: &ItemMacro) -> String {
    let path: Vec<_> = item.mac.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let is_statement = item.semi_token.is_some();
    let (open, close) = if is_statement { ("(", ");") } else { (" {", "}") };
    let trees: Vec<_> = item.mac.tokens.clone().into_iter().collect();
    let name = path.join("::");
    match trees.split_last() {
        Some((TokenTree::Group(rows), head)) if rows.delimiter() == Delimiter::Brace && !is_statement => {
            let (attributes, head) = split_attributes(head);
            let rows = split_rows(rows.stream()).into_iter().map(|row| {
                let (attributes, row) = split_attributes(&row);
                attributes + &line(&row)
            });
            let rows = rows.collect::<Vec<_>>().join("\n");
            let body = format!("{attributes}{} {{\n{}}}\n", line(&head), indented(&rows, INDENT));
            format!("{name}!{open}\n{}{close}\n", indented(&body, INDENT))
        }
        _ if is_statement => format!("{name}!{open}{}{close}\n", line(&trees)),
        _ => format!("{name}!{open} {} {close}\n", line(&trees)),
    }
}

/// The rows of a table, each with the sign that ends it.
pub fn split_rows(rows: TokenStream) -> Vec<Vec<TokenTree>> {
    let mut split = vec![Vec::new()];
    for tree in rows {
        let ends = matches!(&tree, TokenTree::Punct(sign) if matches!(sign.as_char(), ',' | ';'));
        if let Some(row) = split.last_mut() {
            row.push(tree);
        }
        if ends {
            split.push(Vec::new());
        }
    }
    split.retain(|row| !row.is_empty());
    split
}

/// The attributes before an entry as lines, and the rest of it.
pub fn split_attributes(trees: &[TokenTree]) -> (String, Vec<TokenTree>) {
    let mut count = 0;
    while let [TokenTree::Punct(sign), TokenTree::Group(group), ..] = trees.get(count..).unwrap_or_default()
        && sign.as_char() == '#'
        && group.delimiter() == Delimiter::Bracket
    {
        count += 2;
    }
    let (attributes, rest) = trees.split_at(count);
    if attributes.is_empty() {
        return (String::new(), rest.to_vec());
    }
    let attributes: TokenStream = attributes.iter().cloned().collect();
    // The formatter knows items alone, so it is given one that is taken off again.
    let parsed = syn::parse::Parser::parse2(Attribute::parse_outer, attributes).unwrap_or_default();
    let text = unparse(parse_quote!(#(#parsed)* struct Entry;));
    (text.trim_end().trim_end_matches("struct Entry;").to_owned(), rest.to_vec())
}

/// Tokens in one line, spaced as by hand.
pub fn line(trees: &[TokenTree]) -> String {
    let mut text = String::new();
    let mut previous = String::new();
    let mut joint = String::new();
    for tree in trees {
        let token = match tree {
            TokenTree::Punct(sign) => {
                joint.push(sign.as_char());
                if sign.spacing() == Spacing::Joint {
                    continue;
                }
                std::mem::take(&mut joint)
            }
            TokenTree::Group(group) => {
                let inside: Vec<_> = group.stream().into_iter().collect();
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::Brace => ("{ ", " }"),
                    Delimiter::None => ("", ""),
                };
                format!("{open}{}{close}", line(&inside))
            }
            tree => std::mem::take(&mut joint) + &tree.to_string(),
        };
        if !text.is_empty() && is_spaced(&previous, &token) {
            text.push(' ');
        }
        text.push_str(&token);
        previous = token;
    }
    text
}

/// Returns `true` if there is a space between two tokens.
fn is_spaced(previous: &str, next: &str) -> bool {
    let is_word = |text: &str| text.ends_with(|last: char| last.is_alphanumeric() || last == '_');
    match next {
        "::" if previous == ":" => true,
        "," | ";" | "." | "::" | ":" | "..=" | "?" | "<" | ">" => false,
        _ if matches!(previous, "." | "::" | "..=" | "&" | "-" | "!" | "#" | "<") => false,
        _ if next.starts_with('(') => !is_word(previous),
        _ => true,
    }
}
