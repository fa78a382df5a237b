//! Everything that has a value to reach, in one table: what depends on the link-time optimization with each of them,
//! compiled as dependents compile it.
//!
//! `cargo bench -p wmlogin-tests --bench table`

mod dependent;
mod reaches;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use dependent::Dependent;
use reaches::{FILE, Reaches, Row};

/// With the whole program optimized at once, as this workspace is built, and as dependents are built unless they ask
/// for more.
const LTO: [&str; 3] = ["fat", "thin", "false"];

/// The packages that the benchmarks of reading need besides those of this workspace.
const PEERS: &str = "form_urlencoded = \"1\"\nserde_urlencoded = \"0.7\"\n\
     bitflags = { version = \"2\", default-features = false }\n\
     chrono = { version = \"0.4\", default-features = false, features = [\"alloc\"] }\n\
     serde = { version = \"1\", features = [\"derive\"] }\nuuid = { version = \"1\", features = [\"serde\"] }\n";

fn main() {
    let [fat, thin, none] = LTO;
    println!(
        "\n{:<58} {fat:>9} {thin:>9} {none:>9} {:>13}\n",
        "row, and its value with each link-time optimization", "reach"
    );
    let packages = Dependent::on("wmlogin-types") + &Dependent::on("wmlogin-client") + PEERS;
    let programs = ["parse", "receive"];
    let dependent = Dependent::new("readers", &packages, &programs.map(bench));
    let builds = LTO.map(|lto| dependent.build(lto).programs);
    for program in programs {
        print(&builds.each_ref().map(|build| rows(&mut Command::new(build.join(program)))));
    }
    compare_builds();
    for program in ["verify", "store", "codegen"] {
        let mut command = Command::new(env!("CARGO"));
        command.args(["bench", "--quiet", "--package", "wmlogin-tests", "--bench", program]);
        print(&[rows(&mut command)]);
    }
    print_load();
}

fn bench(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches").join(name).with_extension("rs")
}

/// Runs a benchmark, and returns the rows of its table.
fn rows(command: &mut Command) -> Vec<Row> {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join("rows");
    let _ = fs::remove_file(&path);
    let output = command.env(FILE, &path).output().expect("a benchmark");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let rows = fs::read_to_string(&path).expect("rows");
    rows.lines().filter_map(Row::read).collect()
}

/// Prints a value for each link-time optimization, or one for the workspace's.
fn print(columns: &[Vec<Row>]) {
    for (index, last) in columns.last().into_iter().flatten().enumerate() {
        let rows: Vec<_> = columns.iter().filter_map(|column| column.get(index)).collect();
        let values = rows.iter().map(|row| format!("{:>9.3}", row.value)).collect::<Vec<_>>();
        let reaches = [rows[0].reach, last.reach].map(|reach| reach.to_string());
        let reach = if reaches[0] == reaches[1] { reaches[0].clone() } else { reaches.join(" / ") };
        let met = rows.iter().map(|row| if row.is_met { "met" } else { "not met" }).collect::<Vec<_>>();
        let is_same = met.iter().all(|other| *other == met[0]);
        let met = if is_same { met[0].to_owned() } else { met.join(", ") };
        println!("{:<58} {:<29} {reach:>13}   {met}", last.name, values.join(" "));
    }
}

/// What the types add to the build of a program, and the whole build.
fn compare_builds() {
    let program = Path::new(env!("CARGO_TARGET_TMPDIR")).join("dependent.rs");
    fs::write(
        &program,
        "fn main() {\n    let body = std::env::args().next().unwrap_or_default();\n    \
         println!(\"{:?}\", wmlogin_types::Response::parse(body.as_bytes()));\n}\n",
    )
    .expect("a program");
    let dependent = Dependent::new("dependent", &Dependent::on("wmlogin-types"), &[program]);
    dependent.clean("false", None);
    let all = dependent.build("false").seconds;
    dependent.clean("false", Some("wmlogin-types"));
    let types = dependent.build("false").seconds;
    let mut reaches = Reaches::new();
    reaches.at_most(1.3, "seconds of a processor to compile wmlogin-types", types);
    reaches.at_most(3.6, "seconds of a processor to compile a dependent", all);
    print(&[reaches.rows()]);
}

/// A busy machine makes all of this slower, and some of it more than the rest.
fn print_load() {
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    println!("load of the machine at the end: {}", load.trim());
}
