//! With real threads: the owner ends while others read and write.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use process::{Config, ExitReason, Pid, System};
use table::{Options, Step, Table, TableError, Tables, Transfer, Walk};
use term::{Term, term};

/// How often the owner ends.
const ROUNDS: usize = 60;
/// Rows at the start of a round.
const ROWS: i64 = 500;

fn row(key: i64) -> Term {
    term!({(key), "row"})
}

/// How an owner ends.
fn ends(round: usize, system: &System, owner: Pid) {
    if round.is_multiple_of(2) {
        system.exit(owner, ExitReason::Kill);
    } else {
        system.send(owner, "panic");
    }
}

fn system() -> System {
    System::new(Config { crash_log: Some(Arc::new(|_| {})), ..Config::default() })
}

/// Starts an owner of a public table, and waits until the table is there.
fn owned_table(system: &System, tables: &Tables, options: Options) -> (Pid, Table) {
    let (tell, told) = std::sync::mpsc::channel();
    let tables = tables.clone();
    let owner = system.spawn(move |mut me| async move {
        let table = tables.create(&me, "shared", options.public().named()).expect("the name is free");
        table.insert_many(&me, (0..ROWS).map(row)).expect("it is ours");
        tell.send(table).expect("the test waits");
        let _: &str = me.receive().await;
        panic!("as asked");
    });
    (owner, told.recv().expect("the owner tells"))
}

/// Reads and writes until the answer is an error or `over` is set; the error is the one OTP gives.
fn busy(table: &Table, me: Pid, worker: i64, over: &AtomicBool) {
    for turn in 0.. {
        if over.load(Ordering::Acquire) {
            return;
        }
        let key = term!((ROWS + worker * 1_000_000 + turn));
        let request = match turn % 5 {
            0 => table.insert(&me, term!({(&key), "new"})),
            1 => table.lookup(&me, &term!((turn % ROWS))).map(|rows| assert_eq!(rows.len(), 1)),
            2 => table.rows(&me).map(|rows| assert!(rows.len() >= ROWS as usize)),
            3 => table.visit(&me, Walk::write(), |_| Step::Keep).map(|_| ()),
            _ => table.next(&me, &term!((turn % ROWS))).map(|_| ()),
        };
        if let Err(error) = request {
            assert_eq!(error, TableError::NoTable);
            assert_eq!(table.lookup(&me, &term!(1)), Err(TableError::NoTable), "gone is gone");
            return;
        }
    }
}

#[test]
fn the_owner_ends_while_others_read_and_write() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().expect("a runtime");
    let _inside = runtime.enter();
    let system = system();
    let tables = Tables::new(&system);
    for round in 0..ROUNDS {
        let options = [Options::set(), Options::ordered_set(), Options::bag(), Options::duplicate_bag()];
        let (owner, table) = owned_table(&system, &tables, options[round % 4].clone());
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            for worker in 0..3 {
                let (table, over) = (&table, &over);
                let me = system.spawn(|_| std::future::pending::<()>());
                scope.spawn(move || busy(table, me, worker, over));
            }
            ends(round, &system, owner);
            let reason = runtime.block_on(system.join(owner));
            assert_ne!(reason, ExitReason::Normal);
            assert_eq!(table.lookup(&owner, &term!(1)), Err(TableError::NoTable));
            assert_eq!(tables.whereis("shared"), None);
        });
    }
}

#[test]
fn the_heir_has_every_row_though_others_read_and_write() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).build().expect("a runtime");
    let _inside = runtime.enter();
    let system = system();
    let tables = Tables::new(&system);
    for round in 0..ROUNDS {
        let (tell, told) = std::sync::mpsc::channel();
        let heir = system.spawn(move |mut me| async move {
            let transfer: Transfer = me.receive().await;
            let _ = tell.send((transfer.table.rows(&me), transfer.table.owner() == me.pid(), transfer.data));
            let _: &str = me.receive().await;
        });
        let options = if round.is_multiple_of(2) { Options::set() } else { Options::ordered_set() };
        let (owner, table) = owned_table(&system, &tables, options.heir(heir, term!(:yours)));
        let over = AtomicBool::new(false);
        thread::scope(|scope| {
            for worker in 0..3 {
                let (table, over) = (&table, &over);
                let me = system.spawn(|_| std::future::pending::<()>());
                scope.spawn(move || busy(table, me, worker, over));
            }
            ends(round, &system, owner);
            let (rows, owns, data) = told.recv().expect("the heir tells");
            assert!(owns);
            assert_eq!(data, term!(:yours));
            let rows = rows.expect("the table is the heir's");
            assert!((0..ROWS).all(|key| rows.contains(&row(key))), "round {round}");
            over.store(true, Ordering::Release);
        });
        system.send(heir, "end");
        runtime.block_on(system.join(heir));
        assert_eq!(table.rows(&heir), Err(TableError::NoTable), "round {round}");
    }
}

#[test]
fn a_visitor_that_panics_leaves_the_table_whole() {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let _inside = runtime.enter();
    let system = system();
    let tables = Tables::new(&system);
    let me = system.spawn(|_| std::future::pending::<()>());
    for options in [Options::set(), Options::ordered_set(), Options::bag()] {
        let table = tables.create(&me, "t", options).expect("a table");
        table.insert_many(&me, (0..10).map(row)).expect("rows");
        let mut seen = 0;
        let visit = std::panic::AssertUnwindSafe(|| {
            table.visit(&me, Walk::write(), |_| {
                seen += 1;
                assert!(seen < 5, "as asked");
                Step::Keep
            })
        });
        assert!(std::panic::catch_unwind(visit).is_err());
        assert_eq!(table.size(), Ok(10));
        assert_eq!(table.rows(&me).expect("rows").len(), 10);
        table.insert(&me, row(11)).expect("the table goes on");
    }
}
