//! The server: a queue, and at most one mail on its way, in a process of its own.
//!
//! No callback waits for a mail. Each changes the queue and says `continue`; there, in one place, it is decided what
//! is next: start a mail, tell those who wait that all is done, or nothing. The end of a mail arrives as `DOWN`.
//!
//! SHORTCUT: the queue lies in memory and goes with the process. A real mailer writes each mail down before it says
//! yes; `jobs` does.
//! Source: OTP, `gen_server`, `handle_continue/2`, `reply/2`; `erlang:spawn_monitor/1`. Chapter: `gen_server`.

use std::collections::VecDeque;

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Context, Down, Envelope, ExitReason, Ref};

use crate::client::{Failure, Status};
use crate::messages::{ATTEMPTS, Again, Deliver, Job, PAUSE, Reply, Request, SendNext};
use crate::transport::Transport;

/// The mailer's process.
#[derive(Debug)]
pub(crate) struct MailServer {
    transport: Transport,
    queue: VecDeque<Job>,
    /// The mail that is being sent, and the monitor of the process that sends it.
    on_its_way: Option<(Ref, Job)>,
    /// How many mails rest before another attempt.
    pausing: usize,
    sent: usize,
    failed: Vec<Failure>,
    /// Who waits until all is done.
    waiters: Vec<Client<Reply>>,
}

impl GenServer for MailServer {
    type Args = Transport;
    type Call = Request;
    type Reply = Reply;
    type Cast = Deliver;
    type Continue = SendNext;

    async fn init(transport: Transport, _: &mut Context) -> Init<Self> {
        Init::ok(Self {
            transport,
            queue: VecDeque::new(),
            on_its_way: None,
            pausing: 0,
            sent: 0,
            failed: Vec::new(),
            waiters: Vec::new(),
        })
    }

    async fn handle_cast(&mut self, Deliver(mail): Deliver, _: &mut Context) -> Next<Self> {
        self.queue.push_back(Job { mail, attempt: 1 });
        Next::Continue(SendNext)
    }

    /// The one place in which a mail is started.
    async fn handle_continue(&mut self, SendNext: SendNext, me: &mut Context) -> Next<Self> {
        // TODO send: is it time for the next one? Then `self.transport.clone().attempt(mail)` in a process of
        // its own, which we monitor, and note what is on its way. This callback must not wait for it.
        let _ = (me, &self.transport, Transport::attempt);
        if !self.queue.is_empty() {
            todo!("send: start the next mail");
        }
        // TODO idle: is nothing left to do, then all `waiters` want to know it
        Next::Receive
    }

    async fn handle_call(&mut self, request: Request, from: Client<Reply>, _: &mut Context) -> Answer<Self> {
        match request {
            Request::Status => Answer::reply(Reply::Status(self.status())),
            Request::AwaitIdle => {
                // TODO idle: the answer may be far away; who gives it, and what if there is nothing to do now?
                let _ = (from, &self.waiters, Reply::Idle);
                todo!("idle: answer when all is done")
            }
        }
    }

    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        match message.open::<Down>() {
            Ok(down) => self.ended(down, me),
            Err(message) => {
                if let Ok(Again(job)) = message.open() {
                    self.pausing -= 1;
                    self.queue.push_back(job);
                }
            }
        }
        Next::Continue(SendNext)
    }
}

impl MailServer {
    /// An attempt is over.
    fn ended(&mut self, down: Down, me: &Context) {
        // TODO send: it is no longer on its way, if this `DOWN` is the one of our monitor
        let ours: Option<(Ref, Job)> = None;
        let Some((_, job)) = ours else { return };
        if down.reason == ExitReason::Normal {
            self.sent += 1;
            return;
        }
        // TODO retry: has it another attempt? Then it comes back as `Again`, after a `PAUSE` in which others are sent
        let _ = (me, job.attempt < ATTEMPTS, PAUSE, Again, &self.failed);
        todo!("retry: {} was not sent: {}", job.mail, down.reason);
    }

    fn status(&self) -> Status {
        Status {
            waiting: self.queue.len() + self.pausing,
            on_its_way: usize::from(self.on_its_way.is_some()),
            sent: self.sent,
            failed: self.failed.clone(),
        }
    }
}
