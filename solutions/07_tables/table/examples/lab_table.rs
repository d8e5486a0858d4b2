//! A table space and three processes: make tables, fill them, kill an owner, and see what its heir has.

use std::process::ExitCode;

use lab::{Lab, Request, Stage, Text};
use process::{Context, Pid};
use table::{Access, Increment, Options, Table, TableError, Tables, Transfer, Type};
use term::Term;

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "Three processes and the tables of their node; each line says who asks. Try `call a create users ordered_set \
         heir b`, `call a insert users {1, \"Ann\", 0}`, `call c rows users`, `call c insert users {2, \"Bob\", 0}`; \
         then `kill a` and `call b rows users`. Terms are written as in Elixir, a list of rows as `[{1}, {2}]`.",
    ru: "Три процесса и таблицы их узла; каждая строка говорит, кто просит. Попробуй `call a create users ordered_set \
         heir b`, `call a insert users {1, \"Ann\", 0}`, `call c rows users`, `call c insert users {2, \"Bob\", 0}`, \
         а потом `kill a` и `call b rows users`. Термы пишут как в Elixir, список строк — как `[{1}, {2}]`.",
};

const USAGES: [&str; 12] = [
    "create TABLE TYPE [public|protected|private] [keypos N] [heir NAME]",
    "insert TABLE ROW|LIST",
    "lookup TABLE KEY",
    "delete TABLE KEY",
    "delete_object TABLE ROW",
    "update_counter TABLE KEY N|{POSITION, N}|{POSITION, N, THRESHOLD, VALUE}",
    "first TABLE",
    "next TABLE KEY",
    "rows TABLE",
    "info TABLE",
    "give_away TABLE NAME",
    "delete_table TABLE",
];

/// A process that only hears of the tables it gets, and panics when it is told to.
async fn citizen(mut me: Context) {
    while me.next().await.is::<Transfer>() {}
    panic!("told to panic");
}

/// What `TYPE` and the words behind it ask for.
fn options(node: &Node, words: &[&str]) -> Option<Options> {
    let (kind, mut rest) = words.split_first()?;
    let mut options = Options::new(match *kind {
        "set" => Type::Set,
        "ordered_set" => Type::OrderedSet,
        "bag" => Type::Bag,
        "duplicate_bag" => Type::DuplicateBag,
        _ => return None,
    });
    loop {
        (options, rest) = match rest {
            [] => return Some(options.named()),
            ["public", rest @ ..] => (options.access(Access::Public), rest),
            ["protected", rest @ ..] => (options.access(Access::Protected), rest),
            ["private", rest @ ..] => (options.access(Access::Private), rest),
            ["keypos", position, rest @ ..] => (options.key_position(position.parse().ok()?), rest),
            ["heir", heir, rest @ ..] => (options.heir(node.system.whereis(heir)?, Term::nil()), rest),
            _ => return None,
        };
    }
}

fn increment(term: &Term) -> Option<Increment> {
    let numbers: Option<Vec<i64>> = term.as_tuple().unwrap_or(&[]).iter().map(Term::as_int).collect();
    match numbers?[..] {
        [] => term.as_int().map(Increment::from),
        [position, by] => Some((usize::try_from(position).ok()?, by).into()),
        [position, by, threshold, becomes] => {
            Some((usize::try_from(position).ok()?, by, threshold, becomes).into())
        }
        _ => None,
    }
}

/// Prints one row under the other, column by column; says how many there are.
fn in_columns(rows: &[Term]) -> String {
    let cells =
        |row: &Term| -> Vec<String> { row.as_tuple().unwrap_or(&[]).iter().map(Term::to_string).collect() };
    let rows: Vec<Vec<String>> = rows.iter().map(cells).collect();
    let width = |column: usize| {
        rows.iter().filter_map(|row| row.get(column)).map(|cell: &String| cell.chars().count()).max()
    };
    let widths: Vec<usize> = (0..).map_while(width).collect();
    for row in &rows {
        let cells = row.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        println!("  {}", cells.collect::<Vec<_>>().join(" │ ").trim_end());
    }
    format!("size: {}", rows.len())
}

fn word<T: ToString>(result: Result<T, TableError>) -> String {
    result.map_or_else(|error| format!("error: {error}"), |value| value.to_string())
}

fn done(result: Result<(), TableError>) -> String {
    word(result.map(|()| "ok"))
}

