//! Checks of `pipeline`. Each step is a module, each claim a test.

use harness::check;
use pipeline::{Pipe, Request};

/// What the BEAM printed for the same pipelines.
const BEAM: &str = include_str!("../beam.out");

const LOG: [&str; 6] = [
    "GET /rooms 200 12",
    "GET /rooms/7 200 80",
    "POST /login 200 31",
    "GET /report 200 900",
    "GET /rooms 200 14",
    "GET /report 200 700",
];

mod predict {
    use super::*;

    #[test]
    fn the_order_of_the_stages_is_the_order_on_the_beam() {
        check("predicts_lazy_as_eager", |t| {
            let (eager, lazy) = (pipeline::predict::EAGER, pipeline::predict::LAZY);
            t.suspect_if(eager != "r1 r2 r3 l1 l2 l3", "predicts_eager_as_lazy");
            t.suspect_if(eager.is_empty() || lazy.is_empty(), "not_yet");
            t.line(format!("eager: {eager}"));
            t.line(format!("lazy: {lazy}"));
            t.beam_section(BEAM, "predict");
        });
    }

    #[test]
    fn rust_adapters_visit_in_the_predicted_order() {
        check("predicts_lazy_as_eager", |t| {
            t.suspect_if(pipeline::predict::LAZY.is_empty(), "not_yet");
            let visits = std::cell::RefCell::new(Vec::new());
            let visit = |label, line: u32| visits.borrow_mut().push(format!("{label}{line}"));
            let slow = (1..=3).inspect(|line| visit('r', *line)).filter(|line| {
                visit('l', *line);
                *line >= 2
            });
            assert_eq!(slow.take(1).count(), 1, "line 2 is slow");
            t.line(pipeline::predict::LAZY);
            t.expect("what Rust does", &[visits.borrow().join(" ")]);
        });
    }
}

mod slug {
    use super::*;

    const TITLE: &str = "  The BEAM is a Virtual Machine of Processes  ";

    #[test]
    fn a_pipe_is_a_call_written_backwards() {
        check("tap_is_no_window", |t| {
            let mut seen = Vec::new();
            let length =
                "  hello ".pipe(str::trim).tap(|text| seen.push(text.len())).pipe(|text| text.len() + 1);
            t.line(format!("seen {seen:?}, got {length}"));
            t.expect("transcript", &["seen [5], got 6"]);
        });
    }

    #[test]
    fn stages_run_in_reading_order() {
        check("stages_swapped", |t| {
            let mut said = Vec::new();
            let slug = pipeline::slug(TITLE, |line| said.push(line));
            for line in said {
                t.line(line);
            }
            t.line(format!("slug: {slug}"));
            t.suspect_if(t.lines().len() != 3, "taps_missing");
            t.beam_section(BEAM, "slug");
        });
    }

    #[test]
    fn both_ways_of_writing_it_give_the_same() {
        check("stages_swapped", |t| {
            let titles = [TITLE, "", "The Of And", "one", "An Actor and a Process and a Task and a Thread"];
            for title in titles {
                t.line(pipeline::slug(title, |_| {}));
            }
            t.expect("inside out", &titles.map(pipeline::slug_inside_out));
        });
    }
}

mod lazy {
    use super::*;

    /// The log as an iterator that says which line is read.
    fn read(log: &[&str], mut say: impl FnMut(usize)) -> impl Iterator<Item = Request> {
        let log: Vec<Request> = log.iter().map(|line| request(line)).collect();
        (1..).zip(log).map(move |(number, request)| {
            say(number);
            request
        })
    }

    /// Given lines are read by the check, so that this step does not depend on a later one.
    fn request(line: &str) -> Request {
        let field = |n| line.split(' ').nth(n).expect("a line of the check has four fields");
        let number = |n| field(n).parse::<u32>().expect("a number");
        let status = u16::try_from(number(2)).expect("a status is small");
        Request { method: field(0).to_owned(), path: field(1).to_owned(), status, ms: number(3) }
    }

    #[test]
    fn no_line_is_read_after_the_last_one_needed() {
        check("reads_everything", |t| {
            let mut lines = Vec::new();
            let slow = pipeline::first_slow(read(&LOG, |n| lines.push(n)), 50, 2);
            for n in &lines {
                t.line(format!("read {n}"));
            }
            t.line(format!("slow: {}", slow.join(" ")));
            t.suspect_if(slow != ["/rooms/7", "/report"], "takes_before_it_looks");
            t.beam_section(BEAM, "lazy");
        });
    }

