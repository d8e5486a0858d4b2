//! Who is measured.

mod beam;
mod kameo_actors;
mod kameo_children;
mod kernel;
mod memory;
mod ractor_actors;
mod servers;
mod supervisors;
mod tokio_tasks;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use anyhow::{Context, bail};

pub use self::beam::{beam_command, is_installed as beam_is_installed, script};
use crate::work::{Measurement, Sample, Work};

/// One contender.
pub struct Subject {
    /// Short, for the table and the command line.
    pub name: &'static str,
    /// What exactly runs.
    pub what: &'static str,
    /// For a contender on the BEAM, the mode its script is run in.
    pub beam: Option<&'static str>,
    /// The work that it does.
    does: &'static [Work],
    /// A process with its defaults is expected to take this many bytes; a run that would not fit is left out.
    bytes: usize,
}

const PLAIN: &[Work] = &[Work::Spawn, Work::Call, Work::Cast];
const AND_CHILDREN: &[Work] = &[Work::Spawn, Work::Call, Work::Cast, Work::Children];
const ALL_WORK: &[Work] = &[Work::Spawn, Work::Call, Work::Cast, Work::Restart, Work::Children];
const RESTART: &[Work] = &[Work::Restart];
const CHILDREN: &[Work] = &[Work::Children];
/// More children than this nobody gives to a supervisor that looks for each by going through all of them.
const FEW: usize = 1_000;

/// All of them.
pub const ALL: [Subject; 14] = [
    on_beam("beam", "bare processes; children under DynamicSupervisor", "bare", AND_CHILDREN),
    on_beam("beam_gen", "GenServer; children under DynamicSupervisor", "gen_server", AND_CHILDREN),
    on_beam("beam_sup", "Supervisor", "supervisor", RESTART),
    on_beam("beam_dynamic", "DynamicSupervisor", "dynamic", RESTART),
    rust("process", PROCESS, PLAIN, 2_000),
    rust("process_ask", ASK, &[Work::Call], 0),
    rust("process_yield", YIELD, &[Work::Cast], 0),
    rust("gen_server", "this workbook's GenServer, on that kernel", PLAIN, 2_500),
    rust("supervisor", "this workbook's Supervisor", RESTART, 0),
    rust(
        "dynamic",
        "this workbook's DynamicSupervisor, plain processes",
        &[Work::Restart, Work::Children],
        3_500,
    ),
    rust("dynamic_gen", "this workbook's DynamicSupervisor, its GenServers", CHILDREN, 4_000),
    rust("tokio", "task, unbounded mpsc, oneshot", PLAIN, 2_500),
    rust(
        "ractor",
        "ractor 0.16, no limit on calls; children linked, ended by their parent",
        AND_CHILDREN,
        8_500,
    ),
    rust("kameo", "kameo 0.22, unbounded mailbox; children supervised", ALL_WORK, 8_500),
];

const PROCESS: &str = "this workbook's kernel; calls with a monitor and a limit, as in GenServer";
const ASK: &str = "this workbook's kernel; send, then receive by reference";
const YIELD: &str =
    "this workbook's kernel; the sender gives way every 1,000 messages, as the BEAM makes it do";

const fn on_beam(
    name: &'static str,
    what: &'static str,
    mode: &'static str,
    does: &'static [Work],
) -> Subject {
    Subject { name, what, beam: Some(mode), does, bytes: 3_000 }
}

const fn rust(name: &'static str, what: &'static str, does: &'static [Work], bytes: usize) -> Subject {
    Subject { name, what, beam: None, does, bytes }
}

impl Subject {
    /// Whether this contender takes part.
    pub fn does(&self, measurement: Measurement) -> bool {
        let by_search = self.name == "beam_sup" || self.name == "supervisor";
        self.does.contains(&measurement.work) && !(by_search && measurement.children > FEW)
    }

