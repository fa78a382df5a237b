//! The page where the user logs in.

use maud::{Markup, html};
use wmlogin_types::{Outcome, Wmid};

use super::layout::{Width, documented, page};
use crate::wmid;
use crate::words::Language;
use crate::words::Words;

/// What the page where the user logs in shows.
pub(crate) struct LoginPage {
    pub language: Language,
    /// The name of the site.
    pub site: String,
    /// Where the answer goes.
    pub return_origin: String,
    /// Who is signed in already, and is offered to continue.
    pub remembered: Option<Person>,
    /// What is wrong with the form that was sent.
    pub problem: Option<String>,
    pub people: Vec<Person>,
    /// A WMID that is none of the people's.
    pub other_wmid: Option<String>,
    pub methods: Vec<Choice>,
    /// The parameters that depend on one of the methods.
    pub dependents: Vec<Dependent>,
    /// The factors, where the version of the answer has them.
    pub factors: Vec<Select>,
    pub flags: Vec<Choice>,
    /// The method that needs a certificate, where one does.
    pub certificate_method: Option<&'static str>,
    /// Who signs in with a certificate; nobody else can be chosen then.
    pub proved: Option<Proved>,
    pub controls: Controls,
}

/// A certificate that was presented.
pub(crate) struct Proved {
    pub person: Person,
    pub serial: String,
    pub until: String,
    /// The hidden code, as name and value.
    pub code: (&'static str, String),
}

/// The names that the form is sent with.
pub(crate) struct Controls {
    /// The hidden token, as name and value.
    pub token: (&'static str, String),
    /// The buttons for allowing, for every other outcome, and for continuing.
    pub allow: Button,
    pub no_login: Vec<(Button, Outcome)>,
    pub proceed: Button,
    pub wmid: &'static str,
    /// The WMID that is typed; chosen if the one above is empty.
    pub other_wmid: &'static str,
    pub method: &'static str,
    pub flags: &'static str,
}

/// The name and the value of a button.
pub(crate) type Button = (&'static str, &'static str);

/// Somebody who can sign in.
#[derive(Clone)]
pub(crate) struct Person {
    pub wmid: String,
    pub name: Option<String>,
    pub is_chosen: bool,
}

/// One of several values of the spec.
pub(crate) struct Choice {
    pub name: &'static str,
    pub description: &'static str,
    pub is_in_use: bool,
    pub is_chosen: bool,
}

/// A parameter that depends on a method.
pub(crate) struct Dependent {
    pub method: &'static str,
    pub is_network: bool,
    pub select: Select,
}

/// A field of the answer, or a parameter, of which the user chooses the value.
pub(crate) struct Select {
    /// The documented name, which is the control's too.
    pub control: &'static str,
    pub description: &'static str,
    pub choices: Vec<Choice>,
}

impl LoginPage {
    pub(crate) fn render(&self) -> Markup {
        let texts = self.language.words();
        let content = html! {
            p { (texts.asks) " " (texts.answer_goes_to) " " strong { (self.return_origin) } "." }
            @if let Some(person) = &self.remembered { (self.remembered(texts, person)) }
            // The same address, with the query.
            form method="post" autocomplete="off" {
                (self.token())
                @if let Some(problem) = &self.problem { (alert(texts, problem)) }
                @match &self.proved {
                    Some(proved) => (proved.render(texts)),
                    None => {
                        @if !self.is_certificate_needed() { (self.who(texts)) }
                        (self.methods(texts))
                    }
                }
                details {
                    summary { (if self.factors.is_empty() { texts.flags } else { texts.factors_and_flags }) }
                    @if !self.factors.is_empty() { (self.factors(texts)) }
                    (self.flags(texts))
                }
                (self.buttons(texts))
            }
        };
        page(self.language, &format!("{} {}", texts.sign_in_to, self.site), Width::Narrow, &content)
    }

    fn token(&self) -> Markup {
        let (name, value) = &self.controls.token;
        html! { input type="hidden" name=(name) value=(value); }
    }

    fn remembered(&self, texts: &Words, person: &Person) -> Markup {
        html! {
            section aria-labelledby="remembered" {
                h2 id="remembered" { (texts.continue_title) }
                form method="post" autocomplete="off" {
                    (self.token())
                    button class="primary" name=(self.controls.proceed.0) value=(self.controls.proceed.1) {
                        (texts.continue_as) " " (person.shown())
                    }
                }
            }
            h2 { (texts.or_as_somebody_else) }
        }
    }

    fn who(&self, texts: &Words) -> Markup {
        html! {
            fieldset {
                legend { (texts.who) }
                @for person in &self.people {
                    label class="choice" {
                        input type="radio" name=(self.controls.wmid) value=(person.wmid)
                            checked[person.is_chosen];
                        span {
                            @if let Some(name) = &person.name { strong { (name) } " " }
                            code { (person.wmid) }
                        }
                    }
                }
                @if self.people.is_empty() {
                    label for="other" { (texts.wmid) }
                } @else {
                    label class="choice" {
                        input type="radio" name=(self.controls.wmid) value="" checked[self.is_other_chosen()];
                        span { (texts.another_wmid) }
                    }
                }
                (self.other_wmid(texts))
            }
        }
    }

