//! The stream: it takes an item when a place is free, and gives a result when it is asked.
//!
//! A place is free when a task has *ended*, not when its result has been given. So a slow item holds up the results
//! behind it, but not the work.
//!
//! Differs: on the BEAM a late task is killed when its time is over; here, when the stream is next asked. Its
//! result is `timeout` in either case, for the letter of its timer lies before its reply.
//! Source: Elixir, `Task.async_stream/3`. Chapter: `tasks`.

use std::collections::BTreeMap;
use std::future::Future;
use std::iter::Fuse;

use process::{Context, Envelope, ExitReason, Message};

use crate::options::{Options, Order};
use crate::running::{Link, Running};

/// Results of tasks, one for each item. Nothing runs until it is asked for the first of them.
///
/// When it is dropped, tasks that run go on; [`AsyncStream::stop`] ends them.
pub struct AsyncStream<I: Iterator, W, T> {
    items: Fuse<I>,
    work: W,
    link: Link,
    options: Options,
    /// How many items were taken, and how many results were given.
    taken: usize,
    given: usize,
    running: Vec<Running<T>>,
    /// Results that nobody has asked for yet, or whose turn it is not, by the number of the item.
    finished: BTreeMap<usize, Result<T, ExitReason>>,
}

/// A stream of linked tasks: the crash of one ends the caller, unless it traps exits. `Task.async_stream`.
///
/// # Panics
/// When `max_concurrency` is 0.
pub fn async_stream<I, W, Fut, T>(items: I, options: Options, work: W) -> AsyncStream<I::IntoIter, W, T>
where
    I: IntoIterator,
    W: FnMut(I::Item) -> Fut,
    Fut: Future<Output = T> + Send + 'static,
    T: Message,
{
    AsyncStream::new(items.into_iter(), options, work, Link::Yes)
}

/// A stream of tasks without link: a crash is a result like any other. `Task.Supervisor.async_stream_nolink`.
///
/// # Panics
/// When `max_concurrency` is 0.
pub fn async_stream_nolink<I, W, Fut, T>(
    items: I,
    options: Options,
    work: W,
) -> AsyncStream<I::IntoIter, W, T>
where
    I: IntoIterator,
    W: FnMut(I::Item) -> Fut,
    Fut: Future<Output = T> + Send + 'static,
    T: Message,
{
    AsyncStream::new(items.into_iter(), options, work, Link::No)
}

impl<I, W, Fut, T> AsyncStream<I, W, T>
where
    I: Iterator,
    W: FnMut(I::Item) -> Fut,
    Fut: Future<Output = T> + Send + 'static,
    T: Message,
{
    fn new(items: I, options: Options, work: W, link: Link) -> Self {
        assert!(options.max_concurrency > 0, "max_concurrency must be at least 1");
        let items = items.fuse();
        let (running, finished) = (Vec::new(), BTreeMap::new());
        Self { items, work, link, options, taken: 0, given: 0, running, finished }
    }

    /// The next result, or `None` when there are no more items.
    pub async fn next(&mut self, me: &mut Context) -> Option<Result<T, ExitReason>> {
        loop {
            if let Some(result) = self.ready() {
                return Some(result);
            }
            self.fill(me);
            if self.running.is_empty() {
                return None;
            }
            let of = |letter: &Envelope| self.running.iter().position(|running| running.concerns(letter));
            let letter = me.receive_where(|letter| of(letter).is_some()).await;
            let at = of(&letter).expect("it was taken because it concerns one of them");
            let running = self.running.remove(at);
            self.finished.insert(running.number, running.outcome(me, letter).await);
        }
    }

    /// Takes items and starts a task for each, as many as there are free places.
    fn fill(&mut self, me: &Context) {
        // TODO bounded: `Running::start(…)` for the next item, again and again. Until when?
        let _ = (&mut self.items, &mut self.work, self.options.max_concurrency);
        let _ = |work: Fut| Running::start(me, self.taken, self.link, self.options, work);
        todo!("bounded: fill the free places")
    }

    /// The result that may be given now.
    fn ready(&mut self) -> Option<Result<T, ExitReason>> {
        // TODO order: so far any result will do. Which one is it when the order is that of the items?
        let _ = (self.given, self.options.order, Order::OfItems);
        self.finished.pop_first().map(|(_, result)| result)
    }

    /// Ends the tasks that run. Nothing of them is left in the mailbox.
    pub async fn stop(self, me: &mut Context) {
        for running in self.running {
            running.abandon(me).await;
        }
    }
}
