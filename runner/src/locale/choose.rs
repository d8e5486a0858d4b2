//! Which language to speak: the first wish that names one of ours.

use crate::course::Language;

/// Where a language can come from, strongest first.
#[derive(Clone, Debug, Default)]
pub struct Wishes {
    /// `--lang`.
    pub option: Option<Language>,
    /// `WORKBOOK_LANG`.
    pub variable: Option<String>,
    /// What the verb `lang` stored.
    pub stored: Option<Language>,
    /// `LC_ALL`, `LC_MESSAGES`, `LANG`, in this order.
    pub locale: Vec<String>,
}

/// Picks the language. A locale that is set decides, even when it names a third language: `LC_ALL=C` stands
/// above `LANG=ru_RU.UTF-8`.
#[must_use]
pub fn choose(wishes: &Wishes) -> Language {
    let variable = || wishes.variable.as_deref().and_then(Language::from_code);
    let locale = || wishes.locale.iter().find(|l| !l.is_empty()).and_then(|l| Language::from_code(l));
    wishes.option.or_else(variable).or(wishes.stored).or_else(locale).unwrap_or(Language::En)
}

#[cfg(test)]
mod tests {
    use super::{Wishes, choose};
    use crate::course::Language::{En, Ru};

    #[test]
    fn the_strongest_wish_wins() {
        let mut wishes = Wishes { locale: vec![String::new(), "ru_RU.UTF-8".into()], ..Wishes::default() };
        assert_eq!(choose(&wishes), Ru);
        wishes.stored = Some(En);
        assert_eq!(choose(&wishes), En);
        wishes.variable = Some("ru".into());
        assert_eq!(choose(&wishes), Ru);
        wishes.option = Some(En);
        assert_eq!(choose(&wishes), En);
    }

    #[test]
    fn what_we_do_not_speak_is_english() {
        let wishes = Wishes {
            variable: Some("tlh".into()),
            locale: vec!["C".into(), "ru".into()],
            ..Wishes::default()
        };
        assert_eq!(choose(&wishes), En);
    }
}
