//! Checks of `supervisor`. Each step is a module, each claim a test.

use std::future::Future;
use std::sync::Arc;

use gen_server::{Answer, Client, GenServer, Init, Next};
use harness::{Run, World, check, sim};
use process::{Config, Context, ExitReason, Pid, System};
use supervisor::{ChildSpec, ChildState, Flags, Options, Supervisor, start_link};

/// Runs `body` as the process `main` and waits for its end.
fn main_process<F, Fut>(body: F) -> Run
where
    F: FnOnce(World, Context) -> Fut + Send + 'static,
    Fut: Future<Output = ()> + Send + 'static,
{
    sim(1, |world| async move {
        let config = Config {
            spawner: Some(world.spawner()),
            tracer: Some(world.tracer()),
            crash_log: Some(Arc::new(|_| {})),
            ..Config::default()
        };
        let system = System::new(config);
        let inside = world.clone();
        let main = system.spawn(|me| async move {
            me.register("main").expect("the name is free");
            body(inside, me).await;
        });
        let reason = system.join(main).await;
        assert_eq!(reason, ExitReason::Normal);
    })
}

/// A child that says when it begins and when it ends.
#[derive(Debug)]
struct Child {
    id: &'static str,
    world: Said,
}

#[derive(Clone)]
struct Said(World);

impl std::fmt::Debug for Said {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("world")
    }
}

impl GenServer for Child {
    type Args = (&'static str, Said);
    type Call = ();
    type Reply = ();
    type Cast = ExitReason;
    type Continue = ();

    async fn init((id, world): Self::Args, me: &mut Context) -> Init<Self> {
        me.trap_exit(process::TrapExit::Yes);
        let _ = me.register(id);
        world.0.say(id, format!("init {id}"));
        Init::ok(Self { id, world })
    }

    async fn handle_call(&mut self, (): (), _: Client<()>, _: &mut Context) -> Answer<Self> {
        Answer::reply(())
    }

    async fn handle_cast(&mut self, reason: ExitReason, _: &mut Context) -> Next<Self> {
        Next::Stop(reason)
    }

    async fn terminate(&mut self, reason: &ExitReason, _: &mut Context) {
        self.world.0.say(self.id, format!("terminate {} {reason}", self.id));
    }
}

fn child(world: &World, id: &'static str) -> ChildSpec {
    ChildSpec::server::<Child>(id, (id, Said(world.clone())), Options::default())
}

async fn pid(supervisor: Supervisor, me: &mut Context, id: &str) -> Option<Pid> {
    let children = supervisor.which_children(me).await.expect("the supervisor lives");
    children.into_iter().find_map(|child| match child.state {
        ChildState::Running(pid) if &*child.id == id => Some(pid),
        _ => None,
    })
}

mod order {
    use super::*;

    #[test]
    fn children_start_in_order_and_end_in_reverse() {
        check("not_yet", |t| {
            let run = main_process(|world, mut me| async move {
                let children = ["a", "b", "c"].map(|id| child(&world, id)).to_vec();
                let supervisor = start_link(&mut me, children, Flags::default(), Options::default());
                let supervisor = supervisor.await.expect("all children start");
                let b = pid(supervisor, &mut me, "b").await.expect("b runs");
                me.exit(b, ExitReason::Kill);
                world.settle().await;
                supervisor.stop(&mut me, ExitReason::Normal, None).await.expect("it stops");
            });
            t.run(run);
            t.expect(
                "transcript",
                &[
                    "init a",
                    "init b",
                    "init c",
                    "init b",
                    "terminate c shutdown",
                    "terminate b shutdown",
                    "terminate a shutdown",
                ],
            );
        });
    }
}
