//! Formats of dates and times: a type each.

use proc_macro2::{Literal, TokenStream};
use quote::{format_ident, quote};

use super::Module;
use super::columns::{expand_display_value, expand_from_str};
use super::documentation::{documentation, erratum, provenance, sentence};
use super::types::form_encoded;
use crate::model::{DateFormat, DatePart, Model};

/// The module with every format.
pub fn module(model: &Model) -> Option<Module> {
    let formats = model.date_formats.iter().map(expand_format);
    let read_time = (!model.date_formats.is_empty()).then(|| expand_read_time(&model.date_formats));
    let items = quote!(#(#formats)* #read_time);
    Module::flat("times", "Dates and times, a type for each format.", items)
}

fn expand_read_time(formats: &[DateFormat]) -> TokenStream {
    let names = formats.iter().map(|format| format_ident!("{}", format.name));
    quote! {
        /// Reads a date and time in any of the formats, for values whose format no page gives.
        #[must_use]
        pub fn read_time(text: &str) -> Option<runtime::DateTime<runtime::Utc>> {
            let times = [#(text.parse().map(#names::utc)),*];
            times.into_iter().find_map(Result::ok)
        }
    }
}

fn expand_format(format: &DateFormat) -> TokenStream {
    let definition = expand_definition(format);
    let value = expand_value(format);
    let name = format_ident!("{}", format.name);
    let (display, from_str) = (expand_display_value(&name), expand_from_str(&name, ""));
    quote! {
        #definition
        #value

        impl From<#name> for runtime::DateTime<runtime::Utc> {
            fn from(time: #name) -> Self {
                time.0
            }
        }

        #display
        #from_str
    }
}

fn expand_definition(format: &DateFormat) -> TokenStream {
    let name = format_ident!("{}", format.name);
    let docs = documentation(&format!(
        "{}\n\nIts text is `{}`, a .NET format.{}{}",
        sentence(&format.description),
        format.format,
        erratum(format.printed.as_deref(), format.erratum.as_deref()),
        provenance(format.origin),
    ));
    let (precision, truncate) = if format.parts.contains(&DatePart::Millisecond) {
        ("millisecond", quote!(whole_milliseconds))
    } else {
        ("second", quote!(whole_seconds))
    };
    let truncated = documentation(&format!(
        "The moment without what is finer than a {precision}; none outside the years 1 to 9999."
    ));
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(runtime::DateTime<runtime::Utc>);

        impl #name {
            #truncated
            #[must_use]
            pub fn truncate(time: runtime::DateTime<runtime::Utc>) -> Option<Self> {
                runtime::time::#truncate(time).map(Self)
            }

            /// The moment, in UTC.
            #[must_use]
            pub const fn utc(self) -> runtime::DateTime<runtime::Utc> {
                self.0
            }
        }
    }
}

fn expand_value(format: &DateFormat) -> TokenStream {
    let name = format_ident!("{}", format.name);
    let expected = format!("a date and time as {}", format.format);
    let plain = format.parts.iter().map(|&part| expand_pattern(part));
    let escaped = format.parts.iter().map(|&part| expand_escaped_pattern(part));
    let has_offset = format.parts.contains(&DatePart::Offset);
    let offset = if has_offset { quote!(runtime::time::offset(offset)?) } else { quote!(0) };
    let numbers = expand_numbers(format, &offset);
    let numbers_in_utc = expand_numbers(format, &quote!(0));
    let (template, arguments) = expand_template(format);
    quote! {
        impl runtime::Value for #name {
            const EXPECTED: &'static str = #expected;

            fn read(text: &[u8]) -> Result<Self, runtime::Problem> {
                let &[#(#plain),*] = text else {
                    return Err(runtime::Problem::Shape);
                };
                let numbers = #numbers;
                numbers.utc().map(Self)
            }

            fn read_escaped(text: &[u8]) -> Result<Self, runtime::Problem> {
                let &[#(#escaped),*] = text else {
                    return Err(runtime::Problem::Shape);
                };
                let numbers = #numbers_in_utc;
                numbers.utc().map(Self)
            }

            fn write(&self, out: &mut dyn ::core::fmt::Write) -> ::core::fmt::Result {
                use runtime::{Datelike as _, Timelike as _};
                write!(out, #template, #(#arguments),*)
            }

            fn time(&self) -> Option<runtime::DateTime<runtime::Utc>> {
                Some(self.0)
            }
        }
    }
}

