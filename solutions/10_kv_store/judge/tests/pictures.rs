//! Pictures of histories, compared with recorded ones, and no line wider than it may be.

use judge::{Glyphs, History, Register, Reply, Request, Verdict, check, shrink, strip, svg};

fn history(text: &str) -> History<Request, Reply> {
    text.parse().expect("the history is well written")
}

fn drawn(text: &str, glyphs: Glyphs, width: usize) -> String {
    let history = history(text);
    let verdict = check(&history, &Register::default());
    strip(&history, Some(&verdict), glyphs, width) + &verdict.told(&history)
}

const STALE: &str = "
    a 0..10  put x 1 -> ok
    a 20..50 put x 2 -> ok
    b 30..60 get x   -> 2
    c 70..80 get x   -> 1
";

#[test]
fn what_overlaps_in_time_overlaps_in_the_picture_and_the_misfit_is_marked() {
    let expected = "\
a  ├─put x 1─┤ ├─put x 2─┤
b               ├─get x: 2─┤
c                            ├!get x: 1!┤
not linearizable (x)
legal so far: a put x 1 | a put x 2 | b get x: 2
! `get x` of c returned 1, where only 2 would be right";
    assert_eq!(drawn(STALE, Glyphs::Unicode, 80), expected);
}

#[test]
fn ascii_says_the_same() {
    let expected = "\
a  |-put x 1-| |-put x 2-|
b               |-get x: 2-|
c                            |!get x: 1!|";
    assert!(drawn(STALE, Glyphs::Ascii, 80).starts_with(expected), "{}", drawn(STALE, Glyphs::Ascii, 80));
}

#[test]
fn silence_is_an_open_end_and_the_client_goes_on_in_another_lane() {
    let text = "a 0.. put x 1 -> ?\na 20..30 get x -> none\nb 40..50 put x 7 -> fail\nb 60..70 get x -> 1";
    let expected = "\
a   ├─put x 1: ?┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄┄
a'   ├─get x: none─┤
b                    ├─put x 7: fail─┤ ├─get x: 1─┤
linearizable: a' get x: none | a put x 1: ? | b get x: 1";
    let drawn = drawn(text, Glyphs::Unicode, 80);
    assert_eq!(drawn, expected, "\n{drawn}");
}

#[test]
fn a_long_history_is_broken_between_labels() {
    let drawn = drawn(STALE, Glyphs::Unicode, 34);
    let expected = "\
a  ├─put x 1─┤ ├─put x 2─┤
b               ├─get x: 2─┤
c

a
b
c   ├!get x: 1!┤
not linear";
    assert!(drawn.starts_with(expected), "\n{drawn}");
}

#[test]
fn wide_letters_take_two_columns_and_control_characters_none() {
    let mut history = History::<Request<String>, Reply<String>>::new();
    history.invoke(0, "a", "ключ", Request::Put("进程".to_owned()));
    history.returned(1, "a", Reply::Done);
    history.invoke(2, "b", "k", Request::Put("a\u{1b}[2J\n".to_owned()));
    history.returned(3, "b", Reply::Done);
    let strip = strip(&history, None, Glyphs::Unicode, 80);
    assert_eq!(strip, "a  ├─put ключ 进程─┤\nb                    ├─put k a\u{fffd}[2J\u{fffd}─┤\n");
}

#[test]
fn the_svg_has_the_same_bars_and_takes_its_colours_from_the_page() {
    let history = history(STALE);
    let verdict = check(&history, &Register::default());
    let svg = svg(&history, Some(&verdict), "A stale read <of x>");
    assert_eq!(svg.matches("trace-message\" x=").count(), 3, "three that fit");
    assert_eq!(svg.matches(">! get x: 1</text>").count(), 1, "one that does not");
    assert!(svg.contains("A stale read &lt;of x&gt;"));
    assert!(!svg.contains("\n\n") && !svg.contains('#') && svg.matches("currentColor").count() > 8);
    assert!(matches!(verdict, Verdict::Not { .. }));
}

#[path = "../examples/copies.rs"]
mod copies;
#[path = "../examples/green.rs"]
mod green;

#[test]
fn what_the_book_shows_is_what_the_examples_print() {
    assert_eq!(copies::told(), include_str!("../examples/copies.out"));
    assert_eq!(green::told(), include_str!("../examples/green.out"));
}

/// `JUDGE_UPDATE=1 cargo test -p judge --test pictures` draws it again.
#[test]
fn the_picture_of_the_book_is_drawn_from_what_the_beam_has_done() {
    let (_, history) = copies::histories().into_iter().nth(1).expect("a copy that comes late");
    let title =
        "One client has put 1 at one copy; another reads none at the other copy, and 1 a moment later";
    let drawn = svg(&history, Some(&check(&history, &Register::default())), title);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/late_copy.svg");
    if std::env::var_os("JUDGE_UPDATE").is_some() {
        std::fs::write(file, &drawn).expect("the folder can be written to");
    }
    assert_eq!(std::fs::read_to_string(file).expect("the picture is there"), drawn);
}

#[test]
fn the_strips_above_the_predictions_are_those_of_the_judge() {
    let histories = [
        "a 0..20 put x 1 -> ok\nb 10..30 put x 2 -> ok\nc 40..50 get x -> 1\nd 60..70 get x -> 2",
        "a 0..90 put x 1 -> ok\nb 10..20 get x -> 1\nc 30..40 get x -> none",
        "a 0..90 put x 1 -> ok\nb 10..30 get x -> 1\nc 20..40 get x -> none",
        "a 0.. put x 1 -> ?\nb 10..20 get x -> none\nb 30..40 get x -> 1",
    ];
    let text = include_str!("../src/predict.rs");
    for (history_text, linearizable) in histories.into_iter().zip([false, false, true, true]) {
        let history = history(history_text);
        let strip = strip(&history, None, Glyphs::Unicode, 80);
        let strip: String = strip.lines().map(|line| format!("/// {line}\n")).collect();
        assert!(text.contains(&strip), "\n{strip}");
        let verdict = check(&history, &Register::default());
        assert_eq!(matches!(verdict, Verdict::Linearizable { .. }), linearizable, "{history_text}");
    }
}

#[test]
fn a_bad_history_of_two_copies_is_shrunk_to_a_few_operations() {
    for seed in 0..20 {
        let history = green::run(seed, 32);
        let small = shrink(&history, &Register::default());
        assert!(matches!(check(&small, &Register::default()), Verdict::Not { .. }), "seed {seed}: {small}");
        assert!(small.operations().len() <= 5, "seed {seed}: {small}");
    }
}
