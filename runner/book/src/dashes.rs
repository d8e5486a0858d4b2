//! Russian sets a dash behind its word: a line may end with a dash, and never begins with one.

use mdbook_driver::book::Book;
use mdbook_preprocessor::{Preprocessor, PreprocessorContext};

/// Ties the dashes of prose to the word before them.
pub(crate) struct Dashes;

impl Preprocessor for Dashes {
    fn name(&self) -> &str {
        "dashes"
    }

    fn run(&self, _: &PreprocessorContext, mut book: Book) -> anyhow::Result<Book> {
        book.for_each_chapter_mut(|chapter| chapter.content = tie(&chapter.content));
        Ok(book)
    }
}

/// Every ` — ` outside of code blocks with a space that does not break in front of it.
fn tie(page: &str) -> String {
    let mut in_code = false;
    let lines = page.split('\n').map(|line| {
        let fence = line.trim_start().starts_with("```");
        in_code ^= fence;
        if in_code || fence { line.to_owned() } else { line.replace(" — ", "\u{a0}— ") }
    });
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::tie;

    #[test]
    fn a_dash_stays_with_the_word_before_it_and_code_is_left_alone() {
        let page = "процесс — это\n\n```text\na — b\n```\nодин — два\n";
        assert_eq!(tie(page), "процесс\u{a0}— это\n\n```text\na — b\n```\nодин\u{a0}— два\n");
    }
}
