//! What comes in: control messages become signals of the kernel.
//!
//! A message for a process of an earlier life of this node, or of a third one, is dropped.
//!
//! Chapter: `distribution`.

use std::panic::AssertUnwindSafe;
use std::pin::Pin;
use std::sync::Arc;

use futures_util::FutureExt;
use monitors::Target;
use process::{Context, Envelope, ExitReason, Pid, Ref, Signal};
use term::{Atom, Reference, Term, term};
use tokio::sync::oneshot;

use crate::carrier::is_here;
use crate::connection::Connection;
use crate::control::{Control, Function, Who};
use crate::ending;
use crate::functions::Start;
use crate::inner::Inner;
use crate::ties::Watched;

/// In the flags of `SPAWN_REPLY`: a link was made, a monitor was made.
const LINKED: i64 = 1;
const MONITORED: i64 = 2;

impl Inner {
    /// Takes what another node has sent.
    pub(crate) fn take(self: &Arc<Self>, connection: &Arc<Connection>, control: Control) {
        let system = &self.system;
        match control {
            Control::Send { to, message } if is_here(to) => self.message(Pid::OUTSIDE, to, message),
            Control::RegSend { from, name, message } => {
                if let Some(to) = system.whereis(name.text()) {
                    self.message(from, to, message);
                }
            }
            Control::AliasSend { from, alias, message } => {
                let waits = alias.local().and_then(|alias| self.calls().answered(alias));
                if let Some(to) = waits {
                    self.message(from, to, message);
                }
            }
            Control::Link { from, to } if is_here(to) => {
                connection.outbox().ties.linked(to, from);
                system.arrive(Signal::Link { from, to });
            }
            Control::UnlinkId { id, from, to } if is_here(to) => {
                connection.send_with(|ties| {
                    ties.unlinked(to, from);
                    Some(Control::UnlinkIdAck { id, from: to, to: from })
                });
                system.arrive(Signal::Unlink { from, to });
            }
            Control::Exit { from, to, reason } if is_here(to) => {
                connection.outbox().ties.unlinked(to, from);
                system.arrive(Signal::LinkExit { from, to, reason: ending::of_term(&reason) });
            }
            Control::Exit2 { from, to, reason } if is_here(to) => {
                system.arrive(Signal::Exit { from, to, reason: ending::of_term(&reason) });
            }
            Control::Monitor { from, target, reference } => {
                self.monitor(connection, from, &target, reference);
            }
            Control::Demonitor { reference, .. } => self.demonitor(connection, &reference),
            Control::MonitorExit { to, reference, reason, .. } if is_here(to) => {
                let Some(reference) = reference.local() else { return };
                if self.spawns().ended(reference, reason.clone()) {
                    return;
                }
                connection.outbox().ties.watches_no_more(reference);
                system.arrive(Signal::Down { to, reference, reason: ending::of_term(&reason) });
            }
            Control::SpawnRequest { id, from, function, options, args, .. } => {
                self.spawn_for(connection, id, from, function, &options, &args);
            }
            Control::SpawnReply { id, to, flags, result } if is_here(to) => {
                let Some(id) = id.local() else { return };
                let refusal = || result.as_atom().unwrap_or_else(|| Atom::new("badarg"));
                let answer = result.as_pid().ok_or_else(refusal);
                if let (Ok(process), true) = (&answer, flags & LINKED != 0) {
                    connection.outbox().ties.linked(to, *process);
                    system.arrive(Signal::Link { from: *process, to });
                }
                self.spawns().started(id, answer);
            }
            _ => {}
        }
    }

    fn message(&self, from: Pid, to: Pid, message: Term) {
        self.system.arrive(Signal::Send { to, message: Envelope::new(from, message) });
    }

    /// A process over there wants to watch one of ours. Is there none, it hears so at once.
    fn monitor(&self, connection: &Connection, from: Pid, target: &Who, reference: Reference) {
        let (process, name) = match target {
            Who::Process(process) => (Some(*process).filter(|process| is_here(*process)), None),
            Who::Name(name) => (self.system.whereis(name.text()), Some(*name)),
        };
        let Some(process) = process else {
            let reason = ending::to_term(&ExitReason::NoProc);
            return connection.send(Control::MonitorExit {
                target: target.clone(),
                to: from,
                reference,
                reason,
            });
        };
        let ours = self.system.make_ref();
        let watched = Watched { reference, process, name, last_words: None };
        connection.outbox().ties.is_watched(ours, watched);
        self.system.arrive(Signal::Monitor { from, target: Target::Process(process), reference: ours });
    }

