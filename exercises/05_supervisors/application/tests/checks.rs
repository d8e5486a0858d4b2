//! Checks of `application`. Each step is a module, each claim a test.

use std::future::Future;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use application::{
    Application, Database, Listener, Node, Page, Request, Session, Setup, Shop, Type, Wish, open_session,
    predict as predictions,
};
use gen_server::{Answer, Client, GenServer, Init, Options, Server, StartError};
use harness::{Event, Kind, Run, World, check, sim};
use process::{CallError, Config, Context, Exit, ExitReason, Pid, System, TrapExit};
use supervisor::{ChildSpec, Flags, Starting, Supervisor, start_link};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// Runs `body` as the process `main` and waits for its end. A `todo!()` in any process fails the check.
fn main_process<F, Fut>(body: F) -> Run
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    main_process_traced(|_| true, body)
}

/// The same; only such events are traced.
fn main_process_traced<F, Fut>(traced: fn(&Event) -> bool, body: F) -> Run
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    let todo: Arc<Mutex<Option<ExitReason>>> = Arc::default();
    let log = Arc::clone(&todo);
    let run = sim(1, |world| async move {
        let tracer = world.tracer();
        let config = Config {
            spawner: Some(world.spawner()),
            tracer: Some(Arc::new(move |event| {
                if traced(&event) {
                    tracer(event);
                }
            })),
            crash_log: Some(Arc::new(move |crash| {
                if crash.reason.to_string().starts_with("panic: not yet implemented") {
                    log.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(crash.reason.clone());
                }
            })),
            ..Config::default()
        };
        let system = System::new(config);
        let inside = world.clone();
        let main = system.spawn(|me| async move {
            me.register("main").expect("the name is free");
            me.trap_exit(TrapExit::Yes);
            body(inside, me).await;
        });
        system.join(main).await;
    });
    if let Some(reason) = todo.lock().unwrap_or_else(PoisonError::into_inner).take() {
        panic!("{}", reason.to_string().trim_start_matches("panic: "));
    }
    run
}

/// A shop that runs, and who watches it.
struct Watch {
    world: World,
    me: Context,
    setup: Setup,
    muted: Arc<AtomicBool>,
    top: Option<Pid>,
}

/// Everybody, in start order.
const ALL: [&str; 10] =
    ["shop", "storage", "database", "cache", "sessions", "ada", "ben", "web", "hits", "listener"];

impl Watch {
    /// Starts a shop whose workers say nothing while they come up.
    async fn quietly(world: World, me: Context) -> Self {
        let watch = Self::begin(world, me, true).await;
        watch.mute(false);
        watch
    }

    async fn begin(world: World, mut me: Context, muted: bool) -> Self {
        let muted = Arc::new(AtomicBool::new(muted));
        let (said, is_muted) = (world.clone(), Arc::clone(&muted));
        let setup = Setup::logging(move |who, line| {
            if !is_muted.load(Ordering::Relaxed) {
                said.say(who, line);
            }
        });
        let top = match Shop::new(setup.clone()).start(&mut me).await {
            Ok(top) => Some(top),
            Err(error) => {
                let reason =
                    if let StartError::Stop(reason) = error { reason.to_string() } else { error.to_string() };
                world.say("main", format!("the shop did not start: {reason}"));
                None
            }
        };
        Self { world, me, setup, muted, top }
    }

    fn mute(&self, muted: bool) {
        self.muted.store(muted, Ordering::Relaxed);
    }

    fn say(&self, line: impl Into<String>) {
        self.world.say("main", line);
    }

    fn pid(&self, id: &str) -> Option<Pid> {
        self.me.system().whereis(id)
    }

    fn pids(&self) -> Vec<(&'static str, Pid)> {
        ALL.iter().filter_map(|id| Some((*id, self.pid(id)?))).collect()
    }

