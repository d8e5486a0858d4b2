//! A letter as a term, and back: what crosses between nodes. What does not fit is no letter.
//!
//! Chapter: `kv_store`.

use std::collections::BTreeMap;

use term::{Term, term};

use super::{Ask, Letter, Page, Said, Tell};
use crate::replica::rows::{
    epoch_term, name_of, number_of, read_epoch, read_row, read_rows, row_term, rows_term,
};
use crate::replica::{Name, View};

impl Letter {
    /// The term that another node can read.
    #[must_use]
    pub fn to_term(&self) -> Term {
        let births = self.births.iter().map(|(name, born)| term!({(*name), (*born)}));
        let births = Term::list(births.collect());
        let epoch = epoch_term(self.epoch);
        term!({:kv_letter, (self.from), (epoch), (births), (self.said.to_term())})
    }

    /// The letter that this term is.
    #[must_use]
    pub fn from_term(term: &Term) -> Option<Self> {
        let [tag, from, epoch, births, said] = term.as_tuple()? else { return None };
        let birth = |pair: &Term| match pair.as_tuple()? {
            [name, born] => Some((name_of(name)?, number_of(born)?)),
            _ => None,
        };
        if tag.as_atom()?.text() != "kv_letter" {
            return None;
        }
        let births = births.as_list()?.iter().map(birth).collect::<Option<BTreeMap<Name, u64>>>()?;
        let (from, epoch, said) = (name_of(from)?, read_epoch(epoch)?, Said::from_term(said)?);
        Some(Self { from, epoch, births, said })
    }
}

impl Said {
    fn to_term(&self) -> Term {
        match self {
            Self::Ask(number, Ask::Newest(key)) => term!({:newest, (*number), (key)}),
            Self::Ask(number, Ask::Page(None)) => term!({:page, (*number), []}),
            Self::Ask(number, Ask::Page(Some(after))) => term!({:page, (*number), [(after)]}),
            Self::Ask(number, Ask::Store(rows)) => term!({:store, (*number), (rows_term(rows))}),
            Self::Tell(number, Tell::Newest(None)) => term!({:holds, (*number), []}),
            Self::Tell(number, Tell::Newest(Some(row))) => term!({:holds, (*number), [(row_term(row))]}),
            Self::Tell(number, Tell::Page(page)) => {
                let accepted = page.accepted.as_ref().map_or(Term::nil(), view_term);
                term!({:rows, (*number), (rows_term(&page.rows)), (page.more), (accepted)})
            }
            Self::Tell(number, Tell::Stored) => term!({:stored, (*number)}),
            Self::ViewAsked => term!({:view_asked}),
            Self::View(view) => term!({:view, (view_term(view))}),
            Self::Adopted(epoch) => term!({:adopted, (epoch_term(*epoch))}),
            Self::Join => term!({:join}),
            Self::Propose(view) => term!({:propose, (view_term(view))}),
            Self::Accepted(epoch) => term!({:accepted, (epoch_term(*epoch))}),
        }
    }

    fn from_term(term: &Term) -> Option<Self> {
        let (tag, parts) = term.as_tuple()?.split_first()?;
        let number = || number_of(parts.first()?);
        Some(match (tag.as_atom()?.text(), parts) {
            ("newest", [_, key]) => Self::Ask(number()?, Ask::Newest(key.clone())),
            ("page", [_, after]) => Self::Ask(number()?, Ask::Page(after.as_list()?.first().cloned())),
            ("store", [_, rows]) => Self::Ask(number()?, Ask::Store(read_rows(rows)?)),
            ("holds", [_, row]) => {
                let row = row.as_list()?.first().map(read_row);
                Self::Tell(number()?, Tell::Newest(row.map_or(Some(None), |row| row.map(Some))?))
            }
            ("rows", [_, rows, more, accepted]) => {
                let accepted = if *accepted == Term::nil() { None } else { Some(read_view(accepted)?) };
                let more = more.as_atom()?.text() == "true";
                Self::Tell(number()?, Tell::Page(Page { rows: read_rows(rows)?, more, accepted }))
            }
            ("stored", [_]) => Self::Tell(number()?, Tell::Stored),
            ("view_asked", []) => Self::ViewAsked,
            ("view", [view]) => Self::View(read_view(view)?),
            ("adopted", [epoch]) => Self::Adopted(read_epoch(epoch)?),
            ("join", []) => Self::Join,
            ("propose", [view]) => Self::Propose(read_view(view)?),
            ("accepted", [epoch]) => Self::Accepted(read_epoch(epoch)?),
            _ => return None,
        })
    }
}

fn view_term(view: &View) -> Term {
    let members = Term::list(view.members.iter().map(|member| Term::from(*member)).collect());
    term!({(epoch_term(view.epoch)), (members)})
}

fn read_view(term: &Term) -> Option<View> {
    let [epoch, members] = term.as_tuple()? else { return None };
    let members = members.as_list()?.iter().map(name_of).collect::<Option<Vec<Name>>>()?;
    Some(View { epoch: read_epoch(epoch)?, members })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::replica::{Epoch, Row, Version};
    use term::Atom;

    #[test]
    fn every_letter_comes_back_as_it_was() {
        let (a, b) = (Atom::new("a@h"), Atom::new("b@h"));
        let epoch = Epoch { number: 3, born: 1_700_000_000_000 };
        let view = View { epoch, members: vec![a, b] };
        let row = |value| Row { version: Version { counter: 1, node: a, born: 2, write: 3 }, value };
        let rows = vec![
            (term!({:k, 1}), row(Some(term!("v")))),
            (term!(nil), row(None)),
            (term!(2), row(Some(term!(nil)))),
        ];
        let page = |accepted| Tell::Page(Page { rows: rows.clone(), more: true, accepted });
        let all = [
            Said::Ask(1, Ask::Newest(term!([]))),
            Said::Ask(1, Ask::Page(None)),
            Said::Ask(1, Ask::Page(Some(term!([])))),
            Said::Ask(1, Ask::Store(rows.clone())),
            Said::Tell(1, Tell::Newest(None)),
            Said::Tell(1, Tell::Newest(Some(row(None)))),
            Said::Tell(1, page(None)),
            Said::Tell(1, page(Some(view.clone()))),
            Said::Tell(1, Tell::Stored),
            Said::ViewAsked,
            Said::View(view.clone()),
            Said::Adopted(epoch),
            Said::Join,
            Said::Propose(view),
            Said::Accepted(epoch),
        ];
        for said in all {
            let letter = Letter { from: a, epoch, births: BTreeMap::from([(a, 7), (b, 9)]), said };
            let term = letter.to_term();
            assert_eq!(Letter::from_term(&term), Some(letter), "{term}");
            for cut in 0..5 {
                let parts = term.as_tuple().expect("a tuple");
                assert_eq!(Letter::from_term(&Term::tuple(&parts[..cut])), None);
            }
        }
        assert_eq!(Letter::from_term(&term!({:kv_letter, :a, {1, -1}, [], {:join}})), None);
    }
}
