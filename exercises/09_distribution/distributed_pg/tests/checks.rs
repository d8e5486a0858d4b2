//! Checks of `distributed_pg`. Each step is a module, each claim a test.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use distributed_pg::core::{Action, Event, State, Word, step};
use distributed_pg::{Changed, Scope, read, start_link, write};
use harness::{Kind, Net, Run, Transcript, World, check, sim};
use node::{Node, Options};
use pg::core as local;
use process::{Config, Context, ExitReason, Pid, System};
use term::{Term, term};
use tokio::sync::oneshot;

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// The processes of the checks of the core. To it, pids are names.
const CAST: [&str; 6] = ["ann", "art", "bea", "bob", "b", "c"];

fn pid(name: &str) -> Pid {
    let at = CAST.iter().position(|one| *one == name).expect("a process of this check");
    Pid::of_node(0, u32::try_from(at).expect("few") + 100, 0)
}

/// `"ann ann"`: these processes, a process as often as it is named.
fn pids(names: &str) -> Vec<Pid> {
    names.split_whitespace().map(pid).collect()
}

fn name(pid: Pid) -> &'static str {
    CAST[usize::try_from(pid.id() - 100).expect("few")]
}

/// Members have no order.
fn names(pids: &[Pid]) -> String {
    let mut names: Vec<&str> = pids.iter().copied().map(name).collect();
    names.sort_unstable();
    names.join(" ")
}

fn lobby() -> Term {
    term!("lobby")
}

fn group(name: &str, members: &str) -> (Term, Vec<Pid>) {
    (Term::from(name), pids(members))
}

fn word(word: &Word) -> String {
    let groups = |groups: &[Term]| groups.iter().map(Term::to_string).collect::<Vec<_>>().join(" ");
    match word {
        Word::Discover => "discover".to_owned(),
        Word::Sync(all) => {
            let mut all: Vec<String> =
                all.iter().map(|(group, pids)| format!(" {group} [{}]", names(pids))).collect();
            all.sort();
            format!("sync{}", all.concat())
        }
        Word::Join(group, pids) => format!("join {group} [{}]", names(pids)),
        Word::Leave(pids, left) => format!("leave {} [{}]", groups(left), names(pids)),
    }
}

/// One core, and what it is told and orders, line by line.
struct Core {
    state: State,
    lines: Vec<String>,
}

impl Core {
    fn new() -> Self {
        Self { state: State::default(), lines: Vec::new() }
    }

    fn happens(&mut self, what: &str, event: Event) {
        let orders = step(&mut self.state, event).into_iter().filter_map(|action| match action {
            Action::Discover(node) => Some(format!("say discover on {node}")),
            Action::Tell(peer, said) => Some(format!("tell {}: {}", name(peer), word(&said))),
            Action::MonitorPeer(peer) => Some(format!("monitor {}", name(peer))),
            Action::Here(local::Action::Notify { changed: Changed { change, pids, .. }, .. }) => {
                Some(format!("notify: {change} [{}]", names(&pids)))
            }
            Action::Here(local::Action::Reply(local::Reply::NotJoined)) => Some("not_joined".to_owned()),
            Action::Here(_) => None,
        });
        let orders: Vec<String> = orders.collect();
        self.lines.push(format!("{what} -> {}", orders.join(", ")));
    }

    fn says(&mut self, peer: &str, said: Word) {
        let what = format!("{peer} says {}", word(&said));
        self.happens(&what, Event::Said(pid(peer), said));
    }

    fn joins(&mut self, members: &str) {
        let event = local::Event::JoinAsked { group: lobby(), pids: pids(members) };
        self.happens(&format!("{members} joins"), Event::Here(event));
    }

    fn leaves(&mut self, members: &str) {
        let event = local::Event::LeaveAsked { group: lobby(), pids: pids(members) };
        self.happens(&format!("{members} leaves"), Event::Here(event));
    }

    /// Somebody watches the lobby. No line is written.
    fn watch(&mut self) {
        let of = local::Watched::Group(lobby());
        let (reference, watcher) = (process::Ref::of_number(1), pid("art"));
        let _ = step(&mut self.state, Event::Here(local::Event::MonitorAsked { reference, watcher, of }));
    }

