//! How a cost grows with the size of its input.

/// Costs at growing sizes.
pub struct Growth {
    title: &'static str,
    /// Size and cost.
    points: Vec<(f64, f64)>,
}

impl Growth {
    /// No costs yet.
    pub fn new(title: &'static str) -> Self {
        Self { title, points: Vec::new() }
    }

    /// Adds the cost at a size.
    pub fn add(&mut self, size: f64, cost: f64) {
        self.points.push((size, cost));
    }

    /// The exponent of the growth between the smallest and the largest size: 1 if the cost is in proportion to
    /// the size, 0 if it is always the same.
    pub fn exponent(&self) -> f64 {
        let &[(first, first_cost), .., (last, last_cost)] = &self.points[..] else { return f64::NAN };
        (last_cost / first_cost).ln() / (last / first).ln()
    }

    /// The cost at the largest size, as a multiple of that at the smallest.
    #[allow(dead_code, reason = "not every benchmark asks for it")]
    pub fn factor(&self) -> f64 {
        let &[(_, first), .., (_, last)] = &self.points[..] else { return f64::NAN };
        last / first
    }

    /// Prints the costs and the exponent.
    pub fn print(&self) {
        println!("growth of {}:", self.title);
        for (size, cost) in &self.points {
            println!("  {size:>10}  {cost:>12.1}");
        }
        println!("  exponent {:.2}", self.exponent());
    }
}
