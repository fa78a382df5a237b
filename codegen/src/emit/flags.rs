//! Sets of flags.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::Module;
use super::columns::{expand_display_value, expand_from_str};
use super::documentation::{clause, documentation, provenance, sentence};
use super::types::{bytes, form_encoded};
use crate::model::{Flag, FlagNames, Flags, Model};

/// The module with every set of flags.
pub fn module(model: &Model) -> Option<Module> {
    let flags = model.flags.iter().map(expand_flags);
    Module::flat("flags", "The sets of flags.", quote!(#(#flags)*))
}

fn expand_flags(flags: &Flags) -> TokenStream {
    let definition = expand_definition(flags);
    let accessors = expand_accessors(flags);
    let value = expand_value(flags);
    let name = format_ident!("{}", flags.name);
    let (display, from_str) = (expand_display_value(&name), expand_from_str(&name, ""));
    quote! {
        #definition
        #accessors
        #value
        #display
        #from_str
    }
}

/// The flags that have a name.
fn named(flags: &Flags) -> impl Iterator<Item = (&Flag, &FlagNames)> {
    flags.bits.iter().filter_map(|flag| Some((flag, flag.names.as_ref()?)))
}

/// The bits that have none.
fn reserved(flags: &Flags) -> Literal {
    let bits =
        flags.bits.iter().filter(|flag| flag.names.is_none()).fold(0, |all, flag| all | 1_u32 << flag.bit);
    format!("{bits:#b}").parse().unwrap_or_else(|_| Literal::u32_unsuffixed(bits))
}

fn expand_definition(flags: &Flags) -> TokenStream {
    let name = format_ident!("{}", flags.name);
    let has_reserved = flags.bits.iter().any(|flag| flag.names.is_none());
    let kept = if has_reserved { " Reserved bits are kept." } else { "" };
    let docs = documentation(&format!(
        "{}{}\n\nThe empty set is {}: {}{kept}",
        sentence(&flags.description),
        provenance(flags.origin),
        flags.none,
        clause(&flags.none_description)
    ));
    let constants = named(flags).map(|(flag, names)| {
        let constant = format_ident!("{}", names.constant);
        let docs = documentation(&format!(
            "`{}`: {}{}",
            names.name,
            clause(&flag.description),
            provenance(flag.origin)
        ));
        let bit = Literal::u8_unsuffixed(flag.bit);
        quote!(#docs const #constant = 1 << #bit;)
    });
    let reserved = reserved(flags);
    quote! {
        runtime::bitflags! {
            #docs
            #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub struct #name: u32 {
                #(#constants)*
                const _ = #reserved;
            }
        }
    }
}

fn expand_accessors(flags: &Flags) -> TokenStream {
    let name = format_ident!("{}", flags.name);
    let count = Literal::usize_unsuffixed(named(flags).count());
    let rows = named(flags).map(|(flag, FlagNames { name, constant })| {
        let constant = format_ident!("{constant}");
        let description = &flag.description;
        quote!((Self::#constant, #name, #description))
    });
    let reserved = reserved(flags);
    quote! {
        impl #name {
            /// Every flag with its documented name and description, in the documented order.
            pub const DOCUMENTED: [(Self, &'static str, &'static str); #count] = [#(#rows),*];

            /// The bits that the document reserves.
            pub const RESERVED: Self = Self::from_bits_retain(#reserved);
        }
    }
}

fn expand_value(flags: &Flags) -> TokenStream {
    let name = format_ident!("{}", flags.name);
    let none = &flags.none;
    let separator = bytes(&flags.separator);
    let read_escaped = expand_read_escaped(flags);
    let written_separator = &flags.written_separator;
    let (names, constants): (Vec<_>, Vec<_>) =
        named(flags).map(|(_, names)| (bytes(&names.name), format_ident!("{}", names.constant))).unzip();
    let list = named(flags).map(|(_, names)| names.name.as_str()).collect::<Vec<_>>().join(", ");
    let expected = format!("{none}, a number, or one or more of {list}, separated by `{}`", flags.separator);
    let none_description = &flags.none_description;
    let count = Literal::usize_unsuffixed(flags.bits.len());
    let bits = flags.bits.iter().map(|flag| Literal::u8_unsuffixed(flag.bit));
    let descriptions = flags.bits.iter().map(|flag| &flag.description);
    let longest = list.len() + none.len() + flags.bits.len() * written_separator.len();
    let longest = Literal::usize_unsuffixed(longest);
    let too_long = format!("the flags of {} together are longer than any value may be", flags.name);
    quote! {
        impl #name {
            /// The flag with this documented name.
            fn named(name: &[u8]) -> Option<Self> {
                Some(match name {
                    #(#names => Self::#constants,)*
                    _ => return None,
                })
            }
        }

        // Read with all flags set, a value still has to be within the limit.
        const _: () = assert!(#longest <= runtime::MAX_VALUE_LENGTH, #too_long);

        impl runtime::Value for #name {
            const EXPECTED: &'static str = #expected;

            fn read(text: &[u8]) -> Result<Self, runtime::Problem> {
                let form = runtime::FlagsText { none: #none, separator: #separator, space: b' ' };
                runtime::read_flags(text, form, Self::named)
            }

            #read_escaped

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                let names = Self::DOCUMENTED.into_iter().map(|(flag, name, _)| (flag, name));
                runtime::write_flags(*self, #written_separator, #none, names, out)
            }

            fn meanings(&self) -> impl Iterator<Item = &'static str> {
                const BITS: [(u32, &str); #count] = [#((1 << #bits, #descriptions)),*];
                let set = self.bits();
                let none = (set == 0).then_some(#none_description);
                let bits = BITS.into_iter().filter(move |(bit, _)| set & bit != 0);
                none.into_iter().chain(bits.map(|(_, description)| description))
            }
        }
    }
}

/// Names go without escapes, so that only the separators look different in a form. If a name needs one,
/// there is no shortcut.
fn expand_read_escaped(flags: &Flags) -> Option<TokenStream> {
    let mut names = named(flags).map(|(_, names)| &names.name).chain([&flags.none]);
    if names.any(|name| form_encoded(name.as_bytes()) != name.as_bytes()) {
        return None;
    }
    let none = &flags.none;
    let separator = Literal::byte_string(&form_encoded(flags.separator.as_bytes()));
    Some(quote! {
        fn read_escaped(text: &[u8]) -> Result<Self, runtime::Problem> {
            let form = runtime::FlagsText { none: #none, separator: #separator, space: b'+' };
            runtime::read_flags(text, form, Self::named)
        }
    })
}
