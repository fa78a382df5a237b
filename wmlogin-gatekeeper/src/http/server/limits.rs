//! The number of connections at a time.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The most connections at a time, of all ports together.
const MOST: usize = 1024;

/// The most connections beyond those that are told so. Still others are closed.
const MOST_SURPLUS: usize = 64;

/// Files that the program opens beside its connections.
const OTHER_FILES: usize = 24;

/// The connections that there may be at a time, of all ports of a stand-in together.
#[derive(Clone)]
pub(crate) struct Connections {
    usual: Arc<Semaphore>,
    surplus: Arc<Semaphore>,
}

impl Connections {
    /// As many as the process can have open.
    pub(crate) fn new() -> Self {
        let (usual, surplus) = limits(open_files());
        Self { usual: Arc::new(Semaphore::new(usual)), surplus: Arc::new(Semaphore::new(surplus)) }
    }

    /// Takes the place of a connection, until the permit is dropped.
    pub(super) fn usual(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.usual).try_acquire_owned().ok()
    }

    /// Takes the place of a connection that is one too many.
    pub(super) fn surplus(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.surplus).try_acquire_owned().ok()
    }
}

/// The numbers of connections for a number of files that can be open.
fn limits(files: usize) -> (usize, usize) {
    let free = files.saturating_sub(OTHER_FILES);
    let surplus = (free / 4).clamp(4, MOST_SURPLUS);
    (free.saturating_sub(surplus).clamp(8, MOST), surplus)
}

/// The number of files that this process can have open.
#[cfg(unix)]
fn open_files() -> usize {
    let limit = rustix::process::getrlimit(rustix::process::Resource::Nofile).current;
    limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(usize::MAX)
}

#[cfg(not(unix))]
fn open_files() -> usize {
    usize::MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn connections_leave_room_for_other_files() {
        for (files, expected) in
            [(64, (30, 10)), (1024, (936, 64)), (usize::MAX, (MOST, MOST_SURPLUS)), (0, (8, 4))]
        {
            assert_eq!(limits(files), expected, "{files}");
        }
    }
}
