//! The page for everybody.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use wmlogin_axum::SignedIn;
use wmlogin_types::pages::authentication::Parameter;
use wmlogin_types::{AuthType, Version};

use super::Layout;
use crate::demo::choices::{LANGUAGES, ON, VERSION};
use crate::names::first_upper;

/// The place that a logout at the service comes back to.
pub const LOGGED_OFF: &str = "/?signed-out";

/// Shows the signed-in user, or the ways to sign in.
pub fn home(layout: &Layout, user: Option<&SignedIn>, is_logged_off: bool) -> Response {
    let notice = html! {
        @if is_logged_off { p role="status" { "You are signed out of the service." } }
    };
    match user {
        Some(user) => {
            let title = if is_logged_off { "Still signed in here" } else { "Welcome back" };
            layout.page(StatusCode::OK, title, &html! { (notice) (greeting(user)) })
        }
        None => layout.page(StatusCode::OK, "Sign in", &html! { (notice) (login(layout)) }),
    }
}

fn greeting(user: &SignedIn) -> Markup {
    html! {
        p { "You are signed in as " strong { code { (user.wmid()) } } "." }
        p class="buttons" { a class="button primary" href="/account" { "Your account" } }
        (sign_out())
    }
}

/// The button that ends the session.
pub fn sign_out() -> Markup {
    html! { form method="post" action="/logout" { button { "Sign out" } } }
}

fn login(layout: &Layout) -> Markup {
    html! {
        p { "Nobody is signed in. Choose what the login is asked for, then how to log in. The page that "
            "follows is the service's: allow or cancel there." }
        form action="/login" autocomplete="off" {
            (versions())
            @if let Some(language) = Parameter::LANGUAGE { (languages(language)) }
            @if let Some(quiet) = Parameter::QUIET {
                label class="choice" {
                    input type="checkbox" name=(quiet) value=(ON);
                    span { "Without asking, if the service remembers me" }
                }
            }
            h2 { "Log in" }
            button class="primary wide" { "With any method" }
            (dependents())
            (methods())
        }
        p class="aside" { "Signed out here, you are still known to the service. "
            a href=(layout.log_off) { "Sign out of the service too" } }
    }
}

fn versions() -> Markup {
    html! {
        fieldset {
            legend { "Version of the response" }
            div class="row" {
                @for version in Version::ALL.iter().copied().rev() {
                    label class="choice" title=(version.description()) {
                        input type="radio" name=(VERSION) value=(version) checked[version == latest()];
                        span { (version) }
                    }
                }
            }
        }
    }
}

const fn latest() -> Version {
    Version::ALL[Version::ALL.len() - 1]
}

fn languages(parameter: Parameter) -> Markup {
    html! {
        fieldset {
            legend { "Language of the service’s page" }
            div class="row" {
                label class="choice" {
                    input type="radio" name=(parameter) value="" checked;
                    span { "The browser’s" }
                }
                @for (tag, name) in LANGUAGES {
                    label class="choice" {
                        input type="radio" name=(parameter) value=(tag);
                        span lang=(tag) { (name) }
                    }
                }
            }
        }
    }
}

fn methods() -> Markup {
    html! {
        @if let Some(parameter) = Parameter::METHOD {
            div class="methods" {
                @for method in AuthType::ALL.iter().filter(|method| method.is_in_use()) {
                    button name=(parameter) value=(method) {
                        strong { (method) }
                        small { (method.description()) }
                    }
                }
            }
        }
    }
}

/// The parameters that depend on the method: the social network, for example.
fn dependents() -> Markup {
    let dependents = Parameter::ALL.iter().filter_map(|parameter| {
        let (_, method) = parameter.condition().filter(|(on, _)| Some(*on) == Parameter::METHOD)?;
        Some((parameter, method))
    });
    html! {
        @for (parameter, method) in dependents {
            p class="field" {
                label for=(parameter) { (first_upper(parameter.description())) ", for " (method) }
                select id=(parameter) name=(parameter) {
                    option value="" { "Any" }
                    @for choice in parameter.choices() { option value=(choice.name()) { (choice.name()) } }
                }
            }
        }
    }
}
