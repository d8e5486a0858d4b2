//! Where the processes of a lab run: one thread with the real clock, watched so that their rest can be told from work.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use trace::Tracer;

use crate::page::Language;
use crate::record::Record;
use crate::setup::Text;

/// Rounds without work after which all is at rest.
const ROUNDS: u32 = 3;
/// Processes that never rest are looked at anyway, after this time.
const PATIENCE: Duration = Duration::from_millis(700);

type Task = Pin<Box<dyn Future<Output = ()> + Send>>;

/// What a process system of a lab is made with.
#[derive(Clone, Default)]
pub struct Stage {
    pub(crate) record: Arc<Record>,
    /// How often a process has run.
    turns: Arc<AtomicU64>,
    /// In which language answers are.
    pub(crate) language: Language,
}

impl Stage {
    pub(crate) fn of(language: Language) -> Self {
        Self { language, ..Self::default() }
    }

    /// Runs the processes.
    #[must_use]
    pub fn spawner(&self) -> Arc<dyn Fn(Task) + Send + Sync> {
        let turns = Arc::clone(&self.turns);
        Arc::new(move |task| drop(tokio::spawn(Watched { task, turns: Arc::clone(&turns) })))
    }

    /// Hears of every event.
    #[must_use]
    pub fn tracer(&self) -> Tracer {
        let record = Arc::clone(&self.record);
        Arc::new(move |event| record.event(event))
    }

    /// A sentence in the learner's language, for answers that are more than a value.
    #[must_use]
    pub fn say(&self, en: &'static str, ru: &'static str) -> &'static str {
        self.text(Text { en, ru })
    }

    pub(crate) fn text(&self, text: Text) -> &'static str {
        match self.language {
            Language::En => text.en,
            Language::Ru => text.ru,
        }
    }

    /// The process with this pid asks something for the lab. If the answer is not waited for, `end` ends it.
    pub fn asks(&self, pid: &str, end: impl FnOnce() + 'static) -> Unheard {
        self.record.hide_if_quiet(pid);
        Unheard(Some(Box::new(end)))
    }

    /// Whether the lab itself asks around, for a picture.
    #[must_use]
    pub fn is_looking(&self) -> bool {
        self.record.is_quiet()
    }

    /// Waits until no process can run, or until it is clear that they never rest.
    pub(crate) async fn settle(&self) {
        let end = Instant::now() + PATIENCE;
        let (mut quiet, mut seen) = (0, self.turns.load(Ordering::Relaxed));
        while quiet < ROUNDS && Instant::now() < end {
            tokio::task::yield_now().await; // lets everything run that can
            let now = self.turns.load(Ordering::Relaxed);
            quiet = if now == seen { quiet + 1 } else { 0 };
            seen = now;
        }
    }
}

/// Ends a process when nobody waits for its answer any more.
#[must_use]
pub struct Unheard(Option<Box<dyn FnOnce()>>);

impl Unheard {
    /// The answer has come.
    pub fn forget(mut self) {
        self.0 = None;
    }
}

impl Drop for Unheard {
    fn drop(&mut self) {
        if let Some(end) = self.0.take() {
            end();
        }
    }
}

/// A process whose turns are counted.
struct Watched {
    task: Task,
    turns: Arc<AtomicU64>,
}

impl Future for Watched {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        self.turns.fetch_add(1, Ordering::Relaxed);
        self.task.as_mut().poll(cx)
    }
}
