//! The shop's process. A handler that waits, waits for everybody; so it hands the waiting on, together with `from`.
//!
//! Each quote has a worker process, which asks the supplier and replies. The shop keeps the monitor of the worker and
//! a copy of `from`: should the worker crash, the shop replies in its place. A few work at once, the rest stands in a
//! line, and whose client has gone by the time of its turn is passed over.
//!
//! Source: OTP, `gen_server`, `reply/2`; `erlang:spawn_monitor/1`. Chapter: `gen_server`.

use std::collections::{BTreeMap, VecDeque};

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Context, Down, Envelope, ExitReason, Ref};

use crate::client::{Status, Supplier};
use crate::deadline::Deadline;

/// How many quotes the supplier is asked for at the same time.
pub const AT_ONCE: usize = 3;

/// What can be asked.
#[derive(Clone, Debug)]
pub(crate) enum Request {
    Quote { item: String, wanted_until: Deadline },
    Status,
}

/// What is answered.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    Quote(Result<u32, ExitReason>),
    Status(Status),
}

// ANCHOR: server
/// A request for a quote that has not been answered.
#[derive(Debug)]
struct Job {
    item: String,
    /// When its client gives up.
    wanted_until: Deadline,
    from: Client<Reply>,
}

/// The shop's process.
#[derive(Debug)]
pub(crate) struct ShopServer {
    supplier: Supplier,
    /// Who waits for which worker, by the worker's monitor.
    running: BTreeMap<Ref, Client<Reply>>,
    queue: VecDeque<Job>,
}
// ANCHOR_END: server

impl GenServer for ShopServer {
    type Args = Supplier;
    type Call = Request;
    type Reply = Reply;
    type Cast = ();
    type Continue = ();

    async fn init(supplier: Supplier, _: &mut Context) -> Init<Self> {
        Init::ok(Self { supplier, running: BTreeMap::new(), queue: VecDeque::new() })
    }

    // ANCHOR: call
    async fn handle_call(&mut self, request: Request, from: Client<Reply>, me: &mut Context) -> Answer<Self> {
        match request {
            Request::Quote { item, wanted_until } => {
                let job = Job { item, wanted_until, from };
                // ANCHOR: cut_worker
                self.queue.push_back(job);
                self.start_some(me);
                Answer::no_reply()
                // ANCHOR_END: cut_worker => // TODO worker: while we wait here, everybody waits. Put the job into the `queue`, `start_some`, and go on.
                // ANCHOR_END: cut_worker => let _ = (Self::start_some, me);
                // ANCHOR_END: cut_worker => let quote = self.supplier.clone().ask(job.item).await;
                // ANCHOR_END: cut_worker => Answer::reply(Reply::Quote(Ok(quote)))
            }
            Request::Status => {
                let status = Status { running: self.running.len(), waiting: self.queue.len() };
                Answer::reply(Reply::Status(status))
            }
        }
    }
    // ANCHOR_END: call

    // ANCHOR: info
    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        if let Ok(Down { reference, reason, .. }) = message.open() {
            let from = self.running.remove(&reference);
            // ANCHOR: cut_crash
            if let Some(from) = from
                && reason != ExitReason::Normal
            {
                from.reply(me, Reply::Quote(Err(reason)));
            }
            // ANCHOR_END: cut_crash => // TODO crash: one worker has replied before it ended, another has not
            // ANCHOR_END: cut_crash => let _ = (from, reason);
            // ANCHOR: cut_limit
            self.start_some(me);
            // ANCHOR_END: cut_limit => // TODO limit: there is a free place
            // ANCHOR_END: cut_limit => let _ = me;
        }
        Next::Receive
    }
    // ANCHOR_END: info
}

impl ShopServer {
    // ANCHOR: start
    /// Starts those in the line whose turn it is.
    fn start_some(&mut self, me: &Context) {
        // ANCHOR: cut_limit
        while self.running.len() < AT_ONCE {
            let Some(job) = self.queue.pop_front() else { return };
            // ANCHOR_END: cut_limit => // TODO limit: so far all of them, however many there are
            // ANCHOR_END: cut_limit => let _ = AT_ONCE;
            // ANCHOR_END: cut_limit => while let Some(job) = self.queue.pop_front() {
            // ANCHOR: cut_gone
            if !job.wanted_until.has_passed() && me.system().is_alive(job.from.pid()) {
                self.start(job, me);
            }
            // ANCHOR_END: cut_gone => // TODO gone: does anybody still want this quote? The client may have given up or ended
            // ANCHOR_END: cut_gone => let _ = (Deadline::has_passed, job.wanted_until);
            // ANCHOR_END: cut_gone => self.start(job, me);
        }
    }

    /// Has a process of its own ask the supplier, and reply.
    fn start(&mut self, job: Job, me: &Context) {
        // ANCHOR: cut_worker
        let supplier = self.supplier.clone();
        let (_, monitor) = me.spawn_monitor(move |worker| async move {
            let quote = supplier.ask(job.item).await;
            job.from.reply(&worker, Reply::Quote(Ok(quote)));
        });
        self.running.insert(monitor, job.from);
        // ANCHOR_END: cut_worker => // TODO worker: `me.spawn_monitor` a process that asks `self.supplier` and replies to `job.from`; note in
        // ANCHOR_END: cut_worker => // `running` under which monitor this client waits
        // ANCHOR_END: cut_worker => let _ = (&mut self.running, job.from, me);
        // ANCHOR_END: cut_worker => todo!("worker: a process for {}", job.item);
    }
    // ANCHOR_END: start
}
