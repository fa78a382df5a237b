//! A package outside this workspace, which compiles the project as dependents do.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A package with programs.
pub struct Dependent {
    folder: PathBuf,
}

/// A build of the programs.
pub struct Build {
    /// The processor time of the compiler, in seconds.
    pub seconds: f64,
    /// The folder with the programs.
    pub programs: PathBuf,
}

impl Dependent {
    /// Writes the manifest of a package in a folder below the target folder, with the locked versions of this
    /// workspace.
    pub fn new(name: &str, dependencies: &str, programs: &[PathBuf]) -> Self {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        fs::create_dir_all(&folder).expect("a folder");
        let programs = programs.iter().map(|path| {
            let name = path.file_stem().unwrap_or_default().to_string_lossy();
            format!("[[bin]]\nname = {name:?}\npath = {:?}\n", path.to_string_lossy())
        });
        let manifest = format!(
            "[workspace]\n[package]\nname = {name:?}\nedition = \"2024\"\n{}[dependencies]\n{dependencies}",
            programs.collect::<String>(),
        );
        fs::write(folder.join("Cargo.toml"), manifest).expect("a manifest");
        let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        fs::copy(workspace.join("Cargo.lock"), folder.join("Cargo.lock")).expect("the locked versions");
        Self { folder }
    }

    /// The dependency on a package of this workspace, as a line of a manifest.
    pub fn on(package: &str) -> String {
        let path = format!("{}/../{package}", env!("CARGO_MANIFEST_DIR"));
        format!("{package} = {{ path = {path:?}, default-features = false }}\n")
    }

    /// Builds the programs with this link-time optimization.
    pub fn build(&self, lto: &str) -> Build {
        let target = self.folder.join("target").join(lto);
        let before = seconds_of_children();
        let status = Command::new(env!("CARGO"))
            .args(["build", "--release", "--offline", "--quiet"])
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", &target)
            .env("CARGO_INCREMENTAL", "0")
            .env("CARGO_PROFILE_RELEASE_LTO", lto)
            .status();
        assert!(status.is_ok_and(|status| status.success()), "{} is not built", self.folder.display());
        Build { seconds: seconds_of_children() - before, programs: target.join("release") }
    }

    /// Removes what was built of a package, or of all.
    pub fn clean(&self, lto: &str, package: Option<&str>) {
        let package = package.iter().flat_map(|package| ["--package", package]);
        let status = Command::new(env!("CARGO"))
            .args(["clean", "--release", "--offline", "--quiet"])
            .args(package)
            .current_dir(&self.folder)
            .env("CARGO_TARGET_DIR", self.folder.join("target").join(lto))
            .status();
        assert!(status.is_ok_and(|status| status.success()), "{} is not cleaned", self.folder.display());
    }
}

/// The processor time of the processes that this one has waited for and of theirs, in seconds, where the system
/// tells.
fn seconds_of_children() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The fields after the name, which may have spaces.
    let fields = stat.rsplit(") ").next().unwrap_or_default();
    let ticks: Vec<f64> = fields.split(' ').skip(13).take(2).filter_map(|ticks| ticks.parse().ok()).collect();
    // A tick of `/proc` is a hundredth of a second.
    if let [user, system] = ticks[..] { (user + system) / 100.0 } else { f64::NAN }
}
