//! Stage 3b: which rows have to be looked at.

use harness::check;
use kv_store::{Plan, Query};

use super::BEAM;

/// The specifications of a section: what a line says before these words.
fn typed(section: &str, words: &str) -> Vec<&'static str> {
    let head = format!("-- {section}");
    let lines = BEAM.lines().skip_while(move |line| *line != head).skip(1);
    lines.take_while(|line| !line.starts_with("-- ")).filter_map(|line| line.split(words).next()).collect()
}

#[test]
fn heads_that_name_the_key_are_looked_up() {
    check("always_scans", |t| {
        let words = " the same work";
        for text in typed("plan", words) {
            let plan = Query::parse(text).map(|query| query.plan());
            let same = matches!(plan, Ok(Plan::Keys(_)));
            t.line(format!("{text} the same work in 10 rows and in 20,000: {same}"));
        }
        t.beam_section(BEAM, "plan");
    });
}
