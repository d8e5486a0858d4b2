//! The built book: no directive left over, no link that leads nowhere, nothing fetched from the internet, no English
//! in the frame of a Russian page.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::LazyLock;

use regex::Regex;
use workbook::course::Language;

use super::prose::has_cyrillic;
use super::{Findings, Rule};
use crate::interface::files;
use crate::source::{Page, Tree};

static TAG: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"<(?<name>[a-zA-Z][\w-]*)(?<attributes>(?:[^<>"]|"[^"]*")*)>"#));
static ATTRIBUTE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r#"\s(?<name>[a-zA-Z][\w:-]*)="(?<value>[^"]*)""#));
static SCRIPT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?s)<(script|style|template)\b.*?</(script|style|template)>"));
static MAIN: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)<main>.*</main>"));

/// Attributes that are read aloud or shown.
const SPOKEN: [&str; 4] = ["title", "aria-label", "placeholder", "alt"];

/// Repeats every page.
const PRINTED: &str = "print.html";

/// Has its links from another base.
const LOST: &str = "404.html";

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is valid")
}

/// One HTML file.
struct Html {
    /// Below the built tree.
    path: PathBuf,
    /// Without scripts and styles.
    text: String,
    ids: BTreeSet<String>,
    /// Name of the tag, name of the attribute, value.
    links: Vec<(String, String, String)>,
}

pub(super) fn look(tree: &Tree, dir: &Path, findings: &mut Findings) -> io::Result<()> {
    let mut pages = BTreeMap::new();
    for file in files(dir)?.into_iter().filter(|file| file.extension().is_some_and(|e| e == "html")) {
        let path = file.strip_prefix(dir).expect("files below a folder start with it").to_owned();
        pages.insert(path.clone(), Html::parse(path, &fs::read_to_string(&file)?));
    }
    for page in pages.values() {
        let source = Source::of(page, tree);
        let is = |name| page.path == Path::new(name);
        let first_page_again = source.page.is_none() && is("index.html");
        if is(PRINTED) || first_page_again {
            continue;
        }
        check_leftovers(page, &source, findings);
        if !is(LOST) {
            page.links.iter().for_each(|link| check_link(page, link, &pages, dir, &source, findings));
        }
        if tree.language == Language::Ru && !is("toc.html") {
            check_frame(page, &source, findings);
        }
    }
    Ok(())
}

impl Html {
    fn parse(path: PathBuf, text: &str) -> Self {
        let mut page = Self { path, text: String::new(), ids: BTreeSet::new(), links: Vec::new() };
        for tag in TAG.captures_iter(text) {
            for attribute in ATTRIBUTE.captures_iter(&tag["attributes"]) {
                let value = attribute["value"].to_owned();
                match &attribute["name"] {
                    "id" => drop(page.ids.insert(value)),
                    name @ ("href" | "src" | "srcset" | "xlink:href") => {
                        page.links.push((tag["name"].to_owned(), name.to_owned(), value));
                    }
                    _ => {}
                }
            }
        }
        page.text = SCRIPT.replace_all(text, "").into_owned();
        page
    }
}

/// The Markdown behind a built page, to name a line in.
struct Source<'a> {
    page: Option<&'a Page>,
    fallback: PathBuf,
}

impl<'a> Source<'a> {
    fn of(html: &Html, tree: &'a Tree) -> Self {
        let written = html.path.with_extension("md");
        let readme = html.path.with_file_name("README.md");
        let page = tree
            .pages
            .get(&written)
            .or_else(|| tree.pages.get(&readme).filter(|_| written.ends_with("index.md")));
        Self { page, fallback: tree.summary.file.clone() }
    }

    fn file(&self) -> &Path {
        self.page.map_or(&self.fallback, |page| &page.file)
    }

    /// The first line that holds the text, else the first.
    fn line(&self, text: &str) -> usize {
        let lines = self.page.map(|page| page.text.lines());
        lines.and_then(|mut lines| lines.position(|line| line.contains(text))).map_or(1, |index| index + 1)
    }
}

fn check_leftovers(page: &Html, source: &Source<'_>, findings: &mut Findings) {
    if let Some(at) = page.text.find("{{#") {
        let directive: String = page.text[at..].chars().take_while(|c| *c != '}').collect();
        let message = format!("`{directive}}}}}` is shown as text");
        findings.add(
            source.file(),
            source.line(&directive),
            Rule::Leftover,
            message,
            "mdBook knows {{#include …}} and {{#title …}}",
        );
    }
}

