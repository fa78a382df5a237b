//! A copy of the crates whose spec a test can change.
//!
//! It is built by `cargo` in the target folder of this workspace, which so has the dependencies already. What
//! a change leaves as it is is not built again.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::{Mutex, MutexGuard, PoisonError};

use wmlogin_codegen::workspace;

/// The folders that are copied, tests excepted.
const FOLDERS: [&str; 14] = [
    "codegen",
    "spec",
    "tests/house/probe",
    "tests/private-spec/patched",
    "tests/private-spec/spec",
    "tests/support",
    "wmlogin-axum",
    "wmlogin-certificate",
    "wmlogin-cli",
    "wmlogin-client",
    "wmlogin-gatekeeper",
    "wmlogin-redis",
    "wmlogin-runtime",
    "wmlogin-types",
];

/// The crates that are built after a change.
const CRATES: [&str; 6] = [
    "wmlogin-axum",
    "wmlogin-certificate",
    "wmlogin-cli",
    "wmlogin-client",
    "wmlogin-gatekeeper",
    "wmlogin-redis",
];

/// There is one copy, and one test at a time has it.
static ONLY: Mutex<()> = Mutex::new(());

/// The copy, as long as a test has it.
pub struct House {
    root: PathBuf,
    target: PathBuf,
    _only: MutexGuard<'static, ()>,
}

impl House {
    /// The copy, without any change. `target` is the folder for temporary files of tests.
    ///
    /// # Panics
    ///
    /// A file cannot be copied.
    #[must_use]
    pub fn new(target: &str) -> Self {
        let only = ONLY.lock().unwrap_or_else(PoisonError::into_inner);
        let original = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
        let target = Path::new(target);
        let house = Self {
            root: target.join("house"),
            target: target.parent().expect("the folder of the target").to_owned(),
            _only: only,
        };
        for folder in FOLDERS {
            copy(&original.join(folder), &house.root.join(folder));
        }
        copy_file(&original.join("Cargo.lock"), &house.root.join("Cargo.lock"));
        let manifest = fs::read_to_string(original.join("Cargo.toml")).expect("a manifest");
        let excluded = manifest.lines().find(|line| line.starts_with("exclude = [")).expect("a line");
        let manifest = manifest.replace(excluded, "exclude = [\"tests/private-spec\"]");
        let (before, rest) = manifest.split_once("members = [").expect("the members");
        let (_, after) = rest.split_once(']').expect("the end of the members");
        let members = CRATES.map(|name| format!("{name:?}, ")).concat() + "\"tests/house/probe\"";
        house.write("Cargo.toml", &format!("{before}members = [{members}]{after}"));
        house
    }

    /// The path of a file in the copy.
    #[must_use]
    pub fn path(&self, file: &str) -> PathBuf {
        self.root.join(file)
    }

    /// The text of a file.
    ///
    /// # Panics
    ///
    /// There is no such file.
    #[must_use]
    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path(file)).expect("a file")
    }

    /// Writes a file, if that changes it.
    ///
    /// # Panics
    ///
    /// It cannot be written.
    pub fn write(&self, file: &str, text: &str) {
        write(&self.path(file), text.as_bytes());
    }

    /// Replaces a text in a file, wherever it occurs.
    ///
    /// # Panics
    ///
    /// It does not occur.
    pub fn edit(&self, file: &str, from: &str, to: &str) {
        let text = self.read(file);
        assert!(text.contains(from), "{file} has no `{from}`");
        self.write(file, &text.replace(from, to));
    }

    /// Does what `cargo codegen` does.
    ///
    /// # Errors
    ///
    /// The problems of the spec.
    ///
    /// # Panics
    ///
    /// A file cannot be written.
    pub fn generate(&self) -> Result<(), String> {
        let plan = workspace::plan(&self.root).map_err(|error| error.to_string())?;
        plan.apply().expect("the files are written");
        Ok(())
    }

    /// Generates, and checks that every crate still compiles without the change of any line.
    ///
    /// # Panics
    ///
    /// The spec is refused, or a crate does not compile.
    pub fn builds(&self) {
        self.generate().unwrap_or_else(|problems| panic!("{problems}"));
        let mut cargo = self.cargo("check");
        cargo.args(["--workspace", "--all-features"]);
        succeeds(&mut cargo);
    }

    /// Builds and runs the program that logs in at the stand-in, by every version.
    ///
    /// # Panics
    ///
    /// It does not compile, or fails.
    #[must_use]
    pub fn probe(&self) -> String {
        let mut cargo = self.cargo("run");
        cargo.args(["--package", "probe"]);
        let output = succeeds(&mut cargo);
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    /// `cargo` in the copy, without the network.
    #[must_use]
    pub fn cargo(&self, command: &str) -> Command {
        let mut cargo = Command::new(env!("CARGO"));
        cargo.arg(command).args(["--offline", "--quiet"]).current_dir(&self.root);
        // Those of the test itself are not meant for what it builds.
        cargo.env_remove("RUSTFLAGS").env("CARGO_TARGET_DIR", &self.target);
        cargo
    }
}

/// Runs a command.
///
/// # Panics
///
/// It fails.
pub fn succeeds(command: &mut Command) -> Output {
    let output = command.output().expect("the program starts");
    let (stdout, stderr) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{command:?}\n{stdout}\n{stderr}");
    output
}

fn copy(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name");
        if path.is_dir() {
            let is_left = name == "target"
                || name == "tests" && from.join("Cargo.toml").exists() && !from.ends_with("patched");
            if !is_left {
                copy(&path, &to.join(name));
            }
        } else {
            copy_file(&path, &to.join(name));
        }
    }
}

fn copy_file(from: &Path, to: &Path) {
    write(to, &fs::read(from).expect("a file"));
}

/// Writes a file unless it has this text already: `cargo` builds what was written.
fn write(path: &Path, text: &[u8]) {
    if fs::read(path).is_ok_and(|before| before == text) {
        return;
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).expect("a folder");
    }
    fs::write(path, text).expect("a file is written");
}
