//! Checks of `table`. Each step is a module, each claim a test.

use std::fmt::Display;
use std::future::{Future, pending};
use std::sync::Arc;

use harness::{Run, Transcript, World, check, sim};
use process::{Config, Context, Down, ExitReason, Pid, System};
use table::{Access, Increment, Options, Step, Table, TableError, Tables, Transfer, Type, Walk};
use term::{Term, term};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

const TYPES: [(&str, Type); 4] = [
    ("set", Type::Set),
    ("ordered_set", Type::OrderedSet),
    ("bag", Type::Bag),
    ("duplicate_bag", Type::DuplicateBag),
];

/// Runs `body` as the process `main`.
fn main<F, Fut>(body: F) -> Run
where
    F: FnOnce(World, Tables, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(1, |world| async move {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        });
        let (inside, tables) = (world.clone(), Tables::new(&system));
        let main = system.spawn(|me| async move {
            me.register("main").expect("the name is free");
            body(inside, tables, me).await;
        });
        system.join(main).await;
    })
}

/// As Elixir prints it; where OTP gives no reason, there is none here either.
fn shown<T>(result: Result<T, TableError>, show: impl FnOnce(T) -> String) -> String {
    match result {
        Ok(value) => show(value),
        Err(TableError::NoKeyInRow) => "error: argument error".to_owned(),
        Err(error) => format!("error: {error}"),
    }
}

fn value(result: Result<impl Display, TableError>) -> String {
    shown(result, |value| value.to_string())
}

fn rows(result: Result<Vec<Term>, TableError>) -> String {
    shown(result, |rows| Term::list(rows).to_string())
}

fn done(result: Result<(), TableError>) -> String {
    shown(result, |()| "true".to_owned())
}

fn key(result: Result<Option<Term>, TableError>) -> String {
    shown(result, |key| key.map_or(r#":"$end_of_table""#.to_owned(), |key| key.to_string()))
}

/// A table of `main` with these rows.
fn filled(tables: &Tables, me: &Context, options: Options, rows: &[Term]) -> Table {
    let table = tables.create(me, "table", options).expect("nothing speaks against it");
    for row in rows {
        table.insert(me, row.clone()).expect("it is ours, and these are rows");
    }
    table
}

/// Another process, which only stands there.
fn other(me: &Context) -> Pid {
    me.spawn(|_| pending::<()>())
}

mod predict {
    use super::*;
    use table::predict::{
        ANOTHER_PROCESS_WRITES, ROWS_OF_A_SET, ROWS_OF_AN_ORDERED_SET, THE_OWNER_HAS_ENDED,
    };

    /// What stands behind the colon in a line of the transcript.
    fn said(line: &str) -> &'static str {
        let found = BEAM.lines().find_map(|other| other.strip_prefix(line));
        if found.is_some_and(|said| said.starts_with("error")) { "error" } else { "ok" }
    }

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_a_map", |t| {
            let ours = [ROWS_OF_A_SET, ROWS_OF_AN_ORDERED_SET, ANOTHER_PROCESS_WRITES, THE_OWNER_HAS_ENDED];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            t.expect("beam.out", &["2", "1", said("protected, other writes: "), said("normal, after: ")]);
        });
    }
}

mod types {
    use super::*;

