//! What a lab of several nodes asks of one of them. Names of nodes are those that are typed: `x`, on a host `x`.

use crate::kernel::Process;
use crate::nodes::Nodes;
use crate::setup::Job;

/// A node. [`nodes!`](crate::nodes!) writes this for `node`.
pub trait Machine: Clone + 'static {
    /// Every process of the node that is shown. Names and pids have the node behind them: `counter@x`.
    fn processes(&self) -> Vec<Process>;
    /// Sends an exit signal to the process with this pid.
    fn exit(&self, process: &str, reason: &str);
    /// The nodes with which it is connected: visible ones, then hidden ones.
    fn sees(&self) -> [Vec<String>; 2];
    /// Connects to a node, and says what came of it.
    fn connect(&self, to: &str) -> Job;
    /// Ends a connection.
    fn disconnect(&self, from: &str) -> bool;
    /// The program of the node ends: it closes what it has open, and nothing in it runs any more.
    fn stop(&self);
    /// Nothing in it runs any more, and nothing of that is told.
    fn crash(&self);
    /// What its `shell` has heard, if this pid is that process.
    fn heard(&self, process: &str) -> Option<String>;
}

/// The name under which a node is typed.
#[doc(hidden)]
#[must_use]
pub fn typed(name: &str) -> String {
    name.split('@').next().unwrap_or_default().to_owned()
}

/// The name of the node that is typed so.
#[doc(hidden)]
#[must_use]
pub fn full(typed: &str) -> String {
    if typed.contains('@') { typed.to_owned() } else { format!("{typed}@{typed}") }
}

impl<M: Machine> std::fmt::Debug for Nodes<M> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.names()).finish()
    }
}

