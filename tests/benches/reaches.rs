//! Measured values beside the ones to reach.

/// The link-time optimization of this build. Dependents build without, unless they ask for it.
pub const LTO: &str = match option_env!("CARGO_PROFILE_BENCH_LTO") {
    Some(lto) => lto,
    None => "thin",
};

/// A table of values and what they are to reach.
pub struct Reaches(Vec<Row>);

struct Row {
    name: &'static str,
    value: f64,
    reach: f64,
    is_met: bool,
}

impl Reaches {
    /// An empty table.
    pub fn new() -> Self {
        Self(Vec::new())
    }

    /// Adds a value that is to be at most this large.
    #[allow(dead_code, reason = "not every benchmark has such a value")]
    pub fn at_most(&mut self, reach: f64, name: &'static str, value: f64) {
        self.0.push(Row { name, value, reach, is_met: value <= reach });
    }

    /// Adds a value that is to be at least this large.
    #[allow(dead_code, reason = "not every benchmark has such a value")]
    pub fn at_least(&mut self, reach: f64, name: &'static str, value: f64) {
        self.0.push(Row { name, value, reach, is_met: value >= reach });
    }

    /// Prints the table, with the profile of the build.
    pub fn print(&self) {
        println!("\n  {:<52} {:>10} {:>10}   (LTO: {LTO})", "reach", "measured", "reach");
        for Row { name, value, reach, is_met } in &self.0 {
            let met = if *is_met { "met" } else { "not met" };
            println!("  {name:<52} {value:>10.3} {reach:>10.3}   {met}");
        }
    }
}