    /// Says who is new and who is gone since then.
    fn compare(&self, before: &[(&'static str, Pid)]) {
        let now = self.pids();
        let new: Vec<&str> = now.iter().filter(|one| !before.contains(one)).map(|one| one.0).collect();
        let gone = before.iter().map(|one| one.0).filter(|id| now.iter().all(|one| one.0 != *id));
        let gone: Vec<&str> = gone.collect();
        for (what, ids) in [("new", new), ("gone", gone)] {
            if !ids.is_empty() {
                self.say(format!("{what}: {}", ids.join(" ")));
            }
        }
    }

    /// Kills a process, and waits until all that follows from it has happened.
    async fn kill(&mut self, id: &str) {
        match self.pid(id) {
            Some(pid) => self.me.exit(pid, ExitReason::Kill),
            None => self.say(format!("{id} does not run")),
        }
        self.world.settle().await;
    }

    async fn children(&mut self, id: &str) {
        let Some(pid) = self.pid(id) else { return self.say(format!("{id} does not run")) };
        let mut children = Supervisor::new(pid).which_children(&mut self.me).await.unwrap_or_default();
        children.reverse();
        let ids: Vec<String> = children.iter().map(|child| child.id.to_string()).collect();
        self.say(format!("{id}: {}", ids.join(" ")));
    }

    async fn log_in(&mut self, user: &str) {
        if let Err(reason) = open_session(&mut self.me, &self.setup, user).await {
            self.say(format!("{user} cannot log in: {reason}"));
        }
    }

    async fn wish(&mut self, user: &str, wish: Wish) -> String {
        let Some(session) = Server::<Session>::whereis(self.me.system(), user) else {
            return format!("{user} has no session");
        };
        session.call(&mut self.me, wish).await.unwrap_or_else(|error| error.to_string())
    }

    async fn page(&mut self) -> String {
        let Some(listener) = Server::<Listener>::whereis(self.me.system(), "listener") else {
            return "no listener".to_owned();
        };
        let page = listener.call(&mut self.me, Page("price apple".to_owned())).await;
        page.unwrap_or_else(|error| error.to_string())
    }

    /// What the database says about the price of apples.
    async fn price(&mut self) -> String {
        let Some(database) = Server::<Database>::whereis(self.me.system(), "database") else {
            return "no database".to_owned();
        };
        match database.call(&mut self.me, Request::Read { key: "price apple".to_owned() }).await {
            Ok(Ok(price)) => format!("apple costs {price}"),
            Ok(Err(error)) => format!("error {error}"),
            Err(CallError::Down(reason)) => format!("the server crashed: {reason}"),
            Err(error) => error.to_string(),
        }
    }

    /// The reason of the shop's end, if it has ended.
    async fn ended(&mut self) -> Option<ExitReason> {
        let top = self.top;
        let exit = self.me.receive_if_timeout(Duration::ZERO, |exit: &Exit| Some(exit.from) == top).await;
        exit.map(|exit| exit.reason)
    }

    async fn stop(&mut self) {
        if let Some(top) = self.top {
            let _ = Supervisor::new(top).stop(&mut self.me, ExitReason::Normal, None).await;
        }
    }

    async fn stop_quietly(&mut self) {
        self.mute(true);
        self.stop().await;
    }
}

/// The lines of one section.
fn section(name: &str) -> Vec<&'static str> {
    let from = BEAM.lines().skip_while(|line| *line != format!("-- {name}")).skip(1);
    from.take_while(|line| !line.starts_with("-- ")).collect()
}

mod predict {
    use super::*;

    /// What stands behind `prefix` in the first line that begins so after the line `after`.
    fn told(name: &str, after: &str, prefix: &str) -> String {
        let lines = section(name);
        let later = lines.iter().skip_while(|line| **line != after).skip(1);
        later.into_iter().find_map(|line| line.strip_prefix(prefix)).unwrap_or_default().to_owned()
    }

    #[test]
    fn the_shop_heals_as_on_the_beam() {
        check("predicts_wrong_healing", |t| {
            let last = section("kill_after_kill").pop().unwrap_or_default();
            let kills = last.trim_start_matches("kill ").split(':').next().unwrap_or_default().to_owned();
            let fails = section("always_failing").iter().filter(|line| line.ends_with("fails")).count();
            let node = section("application");
            let transient = node.iter().skip_while(|line| **line != "transient, shop ends: shutdown").skip(1);
            let node_ends =
                transient.take_while(|line| !line.contains("shop ends:")).any(|line| line.ends_with("down"));
            let rows = [
                ("kill cache", predictions::KILL_CACHE, told("strategies", "kill cache", "new: ")),
                ("kill database", predictions::KILL_DATABASE, told("strategies", "kill database", "new: ")),
                (
                    "kill listener, 4",
                    predictions::FOURTH_LISTENER,
                    told("a_part_gives_up", "kill listener, 4", "new: "),
                ),
                ("kill ada, 4", predictions::FOURTH_ADA, told("domains", "kill ada, 4", "gone: ")),
                ("last kill", predictions::LAST_KILL, kills),
                ("failing starts", predictions::FAILING_STARTS, fails.to_string()),
                (
                    "transient, shutdown",
                    predictions::TRANSIENT_SHUTDOWN,
                    if node_ends { "goes down" } else { "lives" }.to_owned(),
                ),
            ];
            t.suspect_if(rows.iter().any(|row| row.1.is_empty()), "not_yet");
            for (question, answer, _) in &rows {
                t.line(format!("{question}: {answer}"));
            }
            let recorded = rows.map(|(question, _, recorded)| format!("{question}: {recorded}"));
            t.expect("beam.out", &recorded);
        });
    }
}

mod order {
    use super::*;