    /// A member of another node, from hearsay. No line is written.
    fn has_heard_of(&mut self, peer: &str, members: &str) {
        let event = local::Event::PeerJoined { peer: pid(peer), group: lobby(), pids: pids(members) };
        let _ = step(&mut self.state, Event::Here(event));
    }

    fn show(&mut self) {
        let members = names(&self.state.groups().members(&lobby()));
        self.lines.push(format!("lobby [{members}]"));
    }
}

/// Two cores that talk to each other, shown in the trace.
struct Pair<'t> {
    t: &'t Transcript,
    states: [State; 2],
}

/// The two, as lanes and as peers.
const PAIR: [&str; 2] = ["b", "c"];

impl Pair<'_> {
    fn joins(&mut self, at: usize, members: &str) {
        self.note(at, &format!("{members} joins"));
        self.step(at, Event::Here(local::Event::JoinAsked { group: lobby(), pids: pids(members) }));
    }

    fn step(&mut self, at: usize, event: Event) {
        let other = 1 - at;
        for action in step(&mut self.states[at], event) {
            let said = match action {
                Action::Tell(_, said) => said,
                Action::Discover(_) => Word::Discover,
                _ => continue,
            };
            let short = word(&said).replace(" \"lobby\"", "");
            self.t.shows(PAIR[at], Kind::Send { to: PAIR[other].to_owned(), label: short });
            self.step(other, Event::Said(pid(PAIR[at]), said));
        }
    }

    fn meet(&mut self) {
        self.step(0, Event::NodeUp(term::Atom::new("c@gamma")));
        self.look();
    }

    fn part(&mut self) {
        for (at, other) in [(0, 1), (1, 0)] {
            let (of, reason) = (PAIR[other].to_owned(), "noconnection".to_owned());
            self.t.shows(PAIR[at], Kind::Down { of, reason });
            self.step(at, Event::PeerDown(pid(PAIR[other])));
        }
        self.look();
    }

    fn look(&self) {
        for at in [0, 1] {
            self.note(at, &format!("lobby: {}", names(&self.states[at].groups().members(&lobby()))));
        }
    }

    fn note(&self, at: usize, line: &str) {
        self.t.shows(PAIR[at], Kind::Note { line: line.to_owned() });
    }
}

mod predict {
    use super::*;
    use distributed_pg::predict::{
        AFTER_THEY_CONNECT_AGAIN, JOIN_FOR_ANOTHER_NODE, WHILE_THE_CONNECTION_IS_LOST,
    };

    #[test]
    fn the_prediction_is_what_the_beam_does() {
        check("predicts_one_list", |t| {
            let ours = [JOIN_FOR_ANOTHER_NODE, WHILE_THE_CONNECTION_IS_LOST, AFTER_THEY_CONNECT_AGAIN];
            t.suspect_if(ours.contains(&""), "not_yet");
            for line in ours {
                t.line(line);
            }
            let after =
                |head: &str| BEAM.lines().find_map(|line| line.strip_prefix(head)).unwrap_or_default();
            let lost = after("disconnected: ").starts_with("a [ann] ");
            let back = after("art joins on a, and they connect: ").starts_with("a [ann art bea] ");
            let (lost, back) = (if lost { "gone" } else { "there" }, if back { "back" } else { "gone" });
            t.expect("beam.out", &[after("on a, bob of b joins: "), lost, back]);
        });
    }
}

mod discover {
    use super::*;

    #[test]
    fn a_new_scope_is_told_watched_and_asked_in_return() {
        check("stays_unknown", |t| {
            let mut core = Core::new();
            core.joins("ann ann");
            core.lines.clear();
            for peer in ["b", "b", "c"] {
                core.says(peer, Word::Discover);
            }
            core.lines.iter().for_each(|line| t.line(line));
            let again = "b says discover -> tell b: sync \"lobby\" [ann ann]";
            let sign = t.lines()[0].contains("monitor b") && t.lines()[1] != again;
            t.suspect_if(sign, "goes_round");
            let new = |peer: &str| {
                format!(
                    "{peer} says discover -> tell {peer}: sync \"lobby\" [ann ann], monitor {peer}, tell {peer}: discover"
                )
            };
            t.expect("orders", &[new("b"), again.to_owned(), new("c")]);
        });
    }

