//! What callers ask of a scope.
//!
//! Source: OTP, `pg`. Chapter: `registries`.

use process::{Context, Flush, Pid, Ref};
use term::Term;

use crate::core::{Event, Reply, State, Watched};

/// A question to the server of a scope.
#[derive(Debug)]
pub enum Question {
    /// Takes these processes into a group.
    Join(Term, Vec<Pid>),
    /// Takes them out of it.
    Leave(Term, Vec<Pid>),
    /// Who is in the group?
    Members(Term),
    /// Who of this node?
    LocalMembers(Term),
    /// Which groups are there?
    Groups,
    /// Which have members on this node?
    LocalGroups,
    /// Tell the one who asks of changes.
    Monitor(Watched),
    /// Tell of them no more.
    Demonitor(Ref),
}

impl Question {
    /// The answer, if it can be read off the groups.
    ///
    /// # Errors
    /// What happens to the groups, if `asker` wants a change: then the core has the answer.
    pub fn read(self, groups: &State, asker: Pid, me: &mut Context) -> Result<Reply, Event> {
        Err(match self {
            Self::Members(group) => return Ok(Reply::Members(groups.members(&group))),
            Self::LocalMembers(group) => return Ok(Reply::Members(groups.local_members(&group))),
            Self::Groups => return Ok(Reply::Groups(groups.groups())),
            Self::LocalGroups => return Ok(Reply::Groups(groups.local_groups())),
            Self::Join(group, pids) => Event::JoinAsked { group, pids },
            Self::Leave(group, pids) => Event::LeaveAsked { group, pids },
            Self::Monitor(of) => Event::MonitorAsked { reference: me.monitor(asker), watcher: asker, of },
            Self::Demonitor(reference) => {
                me.demonitor(reference, Flush::Yes);
                Event::DemonitorAsked(reference)
            }
        })
    }
}
