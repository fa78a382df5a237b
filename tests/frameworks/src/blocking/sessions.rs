//! Sessions in memory. A site in production bounds their number and ends those that are old.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use cookie::{Cookie, SameSite};
use tiny_http::{Header, Request};
use uuid::Uuid;

use super::header;

const NAME: &str = "session";

/// The sessions by their ids.
#[derive(Default)]
pub(super) struct Sessions(Mutex<HashMap<String, Session>>);

#[derive(Clone, Default)]
pub(super) struct Session {
    pub(super) user: Option<String>,
    pub(super) basket: u32,
}

impl Sessions {
    /// The session of the browser, an empty one if it has none.
    pub(super) fn of(&self, request: &Request) -> Session {
        id(request).and_then(|id| self.lock().get(&id).cloned()).unwrap_or_default()
    }

    /// Keeps the session under a new id, so that an id that somebody else knows is worth nothing.
    pub(super) fn renew(&self, request: &Request, session: Session) -> Header {
        self.end(request);
        let id = Uuid::new_v4().to_string();
        let cookie = Cookie::build((NAME, id.clone())).path("/").http_only(true).same_site(SameSite::Lax);
        self.lock().insert(id, session);
        header("Set-Cookie", &cookie.to_string())
    }

    /// Ends the session of the browser.
    pub(super) fn end(&self, request: &Request) {
        id(request).and_then(|id| self.lock().remove(&id));
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Session>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Session {
    /// The session of this user, without the data of another one.
    pub(super) fn of_user(self, user: &str) -> Self {
        let is_other = self.user.is_some_and(|previous| previous != user);
        let basket = if is_other { 0 } else { self.basket };
        Self { user: Some(user.to_owned()), basket }
    }

    pub(super) fn with_one_more(self) -> Self {
        Self { basket: self.basket + 1, ..self }
    }
}

fn id(request: &Request) -> Option<String> {
    let headers = request.headers().iter().filter(|header| header.field.equiv("Cookie"));
    let mut cookies = headers.flat_map(|header| Cookie::split_parse(header.value.as_str())).flatten();
    cookies.find(|cookie| cookie.name() == NAME).map(|cookie| cookie.value().to_owned())
}
