//! Maps whose entries expire.

use std::collections::{BTreeMap, HashMap};
use std::hash::Hash;
use std::sync::Arc;

use chrono::{DateTime, Utc};

/// The moment that an entry is dropped at; the number tells those of one moment apart.
type Deadline = (DateTime<Utc>, u64);

/// A map with a maximum size, whose entries are dropped after a moment of their own. In a full map, the entry
/// whose moment comes first makes room.
#[derive(Debug)]
pub(crate) struct Expiring<K, V> {
    entries: HashMap<Arc<K>, (V, Deadline)>,
    deadlines: BTreeMap<Deadline, Arc<K>>,
    next: u64,
    most: usize,
}

impl<K: Eq + Hash, V> Expiring<K, V> {
    /// Returns an empty map for so many entries at most.
    pub fn new(most: usize) -> Self {
        Self { entries: HashMap::new(), deadlines: BTreeMap::new(), next: 0, most }
    }

    /// Keeps a value until a moment, in place of the one that the key had.
    pub fn insert(&mut self, key: K, value: V, until: DateTime<Utc>) {
        self.remove(&key);
        while self.entries.len() >= self.most
            && let Some((_, first)) = self.deadlines.pop_first()
        {
            self.entries.remove(&first);
        }
        let (key, deadline) = (Arc::new(key), (until, self.next));
        self.next = self.next.wrapping_add(1);
        self.deadlines.insert(deadline, Arc::clone(&key));
        self.entries.insert(key, (value, deadline));
    }

    pub fn clear(&mut self) {
        (self.entries, self.deadlines) = (HashMap::new(), BTreeMap::new());
    }

    /// The keys and values, those whose time comes first in front.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (&K, &V)> {
        self.deadlines.values().filter_map(|key| self.entries.get(key).map(|(value, _)| (&**key, value)))
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