    #[test]
    fn the_limit_itself_is_not_slow_and_too_few_are_no_error() {
        check("takes_before_it_looks", |t| {
            let slow = pipeline::first_slow(read(&LOG, |_| {}), 80, 5);
            t.line(slow.join(" "));
            let none = pipeline::first_slow(read(&LOG, |_| {}), 80, 0);
            t.line(format!("{none:?}"));
            t.expect("transcript", &["/report /report", "[]"]);
        });
    }

    #[test]
    fn an_endless_log_is_no_problem() {
        check("reads_everything", |t| {
            // Cut off far behind the line that is needed, so that a wrong answer ends too.
            let mut lines_read = 0;
            let endless = std::iter::repeat_with(|| {
                lines_read += 1;
                request("GET /report 200 900")
            });
            let slow = pipeline::first_slow(endless.take(100_000), 50, 3);
            t.line(format!("{} found, {lines_read} lines read", slow.len()));
            t.expect("transcript", &["3 found, 3 lines read"]);
        });
    }
}

mod errors {
    use super::*;

    #[test]
    fn the_first_flaw_of_a_line_is_told() {
        check("later_flaw_wins", |t| {
            let lines = [
                "GET /rooms 200 12",
                "GET /rooms",
                "GET /rooms two 12",
                "GET /rooms 200 soon",
                "GET /rooms two soon",
            ];
            let mut hidden = 0;
            for line in lines {
                match pipeline::parse(line) {
                    Ok(Request { method, path, status, ms }) => {
                        hidden += 1;
                        t.line(format!("{line}: {method} {path} gave {status} in {ms} ms"));
                    }
                    Err(flaw) => t.line(format!("{line}: {flaw}")),
                }
            }
            t.suspect_if(hidden > 1, "hides_the_flaw");
            t.beam_section(BEAM, "errors");
        });
    }

    #[test]
    fn a_flaw_is_a_value_that_can_be_matched() {
        check("hides_the_flaw", |t| {
            for line in ["", "GET / 70000 1"] {
                match pipeline::parse(line) {
                    Ok(request) => t.line(format!("{request:?}")),
                    Err(flaw) => t.line(format!("{flaw:?}")),
                }
            }
            t.expect("transcript", &["Fields(0)", "Status(\"70000\")"]);
        });
    }
}

mod report {
    use super::*;

    fn flawed_log() -> String {
        let mut lines = LOG.to_vec();
        lines.insert(3, "GET /rooms 200");
        lines.extend(["POST /login two 9", "POST /login 403 9"]);
        lines.join("\n")
    }

    #[test]
    fn a_flawed_line_costs_itself_and_no_other() {
        check("ties_out_of_order", |t| {
            let report = pipeline::report(&flawed_log());
            for (path, n) in &report.hits {
                t.line(format!("{path} {n}"));
            }
            for (number, flaw) in &report.flaws {
                t.line(format!("line {number}: {flaw}"));
            }
            let counted: usize = report.hits.iter().map(|(_, n)| n).sum();
            t.suspect_if(report.flaws.len() != 2, "flaws_left_out");
            t.suspect_if(counted < 7, "one_flaw_spoils_all");
            t.beam_section(BEAM, "report");
        });
    }

    #[test]
    fn strict_gives_everything_or_the_first_flaw() {
        check("strict_is_not_strict", |t| {
            let show = |requests: Vec<Request>| format!("all {} requests", requests.len());
            for log in [LOG.join("\n"), flawed_log()] {
                t.line(pipeline::strict(&log).map_or_else(|flaw| format!("nothing: {flaw}"), show));
            }
            t.expect("transcript", &["all 6 requests", "nothing: 3 fields instead of 4"]);
        });
    }

    #[test]
    fn the_report_of_a_day_has_not_changed() {
        check("ties_out_of_order", |t| {
            let log: String = (0..60)
                .map(|n| match n % 17 {
                    16 => format!("GET /room{n}\n"),
                    _ => format!("GET /room{} 200 {n}\n", n * n % 11),
                })
                .collect();
            let report = pipeline::report(&log);
            for (path, n) in report.hits {
                t.line(format!("{path:<8} {n}"));
            }
            for (number, flaw) in report.flaws {
                t.line(format!("line {number}: {flaw}"));
            }
            t.snapshot("report_of_a_day", env!("CARGO_MANIFEST_DIR"));
        });
    }
}
