//! The words of name servers as terms: what a BEAM of OTP 25 says and understands, format 8.
//!
//! Some come as casts, some as plain messages, requests as calls. What we do not know is `None`, and then nothing
//! happens.
//!
//! Source: OTP, `global`. Chapter: `distribution`.

use process::Pid;
use term::{Atom, Term, term};

use crate::message::{Message, Request};
use crate::resolver::Resolver;
use crate::words::{Entry, LockId, Op, Process};

/// The format that we speak.
pub(crate) const FORMAT: i64 = 8;

/// How a message travels.
#[derive(Debug, PartialEq)]
pub(crate) enum Wire {
    Cast(Term),
    Info(Term),
}

/// Says on which node a process lives.
pub(crate) type Home<'a> = &'a dyn Fn(Pid) -> Atom;

// ANCHOR: write
/// Our words to another name server.
pub(crate) fn write(own: Atom, message: &Message) -> Wire {
    match message {
        Message::InitConnect { mine, locker } => Wire::Cast(term!(
            {:init_connect, {(FORMAT), (*mine)}, (own), {:locker, :no_longer_a_pid, [], (locker.pid)}}
        )),
        Message::InitConnectAck { yours, mine } => {
            Wire::Info(term!({:init_connect_ack, (own), (*yours), (*mine)}))
        }
        Message::CancelConnect { yours } => Wire::Info(term!({:cancel_connect, (own), (*yours)})),
        Message::LockSet { locker, set, yours } => {
            Wire::Cast(term!({:lock_set, (locker.pid), (*set), [], (*yours)}))
        }
        Message::Exchange { names, yours } => {
            let names = Term::list(names.iter().map(entry).collect());
            Wire::Cast(term!({:exchange, (own), (names), [], (*yours)}))
        }
        Message::Resolved { ops: todo, known, yours } => Wire::Cast(term!(
            {:resolved, (own), (ops(todo)), (nodes(known)), :unused, [], (*yours)}
        )),
        Message::NewNodes { ops: done, nodes: new, lock } => {
            let lock = term!({(&lock.resource), (&lock.requester)});
            Wire::Cast(
                term!({:new_nodes, (own), (ops(done)), [], (nodes(new)), [vsn: (FORMAT), lock: (lock)]}),
            )
        }
        Message::InSync => Wire::Cast(term!({:in_sync, (own), true})),
        Message::LostConnection { of, life, number, with } => {
            Wire::Info(term!({:lost_connection, (*of), (*life), (*number), (*with)}))
        }
        Message::RemoveConnection => Wire::Info(term!({:remove_connection, (own)})),
    }
}
// ANCHOR_END: write

/// A request of ours.
pub(crate) fn ask(request: &Request) -> Term {
    match request {
        Request::SetLock(id) => term!({:set_lock, {(&id.resource), (&id.requester)}}),
        Request::DelLock(id) => term!({:del_lock, {(&id.resource), (&id.requester)}}),
        Request::Register(Entry { name, process, resolver }) => {
            term!({:register, (name), (process.pid), (&resolver.0)})
        }
        Request::Unregister(name) => term!({:unregister, (name)}),
    }
}

/// Our answer to a request.
pub(crate) fn answer(request: &Request, granted: bool) -> Term {
    match request {
        Request::SetLock(_) | Request::DelLock(_) => Term::from(granted),
        Request::Register(_) => term!(:yes),
        Request::Unregister(_) => term!(:ok),
    }
}

fn entry(entry: &Entry) -> Term {
    term!({(&entry.name), (entry.process.pid), (&entry.resolver.0)})
}

fn ops(ops: &[Op]) -> Term {
    let op = |op: &Op| match op {
        Op::Insert(inserted) => term!({:insert, (entry(inserted))}),
        Op::Delete(name) => term!({:delete, (name)}),
    };
    Term::list(ops.iter().map(op).collect())
}

fn nodes(nodes: &[Atom]) -> Term {
    Term::list(nodes.iter().map(|node| term!({(*node), (FORMAT)})).collect())
}

// ---- and back

/// What another name server has said: who, and what.
pub(crate) fn read(message: &Term, home: Home<'_>) -> Option<(Atom, Message)> {
    let parts = message.as_tuple()?;
    let word = parts.first()?.as_atom()?.text();
    let by = || parts.get(1)?.as_atom();
    Some(match (word, parts) {
        ("init_connect", [_, format, by, locker]) => {
            let [format, mine, ..] = format.as_tuple()? else { return None };
            let [_, _, _, locker] = locker.as_tuple()? else { return None };
            if format.as_int()? < FORMAT {
                return None;
            }
            (by.as_atom()?, Message::InitConnect { mine: mine.as_int()?, locker: process(locker, home)? })
        }
        ("init_connect_ack", [_, _, yours, mine]) => {
            (by()?, Message::InitConnectAck { yours: yours.as_int()?, mine: mine.as_int()? })
        }
        ("cancel_connect", [_, _, yours]) => (by()?, Message::CancelConnect { yours: yours.as_int()? }),
        ("lock_set", [_, locker, set, _, yours]) => {
            let locker = process(locker, home)?;
            let set = set.as_atom()?.text() == "true";
            (locker.node, Message::LockSet { locker, set, yours: yours.as_int()? })
        }
        ("exchange", [_, _, names, _, yours]) => {
            let names =
                names.as_list()?.iter().map(|entry| read_entry(entry, home)).collect::<Option<_>>()?;
            (by()?, Message::Exchange { names, yours: yours.as_int()? })
        }
        ("resolved", [_, _, ops, known, _, _, yours]) => {
            let (ops, known) = (read_ops(ops, home)?, read_nodes(known)?);
            (by()?, Message::Resolved { ops, known, yours: yours.as_int()? })
        }
        ("new_nodes", [_, _, ops, _, nodes, more]) => {
            let key = term!(:lock);
            let lock = more.as_list()?.iter().filter_map(Term::as_tuple).find(|pair| pair[0] == key)?;
            let (ops, nodes) = (read_ops(ops, home)?, read_nodes(nodes)?);
            (by()?, Message::NewNodes { ops, nodes, lock: lock_id(lock.get(1)?)? })
        }
        ("in_sync", [_, _, _]) => (by()?, Message::InSync),
        ("lost_connection", [_, of, life, number, with]) => {
            let (of, with) = (of.as_atom()?, with.as_atom()?);
            (of, Message::LostConnection { of, life: life.as_int()?, number: number.as_int()?, with })
        }
        ("remove_connection", [_, _]) => (by()?, Message::RemoveConnection),
        _ => return None,
    })
}

