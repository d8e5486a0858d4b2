//! Checks of `fix_lost_table`. Each step is a module, each claim a test.

use std::future::Future;
use std::sync::{Arc, Mutex};

use fix_lost_table::{Claim, Keeper, Scores, add, score};
use gen_server::{Options, Server, start_link};
use harness::{Run, World, check, sim};
use process::{CallError, Config, Context, ExitReason, Pid, System, TrapExit};
use supervisor::{ChildSpec, Flags, Strategy, Supervisor};
use table::{TableError, Tables, Transfer};
use term::{Term, term};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// Runs `body` as the process `main`, which traps exits.
fn main<F, Fut>(body: F) -> Run
where
    F: FnOnce(Main) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(1, |world| async move {
        let todo = Arc::new(Mutex::new(None));
        let log = Arc::clone(&todo);
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(move |crash| {
                let reason = crash.reason.to_string();
                if reason.contains("not yet implemented") {
                    log.lock().unwrap().get_or_insert(reason);
                }
            })),
            ..Config::default()
        });
        let (inside, tables) = (world.clone(), Tables::new(&system));
        let pid = system.spawn(|me| async move {
            me.register("main").expect("the name is free");
            me.trap_exit(TrapExit::Yes);
            body(Main { me, world: inside, tables }).await;
        });
        let reason = system.join(pid).await;
        // A `todo!()` ends its process only; the check must end with it.
        let todo = todo.lock().unwrap();
        assert!(todo.is_none(), "{}", todo.as_deref().unwrap_or_default());
        assert_eq!(reason, ExitReason::Normal, "main");
    })
}

/// The process `main`: it starts everything, reads, and alone prints.
struct Main {
    me: Context,
    world: World,
    tables: Tables,
}

impl Main {
    fn say(&self, line: impl Into<String>) {
        self.world.say("main", line);
    }

    /// Asks the server to add points, and says what came of it.
    async fn add(&mut self, player: &str, points: Term) -> String {
        match add(&mut self.me, player, points).await {
            Ok(total) => total.to_string(),
            Err(CallError::Down(ExitReason::Panic(_))) => "the server crashed with badarg".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    /// Makes the server crash, and waits until its supervisor has done what it does then.
    async fn crash(&mut self) -> String {
        let answer = self.add("ann", term!("many")).await;
        self.world.settle().await;
        answer
    }

    /// Ann's row, as a reader sees it.
    fn ann(&self) -> String {
        match score(&self.tables, &self.me, "ann") {
            Ok(rows) => Term::list(rows).to_string(),
            Err(TableError::NoTable) => "no table".to_owned(),
            Err(error) => error.to_string(),
        }
    }

    /// The name of the process that owns the table.
    fn owner(&self) -> String {
        let owner = self.tables.whereis("scores").and_then(|table| self.me.system().info(table.owner()));
        owner.and_then(|owner| owner.name).unwrap_or_else(|| "nobody".to_owned())
    }

    /// A supervisor of the keeper and the server, as they should stand.
    async fn keeper_and_scores(&mut self) -> Option<Supervisor> {
        let keeper = ChildSpec::server::<Keeper>("keeper", self.tables.clone(), Options::named("keeper"));
        let scores = ChildSpec::server::<Scores>("scores", self.tables.clone(), Options::named("scores"));
        let flags = Flags { strategy: Strategy::RestForOne, ..Flags::default() };
        self.start(vec![keeper, scores], flags).await
    }

    /// The learner's tree.
    async fn tree(&mut self) -> Option<Supervisor> {
        self.start(fix_lost_table::children(&self.tables), fix_lost_table::flags()).await
    }

    async fn start(&mut self, children: Vec<ChildSpec>, flags: Flags) -> Option<Supervisor> {
        let top = supervisor::start_link(&mut self.me, children, flags, Options::named("top")).await;
        if let Err(error) = &top {
            self.say(format!("the tree does not start: {error}"));
        }
        top.ok()
    }

    /// A keeper without a supervisor.
    async fn keeper(&mut self) -> Server<Keeper> {
        let args = self.tables.clone();
        start_link(&mut self.me, args, Options::named("keeper")).await.expect("not yet implemented: a keeper")
    }

    /// Starts a process of this name that claims the table, gives ann so many points, and stays.
    async fn claimer(&mut self, name: &'static str, keeper: Server<Keeper>, points: i64) -> (Pid, String) {
        let main = self.me.pid();
        let claimer = self.me.spawn(move |mut me| async move {
            me.register(name).expect("the name is free");
            let given = keeper.call(&mut me, Claim).await;
            if given == Ok(true) {
                let Transfer { table, .. } = me.receive().await;
                let _ = table.update_counter_or(&me, &term!("ann"), points, &term!({"ann", 0}));
            }
            me.send(main, given);
            me.receive::<()>().await;
        });
        let given = self.me.receive::<Result<bool, CallError>>().await;
        (claimer, given.map_or_else(|error| error.to_string(), |given| given.to_string()))
    }
}

mod predict {
    use super::*;
    use fix_lost_table::predict::{AFTER_THE_CRASH, AFTER_THE_END, AFTER_THE_KEEPER, KEEPER_WRITES};

    /// Line `n` of a section of the transcript.
    fn line(section: &str, n: usize) -> &'static str {
        let head = format!("-- {section}");
        BEAM.lines().skip_while(|line| *line != head).nth(n).expect("the section has so many lines")
    }

    /// What a reader finds, by this line.
    fn found(line: &str) -> &'static str {
        if line.contains("ann: []") { "nothing" } else { "10" }
    }

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("owner_overlooked", |t| {
            let answers = [AFTER_THE_CRASH, AFTER_THE_END, KEEPER_WRITES, AFTER_THE_KEEPER];
            t.suspect_if(answers.contains(&""), "not_yet");
            let owner = line("between", 1).split("owner: ").nth(1).and_then(|rest| rest.split(',').next());
            let beam = [
                format!("ann after the crash: {}", found(line("lost", 4))),
                format!("no server, the owner: {}", owner.expect("the line names the owner")),
                line("guarded", 2).to_owned(),
                format!("ann after the keeper's end: {}", found(line("keeper_killed", 2))),
            ];
            t.line(format!("ann after the crash: {AFTER_THE_CRASH}"));
            t.line(format!("no server, the owner: {AFTER_THE_END}"));
            t.line(format!("the keeper writes: {KEEPER_WRITES}"));
            t.line(format!("ann after the keeper's end: {AFTER_THE_KEEPER}"));
            t.expect("beam.out", &beam);
        });
    }
}

