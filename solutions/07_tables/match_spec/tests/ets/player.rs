//! Plays a sequence on a table of this project, and says of each operation what `replay.exs` says.

use match_spec::{MatchSpec, Select, SelectError, test_ms};
use process::Pid;
use table::{Direction, Increment, Options, Table, TableError, Tables, Type};
use term::{List, Term, term};

use crate::sequences::Sequence;

/// What an operation gives.
enum Given {
    One(Term),
    /// A walk; only an `ordered_set` has an order.
    Walk(Vec<Term>),
    Chunks(Vec<Vec<Term>>),
    Key(Term),
}

/// Why it gives nothing: what stands behind `badarg`.
type Cause = String;

/// One line for each operation.
pub fn play(sequence: &Sequence, tables: &Tables, me: Pid) -> Vec<String> {
    let kind = match sequence.kind {
        "set" => Type::Set,
        "ordered_set" => Type::OrderedSet,
        "bag" => Type::Bag,
        _ => Type::DuplicateBag,
    };
    let options = Options::new(kind).key_position(sequence.key_position);
    let table = tables.create(&me, "table", options).expect("the process is there");
    let player = Player { table, me };
    let lines = sequence.operations.iter().map(|operation| player.line(operation)).collect();
    player.table.delete_table(&me).expect("it is ours");
    lines
}

struct Player {
    table: Table,
    me: Pid,
}

impl Player {
    fn line(&self, operation: &Term) -> String {
        let in_order = self.table.kind() == Type::OrderedSet;
        let sorted = |items: Vec<Term>| {
            let mut texts: Vec<String> = items.iter().map(Term::to_string).collect();
            texts.sort();
            format!("any order: {}", texts.join(", "))
        };
        match self.run(operation.as_tuple().expect("an operation is a tuple")) {
            Ok(Given::One(term)) => term.to_string(),
            Ok(Given::Walk(items)) if in_order => Term::list(items).to_string(),
            Ok(Given::Walk(items)) => sorted(items),
            Ok(Given::Chunks(chunks)) if in_order => {
                Term::list(chunks.into_iter().map(Term::list).collect()).to_string()
            }
            Ok(Given::Chunks(chunks)) => sorted(chunks.concat()),
            Ok(Given::Key(key)) if in_order => key.to_string(),
            Ok(Given::Key(_)) => "some key".to_owned(),
            Err(cause) if cause.is_empty() => "badarg".to_owned(),
            Err(cause) => format!("badarg: {cause}"),
        }
    }

