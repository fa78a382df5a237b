//! Measured values beside the ones to reach.

use std::fs::OpenOptions;
use std::io::Write;

/// The link-time optimization of this build. Dependents build without, unless they ask for it.
pub const LTO: &str = match option_env!("CARGO_PROFILE_RELEASE_LTO") {
    Some(lto) => lto,
    None => match option_env!("CARGO_PROFILE_BENCH_LTO") {
        Some(lto) => lto,
        None => "thin",
    },
};

/// The environment variable with the file that the rows are added to, for a table over several programs.
pub const FILE: &str = "WMLOGIN_BENCH_ROWS";

/// A value and what it is to reach.
#[derive(Clone)]
pub struct Row {
    pub name: String,
    pub value: f64,
    pub reach: f64,
    pub is_met: bool,
}

impl Row {
    /// Reads a line of the [`FILE`].
    #[allow(dead_code, reason = "only the table over several programs reads it")]
    pub fn read(line: &str) -> Option<Self> {
        let mut fields = line.split('\t');
        let (name, value, reach) = (fields.next()?, fields.next()?, fields.next()?);
        let is_met = fields.next()?.parse().ok()?;
        Some(Self { name: name.to_owned(), value: value.parse().ok()?, reach: reach.parse().ok()?, is_met })
    }
}

/// A table of values and what they are to reach.
pub struct Reaches(Vec<Row>);

impl Reaches {
    /// An empty table.
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a value that is to be at most this large.
    #[allow(dead_code, reason = "not every benchmark has such a value")]
    pub fn at_most(&mut self, reach: f64, name: &str, value: f64) {
        self.0.push(Row { name: name.to_owned(), value, reach, is_met: value <= reach });
    }

    /// Adds a value that is to be at least this large.
    #[allow(dead_code, reason = "not every benchmark has such a value")]
    pub fn at_least(&mut self, reach: f64, name: &str, value: f64) {
        self.0.push(Row { name: name.to_owned(), value, reach, is_met: value >= reach });
    }

    /// The rows.
    #[allow(dead_code, reason = "only the table over several programs takes them")]
    pub fn rows(self) -> Vec<Row> {
        self.0
    }

    /// Prints the table, with the profile of the build, and adds the rows to the [`FILE`] if there is one.
    #[allow(dead_code, reason = "the table over several programs prints it differently")]
    pub fn print(&self) {
        println!("\n  {:<52} {:>10} {:>10}   (LTO: {LTO})", "reach", "measured", "reach");
        for Row { name, value, reach, is_met } in &self.0 {
            let met = if *is_met { "met" } else { "not met" };
            println!("  {name:<52} {value:>10.3} {reach:>10.3}   {met}");
        }
        if let Some(path) = std::env::var_os(FILE) {
            let mut file = OpenOptions::new().create(true).append(true).open(path).expect("a file");
            for Row { name, value, reach, is_met } in &self.0 {
                writeln!(file, "{name}\t{value}\t{reach}\t{is_met}").expect("a file");
            }
        }
    }
}

/// The value to reach: with link-time optimization, which makes the peers faster as well, or without.
#[allow(dead_code, reason = "not every benchmark has such a value")]
pub fn by_lto(with: f64, without: f64) -> f64 {
    if LTO == "false" { without } else { with }
}
