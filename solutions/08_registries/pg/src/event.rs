//! What a scope hears, what it orders, and what it tells others: the words between the core and the shell.

use std::fmt;

use process::{CallError, Pid, Ref};
use term::Term;

// ANCHOR: words
/// What has happened.
#[derive(Clone, Debug)]
#[expect(missing_docs, reason = "who, in which group, and under which reference")]
pub enum Event {
    /// Somebody wants these processes in a group. A process may be named several times.
    JoinAsked { group: Term, pids: Vec<Pid> },
    /// Somebody wants each of these out of a group, once for each time it is named.
    LeaveAsked { group: Term, pids: Vec<Pid> },
    /// A process that [`Action::Monitor`] named has ended.
    MemberDown(Pid),
    /// Somebody wants to hear of changes. The shell watches it under this reference already.
    MonitorAsked { reference: Ref, watcher: Pid, of: Watched },
    /// Somebody has heard enough.
    DemonitorAsked(Ref),
    /// Somebody who wanted to hear of changes has ended.
    WatcherDown(Ref),
    /// The same scope on another node says: these of mine have joined.
    PeerJoined { peer: Pid, group: Term, pids: Vec<Pid> },
    /// It says: these of mine have left.
    PeerLeft { peer: Pid, group: Term, pids: Vec<Pid> },
    /// It has ended, or the connection to its node has.
    PeerDown(Pid),
}

/// What the shell has to do now, in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "whom, and what")]
pub enum Action {
    /// Watch this process from now on; its end comes back as [`Event::MemberDown`].
    Monitor(Pid),
    /// It is in no group any more: do not watch it.
    Demonitor(Pid),
    /// Send this message.
    Notify { to: Pid, changed: Changed },
    /// Answer the question.
    Reply(Reply),
}
// ANCHOR_END: words

/// What a question is answered with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reply {
    /// It is done.
    Ok,
    /// None of these processes was in the group; or nobody hears under this reference.
    NotJoined,
    /// The members of one group.
    Members(Vec<Pid>),
    /// The names of groups.
    Groups(Vec<Term>),
    /// Groups and their members, under this reference from now on.
    Snapshot(Ref, Vec<(Term, Vec<Pid>)>),
}

/// What somebody wants to hear of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Watched {
    /// All groups of the scope, those that do not exist yet included.
    Scope,
    /// One group, whether it has members or not.
    Group(Term),
}

/// Whether members have come or gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "as the messages of the manual name them")]
pub enum Change {
    Join,
    Leave,
}

/// `{Ref, join, Group, Pids}` or `{Ref, leave, Group, Pids}`: what a monitor of a group receives.
#[derive(Clone, PartialEq, Eq)]
#[expect(missing_docs, reason = "which monitor, what has happened, where, and to whom")]
pub struct Changed {
    pub reference: Ref,
    pub change: Change,
    pub group: Term,
    pub pids: Vec<Pid>,
}

/// Why processes did not join or leave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupError {
    /// This one lives on another node: only the scope there can watch it.
    NoLocal(Pid),
    /// None of them is a member.
    NotJoined,
    /// The scope did not answer.
    NoAnswer(CallError),
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Join => "join",
            Self::Leave => "leave",
        })
    }
}

impl fmt::Debug for Changed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { change, group, pids, .. } = self;
        match pids.len() {
            1 => write!(f, "{change} {group}"),
            many => write!(f, "{change} {group} ({many})"),
        }
    }
}

impl fmt::Display for GroupError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoLocal(_) => f.write_str("nolocal"),
            Self::NotJoined => f.write_str("not_joined"),
            Self::NoAnswer(error) => write!(f, "the scope did not answer: {error}"),
        }
    }
}

impl std::error::Error for GroupError {}
