//! The settings file, read again whenever it changes.

use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use thiserror::Error;
use tokio::fs;
use tokio::time::{MissedTickBehavior, interval};
use wmlogin_types::runtime::text::normalize;

use crate::{Settings, SettingsError, State};

/// How often the file is looked at.
const INTERVAL: Duration = Duration::from_millis(500);

/// The longest settings file that is read, in bytes.
const MAX_LENGTH: u64 = 1024 * 1024;

/// A settings file, and how it was when it was last read.
#[derive(Debug)]
pub(super) struct SettingsFile {
    path: PathBuf,
    seen: Option<Stamp>,
}

/// What changes when a file is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stamp {
    modified: SystemTime,
    length: u64,
}

/// Why a settings file cannot be used.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WatchError {
    /// It cannot be read.
    #[error("cannot read {}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        #[source]
        source: io::Error,
    },
    /// It is longer than any settings are.
    #[error("{} has more than {MAX_LENGTH} bytes", .0.display())]
    TooLong(PathBuf),
    /// What it says is wrong.
    #[error(transparent)]
    Settings(#[from] SettingsError),
}

impl SettingsFile {
    pub(super) fn new(path: PathBuf) -> Self {
        Self { path, seen: None }
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the file.
    pub(super) async fn read(&mut self) -> Result<Settings, WatchError> {
        let stamp = self.stamp().await.map_err(|source| self.unreadable(source))?;
        self.seen = Some(stamp);
        if stamp.length > MAX_LENGTH {
            return Err(WatchError::TooLong(self.path.clone()));
        }
        let bytes = fs::read(&self.path).await.map_err(|source| self.unreadable(source))?;
        let text = String::from_utf8(normalize(&bytes).into_owned());
        let text = text.map_err(|error| self.unreadable(io::Error::new(ErrorKind::InvalidData, error)))?;
        Ok(Settings::from_yaml(&self.path.to_string_lossy(), &text)?)
    }

    /// Gives the state what the file says, whenever that changes.
    pub(super) async fn watch(mut self, state: Arc<State>) {
        let mut ticks = interval(INTERVAL);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        loop {
            ticks.tick().await;
            self.look(&state).await;
        }
    }

    /// Looks at the file once.
    async fn look(&mut self, state: &State) {
        // While an editor replaces the file, it is not there.
        let Ok(stamp) = self.stamp().await else { return };
        if self.seen == Some(stamp) {
            return;
        }
        match self.read().await {
            Ok(settings) => {
                state.reload(settings);
                tracing::info!(file = %self.path.display(), "the settings were read again");
            }
            Err(error) => tracing::error!(%error, "the former settings stay"),
        }
    }

    async fn stamp(&self) -> io::Result<Stamp> {
        let metadata = fs::metadata(&self.path).await?;
        Ok(Stamp { modified: metadata.modified()?, length: metadata.len() })
    }

    fn unreadable(&self, source: io::Error) -> WatchError {
        WatchError::Read { path: self.path.clone(), source }
    }
}

#[cfg(test)]
mod tests;
