//! `cargo codegen`: writes what is generated from the spec, or says what is stale.

use std::error::Error as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use wmlogin_codegen::emit::{reference, schema, source};
use wmlogin_codegen::write::Plan;
use wmlogin_codegen::{Error, load, resolve};

const USAGE: &str = "\
Writes the generated code, reference and schema from spec/*.yaml.

Usage: cargo codegen [--check]

  --check  write nothing; print what would change and exit with 1 if anything would";

/// Where the spec is, where its reference and schema go, and where the code goes.
const SPEC: &str = "spec";
const GENERATED: &str = "wmlogin-types/src/generated";

fn main() -> ExitCode {
    let arguments: Vec<_> = std::env::args().skip(1).collect();
    let check = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [] => false,
        ["--check"] => true,
        ["--help" | "-h"] => {
            println!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match run(check) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("{error}");
            if let Some(source) = error.source() {
                eprintln!("  because {source}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(check: bool) -> Result<ExitCode, Error> {
    let plan = plan()?;
    let (total, changed) = plan.counts();
    if check {
        print!("{}", plan.diff());
        println!("{total} generated files, {changed} stale");
        return Ok(if plan.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
    }
    plan.apply()?;
    println!("{total} generated files, {changed} changed");
    Ok(ExitCode::SUCCESS)
}

/// What is to be written, with paths relative to the workspace, where cargo runs the program.
fn plan() -> Result<Plan, Error> {
    let spec = Path::new(SPEC);
    let model = resolve(&load(
        ["authentication-page.yaml", "ticket-service.yaml", "personal-certificate.yaml"]
            .map(|file| spec.join(file)),
    )?)?;
    let generated = Path::new(GENERATED);
    let mut files: Vec<(PathBuf, String)> =
        source::directory(&model).into_iter().map(|file| (generated.join(file.path), file.text)).collect();
    files.push((spec.join("REFERENCE.md"), reference::reference(&model)));
    files.push((spec.join("wmlogin.schema.json"), schema::schema()));
    Ok(Plan::new(files, &[generated.to_owned()])?)
}
