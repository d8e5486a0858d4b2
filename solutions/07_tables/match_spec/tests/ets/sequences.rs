//! Random sequences of operations on a table. The same seed gives the same sequence.
//!
//! An operation is a term, `{:insert, {1, :a}}`; so both sides read the same text. Keys come from a small pool, so that
//! rows meet, and `1` and `1.0` do, too.

use harness::Rng;
use term::{Atom, Term, term};

use crate::specs;

/// The types of tables.
pub const TYPES: [&str; 4] = ["set", "ordered_set", "bag", "duplicate_bag"];

/// So many operations follow on the first rows.
const OPERATIONS: usize = 12;

/// A table, and what is done with it.
#[derive(Clone)]
pub struct Sequence {
    pub kind: &'static str,
    pub key_position: usize,
    pub operations: Vec<Term>,
}

impl Sequence {
    /// One line, for the other side.
    pub fn line(&self) -> String {
        let (kind, position) = (Term::Atom(Atom::new(self.kind)), Term::from(self.key_position));
        Term::tuple([kind, position, Term::list(self.operations.clone())]).to_string()
    }

    pub fn new(seed: u64) -> Self {
        let mut rng = Rng::new(seed);
        let kind = TYPES[rng.below(TYPES.len())];
        let key_position = 1 + usize::from(rng.below(4) == 0);
        let mut maker = Maker { rng, kind, key_position, known: Vec::new() };
        let rows = 2 + maker.rng.below(4);
        let mut operations: Vec<Term> = (0..rows).map(|_| pair("insert", maker.new_row())).collect();
        operations.extend((0..OPERATIONS).map(|_| maker.operation()));
        Self { kind, key_position, operations }
    }
}

struct Maker {
    rng: Rng,
    kind: &'static str,
    key_position: usize,
    /// Rows that were inserted; perhaps they are still there.
    known: Vec<Term>,
}

fn name(text: &str) -> Term {
    Term::Atom(Atom::new(text))
}

fn pair(operation: &str, argument: Term) -> Term {
    Term::tuple([name(operation), argument])
}

pub fn key(rng: &mut Rng) -> Term {
    match rng.below(16) {
        0..=2 => term!(1),
        3 => term!(1.0),
        4..=5 => term!(2),
        6 => term!(2.0),
        7 => term!(0.5),
        8..=9 => term!(:a),
        10 => term!(:b),
        11 => term!("k"),
        12 => term!({1, :a}),
        13 => term!({1.0, :a}),
        14 => [term!([1]), term!([1.0, 2]), term!(0), term!(0.0)][rng.below(4)].clone(),
        _ => [term!(%{1 => 2}), term!(%{1.0 => 2}), term!(%{a: 1.0}), term!(%{a: 1})][rng.below(4)].clone(),
    }
}

pub fn value(rng: &mut Rng) -> Term {
    match rng.below(20) {
        0..=4 => Term::from(i64::try_from(rng.below(7)).expect("it is small") - 1),
        5 => Term::from([0.0, 1.0, 2.0, -1.5, 2.5, 1.0e10][rng.below(6)]),
        6..=7 => [term!(:a), term!(:b), term!(:c), term!(:"$end_of_table")][rng.below(4)].clone(),
        8 => [term!(true), term!(false), term!(nil)][rng.below(3)].clone(),
        9..=10 => [term!("x"), term!("xy"), term!(""), Term::binary(vec![1, 200])][rng.below(4)].clone(),
        11 => [term!({}), term!({1, 2}), term!({1.0, {:b}}), term!({:a, []})][rng.below(4)].clone(),
        12..=13 => [term!([]), term!([1, 2]), term!([1 | 2]), term!([a: 1])][rng.below(4)].clone(),
        14 => [term!(%{}), term!(%{a: 1}), term!(%{:a => 1.0, :b => 2}), term!(%{1 => :x, 1.0 => :y})]
            [rng.below(4)]
        .clone(),
        15 => [Term::from(1_i128 << 64), Term::from(i64::MAX), Term::from((1_i64 << 53) + 1)][rng.below(3)]
            .clone(),
        _ => key(rng),
    }
}

impl Maker {
    fn one_in(&mut self, n: usize) -> bool {
        self.rng.below(n) == 0
    }

    /// The key of a known row, or any.
    fn key(&mut self) -> Term {
        let row = self.row();
        let key_of_row = row.as_tuple().and_then(|row| row.get(self.key_position - 1));
        key_of_row.cloned().unwrap_or_else(|| key(&mut self.rng))
    }

    /// A known row, or any.
    fn row(&mut self) -> Term {
        match self.known.get(self.rng.below(self.known.len().max(1))) {
            Some(row) if self.rng.below(3) > 0 => row.clone(),
            _ => self.any_row(),
        }
    }

    /// A row that will be known.
    fn new_row(&mut self) -> Term {
        let row = self.any_row();
        self.known.push(row.clone());
        row
    }

    fn any_row(&mut self) -> Term {
        if self.one_in(80) {
            return value(&mut self.rng);
        }
        let shorter = usize::from(self.one_in(80));
        let longer = self.rng.below(4);
        self.row_of(self.key_position + longer - shorter)
    }

    fn row_of(&mut self, size: usize) -> Term {
        let mut row: Vec<Term> = (0..size).map(|_| value(&mut self.rng)).collect();
        if let Some(place) = row.get_mut(self.key_position - 1) {
            *place = key(&mut self.rng);
        }
        // Often a counter, so that there is something to count.
        if row.len() > self.key_position && self.rng.below(2) == 0 {
            row[self.key_position] = Term::from(self.rng.below(5));
        }
        Term::tuple(row)
    }