    #[test]
    fn only_members_of_this_node_are_told_of() {
        check("passes_on_hearsay", |t| {
            let mut core = Core::new();
            core.joins("ann");
            core.has_heard_of("c", "bea");
            core.lines.clear();
            core.says("b", Word::Discover);
            let told = core.lines[0].split(", ").next().unwrap_or_default();
            t.line(told);
            t.expect("sync", &["b says discover -> tell b: sync \"lobby\" [ann]"]);
        });
    }
}

mod sync {
    use super::*;

    #[test]
    fn of_a_second_sync_only_the_difference_happens() {
        check("syncs_add_up", |t| {
            let mut core = Core::new();
            core.watch();
            core.says("b", Word::Sync(vec![group("lobby", "bea bea bob"), group("attic", "bob")]));
            core.show();
            core.says("b", Word::Sync(vec![group("lobby", "bea bea bob"), group("attic", "bob")]));
            core.show();
            core.says("b", Word::Sync(vec![group("lobby", "bea")]));
            core.show();
            core.says("b", Word::Sync(vec![]));
            core.show();
            core.lines.iter().for_each(|line| t.line(line));
            let sync = "b says sync";
            let both = "\"attic\" [bob] \"lobby\" [bea bea bob]";
            t.suspect_if(!t.lines()[0].contains("monitor b"), "stays_unknown");
            t.expect(
                "members",
                &[
                    format!("{sync} {both} -> monitor b, notify: join [bea bea bob]"),
                    "lobby [bea bea bob]".to_owned(),
                    format!("{sync} {both} -> "),
                    "lobby [bea bea bob]".to_owned(),
                    format!("{sync} \"lobby\" [bea] -> notify: leave [bea bob]"),
                    "lobby [bea]".to_owned(),
                    format!("{sync} -> notify: leave [bea]"),
                    "lobby []".to_owned(),
                ],
            );
        });
    }
}

mod tell {
    use super::*;

    #[test]
    fn every_peer_hears_of_joins_leaves_and_deaths() {
        check("told_wrong", |t| {
            let mut core = Core::new();
            core.joins("ann");
            core.says("b", Word::Discover);
            core.says("c", Word::Discover);
            core.lines.clear();
            core.joins("ann art");
            core.leaves("ann");
            core.happens("ann dies", Event::Here(local::Event::MemberDown(pid("ann"))));
            core.lines.iter().for_each(|line| t.line(line));
            let both = |what: &str, said: &str| format!("{what} -> tell b: {said}, tell c: {said}");
            let join = both("ann art joins", "join \"lobby\" [ann art]");
            let leave = both("ann leaves", "leave \"lobby\" [ann]");
            t.expect("words", &[join, leave, both("ann dies", "leave \"lobby\" [ann]")]);
        });
    }

    #[test]
    fn what_has_not_happened_is_told_to_nobody() {
        check("told_wrong", |t| {
            let mut core = Core::new();
            core.joins("ann");
            core.says("b", Word::Discover);
            core.lines.clear();
            core.leaves("art");
            core.says("b", Word::Sync(vec![group("lobby", "bea")]));
            core.lines.iter().for_each(|line| t.line(line));
            t.expect("words", &["art leaves -> not_joined", "b says sync \"lobby\" [bea] -> "]);
        });
    }
}

mod hear {
    use super::*;

    #[test]
    fn whoever_has_not_been_met_is_not_believed() {
        check("believes_strangers", |t| {
            let mut core = Core::new();
            core.says("b", Word::Join(lobby(), pids("bea")));
            core.show();
            core.says("b", Word::Sync(vec![group("lobby", "bea")]));
            core.show();
            core.says("b", Word::Join(lobby(), pids("bea bob")));
            core.show();
            core.says("c", Word::Leave(pids("bea"), vec![lobby()]));
            core.show();
            core.says("b", Word::Leave(pids("bea"), vec![lobby(), lobby()]));
            core.show();
            core.lines.iter().for_each(|line| t.line(line));
            t.expect(
                "members",
                &[
                    "b says join \"lobby\" [bea] -> ",
                    "lobby []",
                    "b says sync \"lobby\" [bea] -> monitor b",
                    "lobby [bea]",
                    "b says join \"lobby\" [bea bob] -> ",
                    "lobby [bea bea bob]",
                    "c says leave \"lobby\" [bea] -> ",
                    "lobby [bea bea bob]",
                    "b says leave \"lobby\" \"lobby\" [bea] -> ",
                    "lobby [bob]",
                ],
            );
        });
    }