fn key(result: Result<Option<Term>, TableError>) -> String {
    word(result.map(|key| key.map_or("end of table".to_owned(), |key| key.to_string())))
}

/// Carries out a request in the name of `me`.
fn perform(node: &Node, tables: &Tables, me: Pid, verb: &str, words: &[&str]) -> Option<String> {
    let (name, rest) = words.split_first()?;
    if verb == "create" {
        return Some(done(tables.create(&me, name, options(node, rest)?).map(|_| ())));
    }
    let Some(table) = tables.whereis(name) else { return Some(word(Err::<&str, _>(TableError::NoTable))) };
    let text = rest.join(" ");
    match verb {
        "first" => return Some(key(table.first(&me))),
        "rows" => {
            return Some(
                table.rows(&me).map_or_else(|error| word(Err::<&str, _>(error)), |rows| in_columns(&rows)),
            );
        }
        "info" => return Some(info(node, &table)),
        "give_away" => return Some(done(table.give_away(&me, node.system.whereis(&text)?, Term::nil()))),
        "delete_table" => return Some(done(table.delete_table(&me))),
        _ => {}
    }
    let term: Term = match verb {
        "update_counter" => format!("{{{}}}", comma_between(rest)?).parse().ok()?,
        _ => text.parse().ok()?,
    };
    Some(match (verb, term.as_tuple()) {
        ("update_counter", Some([key, by])) => word(table.update_counter(&me, key, increment(by)?)),
        ("insert", _) => done(match term.as_list() {
            Some(rows) => table.insert_many(&me, rows.iter().cloned()),
            None => table.insert(&me, term.clone()),
        }),
        ("lookup", _) => word(table.lookup(&me, &term).map(Term::list)),
        ("delete", _) => done(table.delete(&me, &term)),
        ("delete_object", _) => done(table.delete_object(&me, &term)),
        ("next", _) => key(table.next(&me, &term)),
        _ => return None,
    })
}

/// A key, and what stands behind it.
fn comma_between(words: &[&str]) -> Option<String> {
    let (key, by) = words.split_first()?;
    Some(format!("{key}, {}", by.join(" ")))
}

fn info(node: &Node, table: &Table) -> String {
    let Some(info) = table.info() else { return word(Err::<&str, _>(TableError::NoTable)) };
    let name = |pid: Pid| node.system.info(pid).and_then(|info| info.name).unwrap_or(pid.to_string());
    let heir = info.heir.map_or("none".to_owned(), name);
    format!("{:?}, {:?}, size {}, owner {}, heir {heir}", info.kind, info.access, info.size, name(info.owner))
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let tables = Tables::new(&node.system);
    let start = node.start(|me| {
        let names = ["a", "b", "c"].map(|name| me.system().register(name, me.spawn(citizen)).ok());
        Box::pin(async move { names.into_iter().collect::<Option<Vec<()>>>() })
    });
    start.await??;
    let (state, all, crash) = (node.clone(), tables.clone(), node.clone());
    let lab = Lab::new(node.clone(), ABOUT)
        .state(move |pid| {
            let owner = state.pid(pid);
            let owned = all.all().into_iter().filter(|table| Some(table.owner()) == owner);
            let shown = owned.map(|table| format!("{} (size {})", table.name(), table.size().unwrap_or(0)));
            let shown = shown.collect::<Vec<_>>().join(", ");
            Box::pin(async move { Some(shown) })
        })
        .crash(move |request| {
            let process = crash.pid(request.to)?;
            Some(crash.tell(move |me| me.send(process, ())))
        });
    Some(USAGES.into_iter().fold(lab, |lab, usage| {
        let (node, tables) = (node.clone(), tables.clone());
        lab.call("*", usage, move |request: &Request<'_>| {
            let (me, verb) = (node.pid(request.to)?, request.verb.to_owned());
            let words: Vec<String> = request.words.iter().map(|word| (*word).to_owned()).collect();
            let (inside, tables) = (node.clone(), tables.clone());
            let usage = usage.to_owned();
            Some(node.ask(move |_| {
                Box::pin(async move {
                    let words: Vec<&str> = words.iter().map(String::as_str).collect();
                    perform(&inside, &tables, me, &verb, &words).unwrap_or(format!("badarg: {usage}"))
                })
            }))
        })
    }))
}

fn main() -> ExitCode {
    lab::run("table", open)
}
