use workbook::course::Language;
use workbook_book::serve::{Running, Words, start};

use crate::chromium::Browser;
use crate::{root, skipped};

/// A reader in front of a served book.
struct Reader {
    server: Running,
    browser: Browser,
}

impl Reader {
    fn sit_down() -> Option<Self> {
        let Some(browser) = Browser::start() else {
            skipped("chromium is not installed");
            return None;
        };
        let server = start(&root(), Some(0), Words::of(Language::En)).expect("the book can be served");
        Some(Self { server, browser })
    }

    fn open(&mut self, path: &str) {
        self.browser.open(&format!("{}{path}", self.server.address()));
    }

    /// Nothing in the pages complained, and nothing was asked of another machine.
    fn stand_up(self) {
        let complaints: Vec<_> = self.browser.complaints().collect();
        assert!(complaints.is_empty(), "the pages complain: {complaints:#?}");
        let address = self.server.address();
        let foreign: Vec<_> = self.browser.requests().filter(|url| !is_ours(url, &address)).collect();
        assert!(foreign.is_empty(), "asked of other machines: {foreign:?}");
        drop(self.browser);
        self.server.stop();
    }
}

fn is_ours(url: &str, address: &str) -> bool {
    url.starts_with(address) || url.starts_with("data:") || url.starts_with("about:")
}

#[test]
fn russian_words_are_found_in_any_form() {
    let Some(mut reader) = Reader::sit_down() else { return };
    for word in ["процессами", "сообщению", "ящиков"] {
        reader.open(&format!("ru/index.html?search={word}"));
        reader.browser.wait_for("document.querySelectorAll('#mdbook-searchresults > li').length > 0");
        let header = reader.browser.value("document.getElementById('mdbook-searchresults-header').innerText");
        assert!(header.as_str().is_some_and(|text| text.starts_with("По запросу")), "{word}: {header}");
        let marked = reader.browser.value("document.querySelectorAll('#mdbook-searchresults em').length");
        assert!(marked.as_u64() > Some(0), "{word} is not marked in the excerpts");
    }
    reader.open("ru/index.html?search=абракадабра");
    reader
        .browser
        .wait_for("document.getElementById('mdbook-searchresults-header').innerText.includes('ничего')");
    reader.stand_up();
}

#[test]
fn english_words_are_found_in_any_form() {
    let Some(mut reader) = Reader::sit_down() else { return };
    for word in ["process", "processes", "monitoring"] {
        reader.open(&format!("en/index.html?search={word}"));
        reader.browser.wait_for("document.querySelectorAll('#mdbook-searchresults > li').length > 0");
    }
    reader.stand_up();
}

#[test]
fn the_language_switch_stays_on_the_paragraph() {
    let Some(mut reader) = Reader::sit_down() else { return };
    reader.open("en/02_processes/mailbox.html");
    // Scroll so that the third block behind a heading is the first in view, then change the language.
    reader.browser.value(
        "const heading = document.getElementById('in-rust');
         let block = heading; for (let i = 0; i < 3; i++) block = block.nextElementSibling;
         window.scrollTo({ top: block.getBoundingClientRect().top + scrollY - 70, behavior: 'instant' })",
    );
    reader.browser.value("document.querySelector('.language-switch').click()");
    reader.browser.wait_for("document.documentElement.lang === 'ru' && document.readyState === 'complete'");
    reader.browser.wait_for("!location.search.includes('at=')");
    assert_eq!(reader.browser.value("location.hash"), "#in-rust");
    let distance = reader.browser.value(
        "const heading = document.getElementById('in-rust');
         let block = heading; for (let i = 0; i < 3; i++) block = block.nextElementSibling;
         Math.abs(block.getBoundingClientRect().top - 60)",
    );
    assert!(distance.as_f64().is_some_and(|pixels| pixels < 30.0), "{distance} pixels off");
    reader.open("index.html");
    reader.browser.wait_for("location.pathname === '/ru/index.html'"); // the choice is remembered
    reader.stand_up();
}

#[test]
fn an_exercise_card_shows_its_command_and_copies_it() {
    let Some(mut reader) = Reader::sit_down() else { return };
    reader.open("ru/02_processes/mailbox.html");
    let card = reader.browser.value("document.querySelector('.exercise[data-id=\"mailbox\"]').innerText");
    let card = card.as_str().expect("the card has a text");
    for part in ["Выборочное получение", "src/mailbox.rs", "cargo run -q -- check mailbox", "Скопировать"]
    {
        assert!(card.contains(part), "no {part:?} in the card: {card}");
    }
    reader.stand_up();
}
