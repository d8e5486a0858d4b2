//! An `ordered_set` under many locks: its order is cut into ranges, and each has a lock of its own.
//!
//! Where one range ends and the next begins stands in a list that everybody reads and that seldom changes: a range
//! that has become too long is split, one that has become empty goes. So writers meet only where their keys are
//! close together.
//!
//! There are two kinds of locks, and nobody waits in a circle: whoever wants the list holds nothing, and whoever wants
//! a range holds the list for reading and no other range, so those who are in a range always get out of it. Whoever
//! holds the list for writing is alone and needs no range's lock.
//!
//! A walk holds one range at a time, and in between only remembers the edge it has reached. If that edge is gone
//! by then, the range behind it has been empty in the meantime: whatever it has now has come during the walk.
//!
//! SHORTCUT: a range is split by its length alone, and all threads meet at the lock of the list, if only to read. The
//! tree of the BEAM splits where threads meet, joins where they do not, and is searched without a lock.
//! Source: K. Sagonas and K. Winblad, "A contention adapting approach to concurrent ordered sets" (2018).

use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use term::Term;

use crate::index::Index;
use crate::key::{Keys, Place};
use crate::shard::Shard;
use crate::{Direction, Type};

pub(crate) struct Ranges(RwLock<List>);

/// The ranges in their order.
pub(crate) struct List {
    keys: Keys,
    /// Between two ranges: the smallest key that belongs to the second.
    edges: Vec<Edge>,
    #[expect(
        clippy::vec_box,
        reason = "edges are searched side by side; ranges are large and stay where they are"
    )]
    ranges: Vec<Box<Shard>>,
}

#[derive(Clone)]
struct Edge {
    rank: u64,
    key: Term,
}

impl Edge {
    fn place(&self) -> Place<'_> {
        Place { rank: self.rank, key: &self.key }
    }
}

impl Ranges {
    pub(crate) fn new(keys: Keys) -> Self {
        Self(RwLock::new(List::new(keys)))
    }

    /// As long as this is held, no range comes or goes.
    pub(crate) fn read(&self) -> RwLockReadGuard<'_, List> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// As long as this is held, nobody else is in any range.
    pub(crate) fn write(&self) -> RwLockWriteGuard<'_, List> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Brings a walk from range to range, until `visit` has an answer.
    pub(crate) fn walk<T>(
        &self,
        after: Option<Place<'_>>,
        direction: Direction,
        mut visit: impl FnMut(&Shard, Option<Place<'_>>) -> Option<T>,
    ) -> Option<T> {
        let mut reached = None;
        loop {
            let list = self.read();
            let (number, after) = list.stage(reached.as_ref(), after, direction);
            if let Some(answer) = visit(list.ranges.get(number)?, after) {
                return Some(answer);
            }
            reached = Some(list.edge(number, direction)?.clone());
        }
    }
}

impl List {
    /// One range for all keys.
    pub(crate) fn new(keys: Keys) -> Self {
        let all = Shard::new(Index::new(Type::OrderedSet));
        Self { keys, edges: Vec::new(), ranges: vec![Box::new(all)] }
    }

    /// The range of a key.
    pub(crate) fn shard(&self, place: Place<'_>) -> &Shard {
        &self.ranges[self.number(place)]
    }

    /// The same, without its lock.
    pub(crate) fn alone(&mut self, place: Place<'_>) -> &mut Index {
        let number = self.number(place);
        self.ranges[number].alone()
    }

    /// How many rows all ranges have; each of them knows.
    pub(crate) fn size(&self) -> usize {
        self.ranges[0].read().size()
    }

    /// Splits the range of this key if it is too long. If it is empty it goes, and its keys belong to the one before.
    pub(crate) fn tidy(&mut self, place: Place<'_>) {
        let number = self.number(place);
        let range = self.ranges[number].alone();
        match range.first(self.keys) {
            Some(_) if range.fits() => {}
            Some(_) => {
                let greater = range.split_off(self.keys);
                let first = greater.first(self.keys).expect("it is half of a long range");
                self.edges.insert(number, Edge { rank: first.rank, key: first.key.clone() });
                self.ranges.insert(number + 1, Box::new(Shard::new(greater)));
            }
            None if number == 0 => {} // there is none before it that could have its keys
            None => {
                self.edges.remove(number - 1);
                self.ranges.remove(number);
            }
        }
    }