    #[test]
    fn a_scope_says_what_the_beam_says() {
        check("believes_strangers", |t| {
            t.run(sim(1, |world| async move {
                let net = Net::new(&world);
                let a = Site::start(&world, &net, "a@alpha").await;
                let (ann, art) = (a.member("ann"), a.member("art"));
                a.join("ann ann").await;
                let (inside, chat) = (world.clone(), a.scope.pid());
                a.ask(move |mut me, scope| async move {
                    let stranger = me.pid();
                    let plain = move |pid: &Pid| match *pid {
                        pid if pid == ann => "ann",
                        pid if pid == art => "art",
                        pid if pid == stranger => "stranger",
                        _ => "scope",
                    };
                    let say = |line: String| inside.say("stranger", line);
                    let shown = |term: &Term| plain_words(term, &plain);
                    let words = [
                        Some(Word::Join(lobby(), vec![stranger])),
                        Some(Word::Discover),
                        Some(Word::Discover),
                        Some(Word::Sync(vec![(lobby(), vec![stranger])])),
                        Some(Word::Join(lobby(), vec![stranger])),
                        None,
                    ];
                    for word in words {
                        let shows = matches!(word, Some(Word::Join(..) | Word::Sync(_)));
                        match word {
                            Some(word) => {
                                let term = write(stranger, &word);
                                say(shown(&term));
                                me.send(chat, term);
                            }
                            None => {
                                say("art joins, and leaves".to_owned());
                                scope.join(&mut me, lobby(), [art]).await.expect("it answers");
                                scope.leave(&mut me, lobby(), [art]).await.expect("it answers");
                            }
                        }
                        let members = scope.get_members(&mut me, lobby()).await.expect("it answers");
                        while let Some(heard) = me.receive_timeout::<Term>(Duration::ZERO).await {
                            say(format!("  the stranger hears {}", shown(&heard)));
                        }
                        if shows {
                            let mut members: Vec<&str> = members.iter().map(plain).collect();
                            members.sort_unstable();
                            say(format!("  lobby: {}", members.join(" ")));
                        }
                    }
                })
                .await;
            }));
            t.beam_section(BEAM, "words");
        });
    }
}

mod lost {
    use super::*;

    #[test]
    fn with_a_scope_its_members_go_and_it_may_come_back() {
        check("lost_peer_remains", |t| {
            let mut core = Core::new();
            core.joins("ann");
            core.says("b", Word::Sync(vec![group("lobby", "bea bob"), group("attic", "bob")]));
            core.watch();
            core.lines.clear();
            core.happens("b is lost", Event::PeerDown(pid("b")));
            core.show();
            core.says("b", Word::Join(lobby(), pids("bob")));
            core.show();
            core.joins("art");
            core.says("b", Word::Discover);
            core.lines.iter().for_each(|line| t.line(line));
            let mut pair = Pair { t, states: [State::default(), State::default()] };
            pair.joins(0, "bea");
            pair.joins(1, "ann");
            pair.meet();
            pair.part();
            pair.joins(1, "art");
            pair.look();
            pair.meet();
            t.expect(
                "orders",
                &[
                    "b is lost -> notify: leave [bea bob]",
                    "lobby [ann]",
                    "b says join \"lobby\" [bob] -> ",
                    "lobby [ann]",
                    "art joins -> notify: join [art]",
                    "b says discover -> tell b: sync \"lobby\" [ann art], monitor b, tell b: discover",
                ],
            );
        });
    }

    #[test]
    fn two_nodes_meet_change_part_and_meet_again() {
        check("lost_peer_remains", |t| {
            t.run(two_nodes());
            let all: Vec<&str> = BEAM.lines().skip(1).take_while(|line| *line != "-- words").collect();
            t.expect("beam.out", &all);
        });
    }
}

/// A term as the BEAM prints it, with names instead of pids.
fn plain_words(term: &Term, plain: &impl Fn(&Pid) -> &'static str) -> String {
    fn named(term: &Term, plain: &impl Fn(&Pid) -> &'static str) -> Term {
        match term {
            Term::Pid(pid) => Term::Atom(term::Atom::new(plain(pid))),
            Term::Tuple(_) => {
                let parts = term.as_tuple().expect("a tuple").iter();
                Term::tuple(parts.map(|part| named(part, plain)).collect::<Vec<_>>())
            }
            Term::List(_) => {
                let items = term.as_list().expect("a proper list").iter();
                Term::list(items.map(|item| named(item, plain)).collect())
            }
            other => other.clone(),
        }
    }
    assert!(read(term).is_some(), "no word of a scope: {term}");
    named(term, plain).to_string()
}