    #[test]
    fn nobody_starts_before_whom_it_needs() {
        check("user_before_the_used", |t| {
            let run = main_process(|world, me| async move {
                let mut watch = Watch::begin(world, me, false).await;
                if watch.top.is_none() {
                    return;
                }
                for id in ["shop", "storage", "web"] {
                    watch.children(id).await;
                }
                watch.say("stop");
                watch.stop().await;
            });
            t.run(run);
            t.beam_section(BEAM, "order");
        });
    }
}

mod strategies {
    use super::*;

    #[test]
    fn a_crash_takes_those_along_who_relied_on_it() {
        check("everybody_restarts", |t| {
            let run = main_process(|world, me| async move {
                let mut watch = Watch::quietly(world, me).await;
                for id in ["cache", "database", "hits", "listener"] {
                    let before = watch.pids();
                    watch.say(format!("kill {id}"));
                    watch.kill(id).await;
                    watch.compare(&before);
                }
                watch.stop_quietly().await;
            });
            t.run(run);
            let after = t.lines().iter().skip_while(|line| *line != "kill database");
            let stale = after.take_while(|line| *line != "kill hits").any(|line| line == "new: database");
            t.suspect_if(stale, "stale_copies");
            t.beam_section(BEAM, "strategies");
        });
    }

    #[test]
    fn a_part_that_gives_up_leaves_the_others_alone() {
        check("everybody_restarts", |t| {
            let run = main_process(|world, me| async move {
                let mut watch = Watch::quietly(world, me).await;
                for n in 1..=4 {
                    let before = watch.pids();
                    watch.say(format!("kill listener, {n}"));
                    watch.kill("listener").await;
                    watch.compare(&before);
                }
                watch.stop_quietly().await;
            });
            t.run(run);
            t.beam_section(BEAM, "a_part_gives_up");
        });
    }

    /// What one second brings in the life of the storage: ends, starts, and the question of the new cache.
    fn of_the_storage(event: &Event) -> bool {
        let kept = match &event.kind {
            Kind::ExitSignal { .. } | Kind::Exit { .. } | Kind::Spawn { .. } => true,
            Kind::Restart { .. } | Kind::Name { .. } => true,
            Kind::Send { label, .. } | Kind::Receive { label, .. } => {
                label.contains("price apple") || label.starts_with("reply")
            }
            _ => false,
        };
        kept && event.at == 1_000_000
    }

    #[test]
    fn the_cache_ends_before_the_database_comes_back() {
        check("everybody_restarts", |t| {
            let run = main_process_traced(of_the_storage, |world, me| async move {
                let mut watch = Watch::quietly(world, me).await;
                watch.mute(true);
                tokio::time::sleep(Duration::from_secs(1)).await;
                watch.kill("database").await;
                tokio::time::sleep(Duration::from_secs(1)).await;
                watch.stop().await;
            });
            let restarts = |event: &Event| matches!(&event.kind, Kind::Restart { child } if child == "cache");
            t.suspect_if(!run.of("storage").any(restarts), "stale_copies");
            t.events(&run, |event: &Event| match &event.kind {
                Kind::Exit { reason } => Some(format!("{} ends: {reason}", event.process)),
                Kind::Restart { child } => Some(format!("{} restarts {child}", event.process)),
                _ => None,
            });
            let expected = [
                "database ends: killed",
                "cache ends: shutdown",
                "storage restarts database",
                "storage restarts cache",
            ];
            t.expect("transcript", &expected);
        });
    }
}

mod domains {
    use super::*;

