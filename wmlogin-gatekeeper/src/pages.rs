//! The pages that people see. They need no script to work.
//!
//! Each is a function from what it shows to its markup, and knows nothing of requests. What the spec
//! names comes in as names and descriptions, so a value that the spec gains is on the page.

mod answer;
mod certificate_list;
mod index;
mod layout;
mod log;
mod login;
mod message;
mod refusal;
#[cfg(test)]
mod tests;

pub(crate) use answer::AnswerPage;
pub(crate) use certificate_list::{CertificateListPage, CertificateRow, CertificateStatus};
pub(crate) use index::{IndexPage, SiteRow};
pub(crate) use layout::{INDEX_PATH, LOG_PATH, SCRIPT, SCRIPT_PATH, STYLE, STYLE_PATH};
pub(crate) use log::{Filter, LogPage, LogRow, SITE as LOG_SITE, USER as LOG_USER};
pub(crate) use login::{Choice, Controls, Dependent, LoginPage, Person, Proved, Select};
pub(crate) use message::ErrorPage;
pub(crate) use refusal::RefusalPage;