/// Makes the type `Machine`: a node of a lab, on the crates named, which are the course's or the learner's.
///
/// - `Machine::start(seat, |me, node| Box::pin(async move { … }))` makes a system, and a node of it on the host of the
///   seat. The code runs in the process `lab`, which stays alive; what it gives is `machine.more`.
/// - `machine.ask("next y", |me| Box::pin(async move { … }))` runs code in its process `shell`, which traps exits,
///   stays, and keeps what it hears.
/// - `machine.process("counter")` is a process of its own, `machine.view(&other, pid)` one of another, as this one
///   names it.
#[macro_export]
macro_rules! nodes {
    ($process:ident, $node:ident) => {
        #[derive(Clone)]
        #[allow(dead_code, reason = "a lab uses what it needs")]
        struct Machine<T> {
            node: $node::Node,
            more: T,
            heard: ::std::sync::Arc<::std::sync::Mutex<Vec<String>>>,
            host: $crate::Host,
            stage: $crate::Stage,
        }

        /// What runs in a process of the lab.
        type Code<'a, T> = ::std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

        /// What the process `shell` is told to do.
        struct Act {
            typed: String,
            code: Box<dyn for<'a> FnOnce(&'a mut $process::Context) -> Code<'a, String> + Send>,
            done: $crate::tokio::sync::oneshot::Sender<String>,
        }

        impl ::std::fmt::Debug for Act {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(&self.typed)
            }
        }

        #[allow(dead_code, reason = "a lab uses what it needs")]
        impl<T: Clone + Send + 'static> Machine<T> {
            async fn start(
                seat: $crate::Seat,
                furnish: impl for<'a> FnOnce(&'a mut $process::Context, $node::Node) -> Code<'a, T>
                + Send
                + 'static,
            ) -> Result<Self, String> {
                let system = $process::System::new($process::Config {
                    spawner: Some(seat.stage().spawner()),
                    tracer: Some(seat.stage().tracer()),
                    crash_log: Some(::std::sync::Arc::new(|_| {})), // the lab's `log` has it
                    seed: seat.seed(),
                });
                let heard = ::std::sync::Arc::new(::std::sync::Mutex::new(Vec::new()));
                let hears = ::std::sync::Arc::clone(&heard);
                let host = seat.host();
                let options = $node::Options::new(&$crate::full(seat.name()), seat.cookie())
                    .on(::std::sync::Arc::new(host.clone()), &system);
                let options = $node::Options {
                    tick: $crate::TICK,
                    visibility: if seat.is_hidden() {
                        $node::Visibility::Hidden
                    } else {
                        $node::Visibility::Visible
                    },
                    log: ::std::sync::Arc::new(move |line| hear(&hears, format!("log: {line}"))),
                    ..options
                };
                let node = $node::Node::start(&system, options).await.map_err(|error| error.to_string())?;
                let (done, furnished) = $crate::tokio::sync::oneshot::channel();
                let inside = node.clone();
                system.spawn(move |mut me| async move {
                    let _ = me.register("lab");
                    me.trap_exit($process::TrapExit::Yes);
                    let _ = done.send(furnish(&mut me, inside).await);
                    loop {
                        me.next().await;
                    }
                });
                let stage = seat.stage().clone();
                let unwritten = || stage.say("what it needs is not written yet", "нужное ещё не написано");
                let more = furnished.await.map_err(|_| unwritten().to_owned())?;
                let machine = Self { node, more, heard, host, stage };
                machine.shell();
                Ok(machine)
            }

            /// The process in whose name the learner acts; another one when it has ended.
            fn shell(&self) -> $process::Pid {
                let system = self.node.system();
                if let Some(shell) = system.whereis("shell") {
                    return shell;
                }
                let (heard, node) = (::std::sync::Arc::clone(&self.heard), self.node.clone());
                let shell = system.spawn(move |mut me| async move {
                    me.trap_exit($process::TrapExit::Yes);
                    loop {
                        match me.next().await.open::<Act>() {
                            Ok(act) => drop(act.done.send((act.code)(&mut me).await)),
                            Err(other) => hear(&heard, described(&node, &other)),
                        }
                    }
                });
                let _ = system.register("shell", shell);
                shell
            }

            fn ask(
                &self,
                typed: &str,
                code: impl for<'a> FnOnce(&'a mut $process::Context) -> Code<'a, String> + Send + 'static,
            ) -> $crate::Job {
                let (done, answer) = $crate::tokio::sync::oneshot::channel();
                let (shell, system) = (self.shell(), self.node.system().clone());
                let unheard = self.stage.asks("", move || system_exit(&system, shell));
                self.node.system().send(shell, Act { typed: typed.to_owned(), code: Box::new(code), done });
                Box::pin(async move {
                    let answer = answer.await.ok();
                    unheard.forget();
                    answer
                })
            }

            /// A process of this node, by its name or pid, with or without the node behind it.
            fn process(&self, typed: &str) -> Option<$process::Pid> {
                let name = typed.split('@').next().unwrap_or_default();
                let system = self.node.system();
                let of_pid = || system.processes().into_iter().find(|pid| pid.to_string() == name);
                system.whereis(name).or_else(of_pid)
            }

            /// A process of another node, as this one names it.
            fn view<U>(&self, other: &Machine<U>, process: $process::Pid) -> $process::Pid {
                let number = other.node.identity().number(self.node.identity());
                $process::Pid::of_node(number, process.id(), process.serial())
            }
        }

        fn system_exit(system: &$process::System, process: $process::Pid) {
            system.exit(process, "kill");
        }

        fn hear(heard: &::std::sync::Mutex<Vec<String>>, line: String) {
            heard.lock().unwrap_or_else(::std::sync::PoisonError::into_inner).push(line);
        }

        /// `<0.5.0>@y`: a process, and where it lives.
        fn shown(node: &$node::Node, process: $process::Pid) -> String {
            let here = $process::Pid::of_node(0, process.id(), process.serial());
            format!("{here}@{}", $crate::typed(node.node_of(process).text()))
        }

        /// A message, as the BEAM would print it.
        fn described(node: &$node::Node, message: &$process::Envelope) -> String {
            if let Some(exit) = message.peek::<$process::Exit>() {
                return format!("{{:EXIT, {}, :{}}}", shown(node, exit.from), exit.reason);
            }
            if let Some(down) = message.peek::<$process::Down>() {
                let target = match &down.target {
                    $process::Target::Process(process) => shown(node, *process),
                    $process::Target::Name(name, None) => {
                        format!("{name}@{}", $crate::typed(node.name().text()))
                    }
                    $process::Target::Name(name, Some(place)) => {
                        format!("{name}@{}", $crate::typed(node.node_of(*place).text()))
                    }
                };
                return format!("{{:DOWN, {target}, :{}}}", down.reason);
            }
            let name = |atom: &$node::NodeUp| $crate::typed(atom.node.text());
            if let Some(up) = message.peek::<$node::NodeUp>() {
                return format!("{{:nodeup, {}}}", name(up));
            }
            if let Some(down) = message.peek::<$node::NodeDown>() {
                return format!("{{:nodedown, {}}}", $crate::typed(down.node.text()));
            }
            message.peek::<$node::Term>().map_or_else(|| format!("{message:?}"), ToString::to_string)
        }

        impl<T: Clone + Send + 'static> $crate::Machine for Machine<T> {
            fn processes(&self) -> Vec<$crate::Process> {
                let system = self.node.system();
                let own = $crate::typed(self.node.name().text());
                let named = |pid: &$process::Pid| {
                    let name = system.info(*pid).and_then(|info| info.name);
                    name.map_or_else(|| shown(&self.node, *pid), |name| format!("{name}@{own}"))
                };
                let watched = |target: &$process::Target<$process::Pid>| match target {
                    $process::Target::Process(pid) => named(pid),
                    $process::Target::Name(name, place) => {
                        let of =
                            place.map_or(own.clone(), |place| $crate::typed(self.node.node_of(place).text()));
                        format!("{name}@{of}")
                    }
                };
                let one = |pid: $process::Pid| {
                    let info = system.info(pid)?;
                    Some($crate::Process {
                        pid: shown(&self.node, pid),
                        name: info.name.map(|name| format!("{name}@{own}")),
                        mailbox: info.message_queue_len,
                        links: info.links.iter().map(named).collect(),
                        monitors: info.monitors.iter().map(watched).collect(),
                        traps_exits: info.trap_exit == $process::TrapExit::Yes,
                    })
                };
                system.processes().into_iter().filter_map(one).collect()
            }

            fn exit(&self, process: &str, reason: &str) {
                if let Some(process) = self.process(process) {
                    self.node.system().exit(process, reason);
                }
            }

            fn sees(&self) -> [Vec<String>; 2] {
                [self.node.list(), self.node.list_hidden()]
                    .map(|names| names.iter().map(|name| $crate::typed(name.text())).collect())
            }

            fn connect(&self, to: &str) -> $crate::Job {
                let (node, to, stage) = (self.node.clone(), $crate::full(to), self.stage.clone());
                Box::pin(async move {
                    let connected = $crate::tokio::time::timeout($crate::LIMIT, node.connect(&to)).await;
                    Some(match connected {
                        Ok(Ok(())) => stage.say("connected", "соединение есть").to_owned(),
                        Ok(Err(error)) => error.to_string(),
                        Err(_) => stage.say("no answer so far", "ответа пока нет").to_owned(),
                    })
                })
            }

            fn disconnect(&self, from: &str) -> bool {
                self.node.disconnect(&$crate::full(from))
            }

            fn stop(&self) {
                self.node.stop(); // first: the others hear that the node is gone, and not that each process is
                self.crash();
            }

            fn crash(&self) {
                for process in self.node.system().processes() {
                    self.node.system().exit(process, "kill");
                }
                self.node.stop();
            }

            fn heard(&self, process: &str) -> Option<String> {
                let shell = self.node.system().whereis("shell")?;
                let heard = self.heard.lock().unwrap_or_else(::std::sync::PoisonError::into_inner);
                let (more, last) = heard.split_at(heard.len().saturating_sub(2));
                let more = if more.is_empty() { "" } else { "… " };
                (shown(&self.node, shell) == process && !heard.is_empty())
                    .then(|| format!("{more}{}", last.join(" ")))
            }
        }
    };
}
