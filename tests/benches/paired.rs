//! Candidates timed by turns in one process.
//!
//! Absolute times drift on a shared machine, so every round runs every candidate once, and what is
//! reported beside the median time is the median of the ratios within the rounds.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// A named piece of work.
pub struct Candidate<'a> {
    /// What the report calls it.
    pub name: &'a str,
    /// Runs it this often and returns how long that took.
    work: Box<dyn FnMut(u32) -> Duration + 'a>,
}

impl<'a> Candidate<'a> {
    /// A piece of work whose result the optimizer must not drop.
    pub fn new<T>(name: &'a str, mut work: impl FnMut() -> T + 'a) -> Self {
        let timed = move |runs| {
            let start = Instant::now();
            for _ in 0..runs {
                // By reference, so that the result is not moved.
                black_box(&work());
            }
            start.elapsed()
        };
        Self { name, work: Box::new(timed) }
    }

    /// A piece of work on one input after the other, over and over.
    #[allow(dead_code, reason = "not every benchmark has such a candidate")]
    pub fn on_each<I, T>(name: &'a str, inputs: &'a [I], mut work: impl FnMut(&'a I) -> T + 'a) -> Self {
        let mut inputs = inputs.iter().cycle();
        Self::new(name, move || inputs.next().map(|input| work(black_box(input))))
    }

    /// A piece of work for which something is prepared every time, which is not timed.
    #[allow(dead_code, reason = "not every benchmark has such a candidate")]
    pub fn prepared<P, T>(
        name: &'a str,
        mut prepare: impl FnMut() -> P + 'a,
        mut work: impl FnMut(P) -> T + 'a,
    ) -> Self {
        let timed = move |runs| {
            let mut timed = || {
                let prepared = prepare();
                let start = Instant::now();
                drop(black_box(work(prepared)));
                start.elapsed()
            };
            (0..runs).map(|_| timed()).sum()
        };
        Self { name, work: Box::new(timed) }
    }

    /// The number of runs that take about this time.
    fn runs(&mut self, chunk: Duration) -> u32 {
        let mut runs = 1;
        while runs < 1 << 20 && (self.work)(runs) < chunk {
            runs *= 2;
        }
        runs
    }
}

/// How often everything runs.
#[derive(Clone, Copy)]
pub struct Effort {
    /// Rounds; each gives one ratio.
    pub rounds: usize,
    /// The least time that a candidate runs in a round. A busy machine interrupts a long chunk almost always, and
    /// a short one rarely.
    pub chunk: Duration,
}

/// Runs the candidates by turns, prints their median times with the median ratios to the first one's
/// and the quartiles of these, and returns the median times.
pub fn compare(title: &str, effort: Effort, mut candidates: Vec<Candidate<'_>>) -> Vec<Duration> {
    let mut times: Vec<Vec<f64>> = vec![Vec::new(); candidates.len()];
    // This warms the caches as well.
    let runs: Vec<_> = candidates.iter_mut().map(|candidate| candidate.runs(effort.chunk)).collect();
    for _ in 0..effort.rounds {
        for ((candidate, times), runs) in candidates.iter_mut().zip(&mut times).zip(&runs) {
            times.push((candidate.work)(*runs).as_secs_f64() / f64::from(*runs));
        }
    }
    println!("\n{title}");
    let medians = candidates.iter().zip(&times).map(|(candidate, own)| {
        let mut ratios: Vec<_> = own.iter().zip(&times[0]).map(|(own, first)| own / first).collect();
        let [low, middle, high] = [0.25, 0.5, 0.75].map(|part| quantile(&mut ratios, part));
        let median = Duration::from_secs_f64(quantile(&mut own.clone(), 0.5));
        println!("  {:<44} {median:>12.1?}   ratio {middle:.3} ({low:.3} to {high:.3})", candidate.name);
        median
    });
    medians.collect()
}

fn quantile(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "an index"
    )]
    let index = ((values.len() - 1) as f64 * part).round() as usize;
    values[index]
}
