//! Two meters for memory. (Given.)
//!
//! The heap meter counts what the program asks of its allocator, so it shows the same number every time. The stacks
//! of threads do not come from there: the system sets aside a range of addresses, which the second meter reads.
//!
//! Left out: memory that is really touched. A sleeping thread touches a few pages of the two megabytes it reserves.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    /// Asked for minus given back. One for each thread, so that a neighbour's work does not show here.
    static HEAP: Cell<i64> = const { Cell::new(0) };
}

/// Bytes this thread holds on the heap now: what it asked for minus what it gave back.
#[must_use]
pub fn heap_bytes() -> u64 {
    u64::try_from(HEAP.get()).unwrap_or(0)
}

fn count(bytes: i64) {
    // A thread that is ending has no counter any more; nobody reads it then.
    let _ = HEAP.try_with(|heap| heap.set(heap.get() + bytes));
}

/// Bytes of addresses set aside for this program; `None` where the system does not tell (anything but Linux).
#[must_use]
pub fn address_space() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmSize:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

/// The system's allocator with a counter.
struct Counting;

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[expect(
    unsafe_code,
    reason = "an allocator cannot be written without it; this one only counts and passes on"
)]
// SAFETY: every call goes to `System` unchanged, so its guarantees are ours.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size().cast_signed() as i64);
        // SAFETY: the caller keeps the promises that `System` asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        count(-(layout.size().cast_signed() as i64));
        // SAFETY: as above.
        unsafe { System.dealloc(block, layout) }
    }
}
