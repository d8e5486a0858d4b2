//! What a lab asks of the process system it runs on. Pids are text here: the system's own type stays in the example.

/// A process as the system sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "as `process_info` names them")]
pub struct Process {
    pub pid: String,
    pub name: Option<String>,
    pub mailbox: usize,
    pub links: Vec<String>,
    pub monitors: Vec<String>,
    pub traps_exits: bool,
}

/// A process system. [`kernel!`](crate::kernel!) writes this for `process`.
pub trait Kernel {
    /// Every process that is alive.
    fn processes(&self) -> Vec<Process>;
    /// Sends an exit signal to the process with this pid.
    fn exit(&self, pid: &str, reason: &str);
}

/// No processes: a lab of pure code.
impl Kernel for () {
    fn processes(&self) -> Vec<Process> {
        Vec::new()
    }

    fn exit(&self, _: &str, _: &str) {}
}

/// Makes the type `Node`: a system for a lab, on the crate named, which is the course's `process` or the learner's.
///
/// - `Node::new(&stage)` makes the system.
/// - `node.start(|me| Box::pin(async move { … })).await` runs code in the process `lab`, which traps exits and stays
///   alive after it. `None`: it ended before it was done.
/// - `node.ask(|me| Box::pin(async move { … }))` runs code in a fresh process `shell`, and hands out what it gives; a
///   text is a `Job`. `node.tell(|me| …)` does the same for code that waits for nothing.
/// - `node.pid("<0.3.0>")` and `node.system` for everything else.
#[macro_export]
macro_rules! kernel {
    ($process:ident) => {
        #[derive(Clone)]
        struct Node {
            system: $process::System,
            stage: $crate::Stage,
        }

        /// What runs in a process of the lab.
        type Code<'a, T> = ::std::pin::Pin<Box<dyn Future<Output = T> + Send + 'a>>;

        #[allow(dead_code, reason = "a lab uses what it needs")]
        impl Node {
            fn new(stage: &$crate::Stage) -> Self {
                let system = $process::System::new($process::Config {
                    spawner: Some(stage.spawner()),
                    tracer: Some(stage.tracer()),
                    crash_log: Some(::std::sync::Arc::new(|_| {})), // the lab's `log` has it
                    ..Default::default()
                });
                Self { system, stage: stage.clone() }
            }

            fn pid(&self, text: &str) -> Option<$process::Pid> {
                self.system.processes().into_iter().find(|pid| pid.to_string() == text)
            }

            async fn start<T: Send + 'static>(
                &self,
                code: impl for<'a> FnOnce(&'a mut $process::Context) -> Code<'a, T> + Send + 'static,
            ) -> Option<T> {
                let (done, result) = $crate::tokio::sync::oneshot::channel();
                self.system.spawn(move |mut me| async move {
                    let _ = me.register("lab");
                    me.trap_exit($process::TrapExit::Yes);
                    let _ = done.send(code(&mut me).await);
                    loop {
                        me.next().await;
                    }
                });
                result.await.ok()
            }

            fn tell(&self, code: impl FnOnce(&mut $process::Context) + Send + 'static) -> $crate::Job {
                self.ask(move |me| {
                    code(me);
                    Box::pin(async { String::new() })
                })
            }

            fn ask<T: Send + 'static>(
                &self,
                code: impl for<'a> FnOnce(&'a mut $process::Context) -> Code<'a, T> + Send + 'static,
            ) -> $crate::Asked<T> {
                let (done, answer) = $crate::tokio::sync::oneshot::channel();
                let named = !self.stage.is_looking();
                let pid = self.system.spawn(move |mut me| async move {
                    if named {
                        let _ = me.register("shell");
                    }
                    let _ = done.send(code(&mut me).await);
                });
                let system = self.system.clone();
                let unheard = self.stage.asks(&pid.to_string(), move || system.exit(pid, "kill"));
                Box::pin(async move {
                    let answer = answer.await.ok();
                    unheard.forget();
                    answer
                })
            }
        }

        impl $crate::Kernel for Node {
            fn processes(&self) -> Vec<$crate::Process> {
                let shown = |pid: &$process::Pid| {
                    let name = self.system.info(*pid).and_then(|info| info.name);
                    name.unwrap_or_else(|| pid.to_string())
                };
                let watched = |target: &$process::Target<$process::Pid>| match target {
                    $process::Target::Process(pid) => shown(pid),
                    $process::Target::Name(name, _) => name.to_string(),
                };
                let one = |pid: $process::Pid| {
                    let info = self.system.info(pid)?;
                    Some($crate::Process {
                        pid: pid.to_string(),
                        name: info.name,
                        mailbox: info.message_queue_len,
                        links: info.links.iter().map(shown).collect(),
                        monitors: info.monitors.iter().map(watched).collect(),
                        traps_exits: info.trap_exit == $process::TrapExit::Yes,
                    })
                };
                self.system.processes().into_iter().filter_map(one).collect()
            }

            fn exit(&self, pid: &str, reason: &str) {
                if let Some(pid) = self.pid(pid) {
                    self.system.exit(pid, reason);
                }
            }
        }
    };
}
