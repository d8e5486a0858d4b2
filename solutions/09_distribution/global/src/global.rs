//! What a program uses: `global` on a node.
//!
//! Source: OTP, `global`. Chapter: `distribution`.

use std::future::Future;
use std::sync::{Arc, RwLock};
use std::time::Duration;

use node::{CallError, Node};
use process::{Context, NameError, Pid};
use term::{Atom, Term, term};

use crate::acquire::{Acquire, Next, Said};
use crate::core::State;
use crate::message::{Request, Want};
use crate::resolver::Resolver;
use crate::shell::{SERVER, Shared, Shell, felt, read, write};
use crate::wire;
use crate::words::{Entry, LockId, Process};

/// As long as anybody would wait for a name server.
const FOR_EVER: Duration = Duration::from_secs(365 * 24 * 3600);

/// How often a lock is tried again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retries {
    /// So often after the first attempt.
    Times(u32),
    /// Until it is there.
    Infinity,
}

/// The names of the cluster, seen from one node. Clones are handles to the same name server.
#[derive(Clone, Debug)]
pub struct Global {
    node: Node,
    server: Pid,
    shared: Shared,
}

impl Global {
    /// Starts the name server of this node. Every visible node of a cluster should have one: a BEAM waits for it
    /// whenever it locks something on all nodes. If the name server ends, the node leaves its cluster.
    ///
    /// # Errors
    /// When the node has one already.
    pub fn start(node: &Node) -> Result<Self, NameError> {
        let system = node.system();
        let (say, hear) = tokio::sync::oneshot::channel::<Shared>();
        let inside = node.clone();
        let server = system.spawn(|me| async move {
            if let Ok(shared) = hear.await {
                Shell::new(inside, shared).run(me).await;
            }
        });
        system.register(SERVER, server)?;
        let (watching, without) = (system.clone(), node.clone());
        system.start_task(async move {
            watching.join(server).await;
            without.stop(); // as on the BEAM: others would wait for its answers for ever
        });
        let own = Process { node: node.name(), pid: server };
        let life = i64::from(node.identity().creation);
        let shared: Shared = Arc::new(RwLock::new(State::new(own, life, system.random())));
        let _ = say.send(Arc::clone(&shared));
        let global = Self { node: node.clone(), server, shared };
        global.answer_for_others();
        Ok(global)
    }

    /// A BEAM asks the node of a process to decide, when that process has its name from somebody the BEAM speaks for.
    fn answer_for_others(&self) {
        let global = self.clone();
        self.node.functions().insert("global:resolve_it/4", move |me, args| {
            let global = global.clone();
            async move {
                let home = |pid| global.node.node_of(pid);
                let [resolver, name, his, ours] = &args[..] else { return term!(:none) };
                let (Some(his), Some(ours)) = (wire::process(his, &home), wire::process(ours, &home)) else {
                    return term!(:none);
                };
                let ruling = read(&global.shared).rule_on(&Resolver(resolver.clone()), name, his, ours);
                let Some(ruling) = ruling else { return Term::Pid(his.pid) };
                ruling.effects.into_iter().for_each(|effect| felt(&me, effect));
                ruling.keep.map_or_else(|| term!(:none), |process| Term::Pid(process.pid))
            }
        });
    }

    // ---- names

    /// Gives a process a name that all nodes know. `false` is OTP's `no`: the name is taken, or the process has one.
    /// If it turns out that another process has the name too, `resolver` decides.
    ///
    /// # Errors
    /// When the name server has ended.
    pub async fn register_name(
        &self,
        me: &mut Context,
        name: impl Into<Term>,
        process: Pid,
        resolver: Resolver,
    ) -> Result<bool, process::CallError> {
        let entry = self.entry(name.into(), process, resolver);
        self.want(me, Want::Register(entry)).await
    }

    /// The same, and whoever had the name has it no more.
    ///
    /// # Errors
    /// When the name server has ended.
    pub async fn re_register_name(
        &self,
        me: &mut Context,
        name: impl Into<Term>,
        process: Pid,
        resolver: Resolver,
    ) -> Result<bool, process::CallError> {
        let entry = self.entry(name.into(), process, resolver);
        self.want(me, Want::ReRegister(entry)).await
    }

    /// The name belongs to nobody any more.
    ///
    /// # Errors
    /// When the name server has ended.
    pub async fn unregister_name(
        &self,
        me: &mut Context,
        name: impl Into<Term>,
    ) -> Result<(), process::CallError> {
        self.want(me, Want::Unregister(name.into())).await.map(drop)
    }

    /// The process that has this name, as far as this node knows. It asks nobody.
    #[must_use]
    pub fn whereis_name(&self, name: impl Into<Term>) -> Option<Pid> {
        let process = read(&self.shared).names().whereis(&name.into())?;
        let here = self.node.is_here(process.pid);
        (!here || self.node.system().is_alive(process.pid)).then_some(process.pid)
    }