    fn run(&self, operation: &[Term]) -> Result<Given, Cause> {
        let (t, me) = (&self.table, &self.me);
        let name = operation[0].as_atom().expect("it has a name").text();
        let one = |term: Term| Ok(Given::One(term));
        let yes = |()| one(term!(true));
        match (name, &operation[1..]) {
            ("insert", [Term::List(rows)]) => {
                t.insert_many(me, rows.items().to_vec()).map_err(|error| of_rows(error, rows)).and_then(yes)
            }
            ("insert" | "insert_new" | "delete_object", [row]) if *row == term!({}) => {
                Err("is an empty tuple".to_owned())
            }
            ("insert", [row]) => t.insert(me, row.clone()).map_err(cause).and_then(yes),
            ("insert_new", [Term::List(rows)]) => t
                .insert_many_new(me, rows.items().to_vec())
                .map_err(|error| of_rows(error, rows))
                .and_then(|new| one(Term::from(new))),
            ("insert_new", [row]) => {
                t.insert_new(me, row.clone()).map_err(cause).and_then(|new| one(Term::from(new)))
            }
            ("lookup", [key]) => t.lookup(me, key).map_err(cause).and_then(|rows| one(Term::list(rows))),
            ("lookup_element", [key, position]) => {
                t.lookup_element(me, key, number(position)).map_err(cause).and_then(one)
            }
            ("member", [key]) => t.member(me, key).map_err(cause).and_then(|found| one(Term::from(found))),
            ("delete", [key]) => t.delete(me, key).map_err(cause).and_then(yes),
            ("delete_object", [row]) => t.delete_object(me, row).map_err(cause).and_then(yes),
            ("take", [key]) => t.take(me, key).map_err(cause).and_then(|rows| one(Term::list(rows))),
            ("update_counter", [key, increment]) => {
                self.count(key, increment, None).map_err(cause).and_then(one)
            }
            ("update_counter", [key, increment, row]) => {
                self.count(key, increment, Some(row)).map_err(cause).and_then(one)
            }
            ("update_element", [key, places]) => {
                let place = |place: &Term| {
                    let place = place.as_tuple().expect("a place is a pair");
                    (number(&place[0]), place[1].clone())
                };
                let places: Vec<_> = match places.as_list() {
                    Some(places) => places.iter().map(place).collect(),
                    None => vec![place(places)],
                };
                let at_zero = places.iter().any(|(position, _)| *position == 0);
                t.update_element(me, key, &places)
                    .map_err(|error| of_places(error, at_zero))
                    .and_then(|found| one(Term::from(found)))
            }
            ("tab2list", []) => t.rows(me).map_err(cause).map(Given::Walk),
            ("keys", []) => self.keys(t.first(me), |key| t.next(me, key)),
            ("keys_back", []) => self.keys(t.last(me), |key| t.prev(me, key)),
            ("next", [key]) => t.next(me, key).map_err(cause).map(or_end),
            ("prev", [key]) => t.prev(me, key).map_err(cause).map(or_end),
            ("foldl", []) => self.folded(t.fold(me, Vec::new(), before)),
            ("foldr", []) => self.folded(t.fold_right(me, Vec::new(), before)),
            ("size", []) => one(Term::from(t.size().expect("it is there"))),
            ("delete_all_objects", []) => t.delete_all_objects(me).map_err(cause).and_then(yes),
            ("match", [pattern]) => t.match_rows(me, pattern).map_err(of_pattern).map(Given::Walk),
            ("match_object", [pattern]) => t.match_object(me, pattern).map_err(of_pattern).map(Given::Walk),
            ("match_delete", [pattern]) => t.match_delete(me, pattern).map_err(of_pattern).and_then(yes),
            ("test_ms", [row, spec]) => match test_ms(row, spec) {
                Ok(result) => one(Term::tuple([term!(:ok), result.unwrap_or_else(|| term!(false))])),
                Err(error) => one(Term::tuple([term!(:error), Term::from(error.problems.len())])),
            },
            (name, [spec, limit @ ..]) => self.select(name, spec, limit.first().map(number)),
            (name, _) => panic!("nobody knows {name}"),
        }
    }

    fn select(&self, name: &str, spec: &Term, limit: Option<usize>) -> Result<Given, Cause> {
        let (t, me) = (&self.table, &self.me);
        let also = if limit == Some(0) { ": out of range" } else { "" };
        if name == "select_replace" && t.kind() == Type::Bag {
            return Err(TableError::WrongType.to_string()); // whatever the specification is
        }
        let spec = MatchSpec::compile(spec).map_err(|_| format!("not a valid match specification{also}"))?;
        let count = |count: usize| Given::One(Term::from(count));
        let given = match (name, limit) {
            ("select", None) => t.select(me, &spec).map(Given::Walk),
            ("select_reverse", None) => t.select_reverse(me, &spec).map(Given::Walk),
            ("select_count", None) => t.select_count(me, &spec).map(count),
            ("select_delete", None) => t.select_delete(me, &spec).map(count),
            ("select_replace", None) => t.select_replace(me, &spec).map(count),
            ("select_limit", Some(limit)) => self.chunks(&spec, Direction::Forward, limit),
            ("select_reverse_limit", Some(limit)) => self.chunks(&spec, Direction::Backward, limit),
            _ => panic!("nobody knows {name}"),
        };
        given.map_err(of_spec)
    }

