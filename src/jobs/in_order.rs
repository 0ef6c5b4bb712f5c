//! Work on many things at once, with the results in the order of the things.
//!
//! Several threads take the things one after the other; one thread gets the results, each when its
//! turn has come. So what is made of the results is the same for any number of threads.

use std::any::Any;
use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::{Cancel, JobError};

/// How many things each worker may be ahead of the one whose turn it is.
const AHEAD: usize = 32;

/// From so much weight of waiting results on, nothing is begun before its turn.
const HELD: usize = 32 << 20;

/// How often somebody who waits asks whether to stop: Ctrl-C wakes nobody.
const LOOK_UP: Duration = Duration::from_millis(20);

/// What the main thread of a program has, and deeply nested documents may need.
const STACK: usize = 8 << 20;

/// What a thing came to, or what the work on it panicked with.
pub(crate) type Worked<R> = Result<R, Box<dyn Any + Send>>;

/// What workers and taker share.
struct Desk<R> {
    /// The thing to begin next.
    next: usize,
    /// The thing whose turn it is.
    turn: usize,
    /// Results whose turn has not come, with their weights.
    ready: BTreeMap<usize, (usize, Worked<R>)>,
    /// Weight of these results.
    held: usize,
    /// Nothing more is begun.
    closed: bool,
}

struct Workshop<R> {
    desk: Mutex<Desk<R>>,
    changed: Condvar,
    ahead: usize,
}

impl<R> Workshop<R> {
    fn desk(&self) -> MutexGuard<'_, Desk<R>> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits until something changes, or for a moment.
    fn wait<'d>(&self, desk: MutexGuard<'d, Desk<R>>) -> MutexGuard<'d, Desk<R>> {
        let woken = self.changed.wait_timeout(desk, LOOK_UP);
        woken.unwrap_or_else(PoisonError::into_inner).0
    }

    /// Returns the next thing to work on, once it may be begun; `None` where there is none.
    fn begin(&self, things: usize, cancel: &Cancel) -> Option<usize> {
        let mut desk = self.desk();
        loop {
            if desk.closed || desk.next >= things || cancel.check().is_err() {
                return None;
            }
            let near = desk.next < desk.turn + self.ahead && desk.held < HELD;
            if desk.next == desk.turn || near {
                desk.next += 1;
                return Some(desk.next - 1);
            }
            desk = self.wait(desk);
        }
    }

    fn put(&self, at: usize, weight: usize, result: Worked<R>) {
        let mut desk = self.desk();
        desk.held += weight;
        desk.ready.insert(at, (weight, result));
        drop(desk);
        self.changed.notify_all();
    }

    /// Waits for a result.
    fn get(&self, at: usize, cancel: &Cancel) -> Result<Worked<R>, JobError> {
        let mut desk = self.desk();
        loop {
            cancel.check()?;
            if let Some((weight, result)) = desk.ready.remove(&at) {
                desk.held -= weight;
                return Ok(result);
            }
            desk = self.wait(desk);
        }
    }

    fn turn_to(&self, at: usize) {
        self.desk().turn = at;
        self.changed.notify_all();
    }
}

/// Sends the workers home when the taker leaves, however it leaves.
struct Closing<'w, R>(&'w Workshop<R>);

impl<R> Drop for Closing<'_, R> {
    fn drop(&mut self) {
        self.0.desk().closed = true;
        self.0.changed.notify_all();
    }
}

