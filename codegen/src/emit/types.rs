//! The types and constants of a spec file: a module each.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use super::documentation::{documentation, entry};
use super::identifiers::expand_identifier;
use super::times::{expand_format, expand_read_time};
use super::{Exposure, Module};
use super::{enums, flags};
use crate::model::{Endpoint, Head, Model, Period, PeriodUnit};
use crate::names::identifier;

/// The module of the file at a position.
pub fn module(model: &Model, file: usize) -> Option<Module> {
    let document = &model.documents[file];
    let is_here = |head: &Head| head.file == file;
    let enums = model.enums.iter().filter(|it| is_here(&it.head));
    let enums = enums.map(|it| enums::expand(it, if it.numbered { "numbered" } else { "enumeration" }));
    let tables = model.tables.iter().filter(|it| is_here(&it.head));
    let tables = tables.map(|it| enums::expand(it, "status_table"));
    let asked_for = model.response.as_ref().and_then(|response| response.fields.with_role("flags"));
    let flags = model.flags.iter().filter(|it| is_here(&it.head)).map(|flags| {
        let is_asked_for = asked_for.is_some_and(|(_, field)| field.value.name() == flags.head.name);
        flags::expand(flags, is_asked_for)
    });
    let identifiers = model.identifiers.iter().filter(|it| is_here(&it.head)).map(|it| expand_identifier(it));
    let formats = model.date_formats.iter().filter(|it| is_here(&it.head)).map(|it| expand_format(it));
    let read_time = expand_read_time(model, file);
    let periods = model.periods.iter().filter(|it| is_here(&it.head)).map(expand_period);
    let endpoints = model.endpoints.iter().filter(|it| is_here(&it.head)).map(expand_endpoint);
    let items = quote! {
        #(#enums)*
        #(#tables)*
        #(#flags)*
        #(#identifiers)*
        #(#formats)*
        #read_time
        #(#periods)*
        #(#endpoints)*
    };
    let documentation = format!("Types of the document \"{}\".", document.title);
    Module::new(&document.module, Exposure::Flat, vec![file], &documentation, items)
}

fn expand_period(period: &Period) -> TokenStream {
    let (docs, constant) = (documentation(&entry(&period.head)), identifier(&period.head.rust));
    let unit = identifier(match period.unit {
        PeriodUnit::Days => "Days",
        PeriodUnit::Months => "Months",
        PeriodUnit::Years => "Years",
    });
    let length = Literal::u16_unsuffixed(period.length);
    quote!(#docs pub const #constant: runtime::Period = runtime::Period::#unit(#length);)
}

fn expand_endpoint(endpoint: &Endpoint) -> TokenStream {
    let (docs, constant) = (documentation(&entry(&endpoint.head)), identifier(&endpoint.head.rust));
    let (path, answer) = (&endpoint.path, &endpoint.answer_type);
    let request = endpoint.request_type.as_ref().map_or_else(
        || quote!(None),
        |it| {
            let it = it.to_token_stream();
            quote!(Some(#it))
        },
    );
    quote!(#docs pub const #constant: runtime::Endpoint = runtime::endpoint(#path, #request, #answer);)
}
