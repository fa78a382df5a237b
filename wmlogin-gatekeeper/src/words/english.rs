//! The pages in English.

use chrono::{DateTime, Utc};
use wmlogin_certificate::CertificateError;
use wmlogin_types::{AuthType, MAX_QUERY_LENGTH};

use super::{Explanation, Words};
use crate::problem::{CertificateProblem, Forgery, FormProblem, QueryProblem};
use crate::wmid;

pub(super) static WORDS: Words = Words {
    program: "WebMoney Login stand-in",
    not_the_service: "For development on this machine. This is not the real service: never enter a password.",
    navigation: "Stand-in",
    sites: "Sites",
    log: "Log",

    sign_in_to: "Sign in to",
    asks: "The site asks who you are.",
    answer_goes_to: "The answer goes to",
    continue_title: "You are signed in already",
    continue_as: "Continue as",
    or_as_somebody_else: "Or sign in as somebody else",
    who: "Who signs in",
    another_wmid: "Another WMID",
    wmid: "WMID",
    wmid_hint: "whoever you like, nobody checks a password here",
    method: "Method",
    network: "Social network",
    not_chosen: "not chosen",
    not_in_use: "not in use",
    factors: "Factors",
    implied: "as the method implies",
    flags: "Flags",
    factors_and_flags: "Factors and flags",
    allow: "Allow",
    cancel: "Cancel",

    returning_to: "Back to",
    one_more_step: "One more step, and you are back. If nothing happens, press the button.",
    to_the_site: "Continue to the site",

    wrong_request: "This request cannot be answered",
    what_is_wrong: "Whoever develops the site can fix this:",
    problem: "Please correct this",

    no_sites: "No site is configured.",
    no_entries: "Nothing has happened yet.",
    log_explained: "Every exchange, newest first. Tickets are masked.",
    open_site: "Open the site",
    login_begins_there: "A login begins on the site, which refuses an answer that it has not asked for.",
    login_page: "The login page",
    every_site: "every site",
    show: "Show",
    question: "Question",
    answer: "Answer",
    what_to_do: "What to do",
    return_url_id: "Return URL id",
    owner: "Owner",
    version: "Version",
    site: "Site",
    return_url: "Return URL",
    details: "Details",

    your_certificate: "Your certificate",
    certificate_hint: "the browser asks which certificate to present, and that says who you are",
    no_certificate_login: "No sign-in with this certificate",
    begin_again: "Begin again",

    certificates: "Certificates",
    list_certificates: "List of personal certificates",
    certificates_explained: "Personal certificates that this stand-in has issued, newest first.",
    no_certificates: "No certificate has been issued yet.",
    root: "The root",
    serial: "Serial number",
    renews: "renews",
    valid_from: "Valid from (UTC)",
    valid_until: "Valid until (UTC)",
    status: "Status",
    not_yet_valid: "not yet valid",
    valid: "valid",
    expired: "expired",
    revoked: "revoked",
    revoke: "Revoke",
    query_problem,
    forgery,
    certificate_problem,
    form_problem,
    wmid_length,
    unknown_certificate: ("There is no such certificate.", "Open the list again."),
};

fn query_problem(problem: &QueryProblem) -> Explanation {
    match problem {
        QueryProblem::TooLong { length } => Explanation::new(
            format!("The query has {length} bytes."),
            format!("Keep it to {MAX_QUERY_LENGTH}."),
        ),
        QueryProblem::Missing { name, similar: None } => Explanation::new(
            format!("{name} is missing."),
            "Add it to the query of the address that you send the browser to.",
        ),
        QueryProblem::Missing { name, similar: Some(similar) } => Explanation::new(
            format!("{name} is missing."),
            format!("There is {similar}: write it in the documented letter case."),
        ),
        QueryProblem::Repeated { name } => {
            Explanation::new(format!("{name} occurs more than once."), "Send it once.")
        }
        QueryProblem::Value { name, found, expected } => {
            Explanation::new(format!("{name} is {found}."), format!("Expected: {expected}."))
        }
        QueryProblem::Condition { name, on, required, found } => Explanation::new(
            match found {
                None => format!("{on} is missing."),
                Some(found) => format!("{on} is {found}."),
            },
            format!("{name} goes only with {on}={required}."),
        ),
        QueryProblem::Place { name, found } => Explanation::new(
            format!("{name} is {found}."),
            "Expected: path, query and fragment of a page of the site, such as /cart?item=1#top.",
        ),
        QueryProblem::UnknownSite { found } => Explanation::new(
            format!("No site has the return URL id {found}."),
            "Add the site to the settings of the stand-in, or send an id that is there.",
        ),
        QueryProblem::MethodNotAllowed { found, allowed } => Explanation::new(
            format!("The site does not allow the method {found}."),
            format!("Its settings allow: {}.", listed(allowed)),
        ),
    }
}

