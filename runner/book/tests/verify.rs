//! Every rule of the verification finds what it is for, at its line.
//!
//! A test starts from a small book in which nothing is wrong, breaks one thing and looks for the finding.

mod shelf;

use std::fs;

use shelf::Shelf;
use workbook_book::verify::{Finding, Rule, verify};

/// A book with something wrong in it.
struct Broken(Shelf);

impl Broken {
    fn new() -> Self {
        Self(Shelf::new())
    }

    fn write(&self, path: &str, text: &str) {
        self.0.write(path, text);
    }

    /// Replaces a text in the page of both languages.
    fn replace(self, old: &str, new: &str) -> Self {
        ["en", "ru"].into_iter().fold(self, |shelf, language| shelf.replace_in(language, old, new))
    }

    fn replace_in(self, language: &str, old: &str, new: &str) -> Self {
        let path = format!("book/{language}/page.md");
        let page = fs::read_to_string(self.0.path(&path)).expect("the page is there");
        assert!(page.contains(old), "nothing to replace: {old}");
        self.write(&path, &page.replace(old, new));
        self
    }

    fn findings(&self) -> Vec<Finding> {
        verify(self.0.0.path()).expect("the book can be verified").findings
    }

    /// The rules broken, each with its place.
    #[track_caller]
    fn expect(&self, expected: &[(Rule, &str)]) {
        let findings = self.findings();
        let found: Vec<_> =
            findings.iter().map(|f| (f.rule, format!("{}:{}", f.file.display(), f.line))).collect();
        let expected: Vec<_> = expected.iter().map(|(rule, place)| (*rule, (*place).to_owned())).collect();
        assert_eq!(found, expected, "{findings:#?}");
    }
}

#[test]
fn a_book_in_which_nothing_is_wrong_has_no_findings() {
    Broken::new().expect(&[]);
}

#[test]
fn an_anchor_that_is_not_there_is_found_although_mdbook_is_silent() {
    let shelf = Broken::new().replace("code.rs:take", "code.rs:gone");
    shelf.expect(&[(Rule::Include, "book/en/page.md:6"), (Rule::Include, "book/ru/page.md:6")]);
}

#[test]
fn an_anchor_round_nothing_is_found() {
    let shelf = Broken::new().replace("code.rs:take", "code.rs:nothing");
    shelf.expect(&[(Rule::Include, "book/en/page.md:6"), (Rule::Include, "book/ru/page.md:6")]);
}

#[test]
fn a_missing_file_is_found_by_us_and_by_mdbook() {
    let rules: Vec<_> =
        Broken::new().replace("code.rs", "none.rs").findings().iter().map(|f| f.rule).collect();
    assert!(rules.contains(&Rule::Include) && rules.contains(&Rule::Builds), "{rules:?}");
}

#[test]
fn a_range_that_cuts_a_section_is_found() {
    for range in ["2:4", "3:3", "4:5"] {
        let shelf = Broken::new().replace("beam.out:2:3", &format!("beam.out:{range}"));
        shelf.expect(&[(Rule::Section, "book/en/page.md:10"), (Rule::Section, "book/ru/page.md:10")]);
    }
}

#[test]
fn typed_code_is_refused_unless_it_is_marked() {
    let shelf = Broken::new().replace("{{#include ../../solutions/code.rs:take}}", "fn take() {}");
    shelf.expect(&[(Rule::Typed, "book/en/page.md:5"), (Rule::Typed, "book/ru/page.md:5")]);
    shelf.replace("rust,ignore", "rust,ignore,ignore-typed").expect(&[]);
}

#[test]
fn a_long_listing_is_refused() {
    let shelf = Broken::new();
    shelf.write(
        "solutions/code.rs",
        &format!("// ANCHOR: take\n{}// ANCHOR_END: take\n", "line();\n".repeat(26)),
    );
    shelf.expect(&[(Rule::Long, "book/en/page.md:5"), (Rule::Long, "book/ru/page.md:5")]);
}