/// Lets as many threads as there are `tools`, one at least, work on things, each with a tool of its own, and gives
/// the results to `take` in the order of the things, on the thread that called.
///
/// `work` returns a weight with its result, such as the bytes it was made of: few results wait for
/// their turn, and fewer where they are heavy. With one tool nothing is begun before the result
/// before it is taken. A panic is the result of its thing; the others go on.
///
/// # Errors
/// What `take` returns, or that somebody asked to stop; then what was not taken is dropped. Work
/// that has begun goes on until it asks `cancel` itself.
pub(crate) fn in_order<I: Sync, T: Send, R: Send, E: From<JobError>>(
    things: &[I],
    tools: Vec<T>,
    cancel: &Cancel,
    work: impl Fn(&mut T, &I) -> (usize, R) + Sync,
    mut take: impl FnMut(usize, Worked<R>) -> Result<(), E>,
) -> Result<(), E> {
    let workers = tools.len();
    let workshop = Workshop {
        desk: Mutex::new(Desk {
            next: 0,
            turn: 0,
            ready: BTreeMap::new(),
            held: 0,
            closed: false,
        }),
        changed: Condvar::new(),
        ahead: if workers > 1 { AHEAD * workers } else { 1 },
    };
    thread::scope(|scope| {
        let closing = Closing(&workshop);
        for mut tool in tools {
            let (workshop, work) = (&workshop, &work);
            let worker = move || {
                while let Some(at) = workshop.begin(things.len(), cancel) {
                    // A tool is for reading: half of a reading leaves nothing wrong in it.
                    let worked = catch_unwind(AssertUnwindSafe(|| work(&mut tool, &things[at])));
                    match worked {
                        Ok((weight, result)) => workshop.put(at, weight, Ok(result)),
                        Err(panic) => workshop.put(at, 0, Err(panic)),
                    }
                }
            };
            let builder = thread::Builder::new().stack_size(STACK);
            builder
                .spawn_scoped(scope, worker)
                .map_err(|error| JobError::NoThread(error.to_string()))?;
        }
        for at in 0..things.len() {
            take(at, workshop.get(at, cancel)?)?;
            workshop.turn_to(at + 1);
        }
        drop(closing);
        Ok(())
    })
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn squares(threads: usize, things: usize) -> Vec<(usize, usize)> {
        let things: Vec<usize> = (0..things).collect();
        let mut taken = Vec::new();
        let work = |(): &mut (), n: &usize| {
            // The early ones are the slow ones.
            let pause = if n.is_multiple_of(7) { 3 } else { 0 };
            thread::sleep(Duration::from_millis(pause));
            (8, n * n)
        };
        in_order(
            &things,
            vec![(); threads],
            &Cancel::new(),
            work,
            |at, square| {
                taken.push((at, square.unwrap()));
                Ok::<_, JobError>(())
            },
        )
        .unwrap();
        taken
    }

    #[test]
    fn results_come_in_order_whatever_the_number_of_threads() {
        let expected: Vec<(usize, usize)> = (0..200).map(|n| (n, n * n)).collect();
        for threads in [1, 2, 5] {
            assert_eq!(squares(threads, 200), expected, "{threads}");
        }
        assert_eq!(squares(3, 0), []);
    }

    #[test]
    fn a_panic_is_the_result_of_its_thing() {
        let things: Vec<usize> = (0..20).collect();
        let mut panicked = Vec::new();
        let work = |(): &mut (), n: &usize| {
            assert!(*n != 4 && *n != 9, "cannot do {n}");
            (0, ())
        };
        in_order(&things, vec![(); 2], &Cancel::new(), work, |at, result| {
            if result.is_err() {
                panicked.push(at);
            }
            Ok::<_, JobError>(())
        })
        .unwrap();
        assert_eq!(panicked, [4, 9]);
    }

    /// Returns the greatest number of results that were begun and not taken.
    fn most_begun(threads: usize, weight: usize) -> usize {
        let things: Vec<usize> = (0..300).collect();
        let begun = AtomicUsize::new(0);
        let mut most = 0;
        let work = |(): &mut (), _: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            (weight, ())
        };
        in_order(&things, vec![(); threads], &Cancel::new(), work, |at, _| {
            thread::sleep(Duration::from_micros(200));
            most = most.max(begun.load(Ordering::SeqCst) - at);
            Ok::<_, JobError>(())
        })
        .unwrap();
        most
    }

    #[test]
    fn nobody_runs_far_ahead_least_of_all_with_heavy_results() {
        assert_eq!(most_begun(1, 1), 1);
        assert!(most_begun(2, 1) <= 2 * AHEAD + 1);
        assert!(most_begun(2, HELD / 2) <= 5);
    }

    #[test]
    fn a_wish_to_stop_and_an_error_of_the_taker_end_it() {
        let things: Vec<usize> = (0..1000).collect();
        let cancel = Cancel::new();
        let begun = AtomicUsize::new(0);
        let work = |(): &mut (), _: &usize| {
            begun.fetch_add(1, Ordering::SeqCst);
            (0, ())
        };
        let mut taken = 0;
        let result = in_order(&things, vec![(); 2], &cancel, work, |at, _| {
            taken = at + 1;
            if at == 10 {
                cancel.cancel();
            }
            Ok::<_, JobError>(())
        });
        assert!(matches!(result, Err(JobError::Cancelled)));
        assert_eq!(taken, 11);
        assert!(begun.load(Ordering::SeqCst) < 1000);

        let result = in_order(&things, vec![(); 2], &Cancel::new(), work, |at, _| {
            if at == 3 {
                Err(JobError::EmptyMemory)
            } else {
                Ok(())
            }
        });
        assert!(matches!(result, Err(JobError::EmptyMemory)));
    }
}
