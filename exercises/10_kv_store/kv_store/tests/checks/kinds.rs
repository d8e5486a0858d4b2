//! Stage 1: the type is what the data is.

use harness::check;
use kv_store::Kind;
use table::{Options, Table};
use term::{Term, term};

use super::BEAM;
use super::desk::{Main, main};

/// A table of the type that was picked for this kind, with these rows.
fn table(main: &Main, kind: Kind, rows: &[Term]) -> Table {
    let table = main.tables.create(&main.me, "table", Options::new(kind.table_type())).expect("a new table");
    for row in rows {
        table.insert(&main.me, row.clone()).expect("main owns it");
    }
    table
}

/// Says which rows are found under a key.
fn say_found(main: &Main, table: &Table, key: Term) {
    let found = table.lookup(&main.me, &key).expect("main owns it");
    main.say(format!("{}: {}", key.to_string().trim_start_matches(':'), Term::list(found)));
}

#[test]
fn a_newer_value_takes_the_place_of_the_older() {
    check("old_values_stay", |t| {
        t.run(main(1, |main| async move {
            let data = table(&main, Kind::Data, &[term!({:color, "red"}), term!({:color, "blue"})]);
            say_found(&main, &data, term!(:color));
        }));
        t.beam_section(BEAM, "data");
    });
}

#[test]
fn the_index_is_read_in_the_order_of_time() {
    check("no_order", |t| {
        t.run(main(1, |main| async move {
            let rows = [term!({{30, :c}}), term!({{5, :a}}), term!({{200, :d}}), term!({{17, :b}})];
            let index = table(&main, Kind::Index, &rows);
            let all = index.rows(&main.me).expect("main owns it");
            main.say(format!("all: {}", Term::list(all)));
            let next = index.next(&main.me, &term!({17, :b})).expect("the key is there");
            main.say(format!(
                "after 17: {}",
                next.map_or_else(|| "nothing".to_owned(), |key| key.to_string())
            ));
        }));
        t.beam_section(BEAM, "index");
    });
}

#[test]
fn a_page_has_each_tag_once() {
    check("rows_vanish", |t| {
        t.run(main(1, |main| async move {
            let rows = [term!({:home, "new"}), term!({:home, "draft"}), term!({:home, "new"})];
            say_found(&main, &table(&main, Kind::Tags, &rows), term!(:home));
        }));
        t.beam_section(BEAM, "tags");
    });
}

#[test]
fn every_visit_counts() {
    check("rows_vanish", |t| {
        t.run(main(1, |main| async move {
            let rows = [term!({:home, "ann"}), term!({:home, "bob"}), term!({:home, "ann"})];
            say_found(&main, &table(&main, Kind::Visits, &rows), term!(:home));
        }));
        t.beam_section(BEAM, "visits");
    });
}
