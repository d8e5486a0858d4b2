//! Checks of `spawn_cost`. Each step is a module, each claim a test.
//!
//! Times differ from machine to machine and from minute to minute, so a check asks only for what holds with a wide
//! margin: counts, bytes the allocator was asked for, and the quickest of several rounds.

use std::sync::{Mutex, MutexGuard, PoisonError};

use harness::{Transcript, check, sim};
use spawn_cost::{BOOK, Census, Cost, Figure, figures, os_thread, start_tasks, start_threads, table};

/// What the BEAM printed.
const BEAM: &str = include_str!("../beam.out");

/// One measurement at a time: under plain `cargo test` checks run side by side.
fn alone() -> MutexGuard<'static, ()> {
    static MACHINE: Mutex<()> = Mutex::new(());
    MACHINE.lock().unwrap_or_else(PoisonError::into_inner)
}

mod predict {
    use super::*;
    use spawn_cost::predict::{TASK_BYTES, TASK_NANOS, THREAD_BYTES, THREAD_NANOS};

    /// Whether a guess has about the right number of digits.
    fn near(guess: u64, figure: f64) -> bool {
        let ratio = guess as f64 / figure;
        (0.02..=50.0).contains(&ratio)
    }

    fn book(what: &str) -> Figure {
        figures(BOOK).into_iter().find(|figure| figure.what == what).expect("the book has this figure")
    }

    fn verdict(t: &mut Transcript, what: &str, guess: u64, figure: f64) {
        t.suspect_if(guess == 0, "not_yet");
        t.line(format!("{what}: {}", if near(guess, figure) { "near" } else { "far off" }));
    }

    #[test]
    fn the_memory_of_a_task_and_of_a_thread_is_near() {
        check("task_thought_to_own_a_stack", |t| {
            t.suspect_if(!near(THREAD_BYTES, book("os_thread").bytes), "stack_forgotten");
            verdict(t, "bytes of a task", TASK_BYTES, book("tokio_task").bytes);
            verdict(t, "bytes of a thread", THREAD_BYTES, book("os_thread").bytes);
            t.expect("the book", &["bytes of a task: near", "bytes of a thread: near"]);
        });
    }

    #[test]
    fn the_time_to_start_each_is_near() {
        check("system_call_forgotten", |t| {
            verdict(t, "start of a task", TASK_NANOS, book("tokio_task").nanos);
            verdict(t, "start of a thread", THREAD_NANOS, book("os_thread").nanos);
            t.expect("the book", &["start of a task: near", "start of a thread: near"]);
        });
    }
}

mod tasks {
    use super::*;

    struct Crowd {
        cost: Cost,
        peak: usize,
        left: usize,
    }

    impl Crowd {
        /// Memory was needed, so the tasks existed; nobody was counted in, so none of them had run.
        fn had_not_run(&self, n: usize) -> bool {
            self.cost.alive == 0 && self.cost.bytes > 64 * n as u64
        }
    }

    /// Starts `n` tasks in a world that notices when nobody can run any more.
    fn crowd(n: usize) -> Crowd {
        let _alone = alone();
        let census = Census::default();
        let inside = async move |_| {
            let cost = start_tasks(n, &census).await;
            Crowd { cost, peak: census.peak(), left: census.alive() }
        };
        sim(1, inside).finished()
    }

    #[test]
    fn a_hundred_thousand_are_alive_at_once() {
        check("left_before_the_measurement", |t| {
            let crowd = crowd(100_000);
            t.suspect_if(crowd.had_not_run(100_000), "measured_before_they_ran");
            t.line(format!("{} started, {} alive", crowd.peak, crowd.cost.alive));
            t.beam_section(BEAM, "alive");
        });
    }

    #[test]
    fn the_memory_of_each_is_counted_while_it_lives() {
        check("left_before_the_measurement", |t| {
            let crowd = crowd(10_000);
            let each = crowd.cost.bytes as f64 / 10_000.0;
            t.figure("bytes of a task", each, "B");
            t.suspect_if(crowd.had_not_run(10_000), "measured_before_they_ran");
            t.line(format!("each between 64 and 4000 bytes: {}", (64.0..4_000.0).contains(&each)));
            t.expect("transcript", &["each between 64 and 4000 bytes: true"]);
        });
    }

    #[test]
    fn nobody_is_left_behind() {
        check("left_running", |t| {
            t.line(format!("after the measurement {} are alive", crowd(100).left));
            t.expect("transcript", &["after the measurement 0 are alive"]);
        });
    }
}

