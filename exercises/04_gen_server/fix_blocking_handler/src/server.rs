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

impl GenServer for ShopServer {
    type Args = Supplier;
    type Call = Request;
    type Reply = Reply;
    type Cast = ();
    type Continue = ();

    async fn init(supplier: Supplier, _: &mut Context) -> Init<Self> {
        Init::ok(Self { supplier, running: BTreeMap::new(), queue: VecDeque::new() })
    }

    async fn handle_call(&mut self, request: Request, from: Client<Reply>, me: &mut Context) -> Answer<Self> {
        match request {
            Request::Quote { item, wanted_until } => {
                let job = Job { item, wanted_until, from };
                // TODO worker: while we wait here, everybody waits. Put the job into the `queue`, `start_some`, and go on.
                let _ = (Self::start_some, me);
                let quote = self.supplier.clone().ask(job.item).await;
                Answer::reply(Reply::Quote(Ok(quote)))
            }
            Request::Status => {
                let status = Status { running: self.running.len(), waiting: self.queue.len() };
                Answer::reply(Reply::Status(status))
            }
        }
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        if let Ok(Down { reference, reason, .. }) = message.open() {
            let from = self.running.remove(&reference);
            // TODO crash: one worker has replied before it ended, another has not
            let _ = (from, reason);
            // TODO limit: there is a free place
            let _ = me;
        }
        Next::Receive
    }
}

impl ShopServer {
    /// Starts those in the line whose turn it is.
    fn start_some(&mut self, me: &Context) {
        // TODO limit: so far all of them, however many there are
        let _ = AT_ONCE;
        while let Some(job) = self.queue.pop_front() {
            // TODO gone: does anybody still want this quote? The client may have given up or ended
            let _ = (Deadline::has_passed, job.wanted_until);
            self.start(job, me);
        }
    }

    /// Has a process of its own ask the supplier, and reply.
    fn start(&mut self, job: Job, me: &Context) {
        // TODO worker: `me.spawn_monitor` a process that asks `self.supplier` and replies to `job.from`; note in
        // `running` under which monitor this client waits
        let _ = (&mut self.running, job.from, me);
        todo!("worker: a process for {}", job.item);
    }
}
