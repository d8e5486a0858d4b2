//! `notebook`: the learner's own words and the figures of their runs.

use colored::Colorize;

use crate::cli::args::Misread;
use crate::cli::exit::Exit;
use crate::cli::screen::pad;
use crate::cli::session::{Outcome, Session};
use crate::progress::{NoteKind, What};

pub fn run(session: &mut Session, words: &[String]) -> Outcome {
    match words {
        [] => show(session),
        [add] if add == "add" => Err(Misread::Missing("add …".to_owned()).into()),
        [add, text @ ..] if add == "add" => {
            let exercise = session.current().map(|exercise| exercise.id);
            session.record(What::Noted { exercise, text: text.join(" ") })?;
            session.say("noted", &[]);
            Ok(Exit::Passed)
        }
        [other, ..] => Err(Misread::Value { value: other.clone(), wanted: "add".to_owned() }.into()),
    }
}

fn show(session: &mut Session) -> Outcome {
    let notes = session.progress.notebook();
    if notes.is_empty() {
        session.say("notebook-empty", &[("command", "`notebook add …`".into())]);
        return Ok(Exit::Passed);
    }
    let mut day = String::new();
    for note in notes {
        let today = date(note.at_ms);
        if today != day {
            session.screen.heading(&today);
            day = today;
        }
        let exercise = note.exercise.unwrap_or_default();
        let label = if exercise.is_empty() { String::new() } else { format!("{exercise}  ") };
        match note.what {
            NoteKind::Text(text) => session.screen.prose(&format!("{label}{text}"), 2),
            NoteKind::Figure { name, value, unit } => {
                let value = figure(session, value);
                session.screen.line(format!("  {}{}  {value} {unit}", label.dimmed(), pad(&name, 24)));
            }
        }
    }
    Ok(Exit::Passed)
}

/// A figure with as many decimals as it deserves.
fn figure(session: &Session, value: f64) -> String {
    let digits = match value.abs() {
        v if v >= 100.0 || v.fract() == 0.0 => 0,
        v if v >= 1.0 => 2,
        _ => 4,
    };
    session.locale.decimal(value, digits)
}

/// The day, `2026-11-21`, of a moment in milliseconds since 1970, by the proleptic Gregorian calendar in UTC.
fn date(at_ms: u64) -> String {
    // Days are counted from 0000-03-01, so that the leap day is the last of its year.
    let days = at_ms / 86_400_000 + 719_468;
    let era = days / 146_097;
    let day_of_era = days % 146_097;
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + u64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::date;

    #[test]
    fn days_are_those_of_the_calendar() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(951_782_400_000), "2000-02-29");
        assert_eq!(date(1_795_219_200_000), "2026-11-21");
    }
}
