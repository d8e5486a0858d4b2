//! Pictures for the book, of hand-made traces.

mod traces;

use trace::{Kind, svg};
use traces::{event, supervised, text};

#[test]
fn everything_that_can_happen_has_a_picture() {
    insta::assert_snapshot!(svg(&supervised(), "A supervised server"));
}

#[test]
fn a_picture_can_be_inlined() {
    let picture = svg(&supervised(), "a {{#include}} <b> & \"c\"");
    assert!(!picture.contains("\n\n"), "a blank line ends an HTML block in Markdown");
    assert!(!picture.contains(" id=") && !picture.contains("<style"), "pictures share one page");
    assert!(!picture.contains("{{") && !picture.contains("<b>"));
    assert!(picture.starts_with("<svg ") && picture.ends_with("</svg>\n"));
    let first = picture.lines().next().unwrap_or_default();
    assert_eq!(first.matches('<').count(), 1, "Markdown wants the first tag alone on its line");
}

#[test]
fn words_are_escaped_and_full_when_cut() {
    let label = format!("<script>{}</script>", "x".repeat(200));
    let events = [event(0, "a", Kind::Send { to: text("b"), label })];
    let picture = svg(&events, "t");
    assert!(!picture.contains("<script"));
    assert!(picture.contains("</title>&lt;script&gt;"), "{picture}");
}

#[test]
fn a_picture_of_nothing_is_still_a_picture() {
    assert!(svg(&[], "nothing").contains("<title>nothing</title>"));
}
