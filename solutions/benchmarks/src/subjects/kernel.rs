//! The workbook's process kernel, as a program uses it: no tracer, the runtime's own executor.

use std::time::Duration;

use process::{Call, Config, Context, Pid, Ref, System};
use tokio::sync::oneshot;

use super::{Spawning, clock, started, warm_up};
use crate::work::Sample;

/// The limit of `GenServer.call`, which the BEAM's row has too.
const LIMIT: Option<Duration> = Some(Duration::from_secs(5));

#[derive(Debug)]
struct Add(u64);

#[derive(Debug)]
struct Get;

/// About as many messages as a process of the BEAM sends in one turn of 4,000 reductions.
const TURN: usize = 1_000;

/// A question as one would write it by hand: who asks, and the mark of the answer.
#[derive(Debug)]
struct Ask(Pid, Ref);

#[derive(Debug)]
struct Answer(Ref, u64);

pub async fn spawn(n: usize) -> Sample {
    let system = System::new(Config::default());
    let spawning = Spawning::begin();
    let mut pids = Vec::with_capacity(n);
    for _ in 0..n {
        pids.push(system.spawn(serve));
    }
    let sample = spawning.all_wait(n).await;
    drop(pids);
    sample
}

/// A monitor, a limit and a reply that counts once: what `GenServer.call` does.
///
/// Two workers are slower than one, for every Rust subject. Who is woken runs next on the same worker; but after three
/// such turns tokio puts the fourth where others may take it, and wakes another worker. That thread finds little and
/// sleeps again: about one switch of threads for seven calls, 3 µs each (`perf stat -e context-switches`). What a call
/// can do is to be short, and to wake the server last.
pub async fn call(n: usize) -> Sample {
    in_process(move |mut me| async move {
        let server = me.spawn(serve);
        for _ in 0..warm_up(n) {
            get(&mut me, server).await;
        }
        let start = clock();
        for _ in 0..n {
            get(&mut me, server).await;
        }
        Sample::new(start.elapsed())
    })
    .await
}

/// `send` and a receive that waits for one reference.
pub async fn ask(n: usize) -> Sample {
    in_process(move |mut me| async move {
        let server = me.spawn(serve);
        for _ in 0..warm_up(n) {
            ask_once(&mut me, server).await;
        }
        let start = clock();
        for _ in 0..n {
            ask_once(&mut me, server).await;
        }
        Sample::new(start.elapsed())
    })
    .await
}

/// A sender that never waits. With one worker all letters lie in the queue before the first is read, 24 bytes each and
/// 32 for the box of the message: 200 MB of fresh memory, page by page from the system (49,000 faults for 3,000,000
/// letters, `perf stat -e page-faults`). That is nearly half of the processor time here, and all that
/// [`cast_yielding`] saves: its letters stay in few pages that are used again. Without the boxes it would be half of
/// that; a message of any type has no other place in safe Rust.
pub async fn cast(n: usize) -> Sample {
    cast_in_turns_of(usize::MAX, n).await
}

/// The same with a sender that lets others run now and then, as the BEAM makes every sender do.
pub async fn cast_yielding(n: usize) -> Sample {
    cast_in_turns_of(TURN, n).await
}

async fn cast_in_turns_of(turn: usize, n: usize) -> Sample {
    in_process(move |mut me| async move {
        let server = me.spawn(serve);
        let warm = warm_up(n);
        add(&mut me, server, warm, turn).await;
        let start = clock();
        let total = add(&mut me, server, n, turn).await;
        assert_eq!(total, (n + warm) as u64);
        Sample::new(start.elapsed())
    })
    .await
}

/// Runs the caller as a process of a system of its own.
pub async fn in_process<Fut>(caller: impl FnOnce(Context) -> Fut + Send + 'static) -> Sample
where
    Fut: Future<Output = Sample> + Send + 'static,
{
    let system = System::new(Config::default());
    let (done, sample) = oneshot::channel();
    system.spawn(move |me| async move {
        let _ = done.send(caller(me).await);
    });
    sample.await.expect("the caller lives until it has measured")
}

async fn serve(mut me: Context) {
    started();
    let mut total = 0;
    loop {
        match me.next().await.open::<Add>() {
            Ok(Add(n)) => total += n,
            Err(other) => match other.open::<Call<Get>>() {
                Ok(call) => me.reply(call.from, total),
                Err(other) => {
                    let Ok(Ask(from, reference)) = other.open() else { continue };
                    me.send(from, Answer(reference, total));
                }
            },
        }
    }
}

async fn get(me: &mut Context, server: Pid) -> u64 {
    me.call(server, Get, LIMIT).await.expect("the server replies")
}

async fn ask_once(me: &mut Context, server: Pid) -> u64 {
    let reference = me.system().make_ref();
    me.send(server, Ask(me.pid(), reference));
    me.receive_if(|answer: &Answer| answer.0 == reference).await.1
}

/// Sends `n` messages and asks for the sum; after each `turn` of them it gives way.
async fn add(me: &mut Context, server: Pid, n: usize, turn: usize) -> u64 {
    let mut left = n;
    while left > 0 {
        let now = left.min(turn);
        for _ in 0..now {
            me.send(server, Add(1));
        }
        left -= now;
        if now == turn {
            tokio::task::yield_now().await;
        }
    }
    me.call(server, Get, None).await.expect("the server replies")
}