mod threads {
    use super::*;
    use std::io::{Error, ErrorKind};

    #[test]
    fn a_crowd_of_threads_reserves_a_stack_each() {
        check("measured_before_they_ran", |t| {
            let _alone = alone();
            let census = Census::default();
            let cost = start_threads(64, &census, os_thread);
            let each = cost.bytes / 64;
            t.figure("bytes set aside for a thread", each as f64, "B");
            t.line(format!("{} alive, each more than 100 kB: {}", cost.alive, each > 100_000));
            t.expect("transcript", &["64 alive, each more than 100 kB: true"]);
        });
    }

    #[test]
    fn a_refusal_ends_the_starting_and_nothing_else() {
        check("refusal_is_a_crash", |t| {
            let _alone = alone();
            let (census, mut asked) = (Census::default(), 0);
            t.suspect("refusal_is_a_crash"); // also when it is a panic
            let cost = start_threads(1_000, &census, |job| {
                asked += 1;
                if asked > 10 { Err(Error::from(ErrorKind::WouldBlock)) } else { os_thread(job) }
            });
            t.suspect_if(census.alive() > 0, "left_running");
            t.suspect_if(asked > 11, "asks_again_after_a_refusal");
            t.line(format!("asked {asked} times, {} alive, {} left behind", cost.alive, census.alive()));
            t.expect("transcript", &["asked 11 times, 10 alive, 0 left behind"]);
        });
    }

    #[test]
    fn no_thread_at_all_is_an_answer_too() {
        check("refusal_is_a_crash", |t| {
            t.suspect("refusal_is_a_crash");
            let cost = start_threads(5, &Census::default(), |_| Err(Error::from(ErrorKind::OutOfMemory)));
            t.line(format!("{} alive", cost.alive));
            t.expect("transcript", &["0 alive"]);
        });
    }
}

mod compare {
    use super::*;

    const OURS: &str = "
os_thread 64 40000 2097152
tokio_task 10000 1346 548
our_own 1 1 1";

    const THE_BOOK: &str = "
os_thread 1000 20000 2097152
tokio_task 100000 673 274
beam_process 100000 2181 2702";

    #[test]
    fn each_line_has_our_figure_the_books_and_how_many_times_it_is() {
        check("ratio_upside_down", |t| {
            let lines = table(&figures(OURS), &figures(THE_BOOK));
            t.suspect_if(lines.len() != 3, "table_follows_our_list");
            t.suspect_if(!lines.iter().any(|line| line.contains("not measured")), "table_follows_our_list");
            for line in lines {
                t.line(line);
            }
            t.snapshot("table", env!("CARGO_MANIFEST_DIR"));
        });
    }

    /// The quickest of several rounds: noise only ever adds.
    fn quickest(what: &str, mut round: impl FnMut() -> Cost) -> Figure {
        let best = (0..5).map(|_| round()).min_by_key(|cost| cost.took).expect("five rounds");
        let each = best.alive.max(1) as f64;
        let (nanos, bytes) = (best.took.as_nanos() as f64 / each, best.bytes as f64 / each);
        Figure { what: what.to_owned(), alive: best.alive as u64, nanos, bytes }
    }

    #[test]
    fn a_task_is_cheaper_than_a_thread_on_this_machine_too() {
        check("table_follows_our_list", |t| {
            let _alone = alone();
            let tasks = || {
                let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
                runtime.block_on(start_tasks(10_000, &Census::default()))
            };
            let task = quickest("tokio_task", tasks);
            let thread = quickest("os_thread", || start_threads(64, &Census::default(), os_thread));
            t.figure("start of a task", task.nanos, "ns");
            t.figure("start of a thread", thread.nanos, "ns");
            let lines = table(&[thread.clone(), task.clone()], &figures(BOOK));
            println!("{}", lines.join("\n"));
            t.line(format!("{} lines", lines.len()));
            t.expect("a line for each figure of the book", &[format!("{} lines", figures(BOOK).len())]);
            t.suspect("measured_before_they_ran");
            t.line(format!("a thread needs 50 times the memory: {}", thread.bytes > 50.0 * task.bytes));
            t.line(format!("a thread takes twice the time: {}", thread.nanos > 2.0 * task.nanos));
            let wide = ["a thread needs 50 times the memory: true", "a thread takes twice the time: true"];
            t.expect("transcript", &[&[t.lines()[0].as_str()], &wide[..]].concat());
        });
    }
}
