//! Stage 3c: so many results at a time.

use harness::check;
use kv_store::{Pages, Partition, Query, Store};
use table::Table;
use term::{Term, term};

use super::BEAM;
use super::desk::{Main, main, table};

/// Says every page of a walk.
fn say_pages(main: &Main, tables: Vec<Table>, limit: usize) {
    let query = Query::of(term!([{{:_, :"$1"}, [], [:"$1"]}])).expect("a good specification");
    let mut pages = Pages::new(&query, tables, limit).expect("a good limit");
    for _ in 0..9 {
        let page = pages.next(&main.me).expect("the tables are ours");
        if page.is_empty() {
            break;
        }
        main.say(Term::list(page).to_string());
    }
}

#[test]
fn each_result_comes_once_in_pages_of_the_limit() {
    check("rest_dropped", |t| {
        t.run(main(1, |main| async move {
            say_pages(&main, vec![table(&main, (1..=5).map(|n| term!({(n), (n * n)})))], 2);
        }));
        t.beam_section(BEAM, "pages");
    });
}

#[test]
fn pages_run_on_from_one_table_into_the_next() {
    check("rest_dropped", |t| {
        t.run(main(1, |main| async move {
            let two = table(&main, (1..=3).map(|n| term!({(n), (n)})));
            let more = table(&main, (4..=8).map(|n| term!({(n), (n)})));
            say_pages(&main, vec![two, more], 2);
        }));
        t.expect("pages of two tables", &["[1, 2]", "[3, 4]", "[5, 6]", "[7, 8]"]);
    });
}

#[test]
fn a_page_knows_whether_there_is_another() {
    check("rest_dropped", |t| {
        t.run(main(1, |mut main| async move {
            let store = Partition::new(&main.tables, "kv");
            let _top = main.top(store.children()).await;
            for n in 1..=3 {
                main.put(&store, term!((n)), term!((n))).await;
            }
            let query = Query::of(term!([{{:_, :_}, [], [:found]}])).expect("a good specification");
            for limit in [2, 4, 0] {
                match store.select(&mut main.me, &query, limit).await {
                    Ok(page) => main.say(format!("{limit}: {}, more: {}", page.rows.len(), page.more)),
                    Err(error) => main.say(format!("{limit}: {error}")),
                }
            }
        }));
        let expected = [
            "put: ok",
            "put: ok",
            "put: ok",
            "2: 2, more: true",
            "4: 3, more: false",
            "0: expected a limit of 1 or more, got 0",
        ];
        t.expect("pages", &expected);
    });
}
