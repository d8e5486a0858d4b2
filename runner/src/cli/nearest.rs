//! The nearest known names to a word that is unknown: misspelt, or typed with the other keyboard layout on.

/// Keys of a Russian keyboard and what stands on them in the English layout.
const LAYOUT: (&str, &str) = ("йцукенгшщзхъфывапролджэячсмитьбюё", "qwertyuiop[]asdfghjkl;'zxcvbnm,.`");

/// At most three names, nearest first.
pub fn nearest<'a>(word: &str, names: &[&'a str]) -> Vec<&'a str> {
    let word = in_latin(&word.to_lowercase());
    let mut starts: Vec<&str> =
        names.iter().copied().filter(|n| word.chars().count() > 1 && n.starts_with(&word)).collect();
    for close in similar::get_close_matches(word.as_str(), names, 3, 0.6) {
        if !starts.contains(&close) {
            starts.push(close);
        }
    }
    starts.truncate(3);
    starts
}

fn in_latin(word: &str) -> String {
    let latin = |c: char| LAYOUT.0.chars().position(|r| r == c).and_then(|at| LAYOUT.1.chars().nth(at));
    word.chars().map(|c| latin(c).unwrap_or(c)).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    const NAMES: [&str; 6] = ["list", "check", "hint", "mailbox", "solution", "next"];

    #[test]
    fn a_slip_finds_its_name() {
        assert_eq!(nearest("chekc", &NAMES), ["check"]);
        assert_eq!(nearest("mail", &NAMES), ["mailbox"]);
        assert_eq!(nearest("LIST", &NAMES), ["list"]);
    }

    #[test]
    fn the_other_keyboard_layout_is_understood() {
        assert_eq!(nearest("дшые", &NAMES), ["list"]);
        assert_eq!(nearest("срусл", &NAMES), ["check"]);
    }

    #[test]
    fn nonsense_has_no_neighbour() {
        assert!(nearest("zzzzz", &NAMES).is_empty());
    }
}
