//! The login that a browser has begun.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use tower_sessions::session::Error;
use wmlogin_client::types::UrlId;

use super::signed_in::stored;

/// How long a login may take: as long as it is in progress, an answer is taken.
pub const LOGIN_LIFETIME: TimeDelta = TimeDelta::minutes(15);

const KEY: &str = "wmlogin.pending";

/// A login in progress. It lies in the session, which binds it to the browser; a session has one at most.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct PendingLogin {
    url_id: String,
    return_to: String,
    begun_at: DateTime<Utc>,
}

impl PendingLogin {
    pub fn new(url_id: &UrlId, return_to: String, begun_at: DateTime<Utc>) -> Self {
        Self { url_id: url_id.to_string(), return_to, begun_at }
    }

    /// Where the user goes after the login.
    pub fn return_to(&self) -> &str {
        &self.return_to
    }

    pub async fn store(&self, session: &Session) -> Result<(), Error> {
        session.insert(KEY, self).await
    }

    /// Takes the login out of the session, whether it is still good or not.
    pub async fn take(session: &Session) -> Result<Option<Self>, Error> {
        // Removing what is not there would count as a change of the session.
        let Some(pending) = stored(session, KEY).await? else { return Ok(None) };
        session.remove_value(KEY).await?;
        // The layer does not save when the page has a 5xx status.
        session.save().await?;
        Ok(Some(pending))
    }

    /// Whether an answer for this return page can still be the one to this login.
    pub fn awaits(&self, url_id: &UrlId, now: DateTime<Utc>) -> bool {
        let awaited: Option<UrlId> = self.url_id.parse().ok();
        awaited.is_some_and(|awaited| awaited == *url_id) && now - self.begun_at < LOGIN_LIFETIME
    }
}
