//! The record that the demo site keeps of a login, to show it.

use serde::{Deserialize, Serialize};
use wmlogin_client::VerifiedLogin;
use wmlogin_types::Field;
use wmlogin_types::runtime::{FieldVisitor, Value};

use crate::foreign;

/// Its key in the session.
pub const KEY: &str = "demo.login";

/// The record of a login. It holds no credentials.
#[derive(Serialize, Deserialize)]
pub struct Record {
    pub version: String,
    pub version_description: String,
    pub confirmed: Vec<Fact>,
    pub claimed: Vec<Fact>,
}

/// A name, a value, and what the value means.
#[derive(Serialize, Deserialize)]
pub struct Fact {
    pub name: String,
    pub value: String,
    pub meanings: Vec<String>,
}

impl Record {
    pub fn new(login: &VerifiedLogin) -> Self {
        let mut claimed = Facts(Vec::new());
        login.claimed().visit(&mut claimed);
        let version = login.claimed().version();
        Self {
            version: version.name().to_owned(),
            version_description: version.description().to_owned(),
            confirmed: confirmed(login),
            claimed: claimed.0,
        }
    }
}

fn confirmed(login: &VerifiedLogin) -> Vec<Fact> {
    let told = |time: Option<_>| {
        time.map_or_else(|| "not told".to_owned(), |time: chrono::DateTime<_>| time.to_string())
    };
    let method = match login.auth_type() {
        Some(method) => fact("Method", method.name(), &[method.description()]),
        None => fact("Method", "unknown", &["the answer neither names nor implies it"]),
    };
    vec![
        fact("User", login.wmid().as_str(), &[]),
        method,
        fact("Address", &login.user_address().to_string(), &["of the browser that logged in"]),
        fact("Return URL id", login.url_id().as_str(), &["stands for this site, and for the version"]),
        fact("Ticket expires", &told(login.expires()), &[]),
    ]
}

fn fact(name: &str, value: &str, meanings: &[&str]) -> Fact {
    Fact {
        name: name.to_owned(),
        value: value.to_owned(),
        meanings: meanings.iter().map(ToString::to_string).collect(),
    }
}

/// Collects the fields of an answer.
struct Facts(Vec<Fact>);

impl FieldVisitor<Field> for Facts {
    fn field(&mut self, field: Field, value: &impl Value) {
        let mut text = value.to_text();
        if field.is_credential() {
            text = foreign::mask(text.chars().count());
        }
        self.0.push(fact(field.name(), &text, &value.meanings().collect::<Vec<_>>()));
    }
}