/// A node with a scope, named processes, and whoever watches the lobby.
#[derive(Clone)]
struct Site {
    node: Node,
    scope: Scope,
}

impl Site {
    async fn start(world: &World, net: &Net, name: &'static str) -> Self {
        let system = System::new(Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            seed: world.choose(1 << 30) as u64,
        });
        let host = name.split('@').nth(1).expect("a host");
        let options = Options::new(name, "secret").on(net.host(host), &system);
        let options = Options { log: Arc::new(|_| {}), ..options };
        let node = Node::start(&system, options).await.expect("a free name");
        let scope = Self::scope(world, &node).await;
        Self { node, scope }
    }

    /// Starts the scope, from a process that outlives it.
    async fn scope(world: &World, node: &Node) -> Scope {
        let inside = node.clone();
        node.system().spawn(move |mut me| async move {
            me.trap_exit(process::TrapExit::Yes);
            start_link(&mut me, &inside, "chat").await.expect("the name is free");
            me.receive::<()>().await;
        });
        world.settle().await;
        Scope::whereis(node.system(), "chat").expect("it runs")
    }

    /// Does something as a process of this node.
    async fn ask<T, F, Fut>(&self, code: F) -> T
    where
        F: FnOnce(Context, Scope) -> Fut + Send + 'static,
        Fut: Future<Output = T> + Send + 'static,
        T: Send + 'static,
    {
        let (scope, (answer, asked)) = (self.scope, oneshot::channel());
        self.node.system().spawn(move |me| async move { drop(answer.send(code(me, scope).await)) });
        asked.await.expect("the scope answers")
    }

    /// A process that waits until it ends.
    fn member(&self, name: &'static str) -> Pid {
        let member = self.node.system().spawn(|mut me| async move { drop(me.next().await) });
        self.node.system().register(name, member).expect("the name is free");
        member
    }

    fn pids(&self, names: &str) -> Vec<Pid> {
        let whereis = |name| self.node.system().whereis(name).expect("it lives here");
        names.split_whitespace().map(whereis).collect()
    }

    async fn join(&self, names: &str) {
        let pids = self.pids(names);
        self.ask(|mut me, scope| async move { scope.join(&mut me, lobby(), pids).await })
            .await
            .expect("they live here");
    }

    async fn members(&self) -> Vec<Pid> {
        self.ask(|mut me, scope| async move { scope.get_members(&mut me, lobby()).await })
            .await
            .expect("it answers")
    }

    async fn local_members(&self) -> Vec<Pid> {
        self.ask(|mut me, scope| async move { scope.get_local_members(&mut me, lobby()).await })
            .await
            .expect("it answers")
    }
}

/// The program of `beam.exs` on two nodes of ours.
fn two_nodes() -> Run {
    sim(1, |world| async move {
        let net = Net::new(&world);
        let a = Site::start(&world, &net, "a@alpha").await;
        let b = Site::start(&world, &net, "b@beta").await;
        let mut play = Play { world, a, b, cast: Vec::new(), heard: Heard::default() };
        play.alone().await;
        play.meet().await;
        play.changes().await;
        play.part().await;
        play.scope().await;
    })
}

type Heard = Arc<std::sync::Mutex<Vec<(String, Vec<Pid>)>>>;

/// Two nodes and what is said of them.
struct Play {
    world: World,
    a: Site,
    b: Site,
    /// Who is who, by node, number and name.
    cast: Vec<(term::Atom, u32, &'static str)>,
    heard: Heard,
}

impl Play {
    fn say(&self, line: impl Into<String>) {
        self.world.say("main", line);
    }

    /// All that travels has arrived.
    async fn pause(&self) {
        tokio::time::sleep(Duration::from_secs(1)).await;
    }

    fn names(&self, site: &Site, pids: &[Pid]) -> String {
        let name = |pid: &Pid| {
            let home = site.node.node_of(*pid);
            let who = self.cast.iter().find(|(node, id, _)| *node == home && *id == pid.id());
            who.map_or("somebody", |(_, _, name)| *name)
        };
        let mut names: Vec<&str> = pids.iter().map(name).collect();
        names.sort_unstable();
        names.join(" ")
    }