fn check_link(
    page: &Html,
    (tag, attribute, link): &(String, String, String),
    pages: &BTreeMap<PathBuf, Html>,
    dir: &Path,
    source: &Source<'_>,
    findings: &mut Findings,
) {
    if link.contains("://") || link.starts_with("//") {
        if tag != "a" {
            let message = format!("<{tag} {attribute}=\"{link}\"> would be fetched from the internet");
            findings.add(
                source.file(),
                source.line(link),
                Rule::Offline,
                message,
                "keep a copy beside the page",
            );
        }
        return;
    }
    if link.is_empty() || link.starts_with("data:") || link.starts_with("mailto:") {
        return;
    }
    let (path, fragment) = link.split_once('#').unwrap_or((link, ""));
    let path = path.split('?').next().unwrap_or_default();
    let target = if path.is_empty() { page.path.clone() } else { resolve(&page.path, path) };
    let target = if target.as_os_str().is_empty() { PathBuf::from("index.html") } else { target };
    let problem = match pages.get(&target) {
        Some(there) if fragment.is_empty() || there.ids.contains(fragment) => return,
        Some(_) => format!("no `#{fragment}` in {}", target.display()),
        None if fragment.is_empty() && dir.join(&target).is_file() => return,
        None => format!("no page {}", target.display()),
    };
    let repair = match target.ends_with("README.html") {
        true => "mdBook makes index.html of README.md, but leaves links alone: link to `index.md`",
        false => "mend the link or its target",
    };
    // A page writes `](a.md#b)` where the built page has `a.html#b`.
    let line = source.line(&format!("({}", link.replacen(".html", ".md", 1)));
    findings.add(
        source.file(),
        line,
        Rule::Link,
        format!("the link `{link}` leads nowhere: {problem}"),
        repair,
    );
}

/// `link` seen from the folder of `page`, without `..`.
fn resolve(page: &Path, link: &str) -> PathBuf {
    let mut target = page.parent().map(Path::to_path_buf).unwrap_or_default();
    for part in Path::new(link).components() {
        match part {
            Component::ParentDir => drop(target.pop()),
            Component::Normal(name) => target.push(name),
            _ => {}
        }
    }
    target
}

/// Everything around the page's own text must be in Russian.
fn check_frame(page: &Html, source: &Source<'_>, findings: &mut Findings) {
    let frame = MAIN.replace(&page.text, "");
    let attributes = TAG.captures_iter(&frame).flat_map(|tag| {
        let attributes = tag["attributes"].to_owned();
        let spoken = ATTRIBUTE.captures_iter(&attributes).filter(|a| SPOKEN.contains(&&a["name"]));
        spoken.map(|attribute| attribute["value"].to_owned()).collect::<Vec<_>>()
    });
    let texts =
        frame.split('<').filter_map(|piece| piece.split_once('>')).filter(|(tag, _)| !tag.starts_with("kbd"));
    let texts = texts.map(|(_, text)| text.trim().to_owned());
    for text in attributes.chain(texts) {
        if text.chars().filter(|c| c.is_ascii_alphabetic()).count() > 1 && !has_cyrillic(&text) {
            findings.add(
                source.file(),
                1,
                Rule::Interface,
                format!("the frame of the page says {text:?}"),
                "add a pair to runner/book/src/interface.rs",
            );
        }
    }
    if let Some(title) = page.text.split_once("blockquote-tag-title").map(|(_, rest)| rest) {
        check_alerts(title, source, findings);
    }
}

/// Alert titles stand in the page's text; mdBook writes them.
fn check_alerts(text: &str, source: &Source<'_>, findings: &mut Findings) {
    let titles =
        text.split("</svg>").skip(1).filter_map(|rest| rest.split_once("</p>")).map(|(title, _)| title);
    for title in titles.filter(|title| ["Note", "Tip", "Important", "Warning", "Caution"].contains(title)) {
        let message = format!("an alert is called {title:?}");
        findings.add(
            source.file(),
            source.line("[!"),
            Rule::Interface,
            message,
            "add a pair to runner/book/src/interface.rs",
        );
    }
}
