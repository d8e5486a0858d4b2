//! Rows and what else the cores send, as terms.
//!
//! Chapter: `kv_store`.

use term::{Term, term};

use crate::replica::{Epoch, Name, Row, Version};

pub(super) fn name_of(term: &Term) -> Option<Name> {
    term.as_atom()
}

pub(super) fn number_of(term: &Term) -> Option<u64> {
    u64::try_from(term.as_int()?).ok()
}

pub(super) fn epoch_term(epoch: Epoch) -> Term {
    term!({(epoch.number), (epoch.born)})
}

pub(super) fn read_epoch(term: &Term) -> Option<Epoch> {
    let [number, born] = term.as_tuple()? else { return None };
    Some(Epoch { number: number_of(number)?, born: number_of(born)? })
}

/// `{counter, node, born, write, [value]}`; a tombstone has no value in its list.
pub(super) fn row_term(row: &Row) -> Term {
    let Version { counter, node, born, write } = row.version;
    let value = Term::list(row.value.iter().cloned().collect());
    term!({(counter), (node), (born), (write), (value)})
}

pub(super) fn read_row(term: &Term) -> Option<Row> {
    let [counter, node, born, write, value] = term.as_tuple()? else { return None };
    let (counter, node) = (number_of(counter)?, name_of(node)?);
    let version = Version { counter, node, born: number_of(born)?, write: number_of(write)? };
    Some(Row { version, value: value.as_list()?.first().cloned() })
}

pub(super) fn rows_term(rows: &[(Term, Row)]) -> Term {
    Term::list(rows.iter().map(|(key, row)| term!({(key), (row_term(row))})).collect())
}

pub(super) fn read_rows(term: &Term) -> Option<Vec<(Term, Row)>> {
    let pair = |pair: &Term| match pair.as_tuple()? {
        [key, row] => Some((key.clone(), read_row(row)?)),
        _ => None,
    };
    term.as_list()?.iter().map(pair).collect()
}