fn forgery(forgery: Forgery) -> Explanation {
    let explained = match forgery {
        Forgery::OtherPage => (
            "Another site has sent this form.",
            "Only the stand-in's own page can: send the browser to it, and let the user decide.",
        ),
        Forgery::NoCookie => (
            "The browser did not send its cookie.",
            "Allow cookies for this address, open the page again, and send the form from there.",
        ),
        Forgery::Token => (
            "This form was made for another browser, or before the stand-in was started.",
            "Open the page again.",
        ),
    };
    explained.into()
}

fn certificate_problem(problem: &CertificateProblem) -> Explanation {
    Explanation::new(certificate_refused(problem), certificate_advice(problem))
}

fn certificate_refused(problem: &CertificateProblem) -> String {
    match problem {
        CertificateProblem::NoCertificate => "The browser has presented no certificate.".to_owned(),
        CertificateProblem::Certificate(CertificateError::Expired { until, .. }) => {
            format!("The certificate expired after {}.", shown(*until))
        }
        CertificateProblem::Certificate(CertificateError::NotYetValid { since, .. }) => {
            format!("The certificate is valid from {} on, and not yet.", shown(*since))
        }
        CertificateProblem::Certificate(CertificateError::Revoked) => {
            "The certificate is revoked.".to_owned()
        }
        CertificateProblem::Certificate(error) if CertificateProblem::is_foreign(error) => {
            format!("The certificate is not one of this stand-in: {error}.")
        }
        CertificateProblem::Certificate(error) => format!("The certificate cannot be accepted: {error}."),
        CertificateProblem::UnknownUser(wmid) => {
            format!("The certificate is that of {wmid}, and there is no such user.")
        }
        CertificateProblem::NoMethod(wmid) => {
            format!("{wmid} cannot sign in here with a certificate ({}).", AuthType::CERTIFICATE)
        }
        CertificateProblem::AnotherUser { expected, found } => {
            format!("The site asks for {expected}, and the certificate is that of {found}.")
        }
        CertificateProblem::Code => {
            "The proof of the certificate was used already, is too old, or belongs to another sign-in."
                .to_owned()
        }
    }
}

const fn certificate_advice(problem: &CertificateProblem) -> &'static str {
    match problem {
        CertificateProblem::NoCertificate => {
            "Import one into the browser, then close the browser and open it again: it remembers that it has \
             presented none."
        }
        CertificateProblem::Certificate(CertificateError::NotYetValid { .. }) => {
            "Look at the stand-in's clock, or wait."
        }
        CertificateProblem::Certificate(CertificateError::Expired { .. } | CertificateError::Revoked) => {
            "Register a new one. To present it, close the browser and open it again."
        }
        CertificateProblem::Certificate(_) => {
            "Register one with this stand-in. To present it, close the browser and open it again."
        }
        CertificateProblem::UnknownUser(_) => {
            "Add the user to the settings of the stand-in, or present another certificate."
        }
        CertificateProblem::NoMethod(_) => {
            "Add the method to the settings of the stand-in, or choose another one."
        }
        CertificateProblem::AnotherUser { .. } => {
            "To present another certificate, close the browser and open it again."
        }
        CertificateProblem::Code => "Begin again.",
    }
}

fn form_problem(problem: FormProblem) -> String {
    match problem {
        FormProblem::Wmid => format!("a WMID has {}.", wmid_length()),
        FormProblem::Method => "choose a method.".to_owned(),
    }
}

fn wmid_length() -> String {
    format!("{} {}", wmid::length(), if wmid::is_numeric() { "digits" } else { "characters" })
}

fn listed(methods: &[AuthType]) -> String {
    methods.iter().map(|method| method.name()).collect::<Vec<_>>().join(", ")
}

fn shown(time: DateTime<Utc>) -> String {
    time.format("%Y-%m-%d %H:%M:%S UTC").to_string()
}