    /// One row, or a list of rows. OTP 25 puts those of a list into a bag in reverse order; as many as there are keys
    /// are enough to keep out of its way.
    fn rows(&mut self) -> Term {
        if !self.one_in(3) {
            return if self.one_in(4) { self.row() } else { self.new_row() };
        }
        let mut rows: Vec<Term> = Vec::new();
        for _ in 0..self.rng.below(4) {
            let row = if self.one_in(4) { self.row() } else { self.new_row() };
            let key = |row: &Term| row.as_tuple().and_then(|row| row.get(self.key_position - 1)).cloned();
            let is_new = rows.iter().all(|other| key(other) != key(&row));
            if self.kind != "bag" || is_new {
                rows.push(row);
            }
        }
        Term::list(rows)
    }

    fn operation(&mut self) -> Term {
        let alone = |operation: &str| Term::tuple([name(operation)]);
        match self.rng.below(47) {
            0..=4 => pair("insert", self.rows()),
            5..=6 => pair("insert_new", self.rows()),
            7..=8 => pair("lookup", self.key()),
            9..=10 => {
                let position = self.rng.below(5);
                Term::tuple([name("lookup_element"), self.key(), Term::from(position)])
            }
            11 => pair("member", self.key()),
            12 => pair("delete", self.key()),
            13 => pair("delete_object", self.row()),
            14 => pair("take", self.key()),
            // Bags cannot do this; now and then they are asked all the same.
            15..=20 if self.kind.ends_with("bag") && !self.one_in(5) => pair("select", self.spec("select")),
            15..=18 => self.update_counter(),
            19..=20 => self.update_element(),
            21..=22 => alone("tab2list"),
            23 => alone("keys"),
            24 => alone("keys_back"),
            25 => pair("next", self.key()),
            26 => pair("prev", self.key()),
            27 => alone(["foldl", "foldr"][self.rng.below(2)]),
            28 => alone("size"),
            29 if self.one_in(4) => alone("delete_all_objects"),
            29..=30 => pair("match", self.pattern()),
            31..=32 => pair("match_object", self.pattern()),
            33 => pair("match_delete", self.pattern()),
            34..=37 => {
                let operation = ["select", "select", "select_reverse", "select_count"][self.rng.below(4)];
                pair(operation, self.spec(operation))
            }
            38..=39 => {
                let operation = ["select_limit", "select_reverse_limit"][self.rng.below(2)];
                let limit = self.rng.below(30).min(4);
                Term::tuple([name(operation), self.spec("select"), Term::from(limit)])
            }
            40 => pair("select_delete", self.spec("select_delete")),
            41..=42 => pair("select_replace", self.spec("select_replace")),
            _ => {
                let row = self.row_of_size();
                let clause = specs::clause(&mut self.rng, &row, "select", 1);
                Term::tuple([name("test_ms"), row, Term::list(vec![clause])])
            }
        }
    }

    /// A row that a specification can be tested with.
    fn row_of_size(&mut self) -> Term {
        Term::tuple((0..1 + self.rng.below(4)).map(|_| value(&mut self.rng)).collect::<Vec<_>>())
    }

    fn pattern(&mut self) -> Term {
        let row = self.row();
        specs::head(&mut self.rng, &row).0
    }

    fn spec(&mut self, operation: &str) -> Term {
        let clauses = 1 + usize::from(self.one_in(5));
        let clauses: Vec<Term> = (0..clauses)
            .map(|_| {
                let row = self.row();
                specs::clause(&mut self.rng, &row, operation, self.key_position)
            })
            .collect();
        if self.one_in(150) { term!({:no, "specification"}) } else { Term::list(clauses) }
    }

    /// `1`, `{3, 1}`, `{3, 1, 10, 0}`, or a list of these; sometimes with a row for a key that is not there.
    fn update_counter(&mut self) -> Term {
        let many = self.one_in(4);
        let increment = if many {
            Term::list((0..self.rng.below(4)).map(|_| self.increment()).collect())
        } else if self.one_in(3) {
            Term::from(self.small())
        } else {
            self.increment()
        };
        let mut operation = vec![name("update_counter"), self.key(), increment];
        if self.one_in(3) {
            // Without its key, OTP 25 puts the row into the table all the same, and then falls.
            operation.push(self.row_of(self.key_position + 2));
        }
        Term::tuple(operation)
    }

    fn small(&mut self) -> i64 {
        i64::try_from(self.rng.below(9)).expect("it is small") - 4
    }

    fn increment(&mut self) -> Term {
        let position = match self.rng.below(8) {
            0 => self.rng.below(7),
            _ => self.key_position + 1,
        };
        let mut parts = vec![Term::from(position), Term::from(self.small())];
        if self.one_in(3) {
            parts.extend([Term::from(self.small()), Term::from(self.small())]);
        }
        Term::tuple(parts)
    }

    fn update_element(&mut self) -> Term {
        let place = |maker: &mut Self| {
            let position = if maker.one_in(4) { maker.rng.below(6) } else { maker.key_position + 1 };
            Term::tuple([Term::from(position), value(&mut maker.rng)])
        };
        let places = if self.one_in(3) {
            Term::list((0..self.rng.below(3)).map(|_| place(self)).collect())
        } else {
            place(self)
        };
        Term::tuple([name("update_element"), self.key(), places])
    }
}
