//! Many things at a time, each of them timed.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use tokio::task::JoinSet;

/// How fast it went.
pub struct Speed {
    pub a_second: f64,
    pub median: Duration,
    pub percentile_99: Duration,
}

/// Does something `count` times, `in_flight` at a time.
pub async fn side_by_side<W, F>(count: usize, in_flight: usize, work: W) -> Speed
where
    W: Fn(usize) -> F + Clone + Send + 'static,
    F: Future<Output = ()> + Send + 'static,
{
    let next = Arc::new(AtomicUsize::new(0));
    let start = Instant::now();
    let tasks = (0..in_flight).map(|_| do_all(count, Arc::clone(&next), work.clone()));
    let mut times = tasks.collect::<JoinSet<_>>().join_all().await.concat();
    let took = start.elapsed();
    assert_eq!(times.len(), count, "nothing is lost");
    times.sort_unstable();
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let a_second = count as f64 / took.as_secs_f64();
    Speed { a_second, median: times[count / 2], percentile_99: times[count * 99 / 100] }
}

/// Does what is left, one thing after the other.
async fn do_all<W, F>(count: usize, next: Arc<AtomicUsize>, work: W) -> Vec<Duration>
where
    W: Fn(usize) -> F,
    F: Future<Output = ()>,
{
    let mut times = Vec::new();
    loop {
        let number = next.fetch_add(1, Ordering::Relaxed);
        if number >= count {
            return times;
        }
        let start = Instant::now();
        work(number).await;
        times.push(start.elapsed());
    }
}