    /// All names, in order.
    #[must_use]
    pub fn registered_names(&self) -> Vec<Term> {
        read(&self.shared).names().entries().into_iter().map(|entry| entry.name).collect()
    }

    /// Sends a message to whoever has the name.
    ///
    /// # Errors
    /// [`NameError::NotRegistered`] when nobody has it. (On the BEAM: `badarg`.)
    pub fn send(&self, me: &Context, name: impl Into<Term>, message: Term) -> Result<Pid, NameError> {
        let process = self.whereis_name(name).ok_or(NameError::NotRegistered)?;
        me.send(process, message);
        Ok(process)
    }

    /// This node knows a rule of your own; see [`Resolver::rule`].
    pub fn insert_rule(
        &self,
        module: &str,
        function: &str,
        rule: impl Fn(&Term, Process, Process) -> Option<Process> + Send + Sync + 'static,
    ) {
        write(&self.shared).rules_mut().insert(module, function, rule);
    }

    // ---- nodes

    /// Returns when names have been exchanged with all nodes that are connected now, or lost by then.
    ///
    /// # Errors
    /// When the name server has ended.
    pub async fn sync(&self, me: &mut Context) -> Result<(), process::CallError> {
        self.want(me, Want::Sync(self.node.list())).await.map(drop)
    }

    /// The nodes that have the same names.
    #[must_use]
    pub fn known(&self) -> Vec<Atom> {
        read(&self.shared).known().collect()
    }

    async fn want(&self, me: &mut Context, want: Want) -> Result<bool, process::CallError> {
        me.call(self.server, want, None).await
    }

    fn entry(&self, name: Term, pid: Pid, resolver: Resolver) -> Entry {
        Entry { name, process: Process { node: self.node.node_of(pid), pid }, resolver }
    }

    // ---- locks

    /// All visible nodes and this one: where a lock is by default.
    #[must_use]
    pub fn all_nodes(&self) -> Vec<Atom> {
        let mut nodes = self.node.list();
        nodes.push(self.node.name());
        nodes
    }

    // ANCHOR: set_lock
    /// Locks something on all of these nodes, for this process. `false`: it is locked nowhere, and all attempts are
    /// used up. The lock is gone when it is given back, and when the process ends.
    pub async fn set_lock(&self, me: &mut Context, id: &LockId, nodes: &[Atom], retries: Retries) -> bool {
        let mut times = 0;
        loop {
            let (mut acquire, mut next) = Acquire::new(id.clone(), [nodes.to_vec()]);
            while let Next::Ask(asked) = next {
                next = Next::Wait;
                // SHORTCUT: one after the other. OTP asks all at once.
                for node in asked {
                    let said = self.ask(me, node, &Request::SetLock(id.clone())).await;
                    next = acquire.heard(node, said);
                }
            }
            match next {
                Next::Locked(_) => return true,
                Next::GiveBack(nodes) => self.del_lock(me, id, &nodes).await,
                Next::Ask(_) | Next::Wait => {} // no node was named
            }
            if retries == Retries::Times(times) {
                return false;
            }
            times += 1;
            self.pause(times).await;
        }
    }
    // ANCHOR_END: set_lock

    /// Gives a lock back.
    pub async fn del_lock(&self, me: &mut Context, id: &LockId, nodes: &[Atom]) {
        for node in nodes {
            self.ask(me, *node, &Request::DelLock(id.clone())).await;
        }
    }

    /// Locks, does it, unlocks. `None`: the lock was not to be had, and nothing was done.
    pub async fn trans<T, Fut: Future<Output = T>>(
        &self,
        me: &mut Context,
        id: &LockId,
        nodes: &[Atom],
        retries: Retries,
        act: impl FnOnce() -> Fut,
    ) -> Option<T> {
        if !self.set_lock(me, id, nodes, retries).await {
            return None;
        }
        let done = act().await;
        self.del_lock(me, id, nodes).await;
        Some(done)
    }

    async fn ask(&self, me: &mut Context, node: Atom, request: &Request) -> Said {
        let answer = self.node.call(me, (SERVER, node.text()), wire::ask(request), FOR_EVER).await;
        match answer {
            Ok(answer) if answer == Term::from(false) => Said::Refused,
            Ok(_) => Said::Granted,
            Err(CallError::Down(_) | CallError::Timeout) => Said::Gone,
        }
    }

    /// As OTP waits: up to a quarter of a second at first, up to eight in the end.
    async fn pause(&self, times: u32) {
        let most = 125_u64 << times.min(6);
        tokio::time::sleep(Duration::from_millis(1 + self.node.system().random() % most)).await;
    }
}