    #[test]
    fn sessions_have_a_budget_of_their_own() {
        check("one_budget_for_all", |t| {
            let run = main_process(|world, me| async move {
                let mut watch = Watch::quietly(world, me).await;
                for user in ["ada", "ben"] {
                    watch.log_in(user).await;
                }
                for n in 1..=3 {
                    watch.say(format!("kill ada, {n}"));
                    watch.kill("ada").await;
                }
                let before = watch.pids();
                watch.say("kill ada, 4");
                watch.kill("ada").await;
                watch.compare(&before);
                watch.log_in("ben").await;
                let before = watch.pids();
                watch.say("ben logs out");
                let _ = watch.wish("ben", Wish::LogOut).await;
                watch.world.settle().await;
                watch.compare(&before);
                watch.stop_quietly().await;
            });
            t.run(run);
            let lines = t.lines();
            let at = |wanted: &str| lines.iter().position(|line| line == wanted).unwrap_or(lines.len());
            let comes_back = |from: &str, who: &str| lines[at(from)..].contains(&format!("init {who}"));
            let ada_stays_away = lines.get(at("kill ada, 1") + 1).is_some_and(|line| line != "init ada");
            t.suspect_if(ada_stays_away || comes_back("ben logs out", "ben"), "wrong_restart_type");
            let shop_ends = lines[at("kill ada, 4")..].iter().any(|line| line.starts_with("gone: shop"));
            t.suspect_if(shop_ends, "one_budget_for_all");
            t.beam_section(BEAM, "domains");
        });
    }
}

mod escalation {
    use super::*;

    #[test]
    fn a_database_that_cannot_start_ends_the_shop() {
        check("everybody_restarts", |t| {
            let run = main_process(|world, me| async move {
                let mut watch = Watch::quietly(world, me).await;
                watch.setup.disk.destroy();
                watch.say("the disk breaks, kill database");
                watch.kill("database").await;
                let ended = watch.ended().await.map_or("it lives".to_owned(), |reason| reason.to_string());
                watch.say(format!("shop ended: {ended}"));
                watch.stop_quietly().await;
            });
            t.run(run);
            t.beam_section(BEAM, "always_failing");
        });
    }

    #[test]
    fn budgets_multiply_on_the_way_up() {
        check("everybody_restarts", |t| {
            let run = main_process(|world, me| async move {
                let mut watch = Watch::quietly(world, me).await;
                watch.mute(true);
                for n in 1..=20 {
                    let storage = watch.pid("storage");
                    watch.kill("database").await;
                    if let Some(reason) = watch.ended().await {
                        watch.say(format!("kill {n}: shop ended, {reason}"));
                        break;
                    }
                    if watch.pid("storage") != storage {
                        watch.say(format!("kill {n}: storage is new"));
                    }
                }
                watch.stop_quietly().await;
            });
            t.run(run);
            t.beam_section(BEAM, "kill_after_kill");
        });
    }

    /// An application that says when it is stopped.
    #[derive(Debug)]
    struct Part {
        name: &'static str,
        needs: &'static [&'static str],
        log: Log,
    }

    #[derive(Clone)]
    struct Log(World);

