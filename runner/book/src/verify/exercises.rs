//! Every exercise has its card in both languages, and every card its exercise and its command.

use workbook::course::Course;

use super::{Findings, Rule};
use crate::cards;
use crate::source::{Lines, Tree};

pub(super) fn look(course: &Course, tree: &Tree, findings: &mut Findings) {
    let mut carded = Vec::new();
    for page in tree.pages.values() {
        let lines = Lines::of(&page.text);
        for (at, id, body) in cards::find(&page.text) {
            let line = lines.at(at);
            if course.exercise(id).is_none() {
                let message = format!("no exercise `{id}` in the course");
                findings.add(&page.file, line, Rule::Card, message, "name an id of exercises/course.toml");
            }
            let command = format!("`{}`", cards::command(id));
            if body.trim() != command {
                let message = format!("the card of `{id}` does not hold its command, and nothing else");
                findings.add(
                    &page.file,
                    line,
                    Rule::Card,
                    message,
                    format!("write {command} between blank lines"),
                );
            }
            carded.push(id);
        }
        for (line, _) in page.text.lines().enumerate().filter(|(_, line)| line.contains("class=\"exercise\""))
        {
            if !cards::find(&page.text).any(|(at, _, _)| lines.at(at) == line + 1) {
                let repair =
                    "put `<div class=\"exercise\" data-id=\"ID\">` and `</div>` on lines of their own";
                findings.add(&page.file, line + 1, Rule::Card, "a card that is not closed", repair);
            }
        }
    }
    for exercise in course.exercises().filter(|exercise| !carded.contains(&exercise.id.as_str())) {
        findings.add(
            &tree.summary.file,
            1,
            Rule::Card,
            format!("no page has the card of `{}`", exercise.id),
            format!("add `<div class=\"exercise\" data-id=\"{}\">` to the page that teaches it", exercise.id),
        );
    }
}
