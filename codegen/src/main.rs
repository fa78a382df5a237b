//! `cargo codegen`: writes what is generated from the spec, or says what is stale.

use std::error::Error as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wmlogin_codegen::{Builder, Changes, Error, workspace};

const USAGE: &str = "\
Writes the generated code, reference and schema from spec/*.yaml, and says what the change means for
whoever depends on the generated crates.

Usage: cargo codegen [--check] [--against FOLDER] [--additive]
       cargo codegen types [--extend FILE]... --output FOLDER

  --check           write nothing; print what would change and exit with 1 if anything would
  --against FOLDER  compare with the spec in another folder, such as that of the last release, instead of
                    with what was generated before
  --additive        exit with 1 if the change is breaking

  types             write a complete crate `wmlogin-types` for a section [patch.crates-io]: the published spec
                    and what the files add to it";

/// The arguments, taken apart.
#[derive(Default)]
struct Arguments {
    check: bool,
    additive: bool,
    against: Option<PathBuf>,
    extend: Vec<PathBuf>,
    output: Option<PathBuf>,
}

fn main() -> ExitCode {
    let mut given = std::env::args().skip(1).peekable();
    if given.next_if(|first| first == "--help" || first == "-h").is_some() {
        println!("{USAGE}");
        return ExitCode::SUCCESS;
    }
    let is_types = given.next_if_eq("types").is_some();
    let run = match (arguments(given), is_types) {
        (
            Some(Arguments { extend, output: Some(output), check: false, additive: false, against: None }),
            true,
        ) => write_types(extend, &output),
        (Some(arguments), false) if arguments.output.is_none() && arguments.extend.is_empty() => {
            generate(&arguments)
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    run.unwrap_or_else(|error| {
        eprintln!("{error}");
        if let Some(source) = error.source() {
            eprintln!("  caused by: {source}");
        }
        ExitCode::FAILURE
    })
}

fn arguments(mut given: impl Iterator<Item = String>) -> Option<Arguments> {
    let mut arguments = Arguments::default();
    while let Some(argument) = given.next() {
        match argument.as_str() {
            "--check" => arguments.check = true,
            "--additive" => arguments.additive = true,
            "--against" => arguments.against = Some(given.next()?.into()),
            "--extend" => arguments.extend.push(given.next()?.into()),
            "--output" | "-o" => arguments.output = Some(given.next()?.into()),
            _ => return None,
        }
    }
    Some(arguments)
}

fn generate(arguments: &Arguments) -> Result<ExitCode, Error> {
    // Cargo runs the program in the folder where it is called: the workspace.
    let root = Path::new("");
    let earlier = match &arguments.against {
        Some(folder) => Some(workspace::model_in(folder)?),
        // Before the first run, and where the earlier spec was for another generator, there is nothing to compare.
        None => workspace::model_in(&root.join(workspace::CARRIED)).ok(),
    };
    let plan = workspace::plan(root)?;
    let later = workspace::model(root)?;
    let changes = earlier.map(|earlier| Changes::between(&earlier, &later)).unwrap_or_default();
    let (total, stale) = plan.counts();
    if arguments.check {
        print!("{}", plan.diff());
        println!("{total} generated files, {stale} stale");
    } else {
        plan.apply()?;
        println!("{total} generated files, {stale} changed");
    }
    if changes != Changes::default() || arguments.against.is_some() {
        print!("{changes}");
    }
    let is_refused = arguments.check && stale > 0 || arguments.additive && changes.is_breaking();
    Ok(if is_refused { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn write_types(extend: Vec<PathBuf>, output: &Path) -> Result<ExitCode, Error> {
    let builder = extend.into_iter().fold(Builder::wmlogin(), Builder::extend);
    let (total, changed) = builder.write_crate(output)?.counts();
    println!("{total} generated files, {changed} changed");
    Ok(ExitCode::SUCCESS)
}
