//! The programs that the tests need.

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;

/// The browser, and the program that drives it.
pub struct Programs {
    pub chromium: PathBuf,
    pub chromedriver: PathBuf,
}

impl Programs {
    /// What is on this machine; says on standard error what is missing.
    pub fn find() -> Option<&'static Self> {
        static FOUND: OnceLock<Option<Programs>> = OnceLock::new();
        FOUND.get_or_init(|| Self::look_up().map_err(|missing| skip(&missing)).ok()).as_ref()
    }

    fn look_up() -> Result<Self, String> {
        let chromium = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        Ok(Self { chromium: first(&chromium)?, chromedriver: first(&["chromedriver"])? })
    }
}

fn first(names: &[&str]) -> Result<PathBuf, String> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut files =
        names.iter().flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)));
    files.find(|file| file.is_file()).ok_or_else(|| format!("{} not found", names.join(", ")))
}

/// Past the test harness, which hides what a test that passes prints.
fn skip(missing: &str) {
    assert!(env::var_os("CI").is_none(), "{missing}: continuous integration has to install it");
    let _ = writeln!(
        io::stderr(),
        "SKIPPED all tests in a browser: {missing}; install Chromium and ChromeDriver"
    );
}

/// The program `wmlogin`, built.
pub fn wmlogin() -> &'static PathBuf {
    static BUILT: OnceLock<PathBuf> = OnceLock::new();
    BUILT.get_or_init(|| {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.args(["build", "--quiet", "--locked", "--package", "wmlogin-cli"]);
        if !cfg!(debug_assertions) {
            cargo.arg("--release");
        }
        let built = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo runs");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        let tests = env::current_exe().expect("this program");
        let folder = tests.parent().and_then(|deps| deps.parent()).expect("the folder with the programs");
        folder.join(format!("wmlogin{}", env::consts::EXE_SUFFIX))
    })
}
