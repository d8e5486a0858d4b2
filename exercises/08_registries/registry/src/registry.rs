//! The registry: a name for a few tables and the servers that tidy them up.
//!
//! Each partition has two tables. `keys` says who has a key; `pids` says what a process has, and is there for one
//! moment only: when it ends. Both are public, so whoever registers writes into them by itself.
//!
//! Source: Elixir, `Registry`. Chapter: `registries`.

use std::fmt;
use std::sync::Arc;

use gen_server::{Options as Start, Server, StartError};
use process::{CallError, Context, Pid, System};
use supervisor::{ChildSpec, Flags, Shutdown, Strategy};
use table::{Table, TableError, Tables};
use term::{Term, term};

use crate::options::{Event, Keys, Options, RegistryError};
use crate::partition::{Partition, Sync};

/// A registry. Clones are handles to the same one, and stay good when its processes are restarted.
#[derive(Clone)]
pub struct Registry {
    pub(crate) system: System,
    pub(crate) tables: Tables,
    pub(crate) options: Arc<Options>,
}

impl Registry {
    /// Starts a registry under a supervisor of its own that is linked with this process.
    ///
    /// # Errors
    /// When its name is taken.
    pub async fn start_link(me: &mut Context, tables: &Tables, options: Options) -> Result<Self, StartError> {
        let registry = Self::new(me.system(), tables, options);
        let (children, name) = registry.processes();
        supervisor::start_link(me, children, flags(), Start::named(name)).await?;
        Ok(registry)
    }

    /// A registry that does not run yet: for [`Registry::child_spec`].
    #[must_use]
    pub fn new(system: &System, tables: &Tables, options: Options) -> Self {
        Self { system: system.clone(), tables: tables.clone(), options: Arc::new(options) }
    }

    /// The specification of its supervisor, as the child of another one.
    #[must_use]
    pub fn child_spec(&self) -> ChildSpec {
        let (children, name) = self.processes();
        ChildSpec::supervisor(self.name(), children, flags(), Start::named(name)).shutdown(Shutdown::Infinity)
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.options.name
    }

    /// Waits until every partition has handled the deaths that had come to it: the barrier.
    ///
    /// # Errors
    /// When a partition does not answer.
    pub async fn sync(&self, me: &mut Context) -> Result<(), CallError> {
        for number in 0..self.options.partitions {
            let server = Server::<Partition>::whereis(&self.system, &self.server_name(number));
            let server = server.ok_or(CallError::Down(process::ExitReason::NoProc))?;
            server.call(me, Sync).await?;
        }
        Ok(())
    }

    /// The partitions, and the name of the supervisor above them.
    fn processes(&self) -> (Vec<ChildSpec>, String) {
        let partition = |number: usize| {
            let name = self.server_name(number);
            ChildSpec::server::<Partition>(name.as_str(), (self.clone(), number), Start::named(name.as_str()))
        };
        ((0..self.options.partitions).map(partition).collect(), format!("{}.Supervisor", self.options.name))
    }

    pub(crate) fn server_name(&self, number: usize) -> String {
        format!("{}.PIDPartition{number}", self.options.name)
    }

    pub(crate) fn keys_name(&self, number: usize) -> String {
        format!("{}.KeyPartition{number}", self.options.name)
    }

    /// The server of a partition: the process with which those are linked who are in its `pids`.
    pub(crate) fn server(&self, number: usize) -> Result<Pid, RegistryError> {
        let server = self.system.whereis(&self.server_name(number));
        server.ok_or(RegistryError::NotRunning(TableError::NoTable))
    }

    /// Who has a key, in rows `{key, {pid, value}}`.
    pub(crate) fn keys_table(&self, number: usize) -> Result<Table, RegistryError> {
        self.tables.whereis(&self.keys_name(number)).ok_or(RegistryError::NotRunning(TableError::NoTable))
    }

    /// What a process has, in rows `{pid, key, partition of the key}`.
    pub(crate) fn pids_table(&self, number: usize) -> Result<Table, RegistryError> {
        self.tables.whereis(&self.server_name(number)).ok_or(RegistryError::NotRunning(TableError::NoTable))
    }

    /// Tells every listener that runs.
    pub(crate) fn tell(&self, me: &Context, event: &Event) {
        for listener in &self.options.listeners {
            let _ = me.send_name(listener, event.clone());
        }
    }

    pub(crate) fn is_unique(&self) -> bool {
        self.options.keys == Keys::Unique
    }
}

/// A partition that has lost its tables leaves the others without the names in them: all start anew.
fn flags() -> Flags {
    Flags { strategy: Strategy::OneForAll, ..Flags::default() }
}

/// The row of `keys`: who has this key, and with which value.
pub(crate) fn entry(key: &Term, pid: Pid, value: &Term) -> Term {
    term!({(key), {(pid), (value)}})
}

/// The row of `pids`: this process has this key, and the partition of the key has this number.
pub(crate) fn note(pid: Pid, key: &Term, number: usize) -> Term {
    term!({(pid), (key), (number)})
}

/// The process and the value of a row of `keys`.
pub(crate) fn holder(row: &Term) -> (Pid, Term) {
    let pair = row.as_tuple().and_then(|row| row[1].as_tuple());
    match pair {
        Some([Term::Pid(pid), value]) => (*pid, value.clone()),
        _ => unreachable!("a row of a registry is {{key, {{pid, value}}}}, not {row}"),
    }
}

/// The key and the partition of a row of `pids`.
pub(crate) fn noted(row: &Term) -> (&Term, usize) {
    match row.as_tuple() {
        Some([_, key, Term::Int(number)]) => {
            (key, usize::try_from(*number).expect("a partition has a number from 0 on"))
        }
        _ => unreachable!("a row of a registry is {{pid, key, number}}, not {row}"),
    }
}

impl fmt::Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Registry({})", self.options.name)
    }
}
