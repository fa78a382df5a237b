//! `cargo codegen`: writes what is generated from the spec, or says what is stale.

use std::error::Error as _;
use std::path::Path;
use std::process::ExitCode;

use wmlogin_codegen::{Error, workspace};

const USAGE: &str = "\
Writes the generated code, reference and schema from spec/*.yaml.

Usage: cargo codegen [--check]

  --check  write nothing; print what would change and exit with 1 if anything would";

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
                eprintln!("  caused by: {source}");
            }
            ExitCode::FAILURE
        }
    }
}

fn run(check: bool) -> Result<ExitCode, Error> {
    // Cargo runs the program in the folder where it is called: the workspace.
    let plan = workspace::plan(Path::new(""))?;
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
