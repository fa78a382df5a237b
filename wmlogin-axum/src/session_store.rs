//! Sessions in the memory of one process.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use tower_sessions::SessionStore;
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, Result};

/// Sessions in the memory of this process, bounded and expiring. Cloning is cheap and shares them.
///
/// `tower_sessions::MemoryStore`, which is for tests, keeps every session for ever. Here an expired one is
/// removed as soon as another is stored, and when the store is full, the session that expires first makes
/// room: its user has to sign in again. A restart ends all of them.
///
/// ```
/// use tower_sessions::SessionManagerLayer;
/// use tower_sessions::cookie::SameSite;
/// use wmlogin_axum::InProcessSessionStore;
///
/// let sessions = SessionManagerLayer::new(InProcessSessionStore::default()).with_same_site(SameSite::Lax);
/// ```
#[derive(Clone)]
pub struct InProcessSessionStore {
    capacity: usize,
    sessions: Arc<Mutex<Sessions>>,
}

/// The sessions by id and by the second in which they end.
#[derive(Default)]
struct Sessions {
    stored: HashMap<i128, Stored>,
    by_end: BTreeSet<(i64, i128)>,
}

/// A session. Its data is text, which takes a quarter of the memory of the values.
struct Stored {
    data: Box<str>,
    end: OffsetDateTime,
}

impl InProcessSessionStore {
    /// The capacity of the default store. A session of this crate takes about 400 bytes.
    pub const DEFAULT_CAPACITY: usize = 100_000;

    /// Creates a store for this many sessions, but at least one.
    #[must_use]
    pub fn new(capacity: usize) -> Self {
        Self { capacity: capacity.max(1), sessions: Arc::default() }
    }

    /// Returns the number of sessions, of which some may have expired.
    #[must_use]
    pub fn len(&self) -> usize {
        self.sessions().stored.len()
    }

    /// Returns `true` if there is no session.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    fn sessions(&self) -> MutexGuard<'_, Sessions> {
        // No code below panics in the middle of a change.
        self.sessions.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Sessions {
    fn insert(&mut self, id: i128, stored: Stored, capacity: usize) {
        self.remove(id);
        self.make_room(capacity);
        self.by_end.insert((stored.end.unix_timestamp(), id));
        self.stored.insert(id, stored);
    }

    fn remove(&mut self, id: i128) {
        if let Some(stored) = self.stored.remove(&id) {
            self.by_end.remove(&(stored.end.unix_timestamp(), id));
        }
    }

    /// Removes expired sessions, and as many more as it takes to get below the capacity.
    fn make_room(&mut self, capacity: usize) {
        let now = OffsetDateTime::now_utc().unix_timestamp();
        while let Some((end, id)) = self.by_end.first().copied()
            && (end < now || self.stored.len() >= capacity)
        {
            if end >= now {
                tracing::warn!(
                    capacity,
                    "the store of sessions is full: the one that expires first is ended"
                );
            }
            self.remove(id);
        }
    }
}

fn encoded(record: &Record) -> Result<Stored> {
    let data = serde_json::to_string(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
    Ok(Stored { data: data.into(), end: record.expiry_date })
}

#[async_trait]
impl SessionStore for InProcessSessionStore {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let stored = encoded(record)?;
        let mut sessions = self.sessions();
        while sessions.stored.contains_key(&record.id.0) {
            record.id = Id::default();
        }
        sessions.insert(record.id.0, stored, self.capacity);
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let stored = encoded(record)?;
        self.sessions().insert(record.id.0, stored, self.capacity);
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let sessions = self.sessions();
        let stored = sessions.stored.get(&id.0).filter(|stored| stored.end > OffsetDateTime::now_utc());
        let Some(Stored { data, end }) = stored else { return Ok(None) };
        let data = serde_json::from_str(data).map_err(|error| Error::Decode(error.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date: *end }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.sessions().remove(id.0);
        Ok(())
    }
}

impl Default for InProcessSessionStore {
    fn default() -> Self {
        Self::new(Self::DEFAULT_CAPACITY)
    }
}

impl fmt::Debug for InProcessSessionStore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // An id is a credential.
        f.debug_struct("InProcessSessionStore").field("len", &self.len()).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use tower_sessions::cookie::time::Duration;

    use super::*;

    fn record(id: i128, seconds: i64) -> Record {
        let expiry_date = OffsetDateTime::now_utc() + Duration::seconds(seconds);
        let data = [("key".to_owned(), format!("value {id}").into())].into();
        Record { id: Id(id), data, expiry_date }
    }

    #[tokio::test]
    async fn a_session_is_kept_until_it_is_deleted() {
        let store = InProcessSessionStore::default();
        let mut first = record(1, 60);
        store.create(&mut first).await.unwrap();
        assert_eq!(store.load(&first.id).await.unwrap(), Some(first.clone()));
        let mut other = Record { data: [].into(), ..first.clone() };
        store.create(&mut other).await.unwrap();
        assert_ne!(other.id, first.id, "an id is not given twice");
        let longer = Record { expiry_date: first.expiry_date + Duration::hours(1), ..first.clone() };
        store.save(&longer).await.unwrap();
        assert_eq!(store.load(&first.id).await.unwrap(), Some(longer));
        assert_eq!(store.len(), 2);
        store.delete(&first.id).await.unwrap();
        store.delete(&first.id).await.unwrap();
        assert_eq!((store.load(&first.id).await.unwrap(), store.len()), (None, 1));
    }

    #[tokio::test]
    async fn an_expired_session_is_not_loaded_and_makes_room() {
        let store = InProcessSessionStore::default();
        for id in 0..10 {
            store.save(&record(id, -2)).await.unwrap();
        }
        assert_eq!(store.load(&Id(9)).await.unwrap(), None);
        store.save(&record(11, 60)).await.unwrap();
        assert_eq!((store.len(), store.sessions().by_end.len()), (1, 1));
    }

    #[tokio::test]
    async fn a_full_store_ends_the_session_that_expires_first() {
        let store = InProcessSessionStore::new(2);
        for (id, seconds) in [(1, 300), (2, 100), (3, 200)] {
            store.save(&record(id, seconds)).await.unwrap();
        }
        let mut kept = Vec::new();
        for id in 1..=3 {
            kept.push(store.load(&Id(id)).await.unwrap().is_some());
        }
        assert_eq!((kept, store.len()), (vec![true, false, true], 2));
        assert_eq!(InProcessSessionStore::new(0).capacity, 1);
        assert_eq!(format!("{store:?}"), "InProcessSessionStore { len: 2, .. }");
    }
}