    fn demonitor(&self, connection: &Connection, theirs: &Reference) {
        self.calls().forget(theirs);
        let mut outbox = connection.outbox();
        let Some(ours) = outbox.ties.ours(theirs) else { return };
        let watched = outbox.ties.is_watched_no_more(ours);
        drop(outbox);
        if let Some(Watched { process, .. }) = watched {
            self.system.arrive(Signal::Demonitor { target: Target::Process(process), reference: ours });
        }
    }

    /// Starts a process for another node.
    fn spawn_for(
        self: &Arc<Self>,
        connection: &Arc<Connection>,
        id: Reference,
        from: Pid,
        function: Function,
        options: &[Term],
        args: &Term,
    ) {
        let has = |word: &str| options.iter().any(|option| option.is_atom(word));
        let reply = |flags, result| Control::SpawnReply { id: id.clone(), to: from, flags, result };
        let Some(running) = self.runnable(function, args) else {
            return connection.send(reply(0, term!(:notsup)));
        };
        // The process waits for its ties, so that none of them comes too late.
        let (go, gone) = oneshot::channel::<()>();
        let tied = Arc::clone(connection);
        let process = self.system.spawn(move |me| async move {
            let _ = gone.await;
            let pid = me.pid();
            if let Some(words) = running(me).await {
                tied.outbox().ties.says(pid, words);
            }
        });
        let mut flags = 0;
        if has("monitor") {
            flags |= MONITORED;
            self.monitor(connection, from, &Who::Process(process), id.clone());
        }
        if has("link") {
            flags |= LINKED;
            connection.outbox().ties.linked(process, from);
            self.system.arrive(Signal::Link { from, to: process });
        }
        connection.send(reply(flags, Term::Pid(process)));
        let _ = go.send(());
    }

    /// The same for a process of this node that asks its own node.
    pub(crate) fn spawn_here(
        self: &Arc<Self>,
        id: Ref,
        me: &Context,
        function: Function,
        link: bool,
        args: &Term,
    ) {
        let Some(running) = self.runnable(function, args) else {
            return self.spawns().started(id, Err(Atom::new("notsup")));
        };
        let (said, words) = oneshot::channel();
        let body = |me: Context| async move {
            if let Some(words) = running(me).await {
                let _ = said.send(words);
            }
        };
        let process = if link { me.spawn_link(body) } else { me.spawn(body) };
        self.spawns().started(id, Ok(process));
        let node = Arc::clone(self);
        self.system.start_task(async move {
            let reason = node.system.join(process).await;
            let words = words.await.unwrap_or_else(|_| ending::to_term(&reason));
            node.spawns().ended(id, words);
        });
    }

    /// What the process runs: a function that is known here, or `erpc:execute_call/4` around one.
    fn runnable(&self, function: Function, args: &Term) -> Option<Running> {
        let args = args.as_list()?.to_vec();
        if let Some(start) = self.functions.find(function) {
            return Some(Box::new(move |me| {
                let value = start(me, args);
                Box::pin(async move {
                    value.await;
                    None
                })
            }));
        }
        let wanted = (function.module.text(), function.name.text());
        let [tag, module, name, inner] = &args[..] else { return None };
        if wanted != ("erpc", "execute_call") {
            return None;
        }
        let (module, name, inner) = (module.as_atom()?, name.as_atom()?, inner.as_list()?.to_vec());
        let arity = i64::try_from(inner.len()).ok()?;
        let called = self.functions.find(Function { module, name, arity });
        let tag = tag.clone();
        Some(Box::new(move |me| {
            Box::pin(async move { Some(executed(called, me, tag, (module, name, inner)).await) })
        }))
    }
}

/// Runs a function for `erpc`, and says as a term what came of it: that is the reason with which its process ends.
async fn executed(
    called: Option<Start>,
    me: Context,
    tag: Term,
    (module, name, args): (Atom, Atom, Vec<Term>),
) -> Term {
    let Some(start) = called else {
        let place = Term::tuple([Term::Atom(module), Term::Atom(name), Term::list(args), term!([])]);
        return term!({(tag), :error, :undef, [(place)]});
    };
    match AssertUnwindSafe(start(me, args)).catch_unwind().await {
        Ok(value) => term!({(tag), :return, (value)}),
        Err(panic) => {
            let reason = ending::to_term(&ExitReason::of_panic(&*panic));
            term!({(tag), :error, (reason), []})
        }
    }
}

/// The code of a process that another node has asked for; what it returns is the reason of its end.
type Running = Box<dyn FnOnce(Context) -> Pin<Box<dyn Future<Output = Option<Term>> + Send>> + Send>;
