//! Text that fits: width in terminal columns, cutting, and nothing that could move the cursor.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Columns that `text` takes.
pub(crate) fn width(text: &str) -> usize {
    text.width()
}

/// Labels come from the learner's code: a line break or an escape sequence must not tear the picture.
pub(crate) fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}

/// At most `room` columns of `text`; what is cut is shown by `ellipsis`.
pub(crate) fn cut(text: &str, room: usize, ellipsis: &str) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let Some(keep) = room.checked_sub(width(ellipsis)) else { return String::new() };
    let mut taken = 0;
    let fits = |c: &char| {
        taken += c.width().unwrap_or(0);
        taken <= keep
    };
    let mut short: String = text.chars().take_while(fits).collect();
    short.push_str(ellipsis);
    short
}

/// At most `room` columns from the end of `text`: of a path, the end says most.
pub(crate) fn cut_left(text: &str, room: usize, ellipsis: &str) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let Some(keep) = room.checked_sub(width(ellipsis)) else { return String::new() };
    let mut taken = 0;
    let fits = |c: &char| {
        taken += c.width().unwrap_or(0);
        taken <= keep
    };
    let kept: Vec<char> = text.chars().rev().take_while(fits).collect();
    ellipsis.chars().chain(kept.into_iter().rev()).collect()
}

/// Virtual microseconds as people write them: `0`, `250us`, `1.5ms`, `10s`, `1h30m`.
pub(crate) fn time(micros: u64) -> String {
    match micros {
        0 => "0".to_owned(),
        1..1_000 => format!("{micros}us"),
        1_000..1_000_000 => format!("{}ms", decimal(micros, 1_000)),
        1_000_000..3_600_000_000 => format!("{}s", decimal(micros, 1_000_000)),
        _ => format!("{}h{:02}m", micros / 3_600_000_000, micros / 60_000_000 % 60),
    }
}

/// `micros / unit` with at most two digits after the point.
fn decimal(micros: u64, unit: u64) -> String {
    let (whole, hundredths) = (micros / unit, micros % unit * 100 / unit);
    if hundredths == 0 {
        return whole.to_string();
    }
    format!("{whole}.{hundredths:02}").trim_end_matches('0').to_owned()
}

#[cfg(test)]
mod tests {
    use super::{clean, cut, cut_left, time, width};

    #[test]
    fn what_does_not_fit_is_cut_and_shown_as_cut() {
        assert_eq!(cut("message", 7, "…"), "message");
        assert_eq!(cut("messages", 7, "…"), "messag…");
        assert_eq!(cut("сообщение", 6, "…"), "сообщ…");
        assert_eq!(cut("进程邮箱", 5, "…"), "进程…");
        assert_eq!(cut("message", 0, "…"), "");
        assert_eq!(cut_left("exercises/a/src/lib.rs:3", 12, "…"), "…rc/lib.rs:3");
    }

    #[test]
    fn a_label_cannot_move_the_cursor() {
        assert_eq!(clean("a\n\u{1b}[2Jb"), "a\u{fffd}\u{fffd}[2Jb");
    }

    #[test]
    fn times_are_short() {
        let times = [0, 7, 1_000, 1_500, 50_000, 1_250_000, 60_000_000, 5_400_000_000];
        assert_eq!(times.map(time).join(" "), "0 7us 1ms 1.5ms 50ms 1.25s 60s 1h30m");
        assert!(times.iter().all(|t| width(&time(*t)) <= 6));
    }
}
