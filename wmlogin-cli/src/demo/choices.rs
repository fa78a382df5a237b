//! What a user of the demo site can choose for a login.

use form_urlencoded::parse;
use http::request::Parts;
use wmlogin_types::pages::authentication::{self, Parameter, Query};
use wmlogin_types::{AuthType, SocialNetwork, Version};

use super::return_pages::ReturnPages;

/// The control that the version is sent with; the others are named like the parameters that they set.
pub const VERSION: &str = "version";

/// The value of a control that is switched on.
pub const ON: &str = "1";

/// The languages of the service's page, and what they are called.
pub const LANGUAGES: [(&str, &str); 2] = [("en-US", "English"), ("ru-RU", "Русский")];

/// The login that the form of the home page asks for.
pub fn apply(mut query: Query, request: &Parts, pages: &ReturnPages) -> Query {
    let form = request.uri.query().unwrap_or_default();
    for (name, value) in parse(form.as_bytes()) {
        if name == VERSION {
            query.rid = url_id(pages, &value).unwrap_or(query.rid);
        } else if name == Parameter::Lang.name() {
            query.lang = language(&value);
        } else if name == Parameter::Quiet.name() {
            query.quiet = Some(value == ON);
        }
    }
    query.auth_type = method(form);
    query
}

fn url_id(pages: &ReturnPages, name: &str) -> Option<wmlogin_types::UrlId> {
    Version::ALL.into_iter().find(|version| version.name() == name).and_then(|version| pages.url_id(version))
}

fn language(tag: &str) -> Option<String> {
    LANGUAGES.iter().find(|(known, _)| *known == tag).map(|(known, _)| (*known).to_owned())
}

/// The method; the network is sent with every method, and goes with one of them.
fn method(form: &str) -> Option<authentication::AuthType> {
    let value = |parameter: Parameter| {
        parse(form.as_bytes()).find(|(name, _)| name == parameter.name()).map(|(_, value)| value)
    };
    let kind = AuthType::from_name(&value(Parameter::AuthType)?)?;
    let network = value(Parameter::AuthTypeParam).and_then(|name| SocialNetwork::from_name(&name));
    let with_network = network.map(authentication::AuthType::from).filter(|method| method.kind() == kind);
    Some(with_network.unwrap_or_else(|| kind.into()))
}
