//! The CPU time of one thread, for benches that share a machine with others.

use std::time::{Duration, Instant};

/// Measures the CPU time of this thread where the system tells it, else the time that passes.
pub(crate) struct Clock(Option<Duration>, Instant);

impl Clock {
    /// Begins.
    pub(crate) fn start() -> Self {
        Clock(cpu_time(), Instant::now())
    }

    /// Returns the time since the beginning.
    pub(crate) fn stop(&self) -> Duration {
        match (self.0, cpu_time()) {
            (Some(start), Some(end)) => end.saturating_sub(start),
            _ => self.1.elapsed(),
        }
    }
}

/// Linux's count of the nanoseconds this thread has run.
fn cpu_time() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split(' ').next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}
