//! The Rust names of entries that hand-written code uses.

use super::Sections;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::model::{Head, Model};
use crate::source::Place;
use crate::spec::Entry;

/// The types that the crates of this project name.
const TYPES: [&str; 9] = [
    "AuthType",
    "CertificateAftercare",
    "CertificateFile",
    "CertificateSubject",
    "Factor2Type",
    "Ticket",
    "TicketFlags",
    "UrlId",
    "Wmid",
];

/// The values that they name, each with its type.
const VALUES: [(&str, &str); 2] = [("CertificateFile", "Cer"), ("CertificateSubject", "CommonName")];

/// The pages that they name, whose parameters have roles.
pub const PAGES: [&str; 2] = ["authentication", "log_off"];
/// The services that they name, whose elements and attributes have roles.
pub const SERVICES: [&str; 1] = ["authorize"];
const PERIODS: [&str; 2] = ["CERTIFICATE_LIFETIME", "CERTIFICATE_RENEWAL_WINDOW"];
const ENDPOINTS: [&str; 4] = [
    "CERTIFICATE_REGISTRATION",
    "CERTIFICATE_REVOCATION_LIST",
    "CERTIFICATE_ROOT",
    "CERTIFICATE_ROOT_AS_TEXT",
];

/// The reasons that the stand-in refuses a ticket for.
const REASONS: [&str; 11] = [
    "AddressDiffers",
    "Failure",
    "MethodDiffers",
    "OwnerUnknown",
    "TicketExpired",
    "TicketOfAnother",
    "TicketUnknown",
    "Unreadable",
    "UrlUnknown",
    "UserBlocked",
    "UserUnknown",
];

/// Checks that the crates of this project find every name that they use.
pub fn check(model: &Model, sections: &Sections, diagnostics: &mut Diagnostics) {
    let mut check = Check { diagnostics };
    let enums = || sections.all(|file| &file.enums);
    let types = model.enums.iter().map(|it| &it.head).chain(model.flags.iter().map(|it| &it.head));
    let types = types.chain(model.identifiers.iter().map(|it| &it.head));
    check.names("type", &TYPES, types, enums().next());
    for (name, value) in VALUES {
        let Some(definition) = model.enums.iter().find(|it| it.head.rust == name) else { continue };
        let written = enums().find(|it| it.name.text() == definition.head.name);
        let what = format!("value of `{}`", definition.head.name);
        check.names(&what, &[value], definition.values.iter().map(|it| &it.head), written);
    }
    let pages = sections.all(|file| &file.pages).next();
    check.names("page", &PAGES, model.pages.iter().map(|it| &it.head), pages);
    let services = || sections.all(|file| &file.services);
    check.names("service", &SERVICES, model.services.iter().map(|it| &it.head), services().next());
    for (service, written) in model.services.iter().zip(services()) {
        if SERVICES.contains(&&*service.head.rust) {
            check.names("reason", &REASONS, service.reasons.iter().map(|it| &it.head), Some(written));
        }
    }
    let periods = sections.all(|file| &file.periods).next();
    check.names("period", &PERIODS, model.periods.iter().map(|it| &it.head), periods);
    let endpoints = sections.all(|file| &file.endpoints).next();
    check.names("endpoint", &ENDPOINTS, model.endpoints.iter().map(|it| &it.head), endpoints);
}

struct Check<'d> {
    diagnostics: &'d mut Diagnostics,
}

impl Check<'_> {
    /// Reports the names that none of the entries has, at the entry that a reader looks at first.
    fn names<'h, E: Entry>(
        &mut self,
        what: &str,
        names: &[&str],
        entries: impl Iterator<Item = &'h Head>,
        first: Option<&E>,
    ) {
        let found: Vec<_> = entries.map(|head| head.rust.as_str()).collect();
        let place = first.map_or_else(Place::default, |entry| entry.name().place());
        for name in names.iter().filter(|name| !found.contains(name)) {
            let problem = Diagnostic::new(place, format!("no {what} is called `{name}` in Rust"));
            let problem = problem.expected("one, for the crates use it by this name");
            let help = format!("if it is called something else now, keep this name with `rust: {name}`");
            self.diagnostics.push(problem.help(help));
        }
    }
}
