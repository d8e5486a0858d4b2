//! What the server says, in both languages.

use std::fmt::Display;
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
            StartError::Port(port, error) => self.pick(
                format!("port {port} cannot be used ({error}); choose another with --port, or leave it out"),
                format!(
                    "порт {port} занять не удалось ({error}); выбери другой через --port или не указывай его"
                ),
            ),
        }
    }
}