    /// Whether a certificate says who signs in, whatever the user chooses.
    fn is_certificate_needed(&self) -> bool {
        let mut names = self.methods.iter().map(|method| method.name);
        self.certificate_method.is_some_and(|needed| names.all(|name| name == needed))
    }

    fn is_other_chosen(&self) -> bool {
        !self.people.iter().any(|person| person.is_chosen)
    }

    fn other_wmid(&self, texts: &Words) -> Markup {
        html! {
            div class="more" {
                input type="text" id="other" name=(self.controls.other_wmid) inputmode=(wmid::input_mode()) size="16"
                    maxlength=(Wmid::MAX_LENGTH) aria-label=(texts.wmid) aria-describedby="wmid-hint"
                    value=(self.other_wmid.as_deref().unwrap_or_default());
                p class="hint" id="wmid-hint" { ((texts.wmid_length)()) "; " (texts.wmid_hint) }
            }
        }
    }

    fn methods(&self, texts: &Words) -> Markup {
        html! {
            fieldset {
                legend { (texts.method) }
                @for method in &self.methods {
                    (self.choice(texts, "radio", self.controls.method, method))
                    @if self.certificate_method == Some(method.name) {
                        div class="more" { p class="hint" { (texts.certificate_hint) } }
                    }
                    @for dependent in self.dependents.iter().filter(|it| it.method == method.name) {
                        (self.dependent(texts, dependent))
                    }
                }
            }
        }
    }

    /// Belongs to the method that it follows.
    fn dependent(&self, texts: &Words, dependent: &Dependent) -> Markup {
        let parameter = &dependent.select;
        html! {
            div class="more" {
                label for=(parameter.control) {
                    @if dependent.is_network { (texts.network) }
                    @else { code { (parameter.control) } (documented(self.language, " ", parameter.description)) }
                }
                (select(self.language, parameter.control, texts.not_chosen, &parameter.choices))
            }
        }
    }

    fn factors(&self, texts: &Words) -> Markup {
        html! {
            fieldset {
                legend { (texts.factors) }
                @for factor in &self.factors {
                    div class="field" {
                        label for=(factor.control) {
                            code { (factor.control) } (documented(self.language, " ", factor.description))
                        }
                        (select(self.language, factor.control, texts.implied, &factor.choices))
                    }
                }
            }
        }
    }

    fn flags(&self, texts: &Words) -> Markup {
        html! {
            fieldset {
                legend { (texts.flags) }
                @for flag in &self.flags { (self.choice(texts, "checkbox", self.controls.flags, flag)) }
            }
        }
    }

    fn choice(&self, texts: &Words, kind: &str, control: &str, choice: &Choice) -> Markup {
        html! {
            label class="choice" {
                input type=(kind) name=(control) value=(choice.name) checked[choice.is_chosen];
                span {
                    code { (choice.name) }
                    @if !choice.is_in_use { " " em { "(" (texts.not_in_use) ")" } }
                    @if self.language == Language::English { " " small { (choice.description) } }
                }
            }
        }
    }

    fn buttons(&self, texts: &Words) -> Markup {
        let controls = &self.controls;
        html! {
            div class="buttons" {
                button class="primary" name=(controls.allow.0) value=(controls.allow.1) { (texts.allow) }
                @for ((name, value), outcome) in &controls.no_login {
                    button name=(name) value=(value) {
                        @if *outcome == Outcome::CANCELLED { (texts.cancel) }
                        @else { (outcome.name()) }
                    }
                }
            }
        }
    }
}

impl Proved {
    fn render(&self, texts: &Words) -> Markup {
        let (name, value) = &self.code;
        html! {
            section aria-labelledby="certificate" {
                h2 id="certificate" { (texts.your_certificate) }
                input type="hidden" name=(name) value=(value);
                dl {
                    dt { (texts.who) } dd { strong { (self.person.shown()) } }
                    dt { (texts.serial) } dd { code { (self.serial) } }
                    dt { (texts.valid_until) } dd { time { (self.until) } }
                }
            }
        }
    }
}

impl Person {
    fn shown(&self) -> Markup {
        html! {
            @match &self.name {
                Some(name) => { (name) " (" (self.wmid) ")" },
                None => { (self.wmid) },
            }
        }
    }
}

fn select(language: Language, control: &str, none: &str, choices: &[Choice]) -> Markup {
    let texts = language.words();
    html! {
        select id=(control) name=(control) {
            option value="" { (none) }
            @for choice in choices {
                option value=(choice.name) selected[choice.is_chosen] {
                    (choice.name) (documented(language, ": ", choice.description))
                    @if !choice.is_in_use { " (" (texts.not_in_use) ")" }
                }
            }
        }
    }
}

fn alert(texts: &Words, problem: &str) -> Markup {
    html! { p role="alert" class="problem" { strong { (texts.problem) ": " } (problem) } }
}
