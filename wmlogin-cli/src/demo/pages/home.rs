//! The page for everybody.

use axum::http::StatusCode;
use axum::response::Response;
use maud::{Markup, html};
use wmlogin_axum::SignedIn;
use wmlogin_types::pages::authentication::{self, Parameter};
use wmlogin_types::{AuthType, SocialNetwork, Version};

use super::Layout;
use crate::demo::choices::{LANGUAGES, ON, VERSION};

/// Who is signed in, or the ways to sign in.
pub fn home(layout: &Layout, user: Option<&SignedIn>) -> Response {
    match user {
        Some(user) => layout.page(StatusCode::OK, "Welcome back", &greeting(user)),
        None => layout.page(StatusCode::OK, "Sign in", &login(layout)),
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
            (languages())
            label class="choice" {
                input type="checkbox" name=(Parameter::Quiet) value=(ON);
                span { "Without asking, if the service remembers me" }
            }
            h2 { "Log in" }
            button class="primary wide" { "With any method" }
            (networks())
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
                @for version in Version::ALL.into_iter().rev() {
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

fn languages() -> Markup {
    html! {
        fieldset {
            legend { "Language of the service’s page" }
            div class="row" {
                label class="choice" {
                    input type="radio" name=(Parameter::Lang) value="" checked;
                    span { "The browser’s" }
                }
                @for (tag, name) in LANGUAGES {
                    label class="choice" {
                        input type="radio" name=(Parameter::Lang) value=(tag);
                        span lang=(tag) { (name) }
                    }
                }
            }
        }
    }
}

fn methods() -> Markup {
    html! {
        div class="methods" {
            @for method in AuthType::ALL.into_iter().filter(|method| method.is_in_use()) {
                button name=(Parameter::AuthType) value=(method) {
                    strong { (method) }
                    small { (method.description()) }
                }
            }
        }
    }
}

fn networks() -> Markup {
    let method = authentication::AuthType::from(SocialNetwork::ALL[0]).kind();
    html! {
        p class="field" {
            label for="network" { "Social network, for " (method) }
            select id="network" name=(Parameter::AuthTypeParam) {
                option value="" { "Any" }
                @for network in SocialNetwork::ALL { option value=(network) { (network) } }
            }
        }
    }
}
