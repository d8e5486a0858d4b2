//! The stages of a slug, as plain functions. (Given.)

/// Words that say nothing in an address.
const FILLERS: [&str; 6] = ["a", "an", "and", "is", "of", "the"];

/// Lower case, and no space around it.
pub fn normalized(title: &str) -> String {
    title.trim().to_lowercase()
}

/// Cut at white space.
pub fn words(title: String) -> Vec<String> {
    title.split_whitespace().map(str::to_owned).collect()
}

/// Without the words that say nothing.
pub fn without_fillers(mut words: Vec<String>) -> Vec<String> {
    words.retain(|word| !FILLERS.contains(&word.as_str()));
    words
}

/// A stage that keeps the first `n`.
pub fn first(n: usize) -> impl FnOnce(Vec<String>) -> Vec<String> {
    move |mut words| {
        words.truncate(n);
        words
    }
}

/// A stage that joins the words with `separator`.
pub fn joined(separator: &str) -> impl FnOnce(Vec<String>) -> String {
    move |words| words.join(separator)
}
