//! Generating in a build script, for a crate with its own spec.

use std::env;
use std::path::{Path, PathBuf};
use std::{process, slice};

use crate::write::Plan;
use crate::{Error, Input, Spec};

/// Generates Rust from a spec while a crate is built.
///
/// The crate depends on [`wmlogin-runtime`](https://docs.rs/wmlogin-runtime), which the generated code
/// uses, and build-depends on `wmlogin-codegen`. Its `build.rs` extends the spec of WebMoney Login:
///
/// ```no_run
/// wmlogin_codegen::Builder::wmlogin()
///     .extend("spec/ours.yaml")
///     .build();
/// ```
///
/// Its source includes what came out:
///
/// ```text
/// mod login {
///     include!(concat!(env!("OUT_DIR"), "/wmlogin.rs"));
/// }
/// ```
#[derive(Debug)]
#[must_use]
pub struct Builder {
    carried: Vec<Input>,
    files: Vec<SpecFile>,
    file_name: String,
}

#[derive(Debug)]
struct SpecFile {
    path: PathBuf,
    extends: bool,
}

impl Default for Builder {
    fn default() -> Self {
        Self { carried: Vec::new(), files: Vec::new(), file_name: "wmlogin.rs".to_owned() }
    }
}

impl Builder {
    /// A builder without a spec; it writes `wmlogin.rs`.
    pub fn new() -> Self {
        Self::default()
    }

    /// A builder with the spec of WebMoney Login, which this crate carries.
    pub fn wmlogin() -> Self {
        Self { carried: crate::carried::spec(), ..Self::default() }
    }

    /// Adds a spec file, relative to the crate's folder. The files of one spec may refer to each
    /// other.
    pub fn spec(mut self, path: impl Into<PathBuf>) -> Self {
        self.files.push(SpecFile { path: path.into(), extends: false });
        self
    }

    /// Adds a file that extends the files before it: its entries are added to those of the same name, and
    /// to the spec where there is none. What is there cannot change.
    pub fn extend(mut self, path: impl Into<PathBuf>) -> Self {
        self.files.push(SpecFile { path: path.into(), extends: true });
        self
    }

    /// Names the file in `OUT_DIR`.
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = name.into();
        self
    }

    /// Generates into `OUT_DIR` and tells cargo which files to watch.
    ///
    /// Problems in the spec end the build, each with its place.
    pub fn build(self) {
        for file in &self.files {
            println!("cargo::rerun-if-changed={}", file.path.display());
        }
        let written = match env::var_os("OUT_DIR") {
            Some(directory) => self.write_to(Path::new(&directory)),
            None => Err(Error::NoOutDir),
        };
        if let Err(error) = written {
            // Cargo shows the first line of each such message as an error of its own.
            println!("cargo::error=the spec was not generated, see below");
            eprintln!("{error}");
            process::exit(1);
        }
    }

    /// Generates into a folder.
    ///
    /// # Errors
    ///
    /// No spec, problems in it, or a file that cannot be read or written.
    pub fn write_to(&self, directory: &Path) -> Result<(), Error> {
        let model = Spec::read(self.inputs()?)?.resolve()?;
        let file = (directory.join(&self.file_name), model.to_file());
        Plan::new(vec![file], &[])?.apply()?;
        Ok(())
    }

    /// Writes a complete crate `wmlogin-types`, made of this spec, into a folder. A section `[patch.crates-io]`
    /// puts it under every crate of the project:
    ///
    /// ```toml
    /// [patch.crates-io]
    /// wmlogin-types = { path = "wmlogin-types" }
    /// ```
    ///
    /// # Errors
    ///
    /// No spec, problems in it or in what the crates ask it for, or a file that cannot be read or written.
    pub fn write_crate(&self, folder: &Path) -> Result<Plan, Error> {
        let model = Spec::read(self.inputs()?)?.resolve_for_the_crates()?;
        let generated = folder.join("src/generated");
        let own = crate::carried::types().map(|(path, text)| (folder.join(path), text));
        let sources = model.to_folder().into_iter().map(|file| (generated.join(file.path), file.text));
        let plan = Plan::new(own.into_iter().chain(sources).collect(), slice::from_ref(&generated))?;
        plan.apply()?;
        Ok(plan)
    }

    /// The texts of the spec.
    fn inputs(&self) -> Result<Vec<Input>, Error> {
        let mut inputs = self.carried.clone();
        for file in &self.files {
            let input = Input::read(&file.path)?;
            inputs.push(if file.extends { input.extending() } else { input });
        }
        if inputs.iter().all(|input| input.extends) {
            return Err(Error::NoSpec {
                expected: "expected `Builder::wmlogin`, or a call of `Builder::spec`",
            });
        }
        Ok(inputs)
    }
}
