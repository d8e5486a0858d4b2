//! Who is measured.

mod beam;
mod kameo_actors;
mod kernel;
mod memory;
mod ractor_actors;
mod tokio_tasks;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context, bail};

pub use self::beam::beam_command;
use crate::work::{Measurement, Sample, Work};

/// One contender.
pub struct Subject {
    /// Short, for the table and the command line.
    pub name: &'static str,
    /// What exactly runs.
    pub what: &'static str,
    /// For a contender on the BEAM, the mode its script is run in.
    pub beam: Option<&'static str>,
    /// The only work that it does, for a contender of one discipline.
    pub only: Option<Work>,
    /// A process with its defaults is expected to take this many bytes; a run that would not fit is left out.
    pub bytes: usize,
}

/// All of them; the first is what the others are compared with.
pub const ALL: [Subject; 8] = [
    Subject {
        name: "beam",
        what: "bare processes, send and receive",
        beam: Some("bare"),
        only: None,
        bytes: 3_000,
    },
    Subject { name: "beam_gen", what: "GenServer", beam: Some("gen_server"), only: None, bytes: 3_000 },
    Subject { name: "process", what: PROCESS, beam: None, only: None, bytes: 2_000 },
    Subject { name: "process_ask", what: ASK, beam: None, only: Some(Work::Call), bytes: 0 },
    Subject { name: "process_yield", what: YIELD, beam: None, only: Some(Work::Cast), bytes: 0 },
    Subject { name: "tokio", what: "task, unbounded mpsc, oneshot", beam: None, only: None, bytes: 2_500 },
    Subject { name: "ractor", what: "ractor 0.16, no limit on calls", beam: None, only: None, bytes: 8_500 },
    Subject { name: "kameo", what: "kameo 0.22, unbounded mailbox", beam: None, only: None, bytes: 8_500 },
];

const PROCESS: &str = "this workbook's kernel; calls with a monitor and a limit, as in GenServer";
const ASK: &str = "this workbook's kernel; send, then receive by reference";
const YIELD: &str =
    "this workbook's kernel; the sender gives way every 1,000 messages, as the BEAM makes it do";

impl Subject {
    /// Whether this contender takes part.
    pub fn does(&self, work: Work) -> bool {
        self.only.is_none_or(|only| only == work)
    }

    /// Why it cannot be measured here, if it cannot.
    pub fn missing(&self, measurement: Measurement) -> Option<String> {
        if self.beam.is_some() && !beam::is_installed() {
            return Some("skipped: elixir is not installed".to_owned());
        }
        let needed = if measurement.work == Work::Spawn { self.bytes * measurement.count } else { 0 };
        // Memory that is not there would be borrowed from the disk, and the disk would be measured.
        let free = memory::available()?;
        (needed > free).then(|| format!("skipped: needs {} MB, {} MB are free", needed >> 20, free >> 20))
    }
}

/// Does the work in this process.
///
/// # Errors
/// When there is no such contender here.
pub fn measure(subject: &str, measurement: Measurement) -> anyhow::Result<Sample> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(measurement.workers)
        .enable_time()
        .build()
        .context("starting the runtime")?;
    let (work, n) = (measurement.work, measurement.count);
    // On a worker, where the code of a program runs; the thread that waits for the end is no worker.
    let task = match subject {
        "process" => runtime.spawn(async move {
            match work {
                Work::Spawn => kernel::spawn(n).await,
                Work::Call => kernel::call(n).await,
                Work::Cast => kernel::cast(n).await,
            }
        }),
        "process_ask" => runtime.spawn(kernel::ask(n)),
        "process_yield" => runtime.spawn(kernel::cast_yielding(n)),
        "tokio" => runtime.spawn(async move {
            match work {
                Work::Spawn => tokio_tasks::spawn(n).await,
                Work::Call => tokio_tasks::call(n).await,
                Work::Cast => tokio_tasks::cast(n).await,
            }
        }),
        "ractor" => runtime.spawn(async move {
            match work {
                Work::Spawn => ractor_actors::spawn(n).await,
                Work::Call => ractor_actors::call(n).await,
                Work::Cast => ractor_actors::cast(n).await,
            }
        }),
        "kameo" => runtime.spawn(async move {
            match work {
                Work::Spawn => kameo_actors::spawn(n).await,
                Work::Call => kameo_actors::call(n).await,
                Work::Cast => kameo_actors::cast(n).await,
            }
        }),
        _ => bail!("unknown subject `{subject}`; expected process, tokio, ractor or kameo"),
    };
    runtime.block_on(task).context("the measured task panicked")
}

/// How many processes have run once.
static STARTED: AtomicUsize = AtomicUsize::new(0);

/// Called by each process when it runs for the first time.
fn started() {
    STARTED.fetch_add(1, Ordering::Relaxed);
}

/// Time and memory from here to [`Spawning::all_wait`].
struct Spawning {
    start: Instant,
    resident: Option<usize>,
}

impl Spawning {
    #[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
    fn begin() -> Self {
        Self { resident: memory::resident(), start: Instant::now() }
    }

    /// Waits until `n` processes have run once.
    async fn all_wait(self, n: usize) -> Sample {
        while STARTED.load(Ordering::Relaxed) < n {
            tokio::task::yield_now().await;
        }
        let seconds = self.start.elapsed().as_secs_f64();
        let grown = memory::resident().zip(self.resident).map(|(after, before)| after.saturating_sub(before));
        Sample { seconds, bytes: grown.map(|bytes| bytes as f64) }
    }
}

/// Starts the clock of a call or cast.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn clock() -> Instant {
    Instant::now()
}

/// Part of the work that is done before the clock starts.
fn warm_up(n: usize) -> usize {
    n / 10
}
