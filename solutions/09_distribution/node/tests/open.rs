//! A typed server that is asked in terms, by processes of its own node and of another one.

use std::sync::Arc;
use std::time::Duration;

use gen_server::{Answer, Client, GenServer, Init, Next, Options as ServerOptions, start_link};
use harness::{Net, World, seeds, sim};
use node::{CallError, Node, Open, Options};
use process::{Config, Context, ExitReason, System};
use serde::{Deserialize, Serialize};
use term::{Term, term};

/// Answers an odd number at once, and an even one when the next odd number has come.
#[derive(Debug)]
struct Patient(Vec<(Client<u64>, u64)>);

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Request {
    Double(u64),
}

node::by_serde!(Request);

impl GenServer for Patient {
    type Args = ();
    type Call = Request;
    type Reply = u64;
    type Cast = ();
    type Continue = ();

    async fn init((): (), _: &mut Context) -> Init<Self> {
        Init::ok(Self(Vec::new()))
    }

    async fn handle_call(
        &mut self,
        Request::Double(n): Request,
        from: Client<u64>,
        me: &mut Context,
    ) -> Answer<Self> {
        if n % 2 == 0 {
            self.0.push((from, n));
            return Answer::NoReply(Next::Receive);
        }
        for (from, n) in self.0.drain(..) {
            from.reply(me, 2 * n);
        }
        Answer::reply(2 * n)
    }
}

async fn start(world: &World, net: &Net, name: &str) -> Node {
    let system = System::new(Config {
        spawner: Some(world.spawner()),
        tracer: Some(world.tracer()),
        crash_log: Some(Arc::new(|_| {})),
        seed: 1,
    });
    let host = name.split('@').nth(1).expect("a host");
    let options = Options::new(name, "secret").on(net.host(host), &system);
    Node::start(&system, options).await.expect("a free name")
}

/// Asks as a process of `node`; says what came back.
async fn ask(node: &Node, n: i64, limit: u64) -> Result<Term, CallError> {
    let (said, answer) = tokio::sync::oneshot::channel();
    let asking = node.clone();
    node.system().spawn(move |mut me| async move {
        let limit = Duration::from_secs(limit);
        let answer = asking.call(&mut me, ("server", "b@beta"), term!({:double, (n)}), limit).await;
        tokio::time::sleep(Duration::from_secs(10)).await;
        assert_eq!(me.message_queue_len(), 0, "what comes too late reaches nobody");
        let _ = said.send(answer);
    });
    answer.await.expect("the process says it")
}

#[test]
fn answers_now_and_answers_later_find_the_caller_on_both_nodes() {
    for seed in seeds(10) {
        sim(seed, |world| async move {
            let net = Net::new(&world);
            let (a, b) = (start(&world, &net, "a@alpha").await, start(&world, &net, "b@beta").await);
            let server = b.clone();
            b.system().spawn(move |mut me| async move {
                start_link::<Open<Patient>>(&mut me, (server, ()), ServerOptions::named("server"))
                    .await
                    .expect("the name is free");
                me.receive::<()>().await;
                ExitReason::Normal
            });
            world.settle().await;
            let (here, there) = (&b, &a);
            // Whoever asks the odd number asks a second later: it lets the others go.
            let odd = async {
                tokio::time::sleep(Duration::from_secs(1)).await;
                (ask(here, 5, 3).await, ask(there, 7, 3).await)
            };
            let (now, near, far) = tokio::join!(biased; odd, ask(here, 2, 3), ask(there, 4, 3));
            assert_eq!(now, (Ok(Term::Int(10)), Ok(Term::Int(14))), "seed {seed}");
            assert_eq!((near, far), (Ok(Term::Int(4)), Ok(Term::Int(8))), "seed {seed}");
            let late = async {
                tokio::time::sleep(Duration::from_secs(3)).await;
                ask(here, 9, 3).await
            };
            let (odd, near, far) = tokio::join!(biased; late, ask(here, 2, 2), ask(there, 4, 2));
            assert_eq!((near, far), (Err(CallError::Timeout), Err(CallError::Timeout)), "seed {seed}");
            assert_eq!(odd, Ok(Term::Int(18)), "seed {seed}");
        })
        .finished();
    }
}