    #[test]
    fn each_type_keeps_what_it_keeps_on_the_beam() {
        check("one_and_one_point_zero", |t| {
            t.run(main(|world, tables, me| async move {
                let all = [term!({1, :a}), term!({1.0, :b}), term!({1, :c}), term!({1, :c})];
                for (name, kind) in TYPES {
                    let table = filled(&tables, &me, Options::new(kind), &all);
                    let (whole, float) = (table.lookup(&me, &term!(1)), table.lookup(&me, &term!(1.0)));
                    world.say("main", format!("{name}: 1 {}, 1.0 {}", rows(whole), rows(float)));
                }
            }));
            let bag = t.lines().iter().find(|line| line.starts_with("bag")).cloned().unwrap_or_default();
            t.suspect_if(bag.contains("{1, :c}, {1, :c}"), "bag_keeps_twins");
            let many = |line: &String| line.contains("set: 1 [{1, :a}, ");
            t.suspect_if(t.lines().iter().any(many), "set_keeps_many");
            let nothing = |line: &String| line.ends_with(": 1 [], 1.0 []");
            t.suspect_if(t.lines().iter().all(nothing), "key_is_always_first");
            let expected: Vec<&str> = BEAM.lines().skip(2).take(4).collect();
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn an_ordered_set_is_in_term_order() {
        check("one_and_one_point_zero", |t| {
            t.run(main(|world, tables, me| async move {
                let keys = [term!(:b), term!(2), term!("c"), term!(1.5), term!({ 0 }), term!(1), term!(2.0)];
                let all = keys.map(|key| Term::tuple([key]));
                let table = filled(&tables, &me, Options::ordered_set(), &all);
                world.say("main", format!("in order: {}", rows(table.rows(&me))));
            }));
            let expected: Vec<&str> = BEAM.lines().filter(|line| line.starts_with("in order")).collect();
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn a_bag_keeps_its_order() {
        check("bag_keeps_twins", |t| {
            t.run(main(|world, tables, me| async move {
                let all = [term!({:k, 1}), term!({:k, 2}), term!({:k, 3})];
                let table = filled(&tables, &me, Options::bag(), &all);
                table.delete_object(&me, &term!({:k, 2})).expect("it is ours");
                table.insert(&me, term!({:k, 5})).expect("it is ours");
                table.insert(&me, term!({:k, 1.0})).expect("it is ours");
                table.insert(&me, term!({:k, 5})).expect("it is there already");
                let k = term!(:k);
                world.say("main", format!("a bag keeps the order: {}", rows(table.lookup(&me, &k))));
                world.say("main", format!("second elements: {}", value(table.lookup_element(&me, &k, 2))));
                world.say("main", format!("take: {}", rows(table.take(&me, &k))));
                world.say("main", format!("take again: {}", rows(table.take(&me, &k))));
            }));
            let expected: Vec<&str> = BEAM.lines().skip(7).take(4).collect();
            t.expect("transcript", &expected);
        });
    }
}

mod key {
    use super::*;

    #[test]
    fn the_key_stands_at_its_position() {
        check("key_is_always_first", |t| {
            t.run(main(|world, tables, me| async move {
                let all = [term!({"Ann", 1}), term!({"Bob", 2}), term!({"Eve", 1})];
                let table = filled(&tables, &me, Options::set().key_position(2), &all);
                world.say("main", format!("lookup 1: {}", rows(table.lookup(&me, &term!(1)))));
                world.say("main", format!("lookup Bob: {}", rows(table.lookup(&me, &term!("Bob")))));
                world.say("main", format!("a short row: {}", done(table.insert(&me, term!({ "Joe" })))));
                world.say("main", format!("no tuple: {}", done(table.insert(&me, term!("Joe")))));
                let zero = tables.create(&me, "users", Options::set().key_position(0));
                world.say("main", format!("position 0: {}", done(zero.map(|_| ()))));
            }));
            t.beam_section(BEAM, "key_position");
        });
    }
}

mod access {
    use super::*;

    #[test]
    fn others_may_what_the_access_says() {
        check("anybody_writes", |t| {
            t.run(main(|world, tables, me| async move {
                let (other, k) = (other(&me), term!(:k));
                for (name, access) in [
                    ("public", Access::Public),
                    ("protected", Access::Protected),
                    ("private", Access::Private),
                ] {
                    let options = Options::set().access(access);
                    let table = filled(&tables, &me, options, &[term!({:k, 1})]);
                    let read = rows(table.lookup(&other, &k));
                    world.say("main", format!("{name}, other reads: {read}"));
                    let wrote = done(table.insert(&other, term!({:k, 2})));
                    world.say("main", format!("{name}, other writes: {wrote}"));
                    world.say("main", format!("{name}, owner: {}", rows(table.lookup(&me, &k))));
                }
                let table = filled(&tables, &me, Options::set().private(), &[]);
                world.say("main", format!("private, its size: {}", value(table.size())));
                let deleted = done(table.delete_table(&other));
                world.say("main", format!("private, other deletes it: {deleted}"));
                let table = filled(&tables, &me, Options::set().public(), &[]);
                let given = done(table.give_away(&other, other, 1));
                world.say("main", format!("public, other gives it away: {given}"));
                let deleted = done(table.delete_table(&other));
                world.say("main", format!("public, other deletes it: {deleted}"));
                world.say("main", format!("and then: {}", rows(table.lookup(&me, &k))));
                me.exit(other, ExitReason::Kill);
            }));
            t.beam_section(BEAM, "access");
        });
    }
}

mod insert {
    use super::*;

    #[test]
    fn a_list_goes_in_as_a_whole() {
        check("half_a_list", |t| {
            t.run(main(|world, tables, me| async move {
                let table = filled(&tables, &me, Options::ordered_set(), &[]);
                let say = |what: &str, said: String| world.say("main", format!("{what}: {said}"));
                let bad = [term!({ 1 }), term!({ 2 }), term!(:three)];
                say("a bad row at the end", done(table.insert_many(&me, bad)));
                say("rows", rows(table.rows(&me)));
                say("a good list", done(table.insert_many(&me, [term!({ 1 }), term!({ 3 })])));
                let new = table.insert_many_new(&me, [term!({ 2 }), term!({ 3 })]);
                say("insert_new, one is there", value(new));
                say("rows", rows(table.rows(&me)));
                let new = table.insert_many_new(&me, [term!({ 2 }), term!({ 4 })]);
                say("insert_new, none is there", value(new));
                say("rows", rows(table.rows(&me)));
            }));
            t.beam_section(BEAM, "insert");
        });
    }
}

mod counters {
    use super::*;

    /// The section has two halves: counters, and what is told of everything else.
    fn half(second: bool) -> Vec<&'static str> {
        let section = BEAM.lines().skip_while(|line| *line != "-- counters").skip(1);
        let section = section.take_while(|line| !line.starts_with("--"));
        section.skip(if second { 11 } else { 0 }).take(if second { 20 } else { 11 }).collect()
    }

    fn counters(tables: &Tables, me: &Context) -> Table {
        filled(tables, me, Options::set(), &[term!({:k, 10, 20, :x})])
    }

    #[test]
    fn a_counter_counts_as_on_the_beam() {
        check("threshold_passed", |t| {
            t.run(main(|world, tables, me| async move {
                let (table, k) = (counters(&tables, &me), term!(:k));
                let say = |what: &str, said: String| world.say("main", format!("{what}: {said}"));
                say("1", value(table.update_counter(&me, &k, 1)));
                say("{3, -5}", value(table.update_counter(&me, &k, (3, -5))));
                say("{2, 5, 15, 0}", value(table.update_counter(&me, &k, (2, 5, 15, 0))));
                say("{2, 5, 15, 0} again", value(table.update_counter(&me, &k, (2, 5, 15, 0))));
                say("{2, -6, 0, 9}", value(table.update_counter(&me, &k, (2, -6, 0, 9))));
                let several = |all: &[(usize, i64)]| {
                    let all: Vec<Increment> = all.iter().copied().map(Increment::from).collect();
                    rows(table.update_counters(&me, &k, &all, None))
                };
                say("[{2, 1}, {3, 1}, {2, 1}]", several(&[(2, 1), (3, 1), (2, 1)]));
                say("[{2, 1}, {4, 1}]", several(&[(2, 1), (4, 1)]));
                say("the row", rows(table.lookup(&me, &k)));
                let (new, any) = (term!(:new), term!({:any, 0, 7}));
                say("a new key", value(table.update_counter_or(&me, &new, (3, 1), &any)));
                say("its row", rows(table.lookup(&me, &new)));
                let big = term!({:big, 9});
                let sum = table.update_counter_or(&me, &term!(:big), i64::MAX, &big);
                say("beyond 64 bits", value(sum));
            }));
            t.expect("transcript", &half(false));
        });
    }

    #[test]
    fn a_row_is_updated_as_on_the_beam() {
        check("threshold_passed", |t| {
            t.run(main(|world, tables, me| async move {
                let (table, k, nobody) = (counters(&tables, &me), term!(:k), term!(:nobody));
                table.update_element(&me, &k, &[(3, term!(16))]).expect("there is such a row");
                let say = |what: &str, said: String| world.say("main", format!("{what}: {said}"));
                say("no row", value(table.update_counter(&me, &nobody, 1)));
                say("the key", value(table.update_counter(&me, &k, (1, 1))));
                say("position 9", value(table.update_counter(&me, &k, (9, 1))));
                let bag = filled(&tables, &me, Options::bag(), &[]);
                say("a bag", value(bag.update_counter(&me, &k, 1)));
                let values = [(2, term!(:y)), (4, term!(nil))];
                say("update_element", value(table.update_element(&me, &k, &values)));
                say("the row", rows(table.lookup(&me, &k)));
                let update = |key, position| value(table.update_element(&me, key, &[(position, term!(:y))]));
                say("update_element, no row", update(&nobody, 2));
                say("update_element, the key", update(&k, 1));
                say("update_element, position 9", update(&k, 9));
                say("lookup_element, no row", value(table.lookup_element(&me, &nobody, 2)));
                say("lookup_element, position 9", value(table.lookup_element(&me, &k, 9)));
                say("lookup_element, position 0", value(table.lookup_element(&me, &k, 0)));
            }));
            t.expect("transcript", &half(true));
        });
    }
}

mod walk {
    use super::*;

    /// Every key, from the first one on, as `next` gives them.
    fn keys(table: &Table, me: &Context) -> Vec<Term> {
        let first = table.first(me).expect("it is ours");
        let next = |key: &Term| table.next(me, key).expect("the key is there");
        std::iter::successors(first, next).collect()
    }

    #[test]
    fn a_walk_goes_on_where_it_does_on_the_beam() {
        check("walks_from_nowhere", |t| {
            t.run(main(|world, tables, me| async move {
                let all = [term!({ 30 }), term!({ 10 }), term!({ 20 })];
                let table = filled(&tables, &me, Options::ordered_set(), &all);
                let say = |what: &str, said: String| world.say("main", format!("{what}: {said}"));
                let (first, next) = (key(table.first(&me)), key(table.next(&me, &term!(10))));
                let (last, prev) = (key(table.last(&me)), key(table.prev(&me, &term!(30))));
                say("ordered_set", format!("first {first}, next {next}, last {last}, prev {prev}"));
                say("after the last", key(table.next(&me, &term!(30))));
                let after = key(table.next(&me, &term!(15)));
                say("ordered_set, after a key that is not there", after);
                let push = |mut keys: Vec<Term>, row: Term| {
                    keys.insert(0, row.as_tuple().expect("a row is a tuple")[0].clone());
                    keys
                };
                say("foldl", rows(table.fold(&me, Vec::new(), push)));
                say("foldr", rows(table.fold_right(&me, Vec::new(), push)));
                let table = filled(&tables, &me, Options::set(), &all);
                let mut keys = keys(&table, &me);
                keys.sort();
                say("set, in some order", Term::list(keys).to_string());
                say("set, after a key that is not there", key(table.next(&me, &term!(15))));
            }));
            t.beam_section(BEAM, "walk");
        });
    }

    #[test]
    fn the_walk_repeats_and_meets_each_row_once() {
        check("walks_from_nowhere", |t| {
            t.run(main(|world, tables, me| async move {
                for (name, kind) in TYPES {
                    let all: Vec<Term> = (0..1000).map(|key| term!({(key), "row"})).collect();
                    let table = filled(&tables, &me, Options::new(kind), &all);
                    let again = filled(&tables, &me, Options::new(kind), &all);
                    assert_eq!(table.rows(&me), again.rows(&me), "{name}: the order repeats");
                    // Walks in parts, while other rows come and go.
                    let (mut met, mut at, mut round) = (Vec::new(), None, 0);
                    loop {
                        let mut part = 0;
                        let walk = Walk::read();
                        let walk = at.as_ref().map_or(walk.clone(), |at| walk.after(at));
                        at = table
                            .visit(&me, walk, |row| {
                                met.push(row.clone());
                                part += 1;
                                if part < 100 { Step::Keep } else { Step::Stop }
                            })
                            .expect("it is ours");
                        round += 1;
                        table
                            .insert_many(&me, (0..500).map(|n| term!({(-round * 1000 - n), "new"})))
                            .expect("rows");
                        if at.is_none() {
                            break;
                        }
                    }
                    met.retain(|row: &Term| row.as_tuple().is_some_and(|row| row[0] >= term!(0)));
                    let found = met.len();
                    met.sort();
                    met.dedup();
                    world.say("main", format!("{name}: {} rows, {found} meetings", met.len()));
                }
            }));
            let expected = TYPES.map(|(name, _)| format!("{name}: 1000 rows, 1000 meetings"));
            t.expect("transcript", &expected.each_ref().map(String::as_str));
        });
    }
}

mod owner {
    use super::*;

    #[derive(Debug)]
    struct Ready(Table);

    #[derive(Debug)]
    struct End(ExitReason);

    /// Starts the process `owner`, which makes a table, tells of it, and ends as it is told.
    async fn owner(me: &mut Context, tables: &Tables, options: Options, count: i64) -> (Pid, Table) {
        let (tables, main) = (tables.clone(), me.pid());
        let owner = me.spawn(move |mut me| async move {
            me.register("owner").expect("the one before has ended");
            let table = tables.create(&me, "table", options.clone());
            // A table that has survived its owner has the name.
            let new = || tables.create(&me, &me.pid().to_string(), options);
            let table = table.or_else(|_| new()).expect("nothing speaks against it");
            table.insert_many(&me, (1..=count).map(|key| term!({ (key) }))).expect("it is ours");
            me.send(main, Ready(table));
            me.receive::<End>().await.0
        });
        let Ready(table) = me.receive().await;
        (owner, table)
    }

    fn end(me: &Context, owner: Pid, reason: ExitReason) {
        match reason {
            ExitReason::Kill => me.exit(owner, ExitReason::Kill),
            other => me.send(owner, End(other)),
        }
    }

    /// Ends an owner and waits until we hear of it.
    async fn ended(me: &mut Context, owner: Pid, reason: ExitReason) {
        me.monitor(owner);
        end(me, owner, reason);
        me.receive_if(|down: &Down| down.target == monitors_target(owner)).await;
    }

    fn monitors_target(owner: Pid) -> process::Target<Pid> {
        process::Target::Process(owner)
    }

    /// The heir heard of its table and found nothing in it.
    fn suspects(t: &mut Transcript) {
        let lines = t.lines().to_vec();
        let has = |text: &str| lines.iter().any(|line| line.contains(text));
        let told = has("ETS-TRANSFER from");
        t.suspect_if(told && (has("rows: error") || has("rows: []")), "heir_gets_no_rows");
    }

    #[test]
    fn the_table_goes_with_its_owner() {
        check("table_survives_owner", |t| {
            t.run(main(|world, tables, mut me| async move {
                let say = |what: &str, said: String| world.say("main", format!("{what}: {said}"));
                let boom = ExitReason::from("boom");
                for (name, reason) in
                    [("normal", ExitReason::Normal), ("boom", boom), ("kill", ExitReason::Kill)]
                {
                    let options = Options::ordered_set().public().named();
                    let (owner, table) = owner(&mut me, &tables, options, 2).await;
                    say(&format!("{name}, before"), rows(table.rows(&me)));
                    ended(&mut me, owner, reason).await;
                    say(&format!("{name}, after"), rows(table.rows(&me)));
                    let found = tables.whereis("table").map_or("undefined", |_| "a table");
                    say("whereis", found.to_owned());
                }
                let mut late = 0;
                for round in 1..=1000 {
                    let reason = if round % 2 == 0 { ExitReason::Normal } else { ExitReason::Kill };
                    let (owner, table) = owner(&mut me, &tables, Options::set().public(), 2).await;
                    ended(&mut me, owner, reason).await;
                    late += i32::from(table.info().is_some());
                }
                say("tables still there at DOWN", format!("{late} of 1000"));
            }));
            t.beam_section(BEAM, "owner");
        });
    }

    #[test]
    fn the_heir_has_every_row() {
        check("table_survives_owner", |t| {
            t.run(main(|world, tables, mut me| async move {
                let say = |what: &str, said: String| world.say("main", format!("{what}: {said}"));
                let options = Options::ordered_set().heir(me.pid(), term!(:users));
                let (owner, table) = owner(&mut me, &tables, options, 3).await;
                say("before, we write", done(table.insert(&me, term!({ 4 }))));
                me.monitor(owner);
                end(&me, owner, ExitReason::Kill);
                let down = me.receive_if(|down: &Down| down.target == monitors_target(owner)).await;
                let transfer = me.receive_timeout::<Transfer>(std::time::Duration::ZERO).await;
                match transfer {
                    Some(Transfer { table: ours, from, data }) if ours == table && from == owner => {
                        say("ETS-TRANSFER from the owner", data.to_string());
                    }
                    _ => say("nobody tells us of the table", down.reason.to_string()),
                }
                say("then, we write", done(table.insert(&me, term!({ 4 }))));
                say("rows", rows(table.rows(&me)));
                let heir = table.info().and_then(|info| info.heir);
                let (owns, is_heir) = (table.owner() == me.pid(), heir == Some(me.pid()));
                say("the owner is me", format!("{owns}, the heir is me: {is_heir}"));
            }));
            suspects(t);
            let section = BEAM.lines().skip_while(|line| *line != "-- heir").skip(1);
            t.expect("transcript", &section.take(5).collect::<Vec<_>>());
        });
    }

    /// Ten processes read and write while the owner is killed.
    #[test]
    fn the_owner_ends_while_others_are_busy() {
        check("table_survives_owner", |t| {
            t.run(main(|world, tables, mut me| async move {
                for heir in [None, Some(me.pid())] {
                    let options = Options::set().public();
                    let options = heir.into_iter().fold(options, |options, heir| options.heir(heir, 0));
                    let (owner, table) = owner(&mut me, &tables, options, 100).await;
                    for worker in 0..10 {
                        let (table, main) = (table.clone(), me.pid());
                        me.spawn(move |me| async move {
                            for turn in 0..100 {
                                let row = term!({(1000 * (worker + 1) + turn), "new"});
                                let wrote = table.insert(&me, row);
                                let read = table.lookup(&me, &term!(7)).map(|rows| rows.len());
                                if wrote.is_err() || read != Ok(1) {
                                    me.send(main, (wrote.err(), read.err()));
                                    return;
                                }
                                tokio::time::sleep(std::time::Duration::from_millis(1)).await;
                            }
                            me.send(main, (None::<TableError>, None::<TableError>));
                        });
                    }
                    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
                    ended(&mut me, owner, ExitReason::Kill).await;
                    let mut heard = Vec::new();
                    for _ in 0..10 {
                        let (wrote, read): (Option<TableError>, Option<TableError>) = me.receive().await;
                        heard.push(wrote.or(read));
                    }
                    heard.dedup();
                    let rows = table.rows(&me).map(|rows| rows.len());
                    let what = if heir.is_some() { "with an heir" } else { "without" };
                    world.say("main", format!("{what}: {heard:?}, rows: {rows:?}"));
                }
            }));
            let lines = t.lines().to_vec();
            let heir_lost =
                lines.iter().any(|line| line.starts_with("with an heir") && line.contains("NoTable"));
            t.suspect_if(heir_lost, "heir_gets_no_rows");
            let expected =
                ["without: [Some(NoTable)], rows: Err(NoTable)", "with an heir: [None], rows: Ok(1100)"];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn a_table_is_given_away() {
        check("table_survives_owner", |t| {
            t.run(main(|world, tables, mut me| async move {
                let say = |what: &str, said: String| world.say("main", format!("{what}: {said}"));
                let main = me.pid();
                let (heirless, _) = owner(&mut me, &tables, Options::set(), 0).await;
                ended(&mut me, heirless, ExitReason::Normal).await;
                let options = Options::set().public().heir(heirless, 0);
                let (owner, table) = owner(&mut me, &tables, options, 1).await;
                ended(&mut me, owner, ExitReason::Normal).await;
                say("the heir had ended before", rows(table.rows(&me)));

                let table = filled(&tables, &me, Options::ordered_set(), &[term!({:from, "me"})]);
                let friend = me.spawn(move |mut me| async move {
                    me.register("friend").expect("the name is free");
                    let Transfer { table, data, .. } = me.receive().await;
                    table.insert(&me, term!({:thanks, (data)})).expect("it is ours now");
                    me.send(main, "thanks");
                    me.receive::<End>().await.0
                });
                say("give_away", done(table.give_away(&me, friend, term!(:present))));
                let _: &str = me.receive().await;
                say("rows", rows(table.rows(&me)));
                say("we write", done(table.insert(&me, term!({:mine, 1}))));
                let again = done(table.give_away(&me, main, term!(nil)));
                say("we give it away again", again);
                let table = filled(&tables, &me, Options::set(), &[]);
                say("to ourselves", done(table.give_away(&me, main, term!(nil))));
                say("to one who has ended", done(table.give_away(&me, owner, term!(nil))));
                filled(&tables, &me, Options::set().named(), &[]);
                let taken = tables.create(&me, "table", Options::set().named());
                say("a name that is taken", done(taken.map(|_| ())));
                ended(&mut me, friend, ExitReason::Normal).await;
            }));
            let heir = BEAM.lines().filter(|line| line.starts_with("the heir had ended"));
            let given = BEAM.lines().skip_while(|line| *line != "-- give_away").skip(1).take(7);
            t.expect("transcript", &heir.chain(given).collect::<Vec<_>>());
        });
    }
}
