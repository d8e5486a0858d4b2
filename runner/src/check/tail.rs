//! What a program printed: only the end is kept, and the amount is counted.

use std::collections::VecDeque;
use std::io::Read;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// More output than anybody would read.
pub(super) const FLOOD_BYTES: u64 = 256 * 1024;
/// How much of the end is kept.
const KEPT_BYTES: usize = 8 * 1024;

/// What the reader of the output has to say.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// There is too much of it.
    Flood,
    /// Nobody can print any more.
    End,
}

/// The end of an output that may still grow.
#[derive(Clone, Default)]
pub(super) struct Tail(Arc<Mutex<Kept>>);

#[derive(Default)]
struct Kept {
    end: VecDeque<u8>,
    printed: u64,
}

impl Tail {
    /// Reads `pipe` on a thread of its own until nobody can print any more.
    pub(super) fn follow(mut pipe: impl Read + Send + 'static) -> (Self, Receiver<Said>) {
        let tail = Self::default();
        let (say, said) = channel();
        let ours = tail.clone();
        std::thread::spawn(move || {
            let mut buffer = [0; 16 * 1024];
            loop {
                match pipe.read(&mut buffer) {
                    Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                    Ok(0) | Err(_) => break,
                    Ok(n) => {
                        let before = ours.is_flood();
                        ours.push(&buffer[..n]);
                        if !before && ours.is_flood() {
                            let _ = say.send(Said::Flood); // nobody listens any more: fine
                        }
                    }
                }
            }
            let _ = say.send(Said::End);
        });
        (tail, said)
    }

    fn push(&self, bytes: &[u8]) {
        let mut kept = self.lock();
        kept.printed += bytes.len() as u64;
        kept.end.extend(bytes);
        let surplus = kept.end.len().saturating_sub(KEPT_BYTES);
        kept.end.drain(..surplus);
    }

    fn lock(&self) -> MutexGuard<'_, Kept> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether more was printed than anybody would read.
    pub(super) fn is_flood(&self) -> bool {
        self.lock().printed > FLOOD_BYTES
    }

    /// What was printed last, from the start of a line, without what the test harness says around it.
    pub(super) fn text(&self) -> String {
        let text = self.raw();
        let whole = match text.split_once('\n') {
            Some((_, rest)) if text.len() >= KEPT_BYTES && !rest.is_empty() => rest,
            _ => &text,
        };
        whole.lines().filter_map(ours).collect::<Vec<_>>().join("\n")
    }

    /// Everything that is kept, as it was printed.
    pub(super) fn raw(&self) -> String {
        let kept: Vec<u8> = self.lock().end.iter().copied().collect();
        String::from_utf8_lossy(&kept).into_owned()
    }
}

/// The part of a line that the program printed: `test NAME ... ` stands before the first thing a check prints.
fn ours(line: &str) -> Option<&str> {
    let frame = ["running ", "test result: ", "failures:"];
    let is_frame = |line: &str| frame.iter().any(|start| line.starts_with(start));
    if is_frame(line) || line.trim().is_empty() || line.starts_with("note: run with `RUST_BACKTRACE") {
        return None;
    }
    let line = match line.strip_prefix("test ").and_then(|rest| rest.split_once(" ... ")) {
        Some((_, "ok" | "FAILED" | "")) => return None,
        Some((_, printed)) => printed,
        None => line,
    };
    let is_status = line == "ok" || line == "FAILED";
    // The list of failures at the end: four blanks and a name.
    let is_listed = line.strip_prefix("    ").is_some_and(|name| name.contains("::") && !name.contains(' '));
    (!is_status && !is_listed).then_some(line)
}

#[cfg(test)]
mod tests {
    use super::{Said, Tail};

    #[test]
    fn only_what_the_program_printed_is_kept() {
        let printed = "\nrunning 1 test\ntest take::a ... hello\nworld\nFAILED\n\nfailures:\n\nfailures:\n    \
                       take::a\n\ntest result: FAILED. 0 passed\n";
        let (tail, said) = Tail::follow(printed.as_bytes());
        assert_eq!(said.recv(), Ok(Said::End));
        assert_eq!(tail.text(), "hello\nworld");
    }

    #[test]
    fn a_flood_is_said_once_and_its_end_is_kept() {
        let flood = "line\n".repeat(100_000) + "last\n";
        let (tail, said) = Tail::follow(std::io::Cursor::new(flood));
        assert_eq!(said.iter().collect::<Vec<_>>(), [Said::Flood, Said::End]);
        assert!(tail.text().len() < 10_000 && tail.text().ends_with("line\nlast"));
    }
}
