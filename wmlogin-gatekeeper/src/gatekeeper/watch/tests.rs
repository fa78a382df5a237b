//! A file that changes under the stand-in.

use std::{env, fs, process};

use super::*;
use crate::Clock;

/// A file that is removed with the test.
struct File(PathBuf);

impl File {
    fn new(name: &str) -> Self {
        Self(env::temp_dir().join(format!("wmlogin-gatekeeper-{name}-{}.yaml", process::id())))
    }

    fn write(&self, text: &str) {
        fs::write(&self.0, text).expect("a file");
    }
}

impl Drop for File {
    fn drop(&mut self) {
        let _ = fs::remove_file(&self.0);
    }
}

#[tokio::test]
async fn the_settings_follow_the_file() {
    let file = File::new("follow");
    file.write("journal: 1\n");
    let mut watched = SettingsFile::new(file.0.clone());
    let state = State::new(watched.read().await.expect("settings"), Clock::system());
    // Each text has another length, so that the resolution of the file's time does not matter.
    for (text, expected) in [
        ("journal: 1\n", 1),
        ("journal: 22\n", 22),
        ("journal: not a number\n", 22),
        ("unknown: 1\n", 22),
        ("journal: 3333\n", 3333),
    ] {
        file.write(text);
        watched.look(&state).await;
        assert_eq!(state.settings().journal, expected, "{text}");
    }
    fs::remove_file(&file.0).expect("a file");
    watched.look(&state).await;
    assert_eq!(state.settings().journal, 3333);
    file.write("{}");
    watched.look(&state).await;
    assert_eq!(state.settings().journal, Settings::default().journal);
}

#[tokio::test]
async fn what_cannot_be_read_is_told() {
    let file = File::new("told");
    let mut watched = SettingsFile::new(file.0.clone());
    assert!(matches!(watched.read().await, Err(WatchError::Read { .. })));
    file.write(&" ".repeat(usize::try_from(MAX_LENGTH).expect("a length") + 1));
    assert!(matches!(watched.read().await, Err(WatchError::TooLong(_))));
    file.write("sites: 1\n");
    let error = watched.read().await.expect_err("no settings").to_string();
    assert!(error.contains(&*file.0.to_string_lossy()), "{error}");
}
