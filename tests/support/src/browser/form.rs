//! The forms of a page, filled in as a browser fills them.

use html5gum::{StartTag, Token, Tokenizer};
use url::{Url, form_urlencoded};

/// A form with the values that are sent unless they are changed.
#[derive(Clone, Debug, Default)]
pub struct Form {
    pub action: String,
    fields: Vec<(String, String)>,
    buttons: Vec<(String, String)>,
    /// Names with the values that can be chosen.
    choices: Vec<(String, String)>,
    select: Option<String>,
}

impl Form {
    /// The forms of a page that post. A form that only asks for a page counts as a link.
    pub fn all(html: &str) -> Vec<Self> {
        let (mut forms, mut is_within) = (Vec::<Self>::new(), false);
        for Ok(token) in Tokenizer::new(html) {
            match token {
                Token::StartTag(tag) if tag.name == b"form" => {
                    is_within = attribute(&tag, "method").as_deref() == Some("post");
                    if !is_within {
                        continue;
                    }
                    let action = attribute(&tag, "action").unwrap_or_default();
                    forms.push(Self { action, ..Self::default() });
                }
                Token::StartTag(tag) => {
                    if is_within && let Some(form) = forms.last_mut() {
                        form.control(&tag);
                    }
                }
                Token::EndTag(tag) if tag.name == b"form" => is_within = false,
                _ => {}
            }
        }
        forms
    }

    fn control(&mut self, tag: &StartTag<()>) {
        let value = attribute(tag, "value").unwrap_or_default();
        let name = attribute(tag, "name");
        match (&tag.name[..], attribute(tag, "type").as_deref()) {
            (b"input", Some("radio" | "checkbox")) => {
                let choice = (name.expect("a name"), value);
                if attribute(tag, "checked").is_some() {
                    self.fields.push(choice.clone());
                }
                self.choices.push(choice);
            }
            (b"input", _) => self.fields.push((name.expect("a name"), value)),
            (b"button", _) => self.buttons.extend(name.map(|name| (name, value))),
            (b"select", _) => {
                // The first option is the one that is sent.
                self.fields.push((name.clone().expect("a name"), String::new()));
                self.select = name;
            }
            (b"option", _) => {
                let select = self.select.clone().expect("a select");
                if attribute(tag, "selected").is_some() {
                    self.set(&select, &value);
                }
                self.choices.push((select, value));
            }
            _ => {}
        }
    }

    /// Gives a field one value.
    pub fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.fields.retain(|(other, _)| other != name);
        self.add(name, value)
    }

    /// Gives a field one more value.
    pub fn add(&mut self, name: &str, value: &str) -> &mut Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Presses the button with this value.
    pub fn press(&mut self, value: &str) -> &mut Self {
        let button = self.buttons.iter().find(|(_, other)| other == value);
        let button = button.unwrap_or_else(|| panic!("no button {value} in {self:?}")).clone();
        self.fields.push(button);
        self
    }

    /// The values that can be chosen for a field.
    pub fn choices(&self, name: &str) -> Vec<&str> {
        let choices = self.choices.iter().filter(|(other, _)| other == name);
        choices.map(|(_, value)| value.as_str()).collect()
    }

    /// Names and values of the fields.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The first value of a field.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The body of the request.
    pub fn body(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.fields).finish()
    }

    /// The address that the form is sent to.
    pub fn target(&self, page: &Url) -> Url {
        page.join(&self.action).expect("an address")
    }
}

/// The value of an attribute of an element.
pub(super) fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    let value = tag.attributes.get(name.as_bytes())?;
    Some(String::from_utf8(value.to_vec()).expect("UTF-8"))
}
