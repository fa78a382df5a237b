//! Reading the queries of the pages: into the types that a site writes them with.

use wmlogin_types::pages::{authentication, log_off};
use wmlogin_types::runtime::Named;
use wmlogin_types::{Excerpt, TextError};

use crate::problem::QueryProblem;

/// Reads the query of the authentication page.
///
/// # Errors
///
/// Everything that is wrong with it.
pub(super) fn authentication(query: &str) -> Result<authentication::Query, Vec<QueryProblem>> {
    let query = authentication::Query::read(query);
    checked(query, |query| query.by_role().place, authentication::Parameter::PLACE)
}

/// Reads the query of the log-out page.
///
/// # Errors
///
/// Everything that is wrong with it.
pub(super) fn log_off(query: &str) -> Result<log_off::Query, Vec<QueryProblem>> {
    checked(log_off::Query::read(query), |query| query.by_role().place, log_off::Parameter::PLACE)
}

/// Checks that the place on the site begins with a path, so that it cannot lead elsewhere.
fn checked<Q, P: Named>(
    query: Result<Q, Vec<TextError<P>>>,
    place: impl Fn(&Q) -> Option<&str>,
    name: Option<P>,
) -> Result<Q, Vec<QueryProblem>> {
    let query = query.map_err(|problems| problems.into_iter().map(Into::into).collect::<Vec<_>>())?;
    if let (Some(place), Some(name)) = (place(&query), name) {
        let leads_elsewhere = place.starts_with("//") || place.contains('\\');
        if !place.starts_with('/') || leads_elsewhere || place.contains(char::is_control) {
            let found = Excerpt::shown(place.as_bytes());
            return Err(vec![QueryProblem::Place { name: name.name(), found }]);
        }
    }
    Ok(query)
}

#[cfg(test)]
mod tests;
