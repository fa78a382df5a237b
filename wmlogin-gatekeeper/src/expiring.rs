//! Things that are kept for a while.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;

use chrono::{DateTime, Utc};

/// When something is dropped; the number tells those of one moment apart.
type Deadline = (DateTime<Utc>, u64);

/// A map whose entries are dropped after a moment of their own.
#[derive(Debug)]
pub(crate) struct Expiring<K, V> {
    entries: HashMap<K, (V, Deadline)>,
    deadlines: BTreeMap<Deadline, K>,
    next: u64,
}

impl<K: Eq + Hash + Clone, V> Expiring<K, V> {
    pub fn new() -> Self {
        Self { entries: HashMap::new(), deadlines: BTreeMap::new(), next: 0 }
    }

    /// Keeps a value until a moment, in place of the one that the key had.
    pub fn insert(&mut self, key: K, value: V, until: DateTime<Utc>) {
        let deadline = (until, self.next);
        self.next = self.next.wrapping_add(1);
        self.deadlines.insert(deadline, key.clone());
        if let Some((_, former)) = self.entries.insert(key, (value, deadline)) {
            self.deadlines.remove(&former);
        }
    }

    /// Keeps a value as one of so many at most; the one whose time comes first makes room.
    pub fn insert_among(&mut self, most: usize, key: K, value: V, until: DateTime<Utc>) {
        while self.entries.len() >= most
            && let Some((_, first)) = self.deadlines.pop_first()
        {
            self.entries.remove(&first);
        }
        self.insert(key, value, until);
    }

    pub fn get(&self, key: &K) -> Option<&V> {
        self.entries.get(key).map(|(value, _)| value)
    }

    pub fn get_mut(&mut self, key: &K) -> Option<&mut V> {
        self.entries.get_mut(key).map(|(value, _)| value)
    }

    pub fn remove(&mut self, key: &K) -> Option<V> {
        let (value, deadline) = self.entries.remove(key)?;
        self.deadlines.remove(&deadline);
        Some(value)
    }

    /// Drops what is kept until `now` or less.
    pub fn drop_expired(&mut self, now: DateTime<Utc>) {
        while let Some(first) = self.deadlines.first_entry().filter(|first| first.key().0 <= now) {
            self.entries.remove(&first.remove());
        }
        // A map keeps the room that it once needed.
        if self.entries.capacity() > 64 && self.entries.len() < self.entries.capacity() / 4 {
            self.entries.shrink_to(self.entries.len() * 2);
        }
    }

    #[cfg(test)]
    pub fn room(&self) -> (usize, usize) {
        (self.deadlines.len(), self.entries.capacity())
    }
}
