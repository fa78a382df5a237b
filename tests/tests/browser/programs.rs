//! The programs that the tests need.

use std::env;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::{Command, Output};
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
        FOUND
            .get_or_init(|| {
                Self::look_up()
                    .map_err(|missing| skip("in a browser", &missing, "Chromium and ChromeDriver"))
                    .ok()
            })
            .as_ref()
    }

    fn look_up() -> Result<Self, String> {
        let chromium = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
        Ok(Self { chromium: first(&chromium)?, chromedriver: first(&["chromedriver"])? })
    }
}

/// The programs that change a browser's store of certificates.
pub struct StoreTools {
    pub certutil: PathBuf,
    pub pk12util: PathBuf,
}

impl StoreTools {
    /// What is on this machine; says on standard error what is missing.
    pub fn find() -> Option<Self> {
        Self::look_up().map_err(|missing| skip("with certificates", &missing, "libnss3-tools")).ok()
    }

    fn look_up() -> Result<Self, String> {
        Ok(Self { certutil: first(&["certutil"])?, pk12util: first(&["pk12util"])? })
    }
}

fn first(names: &[&str]) -> Result<PathBuf, String> {
    let path = env::var_os("PATH").unwrap_or_default();
    let mut files =
        names.iter().flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)));
    files.find(|file| file.is_file()).ok_or_else(|| format!("{} not found", names.join(", ")))
}

fn skip(tests: &str, missing: &str, cure: &str) {
    assert!(env::var_os("CI").is_none(), "{missing}: continuous integration has to install it");
    tell(&format!("SKIPPED all tests {tests}: {missing}; install {cure}"));
}

/// Writes a line past the test harness, which hides what a test that passes prints.
pub fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

/// Runs a program, which has to succeed.
pub fn run(command: &mut Command) {
    let Output { status, stdout, stderr } = command.output().expect("the program runs");
    let told = [stdout, stderr].concat();
    assert!(status.success(), "{command:?}: {}", String::from_utf8_lossy(&told));
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
        run(cargo.current_dir(env!("CARGO_MANIFEST_DIR")));
        let tests = env::current_exe().expect("this program");
        let folder = tests.parent().and_then(|deps| deps.parent()).expect("the folder with the programs");
        folder.join(format!("wmlogin{}", env::consts::EXE_SUFFIX))
    })
}
