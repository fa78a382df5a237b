//! A store for the sessions of `actix-session`, which has none in memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use actix_session::storage::{
    LoadError, SaveError, SessionKey, SessionStore, UpdateError, generate_session_key,
};
use actix_web::cookie::time::Duration;

type State = HashMap<String, String>;

/// The sessions by their ids; nothing expires.
#[derive(Clone, Default)]
pub struct MemoryStore(Arc<Mutex<HashMap<String, State>>>);

impl MemoryStore {
    fn sessions(&self) -> MutexGuard<'_, HashMap<String, State>> {
        self.0.lock().expect("no panic before")
    }
}

impl SessionStore for MemoryStore {
    async fn load(&self, key: &SessionKey) -> Result<Option<State>, LoadError> {
        Ok(self.sessions().get(key.as_ref()).cloned())
    }

    async fn save(&self, state: State, _: &Duration) -> Result<SessionKey, SaveError> {
        let key = generate_session_key();
        self.sessions().insert(key.as_ref().to_owned(), state);
        Ok(key)
    }

    async fn update(&self, key: SessionKey, state: State, _: &Duration) -> Result<SessionKey, UpdateError> {
        self.sessions().insert(key.as_ref().to_owned(), state);
        Ok(key)
    }

    async fn update_ttl(&self, _: &SessionKey, _: &Duration) -> anyhow::Result<()> {
        Ok(())
    }

    async fn delete(&self, key: &SessionKey) -> anyhow::Result<()> {
        self.sessions().remove(key.as_ref());
        Ok(())
    }
}
