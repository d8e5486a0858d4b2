//! A process that owns tables, and questions to them: type rows, patterns and match specifications.

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use lab::{Job, Lab, Request, Stage, Text};
use match_spec::{Chunk, Continuation, MatchSpec, Part, Place, Select, SpecError};
use process::{Context, Pid};
use table::{Direction, Options, Table, Tables};
use term::Term;

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "The process `ets` owns tables; `people` is there already. Your code answers. Try `call ets show people`, \
         `call ets select people [{{:\"$1\", :_, :\"$3\"}, [{:>, :\"$3\", 25}], [{{:\"$1\", :\"$3\"}}]}]`, \
         `call ets limit people 2 [{:_, [], [:\"$_\"]}]` and then `call ets more`. With one pair of braces in the body \
         you see where it is wrong. `kill ets` takes all tables along.",
    ru: "Процесс `ets` владеет таблицами; `people` уже есть. Отвечает твой код. Попробуй `call ets show people`, \
         `call ets select people [{{:\"$1\", :_, :\"$3\"}, [{:>, :\"$3\", 25}], [{{:\"$1\", :\"$3\"}}]}]`, \
         `call ets limit people 2 [{:_, [], [:\"$_\"]}]`, а потом `call ets more`. Оставь в теле одну пару скобок — \
         увидишь, где ошибка. `kill ets` уносит с собой все таблицы.",
};

const PEOPLE: [&str; 5] =
    ["{1, :ann, 30}", "{2, :bob, 19}", "{3, :cid, 41}", "{4, :dee, 26}", "{5, :eve, 33}"];

/// What a command works on.
#[derive(Clone)]
struct Desk {
    tables: Tables,
    owner: Pid,
    /// Where the last walk with a limit has paused.
    more: Arc<Mutex<Option<Continuation>>>,
}

/// What a command answers; whatever goes wrong is an answer, too.
type Answer = Result<String, String>;

/// A command that was understood.
type Work = Box<dyn FnOnce() -> Answer + Send>;

impl Desk {
    fn new_table(&self, name: &str, kind: &str) -> Answer {
        let options = match kind {
            "set" => Options::set(),
            "ordered_set" => Options::ordered_set(),
            "bag" => Options::bag(),
            "duplicate_bag" => Options::duplicate_bag(),
            _ => return Err("set | ordered_set | bag | duplicate_bag".to_owned()),
        };
        self.tables.create(&self.owner, name, options.named().public()).map_err(|error| error.to_string())?;
        Ok("true".to_owned())
    }

    fn insert(&self, table: &Table, row: Term) -> Answer {
        table.insert(&self.owner, row).map_err(|error| error.to_string())?;
        self.show(table)
    }

    fn show(&self, table: &Table) -> Answer {
        Ok(grid(&table.rows(&self.owner).map_err(|error| error.to_string())?))
    }

    fn paused(&self, chunk: Option<Chunk>) -> String {
        let (rows, more) = chunk.map_or((Vec::new(), None), |chunk| (chunk.rows, chunk.more));
        let end = if more.is_some() { "… `call ets more`" } else { ":\"$end_of_table\"" };
        *self.more.lock().unwrap_or_else(PoisonError::into_inner) = more;
        if rows.is_empty() { end.to_owned() } else { format!("{}\n{end}", grid(&rows)) }
    }

    /// Does with a table what the verb says.
    fn ask(&self, verb: &str, table: &Table, limit: usize, text: &str) -> Answer {
        let term: Term = text.parse().map_err(|error: term::ParseError| {
            let before = " ".repeat(error.column.saturating_sub(1));
            format!("{text}\n{before}^ {}", error.problem)
        })?;
        let me = &self.owner;
        let told = |error: match_spec::SelectError| error.to_string();
        match verb {
            "insert" => return self.insert(table, term),
            "match" => return table.match_rows(me, &term).map(|rows| grid(&rows)).map_err(told),
            _ => {}
        }
        let spec = MatchSpec::compile(&term).map_err(|error| laid_out(&term, &error))?;
        match verb {
            "limit" => {
                let chunk = table.select_limit(me, &spec, Direction::Forward, limit);
                chunk.map(|chunk| self.paused(chunk)).map_err(told)
            }
            "count" => table.select_count(me, &spec).map(|count| count.to_string()).map_err(told),
            "delete" => table.select_delete(me, &spec).map(|count| count.to_string()).map_err(told),
            "replace" => table.select_replace(me, &spec).map(|count| count.to_string()).map_err(told),
            _ => table.select(me, &spec).map(|rows| grid(&rows)).map_err(told),
        }
    }

    fn go_on(&self) -> Answer {
        let more = self.more.lock().unwrap_or_else(PoisonError::into_inner).take();
        let chunk = more.map_or(Ok(None), |more| more.next(&self.owner));
        chunk.map(|chunk| self.paused(chunk)).map_err(|error| error.to_string())
    }
}

