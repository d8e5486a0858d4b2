//! A node is lost: what it held, and what the others are told.
//!
//! A connection may break between two nodes that both still talk to a third. Then the two do not know each other, and
//! the third knows both: each names its own cluster, and the clusters overlap. OTP 25 does not let that stand
//! (`prevent_overlapping_partitions`): whoever loses a node tells all it knows, and they let go of that node too.
//!
//! Source: OTP, `global`, "prevent_overlapping_partitions". Chapter: `distribution`.

use term::Atom;

use crate::acquire::Said;
use crate::core::{Asked, State};
use crate::message::{Action, Message};

impl State {
    /// A connection is down.
    pub(crate) fn node_down(&mut self, node: Atom, actions: &mut Vec<Action>) {
        self.up.remove(&node);
        self.late.retain(|question, (of, _)| *of != node || self.questions.contains_key(question));
        self.forget(node, actions);
        self.names.node_lost(node);
        self.holders_gone(|holder| holder.node == node);
        // Whoever left because we asked for it is no news.
        if !self.removing.remove(&node) {
            // TODO lost: everybody else hears that the connection `of` this node `with` that one is lost (`tell_all`);
            // each loss has a greater `number`
            let _ = (Self::tell_all, self.life, &mut self.number);
            todo!("lost: who is told");
        }
    }

    /// Somebody has lost a node. We pass it on, once, and let go of that node, so that all of us see the same.
    pub(crate) fn lost_connection(
        &mut self,
        of: Atom,
        life: i64,
        number: i64,
        with: Atom,
        actions: &mut Vec<Action>,
    ) {
        // TODO lost: an old report is no news (`losses`); a new one is noted and passed on to all but `of`; then
        // the node that was lost leaves us, if we know it: it is told `RemoveConnection`, forgotten, and noted
        // in `removing`
        let _ = (of, life, number, with, actions, &mut self.losses, Self::knows);
        todo!("lost: a report");
    }

    /// Somebody has forgotten us and asks us to leave.
    /// Differs: OTP stays if it does not know the node. When both have forgotten each other, they stay connected, and
    /// neither ever learns the names of the other.
    pub(crate) fn remove_connection(&mut self, by: Atom, actions: &mut Vec<Action>) {
        if self.up.contains(&by) {
            self.forget(by, actions);
            self.removing.insert(by);
            actions.push(Action::Disconnect(by));
        }
    }

    fn knows(&self, node: Atom) -> bool {
        self.known.contains(&node) || self.meetings.contains_key(&node)
    }

    fn tell_all(&self, message: &Message, except: Atom, actions: &mut Vec<Action>) {
        let all = self.known.iter().chain(self.meetings.keys()).filter(|node| **node != except);
        actions.extend(all.map(|node| Action::Tell { to: *node, message: message.clone() }));
    }

    /// Nobody waits for this node any more.
    fn forget(&mut self, node: Atom, actions: &mut Vec<Action>) {
        self.end_meeting(node, actions);
        self.known.remove(&node);
        self.synced.remove(&node);
        self.tell_syncers(node, actions);
        self.gone(|of| of == node, actions);
    }

    /// A question to a node without connection has its answer.
    pub(crate) fn questions_without_connection(&mut self, actions: &mut Vec<Action>) {
        let (own, up) = (self.own.node, self.up.clone());
        self.gone(|of| of != own && !up.contains(&of), actions);
    }

    fn gone(&mut self, lost: impl Fn(Atom) -> bool, actions: &mut Vec<Action>) {
        let first = |state: &Self| state.questions.iter().find(|(_, (of, _))| lost(*of)).map(|(at, _)| *at);
        while let Some(question) = first(self) {
            self.heard(question, Said::Gone, actions);
        }
    }

    /// A question is answered.
    pub(crate) fn answered(&mut self, question: u64, granted: bool, actions: &mut Vec<Action>) {
        let waited = self.questions.contains_key(&question);
        if let Some((node, id)) = self.late.remove(&question)
            && granted
            && !waited
        {
            self.give_back(&id, &[node], actions);
        }
        self.heard(question, if granted { Said::Granted } else { Said::Refused }, actions);
    }

    fn heard(&mut self, question: u64, said: Said, actions: &mut Vec<Action>) {
        match self.questions.remove(&question) {
            Some((node, Asked::Locker)) => self.locker_heard(node, said, actions),
            Some((node, Asked::Registrar)) => self.registrar_heard(node, said, actions),
            Some((_, Asked::Nobody)) | None => {}
        }
    }
}