    /// Why it cannot be measured here, if it cannot.
    pub fn missing(&self, measurement: Measurement) -> Option<String> {
        if self.beam.is_some() && !beam::is_installed() {
            return Some("skipped: elixir is not installed".to_owned());
        }
        let processes = match measurement.work {
            Work::Spawn | Work::Children => measurement.count,
            Work::Restart => measurement.children,
            Work::Call | Work::Cast => 0,
        };
        let needed = self.bytes * processes;
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
    let Measurement { work, count: n, children, .. } = measurement;
    // On a worker, where the code of a program runs; the thread that waits for the end is no worker.
    let task = match (subject, work) {
        ("process", Work::Spawn) => runtime.spawn(kernel::spawn(n)),
        ("process", Work::Call) => runtime.spawn(kernel::call(n)),
        ("process", Work::Cast) => runtime.spawn(kernel::cast(n)),
        ("process_ask", Work::Call) => runtime.spawn(kernel::ask(n)),
        ("process_yield", Work::Cast) => runtime.spawn(kernel::cast_yielding(n)),
        ("gen_server", Work::Spawn) => runtime.spawn(servers::spawn(n)),
        ("gen_server", Work::Call) => runtime.spawn(servers::call(n)),
        ("gen_server", Work::Cast) => runtime.spawn(servers::cast(n)),
        ("supervisor", Work::Restart) => runtime.spawn(supervisors::restart(n, children)),
        ("dynamic", Work::Restart) => runtime.spawn(supervisors::restart_dynamic(n, children)),
        ("dynamic", Work::Children) => runtime.spawn(supervisors::processes(n)),
        ("dynamic_gen", Work::Children) => runtime.spawn(supervisors::servers(n)),
        ("tokio", Work::Spawn) => runtime.spawn(tokio_tasks::spawn(n)),
        ("tokio", Work::Call) => runtime.spawn(tokio_tasks::call(n)),
        ("tokio", Work::Cast) => runtime.spawn(tokio_tasks::cast(n)),
        ("ractor", Work::Spawn) => runtime.spawn(ractor_actors::spawn(n)),
        ("ractor", Work::Call) => runtime.spawn(ractor_actors::call(n)),
        ("ractor", Work::Cast) => runtime.spawn(ractor_actors::cast(n)),
        ("ractor", Work::Children) => runtime.spawn(ractor_actors::children(n)),
        ("kameo", Work::Spawn) => runtime.spawn(kameo_actors::spawn(n)),
        ("kameo", Work::Call) => runtime.spawn(kameo_actors::call(n)),
        ("kameo", Work::Cast) => runtime.spawn(kameo_actors::cast(n)),
        ("kameo", Work::Restart) => runtime.spawn(kameo_children::restart(n, children)),
        ("kameo", Work::Children) => runtime.spawn(kameo_children::children(n)),
        _ => bail!("`{subject}` does no {work:?} here"),
    };
    runtime.block_on(task).context("the measured task panicked")
}

/// How many processes have run once.
static STARTED: AtomicUsize = AtomicUsize::new(0);

/// Called by each process when it runs for the first time.
fn started() {
    STARTED.fetch_add(1, Ordering::Relaxed);
}

/// How many processes have ended.
static ENDED: AtomicUsize = AtomicUsize::new(0);

/// Counts the end of a process that owns one.
#[derive(Debug)]
struct CountsItsEnd;

impl Drop for CountsItsEnd {
    fn drop(&mut self) {
        ENDED.fetch_add(1, Ordering::Relaxed);
    }
}

/// Time and memory from here to [`Spawning::all_wait`].
struct Spawning {
    start: Instant,
    resident: Option<usize>,
}

impl Spawning {
    fn begin() -> Self {
        Self { resident: memory::resident(), start: clock() }
    }

    /// Waits until `n` processes have run once.
    async fn all_wait(self, n: usize) -> Sample {
        while STARTED.load(Ordering::Relaxed) < n {
            tokio::task::yield_now().await;
        }
        let sample = Sample::new(self.start.elapsed());
        let grown = memory::resident().zip(self.resident).map(|(after, before)| after.saturating_sub(before));
        Sample { bytes: grown.map(|bytes| bytes as f64), ..sample }
    }
}

/// Adds to `sample` how long `stop` takes, after which all `n` children must have ended.
async fn ending(sample: Sample, n: usize, stop: impl Future<Output = ()>) -> Sample {
    let start = clock();
    stop.await;
    let end = start.elapsed();
    assert_eq!(ENDED.load(Ordering::Relaxed), n, "every child ends before its supervisor");
    Sample { end: Some(end.as_secs_f64()), ..sample }
}

/// The place of the child that is killed in this turn: all over the table, again only after all others.
fn whom(turn: usize, children: usize) -> usize {
    const STRIDE: usize = 7_919; // a prime number, so it meets every place
    turn * STRIDE % children
}

/// Starts a clock.
#[expect(clippy::disallowed_methods, reason = "a benchmark measures real time")]
fn clock() -> Instant {
    Instant::now()
}

/// Part of the work that is done before the clock starts.
fn warm_up(n: usize) -> usize {
    n / 10
}
