//! Exercise cards: the preprocessor that turns `<div class="exercise" data-id="mailbox">` into a card.
//!
//! A page holds the id and the command; a stock `mdbook build` shows exactly that. Our build adds what the course
//! knows: kind, title, minutes, the steps, and the files to edit.

use std::fmt::Write as _;
use std::sync::{Arc, LazyLock};

use anyhow::Context as _;
use mdbook_driver::book::Book;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};
use regex::{Captures, Regex};
use workbook::course::{Course, Exercise, Kind, Language};

/// A card as a page writes it: the opening tag, anything, the closing tag, both at the start of a line.
static CARD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"(?ms)^<div class="exercise" data-id="(?<id>[^"]*)">\n(?<body>.*?)^</div>[ \t]*$"#)
        .expect("the pattern of a card is valid")
});

/// Cards of one page: byte offset, id and what stands between the tags.
pub fn find(page: &str) -> impl Iterator<Item = (usize, &str, &str)> {
    CARD.captures_iter(page).map(|card| {
        let whole = card.get(0).expect("a match has a whole");
        let text = |name| card.name(name).expect("the pattern has this group").as_str();
        (whole.start(), text("id"), text("body"))
    })
}

/// The command a card must show, so that a page without scripts is enough to work with.
#[must_use]
pub fn command(id: &str) -> String {
    format!("cargo run -q -- check {id}")
}

/// Fills the cards of every page.
pub struct Cards {
    course: Arc<Course>,
    language: Language,
}

impl Cards {
    /// Cards in `language` about the exercises of `course`.
    #[must_use]
    pub fn new(course: Arc<Course>, language: Language) -> Self {
        Self { course, language }
    }

    fn fill(&self, page: &str) -> anyhow::Result<String> {
        if let Some((_, id, _)) = find(page).find(|(_, id, _)| self.course.exercise(id).is_none()) {
            anyhow::bail!("no exercise `{id}` in exercises/course.toml");
        }
        let filled = CARD.replace_all(page, |card: &Captures<'_>| {
            let exercise = self.course.exercise(&card["id"]).expect("ids were looked up above");
            self.card(exercise)
        });
        Ok(filled.into_owned())
    }

    fn card(&self, exercise: &Exercise) -> String {
        let words = Words::of(self.language);
        let mut card = format!("<div class=\"exercise\" data-id=\"{}\">\n", exercise.id);
        let _ = writeln!(
            card,
            "<p class=\"exercise-head\"><span class=\"exercise-kind\">{}</span> \
             <span class=\"exercise-title\">{}</span> <span class=\"exercise-minutes\">{} {}</span></p>\n",
            words.kind(exercise.kind),
            escape(exercise.title.get(self.language)),
            exercise.minutes,
            words.minutes,
        );
        for (index, step) in exercise.steps.iter().enumerate() {
            let _ = writeln!(card, "{}. {} `{}`", index + 1, step.title.get(self.language), step.id);
        }
        let folder = format!("exercises/{}/{}", exercise.chapter_folder, exercise.id);
        let files: Vec<_> = exercise.edit.iter().map(|file| format!("`{}`", file.display())).collect();
        let _ = writeln!(card, "\n{} `{folder}`: {}\n", words.edit, files.join(", "));
        let _ = writeln!(card, "`{}`\n\n</div>", command(&exercise.id));
        card
    }
}

impl Preprocessor for Cards {
    fn name(&self) -> &str {
        "cards"
    }

    fn run(&self, _: &PreprocessorContext, mut book: Book) -> anyhow::Result<Book> {
        let mut result = Ok(());
        book.for_each_chapter_mut(|chapter| {
            let page = chapter.source_path.clone().unwrap_or_default();
            match self.fill(&chapter.content).with_context(|| format!("page {}", page.display())) {
                Ok(content) => chapter.content = content,
                Err(error) if result.is_ok() => result = Err(error),
                Err(_) => {} // the first one is enough to stop the build
            }
        });
        result.map(|()| book)
    }
}

/// The few words of a card.
struct Words {
    build: &'static str,
    fix: &'static str,
    predict: &'static str,
    measure: &'static str,
    minutes: &'static str,
    edit: &'static str,
}

impl Words {
    fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &Words {
                build: "Build",
                fix: "Fix",
                predict: "Predict",
                measure: "Measure",
                minutes: "min",
                edit: "Edit in",
            },
            Language::Ru => &Words {
                build: "Построй",
                fix: "Почини",
                predict: "Предскажи",
                measure: "Измерь",
                minutes: "мин",
                edit: "Пиши в",
            },
        }
    }

    fn kind(&self, kind: Kind) -> &'static str {
        match kind {
            Kind::Build => self.build,
            Kind::Fix => self.fix,
            Kind::Predict => self.predict,
            Kind::Measure => self.measure,
        }
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn a_card_is_found_with_its_id_and_its_body() {
        let page = "text\n\n<div class=\"exercise\" data-id=\"mailbox\">\n\n`cargo`\n\n</div>\n\nmore\n";
        let cards: Vec<_> = find(page).collect();
        assert_eq!(cards, [(6, "mailbox", "\n`cargo`\n\n")]);
    }
}
