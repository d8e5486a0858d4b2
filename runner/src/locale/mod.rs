//! Every sentence the runner says, by key, in English and in Russian.
//!
//! The sentences live in `en.ftl` and `ru.ftl` (Fluent). Code names a key and its arguments; logic never holds a
//! sentence. A test sees to it that both files have the same keys with the same variables, that every key in code
//! exists and that none is left over.

mod choose;

use std::cell::RefCell;

use fluent_bundle::{FluentArgs, FluentBundle, FluentResource, FluentValue};

pub use choose::{Wishes, choose};

use crate::course::Language;

/// An argument of a sentence: a text, or a number that decides the plural.
pub type Value<'a> = FluentValue<'a>;

/// The sentences of one language.
pub struct Locale {
    language: Language,
    bundle: RefCell<FluentBundle<FluentResource>>,
}

impl Locale {
    /// The sentences of `language`.
    ///
    /// # Panics
    /// When the embedded Fluent file does not parse; a test keeps that from happening.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let resource = FluentResource::try_new(source(language).to_owned())
            .unwrap_or_else(|(_, errors)| panic!("{language}.ftl does not parse: {errors:?}"));
        let id = language.code().parse().expect("`en` and `ru` are language tags");
        let mut bundle = FluentBundle::new(vec![id]);
        // Isolation marks are invisible on a page and a nuisance in a terminal.
        bundle.set_use_isolating(false);
        bundle.add_resource(resource).expect("a Fluent file names each key once");
        Self { language, bundle: RefCell::new(bundle) }
    }

    /// The language of the sentences.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The sentence with this key. A key that does not exist comes back in brackets: ugly, and never a panic.
    #[must_use]
    pub fn text(&self, key: &str, args: &[(&str, Value<'_>)]) -> String {
        let bundle = self.bundle.borrow();
        let Some(pattern) = bundle.get_message(key).and_then(|message| message.value()) else {
            return format!("[{key}]");
        };
        let args: FluentArgs<'_> = args.iter().map(|(name, value)| (*name, value.clone())).collect();
        bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
    }

    /// A sentence without arguments.
    #[must_use]
    pub fn t(&self, key: &str) -> String {
        self.text(key, &[])
    }

    /// A number as prose writes it: a comma before the decimals in Russian.
    #[must_use]
    pub fn decimal(&self, value: f64, digits: usize) -> String {
        let text = format!("{value:.digits$}");
        match self.language {
            Language::En => text,
            Language::Ru => text.replace('.', ","),
        }
    }
}

fn source(language: Language) -> &'static str {
    match language {
        Language::En => include_str!("en.ftl"),
        Language::Ru => include_str!("ru.ftl"),
    }
}

#[cfg(test)]
mod tests;
