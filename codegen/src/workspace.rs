//! The spec of this project, and where what is generated from it belongs.

use std::fs;
use std::path::{Path, PathBuf};

use crate::emit::{reference, schema, source};
use crate::load::{self, ReadError};
use crate::write::Plan;
use crate::{Error, load_texts, resolve};

/// The folder of the spec; its reference goes beside it.
const SPEC: &str = "spec";

/// The schema of spec files, inside the package that reads it.
const SCHEMA: &str = "codegen/schema/wmlogin.schema.json";

/// The folder of the generated code.
const GENERATED: &str = "wmlogin-types/src/generated";

/// The texts of the spec files below the workspace `root`, by name, each with the path that problems
/// and headers display.
///
/// # Errors
///
/// The folder or a file cannot be read.
pub fn spec_texts(root: &Path) -> Result<Vec<(String, String)>, ReadError> {
    let folder = root.join(SPEC);
    let unreadable = |reason| ReadError::System { path: load::displayed(&folder), reason };
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).map_err(unreadable)? {
        let name = PathBuf::from(entry.map_err(unreadable)?.file_name());
        if name.extension().is_some_and(|extension| extension == "yaml") {
            names.push(name);
        }
    }
    names.sort();
    let texts = names.iter().map(|name| {
        let text = load::read(&folder.join(name))?;
        Ok((load::displayed(&Path::new(SPEC).join(name)), text))
    });
    texts.collect()
}

/// What has to happen below the workspace `root` to bring everything up to date with its spec.
///
/// # Errors
///
/// No spec, problems in it, or a file that cannot be read.
pub fn plan(root: &Path) -> Result<Plan, Error> {
    let texts = spec_texts(root)?;
    if texts.is_empty() {
        // Nothing would be generated, and everything that was would be removed.
        return Err(Error::NoSpec { expected: "expected `*.yaml` in the folder `spec`" });
    }
    let model = resolve(&load_texts(texts)?)?;
    let (spec, generated) = (root.join(SPEC), root.join(GENERATED));
    let sources = source::directory(&model).into_iter();
    let mut files: Vec<_> = sources.map(|file| (generated.join(file.path), file.text)).collect();
    files.push((spec.join("REFERENCE.md"), reference::reference(&model)));
    files.push((root.join(SCHEMA), schema::schema()));
    Ok(Plan::new(files, &[generated])?)
}
