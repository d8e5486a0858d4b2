//! The scope as a process: a GenServer that turns what happens into events, and carries out orders.
//!
//! Source: OTP, `pg`. Chapter: `registries`.

use std::collections::BTreeMap;
use std::fmt;

use gen_server::{Answer, Client, GenServer, Init, Next};
use process::{Context, Down, Envelope, Flush, Pid, Ref, Target};

use crate::core::{Action, Event, Reply, State, step};
use crate::question::Question;

/// The state of the server: the core, and which monitor watches whom.
#[derive(Default)]
pub struct Shell {
    core: State,
    watched: BTreeMap<Pid, Ref>,
}

impl GenServer for Shell {
    type Args = ();
    type Call = Question;
    type Reply = Reply;
    type Cast = ();
    type Continue = ();

    async fn init((): (), _: &mut Context) -> Init<Self> {
        Init::ok(Self::default())
    }

    // ANCHOR: call
    async fn handle_call(
        &mut self,
        question: Question,
        from: Client<Reply>,
        me: &mut Context,
    ) -> Answer<Self> {
        let event = match question.read(&self.core, from.pid(), me) {
            Ok(reply) => return Answer::reply(reply),
            Err(event) => event,
        };
        let reply = self.carry_out(event, me);
        Answer::reply(reply.expect("the core answers every question"))
    }
    // ANCHOR_END: call

    // ANCHOR: down
    async fn handle_info(&mut self, message: Envelope, me: &mut Context) -> Next<Self> {
        let Ok(Down { reference, target: Target::Process(pid), .. }) = message.open() else {
            return Next::Receive;
        };
        // A process may be a member and watch as well: each of the two has a monitor of its own.
        let event = if self.watched.get(&pid) == Some(&reference) {
            self.watched.remove(&pid);
            Event::MemberDown(pid)
        } else {
            Event::WatcherDown(reference)
        };
        self.carry_out(event, me);
        Next::Receive
    }
    // ANCHOR_END: down
}

impl Shell {
    /// Tells the core what has happened, and does what it orders.
    fn carry_out(&mut self, event: Event, me: &mut Context) -> Option<Reply> {
        let mut answer = None;
        for order in step(&mut self.core, event) {
            match order {
                Action::Monitor(pid) => {
                    self.watched.insert(pid, me.monitor(pid));
                }
                Action::Demonitor(pid) => {
                    if let Some(reference) = self.watched.remove(&pid) {
                        me.demonitor(reference, Flush::Yes);
                    }
                }
                Action::Notify { to, changed } => me.send(to, changed),
                Action::Reply(reply) => answer = Some(reply),
            }
        }
        answer
    }
}

impl fmt::Debug for Shell {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (members, watchers) = self.core.counts();
        write!(f, "{} groups, {members} members, {watchers} monitors", self.core.groups().len())
    }
}
