//! The Russian of mdBook's own interface.
//!
//! mdBook speaks English only. Rather than keep a copy of its template, we replace its words in the rendered files,
//! pair by pair, and fail when a pair matches nothing any more: an upgrade of mdBook then reports itself.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// Where a pair is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The frame of every page.
    Html,
    /// A page that uses it: alert titles.
    SomePage,
    /// `book.js`, with the strings made while a page is open.
    BookScript,
    /// `searcher.js`, with the heading of search results.
    SearchScript,
}

/// An English string of mdBook with what surrounds it, and what takes its place.
pub struct Pair {
    /// Where it stands.
    pub place: Place,
    /// As mdBook writes it.
    pub english: &'static str,
    /// As we want it.
    pub russian: &'static str,
}

/// Every string of mdBook 0.5.4 that a reader can see or hear.
pub const PAIRS: &[Pair] = &[
    html(">Keyboard shortcuts<", ">Клавиши<"),
    html(
        "Press <kbd>←</kbd> or <kbd>→</kbd> to navigate between chapters",
        "<kbd>←</kbd> и <kbd>→</kbd> — к соседней странице",
    ),
    html(
        "Press <kbd>S</kbd> or <kbd>/</kbd> to search in the book",
        "<kbd>S</kbd> или <kbd>/</kbd> — поиск по книге",
    ),
    html("Press <kbd>?</kbd> to show this help", "<kbd>?</kbd> — показать эту подсказку"),
    html("Press <kbd>Esc</kbd> to hide this help", "<kbd>Esc</kbd> — убрать эту подсказку"),
    html("aria-label=\"Table of contents\"", "aria-label=\"Содержание\""),
    html("title=\"Toggle Table of Contents\"", "title=\"Показать или скрыть содержание\""),
    html("aria-label=\"Toggle Table of Contents\"", "aria-label=\"Показать или скрыть содержание\""),
    html("title=\"Change theme\"", "title=\"Сменить тему\""),
    html("aria-label=\"Change theme\"", "aria-label=\"Сменить тему\""),
    html("aria-label=\"Themes\"", "aria-label=\"Темы\""),
    html(">Auto</button>", ">Как в системе</button>"),
    html(">Light</button>", ">Светлая</button>"),
    html(">Rust</button>", ">Ржавчина</button>"),
    html(">Coal</button>", ">Уголь</button>"),
    html(">Navy</button>", ">Тёмная</button>"),
    html(">Ayu</button>", ">Тёмная Ayu</button>"),
    html("title=\"Search (`/`)\"", "title=\"Поиск (`/`)\""),
    html("aria-label=\"Toggle Searchbar\"", "aria-label=\"Показать или скрыть поиск\""),
    html("placeholder=\"Search this book ...\"", "placeholder=\"Искать в книге…\""),
    html("title=\"Print this book\"", "title=\"Напечатать книгу\""),
    html("aria-label=\"Print this book\"", "aria-label=\"Напечатать книгу\""),
    html("aria-label=\"Page navigation\"", "aria-label=\"Соседние страницы\""),
    html("title=\"Previous chapter\"", "title=\"Назад\""),
    html("aria-label=\"Previous chapter\"", "aria-label=\"Назад\""),
    html("title=\"Next chapter\"", "title=\"Дальше\""),
    html("aria-label=\"Next chapter\"", "aria-label=\"Дальше\""),
    html("<title>Page not found", "<title>Страница не найдена"),
    alert("</svg>Note</p>", "</svg>Примечание</p>"),
    alert("</svg>Tip</p>", "</svg>Совет</p>"),
    alert("</svg>Important</p>", "</svg>Важно</p>"),
    alert("</svg>Warning</p>", "</svg>Осторожно</p>"),
    alert("</svg>Caution</p>", "</svg>Опасно</p>"),
    script("Show hidden lines", "Показать скрытые строки"),
    script("Hide lines", "Скрыть строки"),
    script("'Copy to clipboard'", "'Скопировать'"),
    script("'Copied!'", "'Скопировано'"),
    script("'Clipboard error!'", "'Не удалось скопировать'"),
    script("'Run this code'", "'Выполнить'"),
    script("'Undo changes'", "'Вернуть как было'"),
    script("'Running...'", "'Выполняется…'"),
    script("'No output'", "'Ничего не напечатано'"),
    script("'Playground Communication: '", "'Нет связи с площадкой: '"),
    search(
        "count + ' search result for \\'' + searchterm + '\\':'",
        "'По запросу «' + searchterm + '» найдено: 1'",
    ),
    search(
        "count + ' search results for \\'' + searchterm + '\\':'",
        "'По запросу «' + searchterm + '» найдено: ' + count",
    ),
    search(
        "'No search results for \\'' + searchterm + '\\'.'",
        "'По запросу «' + searchterm + '» ничего не найдено.'",
    ),
    search("Search Result Teaser", "Отрывок"),
];

const fn html(english: &'static str, russian: &'static str) -> Pair {
    Pair { place: Place::Html, english, russian }
}

const fn alert(english: &'static str, russian: &'static str) -> Pair {
    Pair { place: Place::SomePage, english, russian }
}

const fn script(english: &'static str, russian: &'static str) -> Pair {
    Pair { place: Place::BookScript, english, russian }
}

const fn search(english: &'static str, russian: &'static str) -> Pair {
    Pair { place: Place::SearchScript, english, russian }
}

/// Replaces every pair in the files below `dir` and returns the English of the pairs that matched nothing. A pair of
/// [`Place::SomePage`] may match nothing: not every book uses every alert.
///
/// # Errors
/// A file that cannot be read or written.
pub fn translate(dir: &Path) -> io::Result<Vec<&'static str>> {
    let mut matched = vec![false; PAIRS.len()];
    for file in files(dir)? {
        let Some(places) = places(&file) else { continue };
        let text = fs::read_to_string(&file)?;
        let mut translated = text.clone();
        for (pair, matched) in PAIRS.iter().zip(&mut matched) {
            if places.contains(&pair.place) && translated.contains(pair.english) {
                translated = translated.replace(pair.english, pair.russian);
                *matched = true;
            }
        }
        if translated != text {
            fs::write(&file, translated)?;
        }
    }
    let unmatched =
        PAIRS.iter().zip(matched).filter(|(pair, matched)| pair.place != Place::SomePage && !matched);
    Ok(unmatched.map(|(pair, _)| pair.english).collect())
}

/// What is looked for in a file; `None` for a file that is left alone. mdBook puts a hash into script names.
fn places(file: &Path) -> Option<&'static [Place]> {
    let name = file.file_name()?.to_str()?;
    if name.ends_with(".html") {
        Some(&[Place::Html, Place::SomePage])
    } else if name.starts_with("book-") && name.ends_with(".js") {
        Some(&[Place::BookScript])
    } else if name.starts_with("searcher-") && name.ends_with(".js") {
        Some(&[Place::SearchScript])
    } else {
        None
    }
}

/// Every file below `dir`, in a fixed order.
///
/// # Errors
/// A folder that cannot be read.
pub fn files(dir: &Path) -> io::Result<Vec<PathBuf>> {
    let mut entries: Vec<_> = fs::read_dir(dir)?.collect::<Result<_, _>>()?;
    entries.sort_by_key(std::fs::DirEntry::file_name);
    let mut found = Vec::new();
    for entry in entries {
        if entry.file_type()?.is_dir() {
            found.extend(files(&entry.path())?);
        } else {
            found.push(entry.path());
        }
    }
    Ok(found)
}
