//! Many runs of a plan, on all cores, in an order that does not depend on them.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Makes the parts of these numbers, as many at a time as there are cores; the result is in order.
pub(crate) fn in_parallel<T: Send>(
    numbers: std::ops::Range<usize>,
    make: impl Fn(usize) -> T + Sync,
) -> Vec<T> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let next = AtomicUsize::new(numbers.start);
    let made = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..workers.min(numbers.len()) {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    if number >= numbers.end {
                        return;
                    }
                    let part = make(number);
                    let mut made = made.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
                    made.push((number, part));
                }
            });
        }
    });
    let mut made = made.into_inner().unwrap_or_default();
    made.sort_by_key(|&(number, _)| number);
    made.into_iter().map(|(_, part)| part).collect()
}
