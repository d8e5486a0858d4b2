//! `lang`: which language we speak, and from now on.

use crate::cli::exit::Exit;
use crate::cli::session::{Outcome, Session};
use crate::course::Language;
use crate::locale::Locale;
use crate::progress::What;

pub fn run(session: &mut Session, code: Option<Language>) -> Outcome {
    let Some(language) = code else {
        session.say("lang-now", &[("command", "`lang en`, `lang ru`".into())]);
        return Ok(Exit::Passed);
    };
    session.record(What::Language { code: language.code().to_owned() })?;
    session.locale = Locale::new(language);
    session.say("lang-changed", &[]);
    if session.fixed_language.is_some_and(|fixed| fixed != language) {
        session.say("lang-fixed", &[("variable", "`WORKBOOK_LANG`".into()), ("option", "`--lang`".into())]);
    }
    Ok(Exit::Passed)
}
