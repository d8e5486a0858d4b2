//! On real threads: nothing is left of starts given up and of calls given up, whoever is faster.

use std::time::Duration;

use gen_server::{Answer, Client, GenServer, Init, Options, StartError, start_link};
use process::{Config, Context, Exit, ExitReason, System, TrapExit};
use tokio::time::sleep;

#[derive(Debug)]
struct Slow;

impl GenServer for Slow {
    type Args = Duration;
    type Call = (u32, Duration);
    type Reply = u32;
    type Cast = ();
    type Continue = ();

    async fn init(takes: Duration, _: &mut Context) -> Init<Self> {
        sleep(takes).await;
        Init::ok(Self)
    }

    async fn handle_call(
        &mut self,
        (n, takes): (u32, Duration),
        _: Client<u32>,
        _: &mut Context,
    ) -> Answer<Self> {
        sleep(takes).await;
        Answer::reply(n)
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_gives_up_at_the_last_moment_finds_nothing_left() {
    const MOMENT: Duration = Duration::from_millis(2);
    let system = System::new(Config::default());
    let starter = system.spawn(|mut me| async move {
        me.trap_exit(TrapExit::Yes);
        let (mut started, mut late) = (0, 0);
        for n in 0..200 {
            let options = Options { timeout: Some(MOMENT), ..Options::named("slow") };
            match start_link::<Slow>(&mut me, MOMENT, options).await {
                Ok(server) => {
                    started += 1;
                    match server.call_within(&mut me, (n, MOMENT), Some(MOMENT)).await {
                        Ok(reply) => assert_eq!(reply, n),
                        Err(error) => assert_eq!(error, process::CallError::Timeout),
                    }
                    assert_eq!(server.stop(&mut me, ExitReason::Shutdown, None).await, Ok(()));
                    me.receive_if(|exit: &Exit| exit.from == server.pid()).await;
                }
                Err(error) => {
                    late += 1;
                    assert_eq!(error, StartError::Timeout);
                }
            }
            assert_eq!(me.message_queue_len(), 0, "after round {n}: {started} started, {late} late");
        }
        assert_eq!(me.system().process_count(), 1);
    });
    assert_eq!(system.join(starter).await, ExitReason::Normal);
}
