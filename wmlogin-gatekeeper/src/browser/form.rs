//! The forms of a page, filled in as a browser fills them.

use std::fmt;

use html5gum::{StartTag, Token, Tokenizer};
use url::{Url, form_urlencoded};

use super::BrowserError;

/// A form with the values that are sent unless they are changed.
///
/// It is sent as `application/x-www-form-urlencoded`, whatever the page says.
#[derive(Clone, Default)]
pub struct Form {
    action: String,
    fields: Vec<(String, String)>,
    buttons: Vec<(String, String)>,
    /// Names with the values that can be chosen.
    choices: Vec<(String, String)>,
    has_visible_fields: bool,
}

impl Form {
    /// Returns the forms of a page that post. A form that only asks for a page counts as a link.
    #[must_use]
    pub fn all(html: &str) -> Vec<Self> {
        let mut reader = Reader::default();
        for Ok(token) in Tokenizer::new(html) {
            reader.take(token);
        }
        reader.forms
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
    ///
    /// # Errors
    ///
    /// There is no such button.
    pub fn press(&mut self, value: &str) -> Result<&mut Self, BrowserError> {
        let button = self.buttons.iter().find(|(_, other)| other == value).cloned();
        let (name, value) = button.ok_or_else(|| BrowserError::NoButton(value.to_owned()))?;
        Ok(self.add(&name, &value))
    }

    /// Returns the values that can be chosen for a field.
    #[must_use]
    pub fn choices(&self, name: &str) -> Vec<&str> {
        let choices = self.choices.iter().filter(|(other, _)| other == name);
        choices.map(|(_, value)| value.as_str()).collect()
    }

    /// Names and values of the fields.
    #[must_use]
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// The first value of a field.
    #[must_use]
    pub fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// The address that the form is sent to, as it is written in the page.
    #[must_use]
    pub fn action(&self) -> &str {
        &self.action
    }

    /// The address that the form is sent to.
    ///
    /// # Errors
    ///
    /// It is not an address.
    pub fn target(&self, page: &Url) -> Result<Url, BrowserError> {
        page.join(&self.action).map_err(|source| BrowserError::Address { text: self.action.clone(), source })
    }

    /// The body of the request.
    #[must_use]
    pub fn body(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(&self.fields).finish()
    }

    /// Returns `true` if there is a button with this value.
    pub(super) fn has_button(&self, value: &str) -> bool {
        self.buttons.iter().any(|(_, other)| other == value)
    }

    /// Returns `true` if the user can choose the value of a field.
    pub(super) fn offers(&self, name: &str) -> bool {
        self.choices.iter().any(|(other, _)| other == name)
    }

    /// Returns `true` if the user has nothing to fill in.
    pub(super) const fn is_hidden(&self) -> bool {
        !self.has_visible_fields
    }
}

/// Fields of a form can be credentials, such as the ticket of an answer: their values are left out.
impl fmt::Debug for Form {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names =
            |pairs: &[(String, String)]| pairs.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>();
        f.debug_struct("Form")
            .field("action", &self.action)
            .field("fields", &names(&self.fields))
            .field("buttons", &self.buttons)
            .finish_non_exhaustive()
    }
}

/// Reads forms from the tokens of a page.
#[derive(Default)]
struct Reader {
    forms: Vec<Form>,
    is_within: bool,
    /// The control whose options or text follow.
    open: Option<Open>,
}

enum Open {
    Select(String),
    /// An option without a value, which is its text.
    Option {
        select: String,
        is_selected: bool,
        text: String,
    },
    TextArea {
        name: String,
        text: String,
    },
}

impl Reader {
    fn take(&mut self, token: Token) {
        match token {
            Token::StartTag(tag) if tag.name == b"form" => {
                self.is_within =
                    attribute(&tag, "method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
                if self.is_within {
                    let action = attribute(&tag, "action").unwrap_or_default();
                    self.forms.push(Form { action, ..Form::default() });
                }
            }
            Token::StartTag(tag) if self.is_within && attribute(&tag, "disabled").is_none() => {
                self.control(&tag);
            }
            Token::String(more) => {
                if let Some(Open::Option { text, .. } | Open::TextArea { text, .. }) = &mut self.open {
                    text.push_str(&String::from_utf8_lossy(&more));
                }
            }
            Token::EndTag(tag) => match &tag.name[..] {
                b"form" => self.is_within = false,
                b"option" | b"textarea" => self.close(),
                b"select" => {
                    self.close();
                    self.open = None;
                }
                _ => {}
            },
            _ => {}
        }
    }

    /// Reads one control; those without a name are not sent.
    fn control(&mut self, tag: &StartTag<()>) {
        let kind = attribute(tag, "type").unwrap_or_default().to_ascii_lowercase();
        let (name, value) = (attribute(tag, "name"), attribute(tag, "value"));
        if tag.name == b"option" {
            return self.option(tag, value);
        }
        let (Some(form), Some(name)) = (self.forms.last_mut(), name) else { return };
        match (&tag.name[..], kind.as_str()) {
            (b"input", "radio" | "checkbox") => {
                form.has_visible_fields = true;
                let choice = (name, value.unwrap_or_else(|| "on".to_owned()));
                if attribute(tag, "checked").is_some() {
                    form.fields.push(choice.clone());
                }
                form.choices.push(choice);
            }
            (b"button", "" | "submit") | (b"input", "submit") => {
                form.buttons.push((name, value.unwrap_or_default()));
            }
            (b"input", "button" | "image" | "reset" | "file") => {}
            (b"input", _) => {
                form.has_visible_fields |= kind != "hidden";
                form.fields.push((name, value.unwrap_or_default()));
            }
            (b"select", _) => {
                form.has_visible_fields = true;
                self.open = Some(Open::Select(name));
            }
            (b"textarea", _) => {
                form.has_visible_fields = true;
                self.open = Some(Open::TextArea { name, text: String::new() });
            }
            _ => {}
        }
    }

    fn option(&mut self, tag: &StartTag<()>, value: Option<String>) {
        self.close();
        let Some(Open::Select(select)) = &self.open else { return };
        let (select, is_selected) = (select.clone(), attribute(tag, "selected").is_some());
        match value {
            Some(value) => self.choose(select, value, is_selected),
            None => self.open = Some(Open::Option { select, is_selected, text: String::new() }),
        }
    }

    /// Takes the text that is complete.
    fn close(&mut self) {
        match self.open.take() {
            Some(Open::Option { select, is_selected, text }) => {
                self.open = Some(Open::Select(select.clone()));
                self.choose(select, text.trim().to_owned(), is_selected);
            }
            Some(Open::TextArea { name, text }) => {
                self.forms
                    .last_mut()
                    .into_iter()
                    .for_each(|form| form.fields.push((name.clone(), text.clone())));
            }
            other => self.open = other,
        }
    }

    /// Adds an option. The first one is sent unless another is selected.
    fn choose(&mut self, select: String, value: String, is_selected: bool) {
        let Some(form) = self.forms.last_mut() else { return };
        if is_selected || form.value(&select).is_none() {
            form.set(&select, &value);
        }
        form.choices.push((select, value));
    }
}

/// The value of an attribute of an element.
pub(super) fn attribute(tag: &StartTag<()>, name: &str) -> Option<String> {
    tag.attributes.get(name.as_bytes()).map(|value| String::from_utf8_lossy(value).into_owned())
}
