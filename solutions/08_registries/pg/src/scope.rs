//! What callers use. A scope is a world of groups of its own: the same name in another scope is another group.
//!
//! Source: OTP, `pg`. Chapter: `registries`.
//!
//! Differs: OTP's readers look into a table of the scope themselves; here they ask the scope.

use std::fmt;
use std::time::Duration;

use gen_server::{GenServer, Options, Server, StartError};
use process::{CallError, Context, Pid, Ref, System};
use supervisor::ChildSpec;
use term::Term;

use crate::event::{Changed, GroupError, Reply, Watched};
use crate::question::Question;
use crate::shell::Shell;

/// A scope of one node, as others see it.
pub type Scope = ScopeOf<Shell>;

/// A scope that is served by `S`; a scope over nodes has a server of its own.
pub struct ScopeOf<S>(Server<S>);

/// Starts a scope that is linked with this process and registered under its name. It has no groups yet.
///
/// # Errors
/// When the name is taken.
pub async fn start_link(me: &mut Context, name: &str) -> Result<Scope, StartError> {
    gen_server::start_link::<Shell>(me, (), Options::named(name)).await.map(ScopeOf)
}

impl Scope {
    /// The specification of a scope, as the child of a supervisor.
    #[must_use]
    pub fn child_spec(name: &str) -> ChildSpec {
        ChildSpec::server::<Shell>(name, (), Options::named(name))
    }
}

impl<S: GenServer<Call = Question, Reply = Reply>> ScopeOf<S> {
    /// The scope of this server.
    #[must_use]
    pub fn new(server: Server<S>) -> Self {
        Self(server)
    }

    /// The scope of this name, if it runs.
    #[must_use]
    pub fn whereis(system: &System, name: &str) -> Option<Self> {
        Server::whereis(system, name).map(Self)
    }

    /// Its process.
    #[must_use]
    pub fn pid(self) -> Pid {
        self.0.pid()
    }

    /// Takes these processes of this node into a group, each once for each time it is named. When it returns, they
    /// are members. One that has ended already is one for a moment.
    ///
    /// # Errors
    /// [`GroupError::NoLocal`]: one of them lives on another node; none has joined.
    pub async fn join(
        self,
        me: &mut Context,
        group: impl Into<Term>,
        pids: impl Into<Vec<Pid>>,
    ) -> Result<(), GroupError> {
        let question = Question::Join(group.into(), local(me, pids.into())?);
        self.ask(me, question).await.map(drop).map_err(GroupError::NoAnswer)
    }

    /// Takes these processes out of a group, each once for each time it is named. Those that are no members are not
    /// looked at, as long as one is.
    ///
    /// # Errors
    /// [`GroupError::NotJoined`]: none of them is a member; [`GroupError::NoLocal`]: one lives on another node.
    pub async fn leave(
        self,
        me: &mut Context,
        group: impl Into<Term>,
        pids: impl Into<Vec<Pid>>,
    ) -> Result<(), GroupError> {
        let question = Question::Leave(group.into(), local(me, pids.into())?);
        match self.ask(me, question).await.map_err(GroupError::NoAnswer)? {
            Reply::NotJoined => Err(GroupError::NotJoined),
            _ => Ok(()),
        }
    }

    /// The members of a group, on all nodes, each as often as it has joined, in no order.
    ///
    /// # Errors
    /// When the scope does not answer.
    pub async fn get_members(self, me: &mut Context, group: impl Into<Term>) -> Result<Vec<Pid>, CallError> {
        self.ask(me, Question::Members(group.into())).await.map(pids)
    }

    /// Those of them that run on this node.
    ///
    /// # Errors
    /// When the scope does not answer.
    pub async fn get_local_members(
        self,
        me: &mut Context,
        group: impl Into<Term>,
    ) -> Result<Vec<Pid>, CallError> {
        self.ask(me, Question::LocalMembers(group.into())).await.map(pids)
    }

    /// The groups that have members.
    ///
    /// # Errors
    /// When the scope does not answer.
    pub async fn which_groups(self, me: &mut Context) -> Result<Vec<Term>, CallError> {
        self.ask(me, Question::Groups).await.map(groups)
    }

    /// The groups that have members on this node.
    ///
    /// # Errors
    /// When the scope does not answer.
    pub async fn which_local_groups(self, me: &mut Context) -> Result<Vec<Term>, CallError> {
        self.ask(me, Question::LocalGroups).await.map(groups)
    }

    /// Lets this process hear of one group: its members now, and from then on each change as [`Changed`].
    ///
    /// # Errors
    /// When the scope does not answer.
    pub async fn monitor(
        self,
        me: &mut Context,
        group: impl Into<Term>,
    ) -> Result<(Ref, Vec<Pid>), CallError> {
        let (reference, groups) = self.snapshot(me, Watched::Group(group.into())).await?;
        Ok((reference, groups.into_iter().flat_map(|(_, pids)| pids).collect()))
    }

    /// Lets this process hear of all groups.
    ///
    /// # Errors
    /// When the scope does not answer.
    pub async fn monitor_scope(self, me: &mut Context) -> Result<(Ref, Vec<(Term, Vec<Pid>)>), CallError> {
        self.snapshot(me, Watched::Scope).await
    }

    /// Ends what `monitor` or `monitor_scope` began; what lies in the mailbox under this reference goes with it. Says
    /// whether there was anything to end.
    ///
    /// # Errors
    /// When the scope does not answer.
    pub async fn demonitor(self, me: &mut Context, reference: Ref) -> Result<bool, CallError> {
        let heard = self.ask(me, Question::Demonitor(reference)).await? == Reply::Ok;
        let ours = |changed: &Changed| changed.reference == reference;
        while me.receive_if_timeout(Duration::ZERO, ours).await.is_some() {}
        Ok(heard)
    }

    /// What the scope says of itself: `sys:get_state/1`. When it answers, it has done with all that was in its
    /// mailbox before.
    ///
    /// # Errors
    /// When the scope does not answer.
    pub async fn state(self, me: &mut Context) -> Result<String, CallError> {
        self.0.state(me).await
    }

    async fn snapshot(
        self,
        me: &mut Context,
        of: Watched,
    ) -> Result<(Ref, Vec<(Term, Vec<Pid>)>), CallError> {
        match self.ask(me, Question::Monitor(of)).await? {
            Reply::Snapshot(reference, groups) => Ok((reference, groups)),
            other => unreachable!("a monitor is answered with a snapshot, not {other:?}"),
        }
    }

    async fn ask(self, me: &mut Context, question: Question) -> Result<Reply, CallError> {
        self.0.call_within(me, question, None).await
    }
}

/// Each scope answers for the processes of its own node only.
fn local(me: &Context, pids: Vec<Pid>) -> Result<Vec<Pid>, GroupError> {
    match pids.iter().find(|pid| pid.node() != me.pid().node()) {
        Some(other) => Err(GroupError::NoLocal(*other)),
        None => Ok(pids),
    }
}

impl<S> Clone for ScopeOf<S> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<S> Copy for ScopeOf<S> {}

impl<S> fmt::Debug for ScopeOf<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Scope").field(&self.0).finish()
    }
}

fn pids(reply: Reply) -> Vec<Pid> {
    match reply {
        Reply::Members(pids) => pids,
        other => unreachable!("asked for members, got {other:?}"),
    }
}

fn groups(reply: Reply) -> Vec<Term> {
    match reply {
        Reply::Groups(groups) => groups,
        other => unreachable!("asked for groups, got {other:?}"),
    }
}