mod keep {
    use super::*;

    #[test]
    fn the_table_comes_back_when_its_owner_ends() {
        check("nobody_inherits", |t| {
            t.suspect("not_given"); // where nothing moves any more
            t.run(main(|mut main| async move {
                let keeper = main.keeper().await;
                main.say(format!("owner: {}", main.owner()));
                let (first, given) = main.claimer("first", keeper, 10).await;
                main.say(format!("claimed: {given}, owner: {}, ann: {}", main.owner(), main.ann()));
                main.me.exit(first, ExitReason::Kill);
                main.world.settle().await;
                main.say(format!("killed, owner: {}, ann: {}", main.owner(), main.ann()));
            }));
            t.suspect("nobody_inherits");
            let expected = [
                "owner: keeper",
                r#"claimed: true, owner: first, ann: [{"ann", 10}]"#,
                r#"killed, owner: keeper, ann: [{"ann", 10}]"#,
            ];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn it_is_given_away_as_often_as_it_comes_back() {
        check("given_once", |t| {
            t.run(main(|mut main| async move {
                let keeper = main.keeper().await;
                for name in ["first", "second", "third"] {
                    let (claimer, given) = main.claimer(name, keeper, 5).await;
                    main.say(format!("{name}: {given}, owner: {}, ann: {}", main.owner(), main.ann()));
                    main.me.exit(claimer, ExitReason::Kill);
                    main.world.settle().await;
                }
            }));
            t.suspect_if(t.lines()[1].contains("no table"), "nobody_inherits");
            let expected = [
                r#"first: true, owner: first, ann: [{"ann", 5}]"#,
                r#"second: true, owner: second, ann: [{"ann", 10}]"#,
                r#"third: true, owner: third, ann: [{"ann", 15}]"#,
            ];
            t.expect("transcript", &expected);
        });
    }

    #[test]
    fn only_its_owner_writes() {
        check("open_to_all", |t| {
            t.run(main(|mut main| async move {
                let keeper = main.keeper().await;
                main.claimer("first", keeper, 15).await;
                let Some(table) = main.tables.whereis("scores") else {
                    return main.say("no table");
                };
                let write = |who: Pid| table.insert(&who, term!({"ann", 1_000_000}));
                let said = |written: Result<(), TableError>| if written.is_ok() { "ok" } else { "badarg" };
                main.say(format!("a stranger writes: {}", said(write(main.me.pid()))));
                main.say(format!("the keeper writes: {}", said(write(keeper.pid()))));
                let access = table.info().map(|info| format!("{:?}", info.access).to_lowercase());
                main.say(format!("ann: {}, access: {}", main.ann(), access.unwrap_or_default()));
            }));
            t.suspect_if(t.lines()[0] == "no table", "nobody_inherits");
            t.beam_section(BEAM, "guarded");
        });
    }
}

mod claim {
    use super::*;

    #[test]
    fn the_next_server_gets_the_table() {
        check("table_made_anew", |t| {
            t.run(main(|mut main| async move {
                if main.keeper_and_scores().await.is_none() {
                    return;
                }
                let total = main.add("ann", term!(10)).await;
                main.say(format!("add 10: {total}"));
                main.crash().await;
                main.say(format!("after a crash, ann: {}, owner: {}", main.ann(), main.owner()));
            }));
            t.expect("transcript", &["add 10: 10", r#"after a crash, ann: [{"ann", 10}], owner: scores"#]);
        });
    }

    #[test]
    fn the_scores_outlive_two_crashes() {
        check("table_made_anew", |t| {
            t.run(main(|mut main| async move {
                if main.keeper_and_scores().await.is_none() {
                    return;
                }
                let total = main.add("ann", term!(10)).await;
                main.say(format!("add 10: {total}"));
                for _ in 0..2 {
                    let answer = main.crash().await;
                    main.say(format!("add \"many\": {answer}"));
                    main.say(format!("ann: {}, owner: {}", main.ann(), main.owner()));
                }
                let total = main.add("ann", term!(5)).await;
                main.say(format!("add 5: {total}"));
            }));
            let answered = t.lines().get(1).is_some_and(|line| !line.contains("crashed"));
            t.suspect_if(answered, "crash_swallowed");
            t.beam_section(BEAM, "kept");
        });
    }

    #[test]
    fn the_caller_and_the_supervisor_hear_of_the_crash() {
        check("crash_swallowed", |t| {
            t.run(main(|mut main| async move {
                let Some(top) = main.keeper_and_scores().await else { return };
                let answer = main.crash().await;
                let children = top.which_children(&mut main.me).await.unwrap_or_default();
                let restarts: u32 = children.iter().map(|child| child.restarts).sum();
                main.say(format!("add \"many\": {answer}; restarts: {restarts}"));
            }));
            t.suspect_if(t.lines()[0].starts_with("the tree does not start"), "table_made_anew");
            t.expect("transcript", &["add \"many\": the server crashed with badarg; restarts: 1"]);
        });
    }
}

mod tree {
    use super::*;

    #[test]
    fn a_stopped_server_leaves_the_table_with_the_keeper() {
        check("keeper_misplaced", |t| {
            t.run(main(|mut main| async move {
                let Some(top) = main.tree().await else { return };
                main.add("ann", term!(15)).await;
                let _ = top.terminate_child(&mut main.me, "scores").await;
                main.say(format!("no server; owner: {}, ann: {}", main.owner(), main.ann()));
                let _ = top.restart_child(&mut main.me, "scores").await;
                main.say(format!("a new server; owner: {}, ann: {}", main.owner(), main.ann()));
            }));
            t.beam_section(BEAM, "between");
        });
    }

    #[test]
    fn a_killed_keeper_comes_back_with_its_server() {
        check("keeper_misplaced", |t| {
            t.run(main(|mut main| async move {
                if main.tree().await.is_none() {
                    return;
                }
                let total = main.add("ann", term!(10)).await;
                main.say(format!("add 10: {total}"));
                if let Some(keeper) = main.me.system().whereis("keeper") {
                    main.me.exit(keeper, ExitReason::Kill);
                }
                main.world.settle().await;
                main.say(format!("ann: {}, owner: {}", main.ann(), main.owner()));
                let total = main.add("ann", term!(1)).await;
                main.say(format!("add 1: {total}"));
                let answer = main.crash().await;
                main.say(format!("add \"many\": {answer}"));
                main.say(format!("ann: {}, owner: {}", main.ann(), main.owner()));
            }));
            t.beam_section(BEAM, "keeper_killed");
        });
    }

    #[test]
    fn four_crashes_are_still_too_many() {
        check("keeper_misplaced", |t| {
            t.run(main(|mut main| async move {
                let Some(top) = main.tree().await else { return };
                let total = main.add("ann", term!(10)).await;
                main.say(format!("add 10: {total}"));
                for _ in 0..3 {
                    main.crash().await;
                }
                main.say(format!("after three crashes, ann: {}", main.ann()));
                main.crash().await;
                let reason = main.me.system().join(top.pid()).await;
                main.say(format!("after the fourth, the supervisor ends: {reason}"));
                main.say(format!("ann: {}", main.ann()));
            }));
            t.beam_section(BEAM, "gives_up");
        });
    }
}
