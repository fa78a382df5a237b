//! The parts of a login that a site keeps.

use serde::Serialize;
use tower_sessions::Session;
use tower_sessions::session::Error;

use wmlogin_client::BoxFuture;
use wmlogin_client::VerifiedLogin;

/// Writes a part of a login into the session.
pub(super) struct Keep(Box<dyn Write>);

impl Keep {
    pub fn new<T: Serialize + Send + Sync + 'static>(
        key: &'static str,
        choice: impl Fn(&VerifiedLogin) -> T + Send + Sync + 'static,
    ) -> Self {
        Self(Box::new(Part { key, choice }))
    }

    pub async fn write(&self, session: &Session, login: &VerifiedLogin) -> Result<(), Error> {
        self.0.write(session, login).await
    }
}

trait Write: Send + Sync {
    fn write<'a>(&'a self, session: &'a Session, login: &VerifiedLogin) -> BoxFuture<'a, Result<(), Error>>;
}

struct Part<C> {
    key: &'static str,
    choice: C,
}

impl<T, C> Write for Part<C>
where
    T: Serialize + Send + Sync + 'static,
    C: Fn(&VerifiedLogin) -> T + Send + Sync,
{
    fn write<'a>(&'a self, session: &'a Session, login: &VerifiedLogin) -> BoxFuture<'a, Result<(), Error>> {
        let value = (self.choice)(login);
        Box::pin(async move { session.insert(self.key, value).await })
    }
}