/// What another name server asks.
pub(crate) fn read_request(request: &Term, home: Home<'_>) -> Option<Request> {
    let parts = request.as_tuple()?;
    Some(match (parts.first()?.as_atom()?.text(), parts) {
        ("set_lock", [_, id]) => Request::SetLock(lock_id(id)?),
        ("del_lock", [_, id]) => Request::DelLock(lock_id(id)?),
        ("register", [_, name, of, resolver]) | ("register_ext", [_, name, of, resolver, _]) => {
            let resolver = Resolver(resolver.clone());
            Request::Register(Entry { name: name.clone(), process: process(of, home)?, resolver })
        }
        ("unregister", [_, name]) => Request::Unregister(name.clone()),
        _ => return None,
    })
}

pub(crate) fn process(term: &Term, home: Home<'_>) -> Option<Process> {
    term.as_pid().map(|pid| Process { node: home(pid), pid })
}

fn lock_id(id: &Term) -> Option<LockId> {
    match id.as_tuple()? {
        [resource, requester] => Some(LockId::new(resource, requester)),
        _ => None,
    }
}

fn read_entry(entry: &Term, home: Home<'_>) -> Option<Entry> {
    match entry.as_tuple()? {
        [name, of, resolver] => Some(Entry {
            name: name.clone(),
            process: process(of, home)?,
            resolver: Resolver(resolver.clone()),
        }),
        _ => None,
    }
}

fn read_ops(ops: &Term, home: Home<'_>) -> Option<Vec<Op>> {
    let op = |op: &Term| match op.as_tuple()? {
        [word, inserted] if *word == term!(:insert) => Some(Op::Insert(read_entry(inserted, home)?)),
        [word, name] if *word == term!(:delete) => Some(Op::Delete(name.clone())),
        _ => None,
    };
    ops.as_list()?.iter().map(op).collect()
}

fn read_nodes(nodes: &Term) -> Option<Vec<Atom>> {
    let node = |node: &Term| match node.as_tuple() {
        Some([name, _]) => name.as_atom(),
        _ => node.as_atom(),
    };
    nodes.as_list()?.iter().map(node).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_as_it_was() {
        let (a, b) = (Atom::new("a@h"), Atom::new("b@h"));
        let home = |pid: Pid| if pid.node() == 0 { a } else { b };
        let there = Process { node: b, pid: Pid::of_node(1, 7, 0) };
        let entry = Entry { name: term!({:shop, 1}), process: there, resolver: Resolver::notify_all() };
        let lock = LockId::new(term!(:global), term!([(there.pid)]));
        let ops = vec![Op::Insert(entry.clone()), Op::Delete(term!("x"))];
        let said = [
            Message::InitConnect { mine: -5, locker: there },
            Message::InitConnectAck { yours: 1, mine: 2 },
            Message::CancelConnect { yours: 3 },
            Message::LockSet { locker: there, set: true, yours: 4 },
            Message::Exchange { names: vec![entry.clone()], yours: 5 },
            Message::Resolved { ops: ops.clone(), known: vec![a, b], yours: 6 },
            Message::NewNodes { ops, nodes: vec![b], lock: lock.clone() },
            Message::InSync,
            Message::LostConnection { of: b, life: 1 << 59, number: 9, with: a },
            Message::RemoveConnection,
        ];
        for message in said {
            let (Wire::Cast(term) | Wire::Info(term)) = write(b, &message);
            assert_eq!(read(&term, &home), Some((b, message)), "{term}");
        }
        for request in [
            Request::SetLock(lock.clone()),
            Request::DelLock(lock),
            Request::Register(entry),
            Request::Unregister(term!(:shop)),
        ] {
            assert_eq!(read_request(&ask(&request), &home), Some(request));
        }
    }

    #[test]
    fn what_is_not_understood_is_nothing() {
        let a = Atom::new("a@h");
        for strange in
            [term!(:x), term!({}), term!({:exchange, 1}), term!({:init_connect, {7, 1}, :n, {:l, 1, 2, 3}})]
        {
            assert_eq!(read(&strange, &|_| a), None);
            assert_eq!(read_request(&strange, &|_| a), None);
        }
    }
}