    async fn show(&self, what: &str) {
        let on_a = self.names(&self.a, &self.a.members().await);
        let on_b = self.names(&self.b, &self.b.members().await);
        self.say(format!("{what}: a [{on_a}] b [{on_b}]"));
    }

    fn show_heard(&self) {
        let heard = std::mem::take(&mut *self.heard.lock().expect("nobody panics"));
        let line = |(change, pids): &(String, Vec<Pid>)| format!("{change} {}", self.names(&self.a, pids));
        let lines: Vec<String> = heard.iter().map(line).collect();
        self.say(format!("the watcher on a: {}", lines.join(", ")));
    }

    async fn alone(&mut self) {
        self.say("-- alone");
        for (site, name) in [(&self.a, "ann"), (&self.a, "art"), (&self.b, "bea"), (&self.b, "bob")] {
            let pid = site.member(name);
            self.cast.push((site.node.name(), pid.id(), name));
        }
        self.a.join("ann").await;
        self.b.join("bea bea").await;
        let (heard, scope) = (Arc::clone(&self.heard), self.a.scope);
        self.a.node.system().spawn(move |mut me| async move {
            me.register("watcher").expect("the name is free");
            let (_, now) = scope.monitor(&mut me, lobby()).await.expect("it answers");
            heard
                .lock()
                .expect("nobody panics")
                .extend(now.into_iter().map(|pid| ("now".to_owned(), vec![pid])));
            loop {
                let Changed { change, pids, .. } = me.receive().await;
                heard.lock().expect("nobody panics").push((change.to_string(), pids));
            }
        });
        self.show("not connected").await;
    }

    async fn connect(&self) {
        self.a.node.connect("b@beta").await.expect("b runs");
        self.pause().await;
    }

    async fn meet(&self) {
        self.say("-- meet");
        self.connect().await;
        self.show("connected").await;
        let on_a = self.names(&self.a, &self.a.local_members().await);
        let on_b = self.names(&self.b, &self.b.local_members().await);
        self.say(format!("local members: a [{on_a}] b [{on_b}]"));
        self.show_heard();
    }

    async fn changes(&self) {
        self.say("-- changes");
        let bob = self.b.pids("bob")[0];
        let seen_by_a =
            Pid::of_node(self.b.node.identity().number(self.a.node.identity()), bob.id(), bob.serial());
        let join =
            self.a.ask(move |mut me, scope| async move { scope.join(&mut me, lobby(), [seen_by_a]).await });
        self.say(format!("on a, bob of b joins: {}", join.await.expect_err("bob lives on b")));
        self.b.join("bob").await;
        self.pause().await;
        self.show("on b he does").await;
        let bea = self.b.pids("bea");
        self.b
            .ask(move |mut me, scope| async move { scope.leave(&mut me, lobby(), bea).await })
            .await
            .expect("a member");
        self.pause().await;
        self.show("bea leaves once").await;
        let leave =
            self.a.ask(move |mut me, scope| async move { scope.leave(&mut me, lobby(), [seen_by_a]).await });
        self.say(format!("on a, bea leaves: {}", leave.await.expect_err("she lives on b")));
        self.b.ask(move |me, _| async move { me.exit(bob, ExitReason::Kill) }).await;
        self.pause().await;
        self.show("bob is killed").await;
        self.show_heard();
    }

    async fn part(&self) {
        self.say("-- lost");
        self.a.node.disconnect("b@beta");
        self.pause().await;
        self.show("disconnected").await;
        self.show_heard();
        self.a.join("art").await;
        self.connect().await;
        self.show("art joins on a, and they connect").await;
        self.show_heard();
    }

    async fn scope(&mut self) {
        self.say("-- scope");
        let scope = self.b.scope.pid();
        self.b.ask(move |me, _| async move { me.exit(scope, ExitReason::Kill) }).await;
        self.pause().await;
        let on_a = self.names(&self.a, &self.a.members().await);
        let lives = self.b.node.system().whereis("bea").is_some();
        self.say(format!("the scope on b is killed: a [{on_a}], and bea lives: {lives}"));
        self.b.scope = Site::scope(&self.world, &self.b.node).await;
        self.pause().await;
        self.show("a new one is started").await;
    }
}
