//! The words as terms. A term that is none of them is not answered: anybody may write to a name.
//!
//! Source: OTP 25, `pg`. Chapter: `distribution`.

use process::Pid;
use term::{Term, term};

use crate::event::Word;

/// What was said, and by whom.
pub type Heard = (Pid, Word);

/// What `me` says, as a term. A sync travels as a cast.
#[must_use]
pub fn write(me: Pid, word: &Word) -> Term {
    match word {
        Word::Discover => term!({:discover, (me)}),
        Word::Sync(groups) => {
            let group = |(group, pids): &(Term, Vec<Pid>)| Term::tuple([group.clone(), list(pids)]);
            let groups = Term::list(groups.iter().map(group).collect());
            term!({:"$gen_cast", {:sync, (me), (groups)}})
        }
        Word::Join(group, pids) => term!({:join, (me), (group.clone()), (list(pids))}),
        Word::Leave(pids, groups) => {
            term!({:leave, (me), (list(pids)), (Term::list(groups.clone()))})
        }
    }
}

/// What a term says, if it is a word of a scope.
#[must_use]
pub fn read(term: &Term) -> Option<Heard> {
    if let Some([cast, inner]) = term.as_tuple()
        && cast.is_atom("$gen_cast")
    {
        let [sync, Term::Pid(peer), groups] = inner.as_tuple()? else { return None };
        let groups = groups.as_list()?.iter().map(|group| match group.as_tuple()? {
            [group, pids] => Some((group.clone(), read_pids(pids)?)),
            _ => None,
        });
        return sync.is_atom("sync").then_some((*peer, Word::Sync(groups.collect::<Option<_>>()?)));
    }
    match term.as_tuple()? {
        [word, Term::Pid(peer)] if word.is_atom("discover") => Some((*peer, Word::Discover)),
        [word, Term::Pid(peer), group, pids] if word.is_atom("join") => {
            Some((*peer, Word::Join(group.clone(), read_pids(pids)?)))
        }
        [word, Term::Pid(peer), pids, groups] if word.is_atom("leave") => {
            Some((*peer, Word::Leave(read_pids(pids)?, groups.as_list()?.to_vec())))
        }
        _ => None,
    }
}

/// One process, or a list of them.
fn read_pids(term: &Term) -> Option<Vec<Pid>> {
    match term.as_pid() {
        Some(pid) => Some(vec![pid]),
        None => term.as_list()?.iter().map(Term::as_pid).collect(),
    }
}

fn list(pids: &[Pid]) -> Term {
    Term::list(pids.iter().copied().map(Term::Pid).collect())
}
