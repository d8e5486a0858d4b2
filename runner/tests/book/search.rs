use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use workbook::course::Language;

use crate::{build, root, skipped};

/// Five forms of each word; the book need not hold the very form that is asked for.
const FORMS: [[&str; 5]; 5] = [
    ["процесс", "процесса", "процессу", "процессами", "процессах"],
    ["сообщение", "сообщения", "сообщению", "сообщений", "сообщениями"],
    ["ящик", "ящика", "ящиком", "ящике", "ящиков"],
    ["наблюдение", "наблюдения", "наблюдением", "наблюдений", "наблюдениях"],
    ["супервизор", "супервизора", "супервизору", "супервизоры", "супервизорами"],
];

/// The one file below `dir` whose name starts and ends so; mdBook puts a hash between.
fn file(dir: &Path, start: &str, end: &str) -> PathBuf {
    let entries =
        fs::read_dir(dir).expect("a built book").map(|entry| entry.expect("a readable entry").path());
    let fits = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        name.starts_with(start) && name.ends_with(end)
    };
    entries.into_iter().find(fits).unwrap_or_else(|| panic!("no {start}…{end} in {}", dir.display()))
}

/// The index mdBook wrote.
fn index(book: &Path) -> Value {
    let script = fs::read_to_string(file(book, "searchindex-", ".js")).expect("a search index");
    let start =
        script.find("JSON.parse('").expect("the index is parsed from a string") + "JSON.parse('".len();
    let json = &script[start..script.rfind("')").expect("the string ends")];
    let json = json.replace("\\'", "'").replace("\\\\", "\\");
    serde_json::from_str(&json).expect("the index is JSON")
}

/// On this our search stands: it reads the documents, not the index.
#[test]
fn the_text_of_every_page_is_in_the_document_store() {
    let book = build(Language::Ru);
    let index = index(book.path());
    let documents = index["index"]["documentStore"]["docs"].as_object().expect("documents");
    let text: String =
        documents.values().filter_map(|doc| doc["body"].as_str()).collect::<String>().to_lowercase();
    for [word, ..] in FORMS {
        assert!(text.contains(word), "the book does not speak of {word}");
    }
}

/// When this fails, mdBook has learnt Russian, and book/theme/search.js may go.
#[test]
fn the_stock_index_still_holds_no_russian_word() {
    let book = build(Language::Ru);
    let words = index(book.path())["index"]["index"]["body"].to_string();
    assert!(!words.contains("\"п\""), "mdBook indexes Russian words now");
}

#[test]
fn every_form_of_a_russian_word_is_found() {
    if Command::new("node").arg("--version").output().is_err() {
        return skipped("node is not installed");
    }
    let book = build(Language::Ru);
    let theme = book.path().join("book/theme");
    let output = Command::new("node")
        .arg(root().join("runner/tests/book/search.js"))
        .args([
            file(&theme, "search-", ".js"),
            file(book.path(), "elasticlunr-", ".min.js"),
            file(book.path(), "searchindex-", ".js"),
        ])
        .args(FORMS.as_flattened())
        .output()
        .expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let hits: Value = serde_json::from_slice(&output.stdout).expect("node prints JSON");
    for forms in FORMS {
        let found = |word: &str| hits[word].as_u64().unwrap_or(0);
        assert!(found(forms[0]) > 0, "{} is not found: {hits}", forms[0]);
        assert!(
            forms.iter().all(|form| found(form) == found(forms[0])),
            "forms of {} differ: {hits}",
            forms[0]
        );
    }
}