    impl std::fmt::Debug for Log {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("log")
        }
    }

    /// A worker that only lives.
    #[derive(Debug)]
    struct Idle;

    impl GenServer for Idle {
        type Args = ();
        type Call = ();
        type Reply = ();
        type Cast = ();
        type Continue = ();

        async fn init((): (), _: &mut Context) -> Init<Self> {
            Init::ok(Idle)
        }

        async fn handle_call(&mut self, (): (), _: Client<()>, _: &mut Context) -> Answer<Self> {
            Answer::reply(())
        }
    }

    impl Application for Part {
        fn name(&self) -> &'static str {
            self.name
        }

        fn applications(&self) -> &[&'static str] {
            self.needs
        }

        fn start<'a>(&'a self, me: &'a mut Context) -> Starting<'a> {
            let children = vec![ChildSpec::server::<Idle>("idle", (), Options::default())];
            Box::pin(async move {
                Ok(start_link(me, children, Flags::default(), Options::named(self.name)).await?.pid())
            })
        }

        fn stop(&self) {
            self.log.0.say("node", format!("stop {}", self.name));
        }
    }

    #[test]
    fn an_application_waits_for_those_it_needs() {
        check("node_lives_on", |t| {
            let run = main_process(|world, mut me| async move {
                let node = Node::start_link(&mut me).await.expect("there is no other node");
                let shop = part(&world, "shop", &["audit"]);
                if let Err(error) = node.start(&mut me, shop.clone(), Type::Temporary).await {
                    world.say("main", format!("shop alone: {error}"));
                }
                for (part, name) in [(part(&world, "audit", &[]), "audit"), (shop, "shop")] {
                    node.start(&mut me, part, Type::Temporary).await.expect("it starts");
                    world.say("main", format!("start {name}"));
                }
            });
            t.run(run);
            t.beam_section(BEAM, "dependency");
        });
    }

    fn part(world: &World, name: &'static str, needs: &'static [&'static str]) -> Arc<Part> {
        Arc::new(Part { name, needs, log: Log(world.clone()) })
    }

    #[test]
    fn the_type_says_whether_the_node_goes_on() {
        check("node_lives_on", |t| {
            let run = main_process(|world, mut me| async move {
                let types = [
                    (Type::Permanent, "permanent"),
                    (Type::Transient, "transient"),
                    (Type::Temporary, "temporary"),
                ];
                for (kind, name) in types {
                    for reason in [ExitReason::Normal, ExitReason::Shutdown] {
                        world.say("main", format!("{name}, shop ends: {reason}"));
                        one_life(&world, &mut me, kind, reason).await;
                    }
                }
            });
            t.run(run);
            let (expected, got) = (section("application"), t.lines());
            let first = got.iter().zip(&expected).find(|(got, expected)| got != expected);
            if let Some((got, expected)) = first {
                t.suspect_if(
                    got.starts_with("stop") && expected.starts_with("the node"),
                    "every_end_is_the_nodes",
                );
                t.suspect_if(got == "the node goes down" || got.starts_with("stop"), "others_left_running");
            }
            t.suspect_if(ends_too_much(got), "every_end_is_the_nodes");
            t.beam_section(BEAM, "application");
        });
    }

    /// Whether a temporary application takes the node with it, or a transient one that has ended well.
    fn ends_too_much(lines: &[String]) -> bool {
        let mut may_end = true;
        for line in lines {
            if line.contains(", shop ends: ") {
                may_end = line.starts_with("permanent") || line == "transient, shop ends: shutdown";
            }
            if line == "the node goes down" && !may_end {
                return true;
            }
        }
        false
    }

    /// Starts two applications on a node, and ends the second.
    async fn one_life(world: &World, me: &mut Context, kind: Type, reason: ExitReason) {
        let node = Node::start_link(me).await.expect("there is no other node");
        node.start(me, part(world, "audit", &[]), Type::Temporary).await.expect("audit needs nobody");
        node.start(me, part(world, "shop", &["audit"]), kind).await.expect("audit runs");
        let top = me.system().whereis("shop").expect("the shop runs");
        let _ = Supervisor::new(top).stop(me, reason, None).await;
        world.settle().await;
        let exit = me.receive_if_timeout(Duration::ZERO, |exit: &Exit| exit.from == node.pid()).await;
        if exit.is_some() {
            return world.say("main", "the node goes down");
        }
        world.say("main", format!("the node lives, running: {}", node.running(me).await.join(" ")));
        me.unlink(node.pid());
        me.exit(node.pid(), ExitReason::Kill);
        world.settle().await;
    }
}

mod let_it_crash {
    use super::*;

    #[test]
    fn a_connection_that_is_broken_is_not_kept() {
        check("keeps_what_is_broken", |t| {
            let run = main_process(|world, me| async move {
                let mut watch = Watch::quietly(world, me).await;
                watch.mute(true);
                let price = watch.price().await;
                watch.say(format!("database: {price}"));
                watch.setup.disk.cut();
                watch.say("the connection breaks");
                for _ in 0..3 {
                    let price = watch.price().await;
                    watch.say(format!("database: {price}"));
                    watch.world.settle().await;
                }
                watch.stop_quietly().await;
            });
            t.run(run);
            t.beam_section(BEAM, "let_it_crash");
        });
    }

    #[test]
    fn what_was_promised_survives_a_crash() {
        check("cart_lost", |t| {
            let run = main_process(|world, me| async move {
                let mut watch = Watch::quietly(world, me).await;
                watch.mute(true);
                watch.log_in("ada").await;
                for thing in ["apple", "pear"] {
                    let _ = watch.wish("ada", Wish::Add(thing.to_owned())).await;
                }
                let _ = watch.page().await;
                let page = watch.page().await;
                watch.say(page);
                for id in ["ada", "hits", "database"] {
                    watch.say(format!("kill {id}"));
                    watch.kill(id).await;
                }
                let cart = watch.wish("ada", Wish::Look).await;
                watch.say(format!("cart of ada: {cart}"));
                let page = watch.page().await;
                watch.say(page);
                watch.stop_quietly().await;
            });
            t.run(run);
            t.beam_section(BEAM, "survives");
        });
    }
}
