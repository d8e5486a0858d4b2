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

// ANCHOR: server
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
// ANCHOR_END: server

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

    // ANCHOR: send
    async fn handle_cast(&mut self, Deliver(mail): Deliver, _: &mut Context) -> Next<Self> {
        self.queue.push_back(Job { mail, attempt: 1 });
        Next::Continue(SendNext)
    }

    /// The one place in which a mail is started.
    async fn handle_continue(&mut self, SendNext: SendNext, me: &mut Context) -> Next<Self> {
        // ANCHOR: cut_send
        if self.on_its_way.is_none()
            && let Some(job) = self.queue.pop_front()
        {
            let attempt = self.transport.clone().attempt(job.mail.clone());
            let (_, monitor) = me.spawn_monitor(move |_| attempt);
            self.on_its_way = Some((monitor, job));
        }
        // ANCHOR_END: cut_send => // TODO send: is it time for the next one? Then `self.transport.clone().attempt(mail)` in a process of
        // ANCHOR_END: cut_send => // its own, which we monitor, and note what is on its way. This callback must not wait for it.
        // ANCHOR_END: cut_send => let _ = (me, &self.transport, Transport::attempt);
        // ANCHOR_END: cut_send => if !self.queue.is_empty() {
        // ANCHOR_END: cut_send =>     todo!("send: start the next mail");
        // ANCHOR_END: cut_send => }
        // ANCHOR: cut_idle
        if self.queue.is_empty() && self.on_its_way.is_none() && self.pausing == 0 {
            for waiter in self.waiters.drain(..) {
                waiter.reply(me, Reply::Idle);
            }
        }
        // ANCHOR_END: cut_idle => // TODO idle: is nothing left to do, then all `waiters` want to know it
        Next::Receive
    }
    // ANCHOR_END: send

    // ANCHOR: call
    async fn handle_call(&mut self, request: Request, from: Client<Reply>, _: &mut Context) -> Answer<Self> {
        match request {
            Request::Status => Answer::reply(Reply::Status(self.status())),
            Request::AwaitIdle => {
                // ANCHOR: cut_idle
                self.waiters.push(from);
                Answer::NoReply(Next::Continue(SendNext))
                // ANCHOR_END: cut_idle => // TODO idle: the answer may be far away; who gives it, and what if there is nothing to do now?
                // ANCHOR_END: cut_idle => let _ = (from, &self.waiters, Reply::Idle);
                // ANCHOR_END: cut_idle => todo!("idle: answer when all is done")
            }
        }
    }
    // ANCHOR_END: call

    // ANCHOR: info
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
    // ANCHOR_END: info
}

impl MailServer {
    // ANCHOR: ended
    /// An attempt is over.
    fn ended(&mut self, down: Down, me: &Context) {
        // ANCHOR: cut_send
        let ours = self.on_its_way.take_if(|(monitor, _)| *monitor == down.reference);
        // ANCHOR_END: cut_send => // TODO send: it is no longer on its way, if this `DOWN` is the one of our monitor
        // ANCHOR_END: cut_send => let ours: Option<(Ref, Job)> = None;
        let Some((_, job)) = ours else { return };
        if down.reason == ExitReason::Normal {
            self.sent += 1;
            return;
        }
        // ANCHOR: cut_retry
        if job.attempt < ATTEMPTS {
            self.pausing += 1;
            let again = Job { attempt: job.attempt + 1, ..job };
            me.send_after(PAUSE, me.pid(), Again(again));
        } else {
            self.failed.push(Failure { mail: job.mail, reason: down.reason });
        }
        // ANCHOR_END: cut_retry => // TODO retry: has it another attempt? Then it comes back as `Again`, after a `PAUSE` in which others are sent
        // ANCHOR_END: cut_retry => let _ = (me, job.attempt < ATTEMPTS, PAUSE, Again, &self.failed);
        // ANCHOR_END: cut_retry => todo!("retry: {} was not sent: {}", job.mail, down.reason);
    }
    // ANCHOR_END: ended

    fn status(&self) -> Status {
        Status {
            waiting: self.queue.len() + self.pausing,
            on_its_way: usize::from(self.on_its_way.is_some()),
            sent: self.sent,
            failed: self.failed.clone(),
        }
    }
}
