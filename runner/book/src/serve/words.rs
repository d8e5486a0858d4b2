//! What the server says, in both languages.

use std::fmt::Display;
use std::io::{self, ErrorKind};
use std::time::Duration;

use workbook::course::Language;

use super::StartError;
use crate::build::BookError;

/// The sentences of one language.
#[derive(Debug)]
pub struct Words(Language);

impl Words {
    /// The sentences of `language`.
    #[must_use]
    pub fn of(language: Language) -> &'static Self {
        match language {
            Language::En => &Words(Language::En),
            Language::Ru => &Words(Language::Ru),
        }
    }

    fn pick(&self, en: String, ru: String) -> String {
        match self.0 {
            Language::En => en,
            Language::Ru => ru,
        }
    }

    pub(super) fn serving(&self, address: &str, language: Language) -> String {
        self.pick(
            format!("The book is at {address}{language}/ (Ctrl-C closes it)"),
            format!("Книга открыта: {address}{language}/ (Ctrl-C закроет её)"),
        )
    }

    pub(super) fn rebuilt(&self, time: Duration) -> String {
        let seconds = format!("{:.1}", time.as_secs_f64());
        let comma = seconds.replace('.', ",");
        self.pick(format!("built again in {seconds} s"), format!("собрана заново за {comma} с"))
    }

    pub(super) fn not_rebuilt(&self, error: &BookError) -> String {
        let line = error.said(self.0);
        self.pick(
            format!("not built, the old pages stay: {line}"),
            format!("не собирается, остаются прежние страницы: {line}"),
        )
    }

    pub(super) fn not_watching(&self, error: &impl Display) -> String {
        self.pick(
            format!("changes of pages cannot be watched here ({error}); start again to see them"),
            format!("за изменениями страниц здесь не проследить ({error}); чтобы увидеть их, запусти заново"),
        )
    }

    pub(super) fn not_started(&self, error: &StartError) -> String {
        match error {
            StartError::Book(error) => {
                let line = error.said(self.0);
                self.pick(format!("the book cannot be built: {line}"), format!("книга не собирается: {line}"))
            }
            StartError::Port(port, error) => self.no_port(*port, error),
        }
    }

    fn no_port(&self, port: u16, error: &io::Error) -> String {
        match error.kind() {
            ErrorKind::AddrInUse => self.pick(
                format!("port {port} is taken; choose another with --port, or leave it out and a free one is found"),
                format!(
                    "порт {port} уже занят; выбери другой через --port или не указывай его, и свободный найдётся сам"
                ),
            ),
            ErrorKind::PermissionDenied => self.pick(
                format!("port {port} needs special rights; choose one above 1023 with --port, or leave it out"),
                format!(
                    "порт {port} доступен только с особыми правами; выбери через --port номер больше 1023 или не \
                     указывай его"
                ),
            ),
            _ => self.pick(
                format!("port {port} cannot be used ({error}); choose another with --port, or leave it out"),
                format!(
                    "порт {port} занять не удалось ({error}); выбери другой через --port или не указывай его"
                ),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Error, ErrorKind};

    use workbook::course::Language;

    use super::{StartError, Words};

    #[test]
    fn a_port_that_cannot_be_had_is_said_without_the_words_of_the_system() {
        for kind in [ErrorKind::AddrInUse, ErrorKind::PermissionDenied] {
            let system = Error::from(kind);
            let words = system.to_string();
            let error = StartError::Port(80, system);
            for (language, port) in [(Language::En, "port 80 "), (Language::Ru, "порт 80 ")] {
                let said = Words::of(language).not_started(&error);
                assert!(said.starts_with(port) && !said.contains(&words), "{said}");
            }
        }
    }
}
