//! Lengths of time on the calendar.

use proc_macro2::Literal;
use quote::{format_ident, quote};

use super::Module;
use super::documentation::{documentation, provenance, sentence};
use crate::model::{Model, PeriodUnit};

/// The module with a constant for each period.
pub fn module(model: &Model) -> Option<Module> {
    let periods = model.periods.iter().map(|period| {
        let constant = format_ident!("{}", period.constant);
        let docs = documentation(&(sentence(&period.description) + provenance(period.origin)));
        let unit = match period.unit {
            PeriodUnit::Days => quote!(Days),
            PeriodUnit::Months => quote!(Months),
            PeriodUnit::Years => quote!(Years),
        };
        let length = Literal::u16_unsuffixed(period.length);
        quote!(#docs pub const #constant: runtime::Period = runtime::Period::#unit(#length);)
    });
    Module::flat("periods", "Lengths of time on the calendar.", quote!(#(#periods)*))
}
