//! Reading the queries of the pages: into the types that a site writes them with.

use url::form_urlencoded;
use wmlogin_types::pages::{authentication, log_off};
use wmlogin_types::runtime::{Named, Value};
use wmlogin_types::{AuthType, Excerpt, SocialNetwork};

use super::query_problem::QueryProblem;

/// The longest query that is read, in bytes; browsers and servers have trouble with longer addresses.
pub(super) const MAX_QUERY_LENGTH: usize = 8 * 1024;

/// The query of the authentication page.
///
/// # Errors
///
/// Everything that is wrong with it.
pub(super) fn authentication(query: &str) -> Result<authentication::Query, Vec<QueryProblem>> {
    use authentication::Parameter;
    let mut reader = Reader::new(query, &Parameter::ALL)?;
    let rid = reader.required(Parameter::RID);
    let method = reader.optional(Parameter::AuthType);
    let network = reader.optional(Parameter::AuthTypeParam);
    let auth_type = reader.checked(forced(method, network));
    let (lang, wm_id) = (reader.optional(Parameter::Lang), reader.optional(Parameter::WmId));
    let (quiet, rnd) = (reader.optional(Parameter::Quiet), reader.optional(Parameter::Rnd));
    let return_url = reader.place(Parameter::ReturnUrl);
    let mut query = reader.finish(rid.map(authentication::Query::new))?;
    (query.auth_type, query.lang, query.wm_id) = (auth_type, lang, wm_id);
    (query.quiet, query.return_url, query.rnd) = (quiet, return_url, rnd);
    Ok(query)
}

/// The query of the log-out page.
///
/// # Errors
///
/// Everything that is wrong with it.
pub(super) fn log_off(query: &str) -> Result<log_off::Query, Vec<QueryProblem>> {
    use log_off::Parameter;
    let mut reader = Reader::new(query, &Parameter::ALL)?;
    let rid = reader.required(Parameter::RID);
    let (wm_id, rnd) = (reader.optional(Parameter::WmId), reader.optional(Parameter::Rnd));
    let return_url = reader.place(Parameter::ReturnUrl);
    let mut query = reader.finish(rid.map(log_off::Query::new))?;
    (query.wm_id, query.rnd, query.return_url) = (wm_id, rnd, return_url);
    Ok(query)
}

/// The method that the site forces, with its network.
fn forced(
    method: Option<AuthType>,
    network: Option<SocialNetwork>,
) -> Result<Option<authentication::AuthType>, QueryProblem> {
    let Some(network) = network else { return Ok(method.map(Into::into)) };
    let with_network = authentication::AuthType::from(network);
    if method == Some(with_network.kind()) {
        Ok(Some(with_network))
    } else {
        Err(QueryProblem::NetworkWithoutMethod { method: with_network.kind(), found: method })
    }
}

/// The known parameters of a query, and what is wrong with them.
struct Reader<P> {
    values: Vec<(P, String)>,
    unknown: Vec<String>,
    problems: Vec<QueryProblem>,
}

impl<P: Named + PartialEq> Reader<P> {
    /// Takes a query apart. Unknown parameters are passed over: sites and the operator add their own.
    fn new(query: &str, known: &[P]) -> Result<Self, Vec<QueryProblem>> {
        if query.len() > MAX_QUERY_LENGTH {
            return Err(vec![QueryProblem::TooLong { length: query.len() }]);
        }
        let mut reader = Self { values: Vec::new(), unknown: Vec::new(), problems: Vec::new() };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match known.iter().find(|parameter| parameter.name() == name) {
                Some(&parameter) => reader.add(parameter, value.into_owned()),
                None => reader.unknown.push(name.into_owned()),
            }
        }
        Ok(reader)
    }

    fn add(&mut self, parameter: P, value: String) {
        if self.values.iter().any(|(other, _)| *other == parameter) {
            self.problems.push(QueryProblem::Repeated { name: parameter.name() });
        } else {
            self.values.push((parameter, value));
        }
    }

    /// The value of a parameter that may be missing; an empty one is missing.
    fn optional<T: Value>(&mut self, parameter: P) -> Option<T> {
        let (_, text) = self.values.iter().find(|(other, text)| *other == parameter && !text.is_empty())?;
        let value = T::read(text.as_bytes()).map_err(|_| QueryProblem::Value {
            name: parameter.name(),
            found: Excerpt::shown(text.as_bytes()),
            expected: T::EXPECTED,
        });
        self.checked(value.map(Some))
    }

    fn required<T: Value>(&mut self, parameter: P) -> Option<T> {
        let problems = self.problems.len();
        let value = self.optional(parameter);
        if value.is_none() && self.problems.len() == problems {
            let is_similar = |name: &&String| name.eq_ignore_ascii_case(parameter.name());
            let similar = self.unknown.iter().find(is_similar).cloned();
            self.problems.push(QueryProblem::Missing { name: parameter.name(), similar });
        }
        value
    }

    /// A place on the site: it begins with a path, so that it cannot lead elsewhere.
    fn place(&mut self, parameter: P) -> Option<String> {
        let place: String = self.optional(parameter)?;
        let leads_elsewhere = place.starts_with("//") || place.contains('\\');
        let is_place = place.starts_with('/') && !leads_elsewhere && !place.contains(char::is_control);
        let problem = QueryProblem::Place { name: parameter.name(), found: Excerpt::shown(place.as_bytes()) };
        self.checked(if is_place { Ok(Some(place)) } else { Err(problem) })
    }

    fn checked<T>(&mut self, result: Result<Option<T>, QueryProblem>) -> Option<T> {
        result.unwrap_or_else(|problem| {
            self.problems.push(problem);
            None
        })
    }

    /// The whole query, unless something is wrong with it; without what is required, something is.
    fn finish<T>(self, query: Option<T>) -> Result<T, Vec<QueryProblem>> {
        match query {
            Some(query) if self.problems.is_empty() => Ok(query),
            _ => Err(self.problems),
        }
    }
}

#[cfg(test)]
mod tests;
