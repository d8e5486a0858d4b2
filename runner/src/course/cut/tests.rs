use std::path::PathBuf;

use super::{CutProblem, Files, compose, solution_text, starter_text};
use crate::check::Verdict;

const SOLUTION: &str = "\
//! A file.

// ANCHOR: shelf
struct Shelf(Vec<u32>);
// ANCHOR_END: shelf

impl Shelf {
    fn oldest(&mut self) -> u32 {
        // ANCHOR: cut_take
        self.0.remove(0)
        // ANCHOR_END: cut_take => // TODO: the oldest
        // ANCHOR_END: cut_take => if true {
        // ANCHOR_END: cut_take =>     todo!(\"take\")
        // ANCHOR_END: cut_take => }
    }

    // ANCHOR: cut_helper
    fn helper() {}
    // ANCHOR_END: cut_helper

    fn twice(&mut self) -> u32 {
        // ANCHOR: cut_take
        self.oldest();
        self.oldest()
        // ANCHOR_END: cut_take => todo!(\"again\")
    }
}
";

const STARTER: &str = "\
//! A file.

struct Shelf(Vec<u32>);

impl Shelf {
    fn oldest(&mut self) -> u32 {
        // TODO: the oldest
        if true {
            todo!(\"take\")
        }
    }

    fn twice(&mut self) -> u32 {
        todo!(\"again\")
    }
}
";

fn solution() -> Files {
    Files::from([(PathBuf::from("src/lib.rs"), SOLUTION.to_owned())])
}

fn composed(text: &str) -> Result<String, (usize, CutProblem)> {
    let wrong = compose(&solution(), "order_lost.2", text).map_err(|e| (e.line, e.problem))?;
    Ok(wrong.files[&PathBuf::from("src/lib.rs")].clone())
}

#[test]
fn the_starter_shows_the_lines_behind_the_arrow() {
    assert_eq!(starter_text(SOLUTION).as_deref(), Ok(STARTER));
}

#[test]
fn the_solution_loses_its_markers_and_nothing_else() {
    let expected: Vec<&str> = SOLUTION.lines().filter(|line| !line.contains("ANCHOR")).collect();
    assert_eq!(solution_text(SOLUTION), Ok(expected.join("\n") + "\n"));
}

#[test]
fn starter_lines_stand_where_the_region_began() {
    // rustfmt moves the end of a region that closes a statement.
    let text = "const A: &str =\n    // ANCHOR: cut_p\n    \"x\";\n// ANCHOR_END: cut_p => \"\"; // TODO\n";
    assert_eq!(starter_text(text).as_deref(), Ok("const A: &str =\n    \"\"; // TODO\n"));
}

#[test]
fn other_comments_mark_too_and_an_empty_arrow_is_a_blank_line() {
    let text = "-- ANCHOR: cut_q\nselect 1;\n-- ANCHOR_END: cut_q =>\n# ANCHOR: page\nx = 1\n";
    assert_eq!(starter_text(text).as_deref(), Ok("\nx = 1\n"));
}

#[test]
fn a_wrong_solution_replaces_its_regions_in_order_and_at_their_depth() {
    let wrong = "\
// Takes the newest.
// ANCHOR: cut_take
    if self.0.is_empty() {
        return 0;
    }

    self.0.pop().unwrap_or(0)
// ANCHOR_END: cut_take
";
    let text = composed(wrong).expect("it fits");
    let region = "        if self.0.is_empty() {\n            return 0;\n        }\n\n        self.0.pop().unwrap_or(0)\n    }";
    assert!(text.contains(region), "{text}");
    assert!(
        text.contains("        self.oldest();\n        self.oldest()\n"),
        "the second region is the solution's"
    );
    assert!(text.contains("fn helper() {}"));
    assert!(!text.contains("ANCHOR"));
}

#[test]
fn the_file_name_says_the_cause_and_the_header_the_verdict() {
    let text = "// verdict: deadlocked\n// ANCHOR: cut_take\n0\n// ANCHOR_END: cut_take\n";
    let wrong = compose(&solution(), "order_lost.2", text).expect("it fits");
    assert_eq!((wrong.cause.as_str(), wrong.verdict), ("order_lost", Verdict::Deadlocked));
    let plain = compose(&solution(), "x", &text.replace("// verdict: deadlocked\n", "")).expect("it fits");
    assert_eq!(plain.verdict, Verdict::Failed);
}

#[test]
fn what_does_not_fit_is_said_with_its_line() {
    let name = || "cut_a".to_owned();
    let cases = [
        ("x\n// ANCHOR: cut_a\ny\n", 2, CutProblem::Unclosed { name: name() }),
        ("// ANCHOR_END: cut_a => x\n", 1, CutProblem::Stray { name: name() }),
        (
            "// ANCHOR: cut_a\n// ANCHOR_END: cut_a\nx\n// ANCHOR_END: cut_a => y\n",
            4,
            CutProblem::Stray { name: name() },
        ),
        ("// ANCHOR: cut_b\n// ANCHOR_END: cut_a\n", 2, CutProblem::Stray { name: name() }),
        ("// ANCHOR: page\n// ANCHOR_END: page => y\n", 2, CutProblem::NotACut { name: "page".to_owned() }),
        (
            "// ANCHOR: cut_b\n// ANCHOR: cut_a\n",
            2,
            CutProblem::Nested { name: name(), outer: "cut_b".to_owned() },
        ),
    ];
    for (text, line, problem) in cases {
        assert_eq!(starter_text(text), Err((line, problem)), "{text}");
    }
}

#[test]
fn a_wrong_solution_that_does_not_fit_is_refused() {
    let region = |name: &str| format!("// ANCHOR: {name}\n0\n// ANCHOR_END: {name}\n");
    let three = region("cut_take").repeat(3);
    let surplus = CutProblem::NoSuchRegion { name: "cut_take".to_owned(), number: 3 };
    assert_eq!(composed(&three), Err((7, surplus)));
    let unknown = CutProblem::NoSuchRegion { name: "cut_give".to_owned(), number: 1 };
    assert_eq!(composed(&region("cut_give")), Err((1, unknown)));
    assert_eq!(composed("// nothing\n"), Err((1, CutProblem::ReplacesNothing)));
    assert_eq!(composed(&format!("{}let x = 1;\n", region("cut_take"))), Err((4, CutProblem::StrayCode)));
    let verdict = format!("// verdict: sad\n{}", region("cut_take"));
    assert_eq!(composed(&verdict), Err((1, CutProblem::UnknownVerdict { given: "sad".to_owned() })));
}

/// Texts made of pieces by a small generator, so that every order of pieces is met.
#[test]
fn whatever_the_order_of_its_pieces_a_text_is_cut_without_rest() {
    const PIECES: [&str; 5] = [
        "fn f() {}\n",
        "\n",
        "  // ANCHOR: page\n  let page = 1;\n  // ANCHOR_END: page\n",
        "    // ANCHOR: cut_a\n    let a = 1;\n    // ANCHOR_END: cut_a => todo!(\"a\")\n",
        "    // ANCHOR: cut_b\n    // ANCHOR: inner\n    let b = 1;\n\n    // ANCHOR_END: inner\n    // ANCHOR_END: cut_b\n",
    ];
    for number in 0..PIECES.len().pow(5) {
        let digits = (0..5).map(|place| number / PIECES.len().pow(place) % PIECES.len());
        let text: String = digits.map(|digit| PIECES[digit]).collect();
        let starter = starter_text(&text).expect("the pieces fit");
        let solution = solution_text(&text).expect("the pieces fit");
        assert!(!starter.contains("ANCHOR") && !solution.contains("ANCHOR"), "{text}");
        assert_eq!(starter.matches("    todo!(\"a\")\n").count(), text.matches("cut_a =>").count());
        assert_eq!(starter.matches("let a").count() + starter.matches("let b").count(), 0);
        assert_eq!(solution.matches("let ").count(), text.matches("let ").count());
        assert!(!solution.contains("todo!"));
        // What is outside the regions is the same in both.
        assert_eq!(starter.matches("fn f").count(), solution.matches("fn f").count());
        assert_eq!(starter.matches("let page").count(), text.matches("let page").count());
        // A wrong solution that holds the solution's own region changes nothing.
        if text.contains("cut_a") {
            let files = Files::from([(PathBuf::from("src/lib.rs"), text.clone())]);
            let same = "// ANCHOR: cut_a\nlet a = 1;\n// ANCHOR_END: cut_a\n";
            let wrong = compose(&files, "x", same).expect("it fits");
            assert_eq!(wrong.files[&PathBuf::from("src/lib.rs")], solution);
        }
    }
}