    fn number(&self, place: Place<'_>) -> usize {
        self.edges.partition_point(|edge| self.keys.in_order(edge.place(), place).is_le())
    }

    /// The range of a walk that has reached an edge or begins, and behind which key it goes on there.
    fn stage<'key>(
        &self,
        reached: Option<&'key Edge>,
        after: Option<Place<'key>>,
        direction: Direction,
    ) -> (usize, Option<Place<'key>>) {
        let smaller = |than: &Edge| {
            self.edges.partition_point(|edge| self.keys.in_order(edge.place(), than.place()).is_lt())
        };
        match (reached, after, direction) {
            // The one that begins at this edge; if it is gone, at the first one behind.
            (Some(edge), _, Direction::Forward) => (smaller(edge) + 1, None),
            (Some(edge), _, Direction::Backward) => (smaller(edge), Some(edge.place())),
            (None, Some(place), _) => (self.number(place), after),
            (None, None, Direction::Forward) => (0, None),
            (None, None, Direction::Backward) => (self.edges.len(), None),
        }
    }

    /// The edge at which a walk leaves a range.
    fn edge(&self, number: usize, direction: Direction) -> Option<&Edge> {
        match direction {
            Direction::Forward => self.edges.get(number),
            Direction::Backward => self.edges[..number].last(),
        }
    }
}

#[cfg(test)]
mod tests {
    use harness::Rng;
    use term::term;

    use super::*;
    use crate::entry::Rows;

    const KEYS: Keys = Keys { kind: Type::OrderedSet, position: 1 };
    /// Of the keys below every tenth stays; between them, before and behind, others come and go.
    const STAY: i64 = 600;

    fn change(list: &mut List, key: i64, rows: Rows) {
        let key = Term::Int(key);
        list.alone(KEYS.place(&key)).change(KEYS, KEYS.place(&key), |there| *there = rows);
        list.tidy(KEYS.place(&key));
    }

    fn row(key: i64) -> Rows {
        Rows::One(term!({ (key) }))
    }

    /// What happens between two stages of a walk: a stretch of the order is filled or emptied.
    fn meanwhile(list: &mut List, rng: &mut Rng) {
        let length = [40, 200][rng.below(2)];
        let (from, fill) = (rng.below(2 * STAY as usize) as i64 - 200, rng.below(2) == 0);
        for key in (from..from + length).filter(|key| !(0..STAY).contains(key) || key % 10 != 0) {
            change(list, key, if fill { row(key) } else { Rows::None });
        }
    }

    fn walk(list: &mut List, direction: Direction, rng: &mut Rng) -> Vec<i64> {
        let (mut keys, mut reached) = (Vec::new(), None);
        loop {
            let (number, after) = list.stage(reached.as_ref(), None, direction);
            let Some(range) = list.ranges.get(number) else { return keys };
            keys.extend(range.read().ahead(KEYS, after, direction).map(|entry| {
                let Term::Int(key) = KEYS.place_of(entry).key else { panic!("all keys are numbers") };
                *key
            }));
            let Some(edge) = list.edge(number, direction).cloned() else { return keys };
            reached = Some(edge);
            (0..rng.below(5)).for_each(|_| meanwhile(list, rng));
        }
    }

    #[test]
    fn a_walk_goes_on_though_its_edge_is_gone() {
        for seed in 0..20 {
            let (mut list, mut rng) = (List::new(KEYS), Rng::new(seed));
            // With some seeds none stays at the beginning, so that the first range is emptied too.
            let stay: Vec<i64> =
                (0..STAY).step_by(10).filter(|key| *key >= 200 * (seed as i64 % 3)).collect();
            stay.iter().for_each(|key| change(&mut list, *key, row(*key)));
            (0..60).for_each(|_| meanwhile(&mut list, &mut rng));
            for direction in [Direction::Forward, Direction::Backward] {
                let mut keys = walk(&mut list, direction, &mut rng);
                if direction == Direction::Backward {
                    keys.reverse();
                }
                assert!(keys.is_sorted_by(|a, b| a < b), "seed {seed}, {direction:?}");
                let seen = stay.iter().all(|key| keys.binary_search(key).is_ok());
                assert!(seen, "seed {seed}, {direction:?}: a row was not seen");
            }
        }
    }
}
