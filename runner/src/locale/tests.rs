use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use super::{Language, Locale, source};

/// Each key with the variables it uses.
fn keys(language: Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut current = String::new();
    for line in source(language).lines().filter(|line| !line.starts_with('#')) {
        let starts_a_key = line.starts_with(|c: char| c.is_ascii_lowercase());
        if let Some((key, _)) = line.split_once('=').filter(|_| starts_a_key) {
            current = key.trim().to_owned();
            let first = keys.insert(current.clone(), BTreeSet::new()).is_none();
            assert!(first, "{language}.ftl: `{current}` stands twice");
        }
        for variable in line.split('$').skip(1) {
            let name: String =
                variable.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            keys.entry(current.clone()).or_default().insert(name);
        }
    }
    keys
}

/// The text of every Rust file of the runner except this one.
fn code() -> String {
    fn read(folder: &Path, text: &mut String) {
        for entry in fs::read_dir(folder).expect("the folder can be read").flatten() {
            let path = entry.path();
            if path.is_dir() {
                read(&path, text);
            } else if path.extension().is_some_and(|e| e == "rs") && !path.ends_with("locale/tests.rs") {
                text.push_str(&fs::read_to_string(&path).expect("Rust code is UTF-8"));
            }
        }
    }
    let mut text = String::new();
    for folder in ["src", "book/src"] {
        read(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut text);
    }
    text
}

#[test]
fn both_languages_have_the_same_keys_and_variables() {
    let (en, ru) = (keys(Language::En), keys(Language::Ru));
    for (key, variables) in &en {
        assert_eq!(ru.get(key), Some(variables), "`{key}` differs between en.ftl (right) and ru.ftl (left)");
    }
    let only_russian: Vec<&String> = ru.keys().filter(|key| !en.contains_key(*key)).collect();
    assert!(only_russian.is_empty(), "only in ru.ftl: {only_russian:?}");
}

#[test]
fn every_key_in_code_exists() {
    let (code, keys) = (code(), keys(Language::En));
    for call in [".text(\"", ".t(\"", ".say(\"", ".offer(\"", "Complaint::of(\""] {
        for rest in code.split(call).skip(1) {
            let key = rest.split('"').next().expect("a literal ends");
            assert!(keys.contains_key(key), "code says {call}{key}\", and en.ftl has no such key");
        }
    }
}

#[test]
fn no_key_is_left_over() {
    let code = code();
    let unused: Vec<String> =
        keys(Language::En).into_keys().filter(|key| !code.contains(&format!("\"{key}\""))).collect();
    assert!(unused.is_empty(), "no code uses {unused:?}");
}

#[test]
fn russian_counts_in_three_forms() {
    let ru = Locale::new(Language::Ru);
    let minutes = |n: u32| ru.text("minutes", &[("count", n.into())]);
    assert_eq!(
        [minutes(1), minutes(3), minutes(5), minutes(21)],
        ["1 минута", "3 минуты", "5 минут", "21 минута"]
    );
}

#[test]
fn an_unknown_key_is_shown_and_does_not_panic() {
    assert_eq!(Locale::new(Language::En).t("no-such-key"), "[no-such-key]");
}
