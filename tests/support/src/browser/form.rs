//! A form of a page, where what is missing fails the test.

use std::ops::Deref;

use url::Url;
use wmlogin_gatekeeper::browser;

/// A form with the values that are sent unless they are changed.
#[derive(Clone, Debug, Default)]
pub struct Form(pub browser::Form);

impl Form {
    pub fn all(html: &str) -> Vec<Self> {
        browser::Form::all(html).into_iter().map(Self).collect()
    }

    /// Gives a field one value.
    pub fn set(&mut self, name: &str, value: &str) -> &mut Self {
        self.0.set(name, value);
        self
    }

    /// Gives a field one more value.
    pub fn add(&mut self, name: &str, value: &str) -> &mut Self {
        self.0.add(name, value);
        self
    }

    /// Presses the button with this value.
    pub fn press(&mut self, value: &str) -> &mut Self {
        self.0.press(value).expect("a button");
        self
    }

    /// The address that the form is sent to.
    pub fn target(&self, page: &Url) -> Url {
        self.0.target(page).expect("an address")
    }
}

impl Deref for Form {
    type Target = browser::Form;

    fn deref(&self) -> &browser::Form {
        &self.0
    }
}
