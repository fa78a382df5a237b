//! The choices that a user of the demo site has for a login.

use form_urlencoded::{Serializer, parse};
use http::request::Parts;
use wmlogin_client::LoginAddress;
use wmlogin_types::pages::authentication::{Parameter, Query};
use wmlogin_types::{UrlId, Version};

use super::return_pages::ReturnPages;

/// The control that the version is sent with; the others are named like the parameters that they set.
pub const VERSION: &str = "version";

/// The value of a control that is switched on.
pub const ON: &str = "1";

/// The languages of the service's page, and what they are called.
pub const LANGUAGES: [(&str, &str); 2] = [("en-US", "English"), ("ru-RU", "Русский")];

/// The login that the form of the home page asks for.
///
/// A parameter that depends on another one is sent with every value of that, and applies to one of them.
pub fn apply<'a>(address: LoginAddress<'a>, request: &Parts, pages: &ReturnPages) -> LoginAddress<'a> {
    let form: Vec<_> = parse(request.uri.query().unwrap_or_default().as_bytes()).collect();
    let value = |name: &str| form.iter().find(|(other, _)| other == name).map(|(_, value)| &**value);
    let mut chosen = Serializer::new(String::new());
    let url_id = value(VERSION).and_then(|name| url_id(pages, name));
    let own = address.by_role().return_id;
    chosen.append_pair(Parameter::RETURN_ID.name(), url_id.as_ref().unwrap_or(own).as_str());
    for parameter in Parameter::ALL.iter().filter(|parameter| **parameter != Parameter::RETURN_ID) {
        let is_met = |(on, wanted): (Parameter, &str)| value(on.name()) == Some(wanted);
        if let Some(value) = value(parameter.name()).filter(|value| is_offered(*parameter, value))
            && parameter.condition().is_none_or(is_met)
        {
            chosen.append_pair(parameter.name(), value);
        }
    }
    let host = address.its_host;
    Query::read(&chosen.finish()).map_or(address, |query| query.at_host(host))
}

fn is_offered(parameter: Parameter, value: &str) -> bool {
    match parameter {
        parameter if Parameter::LANGUAGE == Some(parameter) => LANGUAGES.iter().any(|(tag, _)| *tag == value),
        parameter if Parameter::QUIET == Some(parameter) => true,
        parameter => parameter.choices().iter().any(|choice| choice.name() == value),
    }
}

fn url_id(pages: &ReturnPages, name: &str) -> Option<UrlId> {
    pages.url_id(name.parse::<Version>().ok()?)
}