/// Rows below each other, elements in columns.
fn grid(rows: &[Term]) -> String {
    let line = |row: &Term| -> Vec<String> {
        let elements = row.as_tuple().or_else(|| row.as_list());
        elements.map_or_else(|| vec![row.to_string()], |cells| cells.iter().map(Term::to_string).collect())
    };
    let lines: Vec<Vec<String>> = rows.iter().map(line).collect();
    let columns = lines.iter().map(Vec::len).max().unwrap_or(0);
    let width = |column: usize| {
        lines.iter().filter_map(|line| line.get(column)).map(|cell| cell.chars().count()).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..columns).map(width).collect();
    let shown = lines.iter().map(|line| {
        let cells = line.iter().zip(&widths).map(|(cell, width)| format!("{cell:width$}"));
        format!("| {} |", cells.collect::<Vec<_>>().join(" | "))
    });
    let shown: Vec<String> = shown.collect();
    if shown.is_empty() { "[]".to_owned() } else { shown.join("\n") }
}

/// A specification part by part, with a mark behind what is wrong.
fn laid_out(spec: &Term, error: &SpecError) -> String {
    let mut lines = Vec::new();
    let mut line = |place: Place, label: &str, term: &Term| {
        let wrong = error.problems.iter().filter(|problem| problem.place == place);
        let marks: Vec<String> = wrong.map(|problem| format!("  <-- {}", problem.fault)).collect();
        // The parts of a clause are shown one by one; the lists around them only if the list itself is wrong.
        if !marks.is_empty() || matches!(place, Place::Part(_, Part::Head) | Place::Item(..)) {
            lines.push(format!("{label:<18} {term}{}", marks.concat()));
        }
    };
    line(Place::Specification, "specification", spec);
    for (index, clause) in spec.as_list().unwrap_or_default().iter().enumerate() {
        let number = index + 1;
        line(Place::Clause(number), &format!("clause {number}"), clause);
        let Some([head, guards, body]) = clause.as_tuple() else { continue };
        line(Place::Part(number, Part::Head), &format!("clause {number}, head"), head);
        for (part, terms, name) in [(Part::Guards, guards, "guard"), (Part::Body, body, "body")] {
            line(Place::Part(number, part), &format!("          {name}"), terms);
            for (index, term) in terms.as_list().unwrap_or_default().iter().enumerate() {
                line(Place::Item(number, part, index + 1), &format!("          {name} {}", index + 1), term);
            }
        }
    }
    lines.join("\n")
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let tables = Tables::new(&node.system);
    let owner = node.start(|me| {
        let owner = me.spawn(|mut me: Context| async move { while me.next().await.is::<()>() {} });
        Box::pin(async move { me.system().register("ets", owner).ok().map(|_| owner) })
    });
    let desk = Desk { tables, owner: owner.await??, more: Arc::default() };
    desk.new_table("people", "ordered_set").ok()?;
    let people = desk.tables.whereis("people")?;
    for row in PEOPLE {
        people.insert(&desk.owner, row.parse::<Term>().ok()?).ok()?;
    }
    let command = |understand: fn(&Desk, &Request<'_>) -> Option<Work>| {
        let (desk, node) = (desk.clone(), node.clone());
        move |request: &Request<'_>| -> Option<Job> {
            let work = understand(&desk, request)?;
            let answer = |answer: Answer| answer.unwrap_or_else(|error| error);
            Some(node.ask(move |_| Box::pin(async move { answer(work()) })))
        }
    };
    let mut lab = Lab::new(node.clone(), ABOUT)
        .call(
            "ets",
            "new TABLE TYPE",
            command(|desk, request| {
                let (desk, name, kind) =
                    (desk.clone(), request.word::<String>(0)?, request.word::<String>(1)?);
                Some(Box::new(move || desk.new_table(&name, &kind)))
            }),
        )
        .call(
            "ets",
            "show TABLE",
            command(|desk, request| {
                let (desk, table) = (desk.clone(), desk.tables.whereis(request.words.first()?)?);
                Some(Box::new(move || desk.show(&table)))
            }),
        )
        .call(
            "ets",
            "more",
            command(|desk, _| {
                let desk = desk.clone();
                Some(Box::new(move || desk.go_on()))
            }),
        );
    for usage in [
        "insert TABLE ROW",
        "match TABLE PATTERN",
        "select TABLE SPEC",
        "limit TABLE N SPEC",
        "count TABLE SPEC",
        "delete TABLE SPEC",
        "replace TABLE SPEC",
    ] {
        lab = lab.call(
            "ets",
            usage,
            command(|desk, request| {
                let (desk, table) = (desk.clone(), desk.tables.whereis(request.words.first()?)?);
                let (verb, limit) = (request.verb.to_owned(), request.word(1).unwrap_or(0));
                let text = request.words.get(if verb == "limit" { 2.. } else { 1.. })?.join(" ");
                Some(Box::new(move || desk.ask(&verb, &table, limit, &text)))
            }),
        );
    }
    Some(lab)
}

fn main() -> ExitCode {
    lab::run("match_spec", open)
}