#[test]
fn a_heading_needs_an_id_of_its_own() {
    let shelf = Broken::new().replace(" {#page}", "");
    shelf.expect(&[(Rule::HeadingId, "book/en/page.md:1"), (Rule::HeadingId, "book/ru/page.md:1")]);
    let shelf = Broken::new().replace("```text", "## Again {#page}\n\n```text");
    shelf.expect(&[(Rule::HeadingId, "book/en/page.md:9"), (Rule::HeadingId, "book/ru/page.md:9")]);
}

#[test]
fn a_difference_between_the_languages_is_found_where_it_starts() {
    let shelf = Broken::new().replace_in("ru", "```text", "```console");
    shelf.expect(&[(Rule::Parity, "book/ru/page.md:9")]);
}

#[test]
fn a_page_without_its_twin_is_found() {
    let shelf = Broken::new();
    shelf.write("book/en/more.md", "# More {#more}\n");
    shelf.expect(&[(Rule::Parity, "book/en/more.md:1"), (Rule::Summary, "book/en/more.md:1")]);
}

#[test]
fn a_dead_link_is_found_although_mdbook_is_silent() {
    for link in ["other.md#gone", "gone.md"] {
        let shelf = Broken::new().replace("other.md#there", link);
        shelf.expect(&[(Rule::Link, "book/en/page.md:3"), (Rule::Link, "book/ru/page.md:3")]);
    }
}

#[test]
fn prose_in_the_wrong_language_is_found() {
    let shelf = Broken::new().replace_in("en", "Prose", "Проза");
    shelf.expect(&[(Rule::Language, "book/en/page.md:3")]);
    shelf.replace_in("en", "Проза", "<span lang=\"ru\">Проза</span>").expect(&[]);
    let shelf = Broken::new().replace_in(
        "ru",
        "Текст",
        "Somebody forgot to write this line in Russian, it seems\n\nТекст",
    );
    shelf.expect(&[(Rule::Language, "book/ru/page.md:3")]);
}

#[test]
fn markdown_in_a_line_of_html_is_found() {
    let shelf = Broken::new().replace("```text", "<p>Слово <span>`x`</span></p>\n\n```text");
    let rules: Vec<_> = shelf.findings().iter().map(|f| (f.rule, f.line)).collect();
    assert!(rules.contains(&(Rule::Markup, 9)), "{rules:?}");
}

#[test]
fn a_card_needs_its_exercise_and_its_command() {
    let shelf = Broken::new().replace("check mailbox", "check other");
    shelf.expect(&[(Rule::Card, "book/en/page.md:13"), (Rule::Card, "book/ru/page.md:13")]);
    let rules: Vec<_> =
        Broken::new().replace("mailbox", "nobox").findings().iter().map(|f| (f.rule, f.line)).collect();
    assert!(rules.contains(&(Rule::Card, 13)), "no such exercise: {rules:?}");
    assert!(rules.contains(&(Rule::Card, 1)), "an exercise without a card: {rules:?}");
    assert!(rules.contains(&(Rule::Builds, 1)), "and the build refuses: {rules:?}");
}

#[test]
fn what_would_be_fetched_from_the_internet_is_found() {
    let shelf =
        Broken::new().replace("```text", "<img src=\"https://example.com/a.png\" alt=\"\">\n\n```text");
    shelf.expect(&[(Rule::Offline, "book/en/page.md:9"), (Rule::Offline, "book/ru/page.md:9")]);
}

#[test]
fn a_directive_left_over_is_found() {
    let shelf = Broken::new().replace("```text", "{{#quiz a}}\n\n```text");
    shelf.expect(&[(Rule::Leftover, "book/en/page.md:9"), (Rule::Leftover, "book/ru/page.md:9")]);
}

#[test]
fn alert_titles_are_russian_in_the_russian_book() {
    let alerts =
        ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"].map(|kind| format!("> [!{kind}]\n> 1\n\n"));
    let shelf = Broken::new().replace("```text", &format!("{}```text", alerts.concat()));
    shelf.expect(&[]);
}
