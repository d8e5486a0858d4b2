//! This workbook's table. Its owner is a process; everybody who reads and writes is another one.

use match_spec::{MatchSpec, Select};
use process::{Config, Context, Pid, System};
use table::{Options, Table, Tables};
use term::{Term, term};

use super::figures::{Figures, Rows};

/// A public table, and who uses it.
struct Shared {
    table: Table,
    user: Pid,
}

/// A table of type `set`.
pub fn set(threads: usize, count: usize) -> Figures {
    of_type(Options::set(), threads, count)
}

/// A table of type `ordered_set`.
pub fn ordered_set(threads: usize, count: usize) -> Figures {
    of_type(Options::ordered_set(), threads, count)
}

fn of_type(options: Options, threads: usize, count: usize) -> Figures {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let _entered = runtime.enter();
    let system = System::new(Config::default());
    let idle = |mut me: Context| async move { drop(me.next().await) };
    let (owner, user) = (system.spawn(idle), system.spawn(idle));
    let table = Tables::new(&system).create(&owner, "rows", options.public()).expect("the owner lives");
    Figures::of(&Shared { table, user }, threads, count)
}

impl Rows for Shared {
    fn insert(&self, _key: Term, row: Term) {
        self.table.insert(&self.user, row).expect("the table is public");
    }

    fn lookup(&self, key: &Term) -> Option<Term> {
        self.table.lookup(&self.user, key).expect("the table is public").pop()
    }

    /// The specification is compiled each time, as `ets:select/2` does.
    fn select(&self, key: i64) -> Option<usize> {
        let spec = term!([{{(key), :"$1"}, [], [:"$1"]}]);
        Some(self.selected(&spec))
    }

    fn scan(&self, above: i64) -> Option<usize> {
        let spec = term!([{{:"$1", :"$2"}, [{:>, :"$2", (above)}], [:"$1"]}]);
        Some(self.selected(&spec))
    }
}

impl Shared {
    fn selected(&self, spec: &Term) -> usize {
        let spec = MatchSpec::compile(spec).expect("the specification is right");
        self.table.select(&self.user, &spec).expect("the table is public").len()
    }
}
