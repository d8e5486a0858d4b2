//! One page: its text and the marks that both languages share.

use std::path::PathBuf;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::Lines;
use super::include::{self, Include};
use crate::cards;

/// One Markdown file.
pub struct Page {
    /// Relative to the root: `book/en/02_processes/mailbox.md`.
    pub file: PathBuf,
    /// Its text.
    pub text: String,
    /// What both languages have at the same place, with its line.
    pub marks: Vec<(usize, Mark)>,
    /// Code blocks.
    pub fences: Vec<Fence>,
    /// What it takes from files.
    pub includes: Vec<(usize, Include)>,
    /// Text that is read as language, with its line: everything but code.
    pub prose: Vec<Prose>,
}

/// Something that must come in the same order in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A heading with its explicit id.
    Heading {
        /// 1 to 6.
        level: usize,
        /// As written in `{#id}`.
        id: Option<String>,
    },
    /// A code block and its info string.
    Fence(String),
    /// A file, or a part of one.
    Include(String),
    /// A picture.
    Image(String),
    /// The card of an exercise.
    Card(String),
    /// A folded answer.
    Details,
    /// A note, a warning.
    Alert(&'static str),
    /// A table with so many columns.
    Table(usize),
}

/// A code block.
pub struct Fence {
    /// The line of its opening.
    pub line: usize,
    /// Its info string.
    pub info: String,
    /// Its text before includes are resolved.
    pub text: String,
}

/// A piece of text for a reader.
pub struct Prose {
    /// Its line.
    pub line: usize,
    /// The text, without markup.
    pub text: String,
    /// Marked as the other language: `<span lang="ru">`.
    pub foreign: bool,
    /// Inside a link or emphasised: often the title of a work, which keeps its language.
    pub title: bool,
    /// In a line of HTML, where Markdown is shown as it is written.
    pub raw: bool,
}

impl Page {
    pub(super) fn parse(file: PathBuf, text: String) -> Self {
        let includes = include::find(&text);
        let mut reader = Reader::default();
        for (event, range) in Parser::new_ext(&text, options()).into_offset_iter() {
            reader.read(event, range.start);
        }
        let cards = cards::find(&text).map(|(at, id, _)| (at, Mark::Card(id.to_owned())));
        let included = includes.iter().map(|(at, include)| (*at, Mark::Include(include.target.clone())));
        let mut marks: Vec<_> = reader.marks.into_iter().chain(cards).chain(included).collect();
        marks.sort_by_key(|(at, _)| *at);

        let lines = Lines::of(&text);
        let marks = marks.into_iter().map(|(at, mark)| (lines.at(at), mark)).collect();
        let includes = includes.into_iter().map(|(at, include)| (lines.at(at), include)).collect();
        let fence = |(at, info, text)| Fence { line: lines.at(at), info, text };
        let prose =
            reader.prose.into_iter().map(|(at, prose)| Prose { line: lines.at(at), ..prose }).collect();
        let fences = reader.fences.into_iter().map(fence).collect();
        Self { file, text, marks, fences, includes, prose }
    }
}

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_GFM
}

/// What has been read so far; positions are byte offsets.
#[derive(Default)]
struct Reader {
    marks: Vec<(usize, Mark)>,
    fences: Vec<(usize, String, String)>,
    prose: Vec<(usize, Prose)>,
    in_fence: bool,
    in_title: usize,
    foreign: bool,
}

impl Reader {
    fn read(&mut self, event: Event<'_>, at: usize) {
        match event {
            Event::Start(tag) => self.start(tag, at),
            Event::End(TagEnd::CodeBlock) => self.in_fence = false,
            Event::Text(text) if self.in_fence => {
                self.fences.last_mut().expect("a fence was opened").2.push_str(&text);
            }
            Event::End(TagEnd::Link | TagEnd::Emphasis) => self.in_title -= 1,
            Event::Text(text) => {
                let title = self.in_title > 0;
                let (text, foreign) = (text.into_string(), self.foreign);
                self.prose.push((at, Prose { line: 0, text, foreign, title, raw: false }));
            }
            Event::Html(html) => {
                for _ in html.match_indices("<details") {
                    self.marks.push((at, Mark::Details));
                }
                let (text, foreign) = (without_tags(&html), html.contains("lang=\"ru\""));
                self.prose.push((at, Prose { line: 0, text, foreign, title: false, raw: true }));
            }
            Event::InlineHtml(tag) if tag.starts_with("<span lang=") => self.foreign = true,
            Event::InlineHtml(tag) if &*tag == "</span>" => self.foreign = false,
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, at: usize) {
        match tag {
            Tag::Heading { level, id, .. } => {
                let id = id.map(pulldown_cmark::CowStr::into_string);
                self.marks.push((at, Mark::Heading { level: number(level), id }));
            }
            Tag::CodeBlock(kind) => {
                let info = match kind {
                    CodeBlockKind::Fenced(info) => info.into_string(),
                    CodeBlockKind::Indented => String::new(),
                };
                self.in_fence = true;
                self.marks.push((at, Mark::Fence(info.clone())));
                self.fences.push((at, info, String::new()));
            }
            Tag::Link { .. } | Tag::Emphasis => self.in_title += 1,
            Tag::Image { dest_url, .. } => self.marks.push((at, Mark::Image(dest_url.into_string()))),
            Tag::BlockQuote(Some(kind)) => self.marks.push((at, Mark::Alert(alert(kind)))),
            Tag::Table(columns) => self.marks.push((at, Mark::Table(columns.len()))),
            _ => {}
        }
    }
}

fn number(level: HeadingLevel) -> usize {
    level as usize
}

fn alert(kind: BlockQuoteKind) -> &'static str {
    match kind {
        BlockQuoteKind::Note => "NOTE",
        BlockQuoteKind::Tip => "TIP",
        BlockQuoteKind::Important => "IMPORTANT",
        BlockQuoteKind::Warning => "WARNING",
        BlockQuoteKind::Caution => "CAUTION",
    }
}

/// The text between the tags of a piece of HTML.
fn without_tags(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => text.push(c),
            _ => {}
        }
    }
    text
}