/// What a part's digits are called, and their number.
fn digits(part: DatePart) -> Option<(&'static str, usize)> {
    match part {
        DatePart::Year => Some(("year", 4)),
        DatePart::Month => Some(("month", 2)),
        DatePart::Day => Some(("day", 2)),
        DatePart::Hour => Some(("hour", 2)),
        DatePart::Minute => Some(("minute", 2)),
        DatePart::Second => Some(("second", 2)),
        DatePart::Millisecond => Some(("millisecond", 3)),
        DatePart::Offset | DatePart::Literal(_) => None,
    }
}

/// What matches the bytes of a part as they are.
fn expand_pattern(part: DatePart) -> TokenStream {
    match part {
        DatePart::Offset => quote!(ref offset @ ..),
        DatePart::Literal(character) => expand_bytes(character.to_string().as_bytes()),
        _ => expand_digits(part),
    }
}

/// What matches the bytes of a part as browsers write them in a form; of the offsets, UTC alone.
fn expand_escaped_pattern(part: DatePart) -> TokenStream {
    match part {
        DatePart::Offset => expand_bytes(b"Z"),
        DatePart::Literal(character) => expand_bytes(&form_encoded(character.to_string().as_bytes())),
        _ => expand_digits(part),
    }
}

fn expand_bytes(bytes: &[u8]) -> TokenStream {
    let bytes = bytes.iter().map(|&byte| Literal::byte_character(byte));
    quote!(#(#bytes),*)
}

fn expand_digits(part: DatePart) -> TokenStream {
    let digits = digit_names(part);
    quote!(#(#digits),*)
}

/// The numbers that the digits of a pattern say; zeros for what the format lacks.
fn expand_numbers(format: &DateFormat, offset: &TokenStream) -> TokenStream {
    let parts = [
        DatePart::Year,
        DatePart::Month,
        DatePart::Day,
        DatePart::Hour,
        DatePart::Minute,
        DatePart::Second,
        DatePart::Millisecond,
    ];
    let members = parts.map(|part| {
        let name = digits(part).map(|(name, _)| format_ident!("{name}"));
        let digits = digit_names(part);
        let has_part = format.parts.contains(&part);
        if has_part { quote!(#name: runtime::time::number([#(#digits),*])?) } else { quote!(#name: 0) }
    });
    quote!(runtime::time::Numbers { #(#members,)* offset: #offset })
}

fn digit_names(part: DatePart) -> Vec<proc_macro2::Ident> {
    let (name, count) = digits(part).unwrap_or_default();
    (1..=count).map(|digit| format_ident!("{name}_{digit}")).collect()
}

/// The format string that writes the parts, and its arguments.
fn expand_template(format: &DateFormat) -> (String, Vec<TokenStream>) {
    let mut template = String::new();
    let mut arguments = Vec::new();
    for &part in &format.parts {
        match part {
            DatePart::Literal(character @ ('{' | '}')) => template.extend([character, character]),
            DatePart::Literal(character) => template.push(character),
            DatePart::Offset => template.push('Z'),
            DatePart::Millisecond => {
                template.push_str("{:03}");
                arguments.push(quote!(self.0.timestamp_subsec_millis()));
            }
            _ => {
                let (name, width) = digits(part).unwrap_or_default();
                let getter = format_ident!("{name}");
                template.extend(["{:0", &width.to_string(), "}"]);
                arguments.push(quote!(self.0.#getter()));
            }
        }
    }
    (template, arguments)
}