    fn chunks(&self, spec: &MatchSpec, direction: Direction, limit: usize) -> Result<Given, SelectError> {
        let mut chunks = Vec::new();
        let mut next = self.table.select_limit(&self.me, spec, direction, limit)?;
        while let Some(chunk) = next {
            chunks.push(chunk.rows);
            next = match chunk.more {
                Some(more) => more.next(&self.me)?,
                None => None,
            };
        }
        Ok(Given::Chunks(chunks))
    }

    fn count(&self, key: &Term, increment: &Term, default: Option<&Term>) -> Result<Term, TableError> {
        match increment.as_list() {
            Some(increments) => {
                let increments: Vec<Increment> = increments.iter().map(increment_of).collect();
                self.table.update_counters(&self.me, key, &increments, default).map(Term::list)
            }
            None => {
                let increments = [increment_of(increment)];
                let values = self.table.update_counters(&self.me, key, &increments, default)?;
                Ok(values[0].clone())
            }
        }
    }

    fn keys(
        &self,
        first: Result<Option<Term>, TableError>,
        next: impl Fn(&Term) -> Result<Option<Term>, TableError>,
    ) -> Result<Given, Cause> {
        let (mut keys, mut key) = (Vec::new(), first.map_err(cause)?);
        while let Some(found) = key {
            key = next(&found).map_err(cause)?;
            keys.push(found);
        }
        Ok(Given::Walk(keys))
    }

    fn folded(&self, rows: Result<Vec<Term>, TableError>) -> Result<Given, Cause> {
        rows.map_err(cause).map(|rows| Given::Walk(rows.into_iter().rev().collect()))
    }
}

/// `[row | rows]`; the list is turned around at the end.
fn before(mut rows: Vec<Term>, row: Term) -> Vec<Term> {
    rows.push(row);
    rows
}

fn number(term: &Term) -> usize {
    term.as_int().and_then(|number| usize::try_from(number).ok()).expect("a position or a limit")
}

fn increment_of(term: &Term) -> Increment {
    let int = |term: &Term| term.as_int().expect("a small number");
    match term.as_tuple() {
        None => int(term).into(),
        Some([position, by]) => (number(position), int(by)).into(),
        Some([position, by, threshold, becomes]) => {
            (number(position), int(by), int(threshold), int(becomes)).into()
        }
        Some(_) => panic!("no increment: {term}"),
    }
}

fn or_end(key: Option<Term>) -> Given {
    Given::Key(key.unwrap_or_else(|| term!(:"$end_of_table")))
}

/// The words of OTP, which has none for a row without a key.
fn cause(error: TableError) -> Cause {
    if error == TableError::NoKeyInRow { String::new() } else { error.to_string() }
}

/// OTP takes the wrong type of a table for a wrong position.
fn of_places(error: TableError, at_zero: bool) -> Cause {
    match error {
        TableError::OutOfRange | TableError::WrongType if at_zero => {
            "is not a valid element specification".to_owned()
        }
        TableError::WrongType => TableError::OutOfRange.to_string(),
        other => cause(other),
    }
}

/// For a list of rows the words are others.
fn of_rows(error: TableError, rows: &List) -> Cause {
    match error {
        TableError::NoKeyInRow
            if rows.items().iter().any(|row| row.as_tuple().is_none_or(<[_]>::is_empty)) =>
        {
            of_rows(TableError::NotATuple, rows)
        }
        TableError::NotATuple => "not a non-empty tuple or a list of non-empty tuples".to_owned(),
        other => cause(other),
    }
}

/// OTP gives no reason for a pattern.
fn of_pattern(error: SelectError) -> Cause {
    match error {
        SelectError::Table(error) => cause(error),
        _ => String::new(),
    }
}

fn of_spec(error: SelectError) -> Cause {
    match error {
        SelectError::Table(error) => cause(error),
        SelectError::NoLimit => error.to_string(),
        _ => "not a valid match specification".to_owned(),
    }
}
