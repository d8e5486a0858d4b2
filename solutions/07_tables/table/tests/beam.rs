//! Random requests to a table of each type are answered as the BEAM answers them.

use process::{Config, ExitReason, Pid, System};
use table::{Options, Table, TableError, Tables, Type};
use term::{Term, term};

const BEAM: &str = include_str!("../../../../exercises/07_tables/table/beam.out");
const REQUESTS: usize = 5000;

fn next(x: u64) -> u64 {
    (x * 1_103_515_245 + 12_345) % 2_147_483_648
}

/// As `:erlang.crc32/1`.
fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| (crc >> 1) ^ (0xEDB8_8320 & (crc & 1).wrapping_neg()))
    })
}

fn said(result: Result<Term, TableError>) -> String {
    result.map_or_else(|error| format!("error: {error}"), |term| term.to_string())
}

/// One request, chosen by three numbers.
fn request(table: &Table, me: Pid, what: u64, key: &Term, row: Term) -> Result<Term, TableError> {
    let done = |()| term!(true);
    match what {
        0 => table.delete(&me, key).map(done),
        1 => table.delete_object(&me, &row).map(done),
        2 => table.insert_new(&me, row).map(Term::from),
        3 => table.take(&me, key).map(Term::list),
        4 => table.lookup(&me, key).map(Term::list),
        5 => table.member(&me, key).map(Term::from),
        6 => table.update_counter(&me, key, 1),
        7 if table.kind() == Type::OrderedSet => {
            let end = || term!(:"$end_of_table");
            table.next(&me, key).map(|key| key.unwrap_or_else(end))
        }
        7 => table.size().map(Term::from),
        _ => table.insert(&me, row).map(done),
    }
}

fn answers(tables: &Tables, me: Pid, name: &str, kind: Type) -> String {
    let keys = [
        term!(1),
        term!(2.0),
        term!(2),
        term!(1.0),
        term!(:a),
        term!("b"),
        term!({ 1 }),
        term!([1]),
        term!(3),
        term!(%{1 => 2}),
    ];
    let table = tables.create(&me, "random", Options::new(kind)).expect("nothing speaks against it");
    let (mut x, mut all) = (1, String::new());
    for _ in 0..REQUESTS {
        let (a, b, c) = (next(x), next(next(x)), next(next(next(x))));
        let key = &keys[(b / 256 % 10) as usize];
        let row = term!({(key), (c / 256 % 3)});
        all += &said(request(&table, me, a / 256 % 10, key, row));
        all += "\n";
        x = c;
    }
    let left =
        if kind == Type::OrderedSet { table.rows(&me).map(Term::list) } else { table.size().map(Term::from) };
    format!("{name}: {}, left: {}", crc32(all.as_bytes()), said(left))
}

#[test]
fn random_requests_are_answered_as_on_the_beam() {
    let run = harness::sim(1, |world| async move {
        let system = System::new(Config { spawner: Some(world.spawner()), ..Config::default() });
        let tables = Tables::new(&system);
        let process = system.spawn(move |me| async move {
            let expected: Vec<&str> = BEAM.lines().skip_while(|line| *line != "-- random").skip(1).collect();
            let types = [
                ("set", Type::Set),
                ("ordered_set", Type::OrderedSet),
                ("bag", Type::Bag),
                ("duplicate_bag", Type::DuplicateBag),
            ];
            let ours = types.map(|(name, kind)| answers(&tables, me.pid(), name, kind));
            assert_eq!(ours.each_ref().map(String::as_str), expected[..]);
        });
        system.join(process).await
    });
    assert_eq!(run.finished(), ExitReason::Normal);
}
