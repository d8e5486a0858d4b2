//! The gate before the solution: point, choose, say it in two sentences, compare.
//!
//! The first two answers are graded, the third is compared with ours by the learner. Nobody is told "wrong" about
//! their own words, and nobody is kept out: two honest tries, or "tired", open the gate anyway.
//!
//! A pure machine: `ask` says what to ask, `answer` takes a line and says what to reply.

/// Tries after which the gate opens anyway.
const TRIES: usize = 2;
/// Causes to choose from.
const MENU: usize = 4;
/// Words a sentence about the cause has at least.
const WORDS: usize = 4;

/// What to ask now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ask {
    /// In which of these lines did it first go wrong? Numbered from 1.
    Point {
        /// Lines of our transcript.
        lines: Vec<String>,
    },
    /// Which of these is the cause? Numbered from 1.
    Choose {
        /// Ids of causes, shuffled.
        causes: Vec<String>,
    },
    /// Say it in two sentences.
    Say,
    /// Ours stands beside theirs: how close are they, from 1 to 3?
    Rate {
        /// What the learner wrote.
        theirs: String,
    },
    /// Nothing more: the solution may be shown.
    Open,
}

/// A line the learner typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A number of a list.
    Number(usize),
    /// Anything else.
    Words(String),
    /// "tired", "enough", and their Russian sisters.
    Tired,
}

/// Words that open the gate without a question.
const TIRED: [&str; 13] = [
    "tired",
    "i am tired",
    "i'm tired",
    "enough",
    "хватит",
    "сил нет",
    "нет сил",
    "нет больше сил",
    "больше нет сил",
    "устал",
    "устала",
    "я устал",
    "я устала",
];

impl Answer {
    /// Understands a typed line.
    #[must_use]
    pub fn of(line: &str) -> Self {
        let words = line.trim().trim_end_matches(['.', '!', ')']).to_lowercase();
        match words.parse() {
            Ok(number) => Answer::Number(number),
            Err(_) if TIRED.contains(&words.as_str()) => Answer::Tired,
            Err(_) => Answer::Words(line.trim().to_owned()),
        }
    }
}

/// What to reply to an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Said {
    /// Yes.
    Right,
    /// Up to this line everything agrees, so it is further down (`true`), or it has begun earlier (`false`).
    Elsewhere {
        /// Further down.
        later: bool,
    },
    /// A run with the cause they chose would show something else: its sign.
    WouldShow {
        /// The cause they chose.
        cause: String,
    },
    /// Two tries: the answer, and the way is open.
    Enough,
    /// A number of the list is wanted.
    NotANumber {
        /// How long the list is.
        last: usize,
    },
    /// A little more, please.
    TooShort,
    /// Thank you.
    Thanks,
    /// A rest is a good reason.
    Rest,
}

/// Where a learner stands before the solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gate {
    lines: Vec<String>,
    /// Index in `lines`; `None` where there is no transcript to point at.
    first_wrong: Option<usize>,
    causes: Vec<String>,
    cause: String,
    at: Station,
    misses: usize,
    /// Whether the line was found.
    pub pointed: bool,
    /// Whether the cause was found.
    pub chosen: bool,
    /// What the learner wrote.
    pub words: Option<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Station {
    Point,
    Choose,
    Say,
    Rate,
    Open,
}

impl Gate {
    /// A gate for a failure with `cause`. `plausible` are the causes of the exercise; `transcript` is what our run
    /// printed and the first line that differs; `turn` makes the order of the menu.
    #[must_use]
    pub fn new(cause: &str, plausible: &[String], transcript: Option<(&[String], usize)>, turn: u64) -> Self {
        let (lines, first_wrong) = transcript.map(window).unwrap_or_default();
        let at = if first_wrong.is_some() { Station::Point } else { Station::Choose };
        let causes = menu(cause, plausible, turn);
        let cause = cause.to_owned();
        let mut gate = Self {
            lines,
            first_wrong,
            causes,
            cause,
            at,
            misses: 0,
            pointed: false,
            chosen: false,
            words: None,
        };
        gate.skip_empty();
        gate
    }

    /// What to ask now.
    #[must_use]
    pub fn ask(&self) -> Ask {
        match self.at {
            Station::Point => Ask::Point { lines: self.lines.clone() },
            Station::Choose => Ask::Choose { causes: self.causes.clone() },
            Station::Say => Ask::Say,
            Station::Rate => Ask::Rate { theirs: self.words.clone().unwrap_or_default() },
            Station::Open => Ask::Open,
        }
    }

    /// The line that was to be found, from 1, and its text.
    #[must_use]
    pub fn wrong_line(&self) -> Option<(usize, &str)> {
        let index = self.first_wrong?;
        Some((index + 1, self.lines.get(index)?))
    }

    /// The cause that was to be found.
    #[must_use]
    pub fn cause(&self) -> &str {
        &self.cause
    }

    /// Takes an answer and says what to reply.
    pub fn answer(&mut self, answer: Answer) -> Said {
        match (&self.at, answer) {
            (_, Answer::Tired) => {
                self.at = Station::Open;
                Said::Rest
            }
            (Station::Point, Answer::Number(n)) if (1..=self.lines.len()).contains(&n) => self.point(n - 1),
            (Station::Point, _) => Said::NotANumber { last: self.lines.len() },
            (Station::Choose, Answer::Number(n)) if (1..=self.causes.len()).contains(&n) => {
                self.choose(n - 1)
            }
            (Station::Choose, _) => Said::NotANumber { last: self.causes.len() },
            (Station::Say, Answer::Words(words)) if words.split_whitespace().count() >= WORDS => {
                self.words = Some(words);
                self.at = Station::Rate;
                Said::Thanks
            }
            (Station::Say, _) => Said::TooShort,
            (Station::Rate, Answer::Number(1..=3)) => {
                self.at = Station::Open;
                Said::Thanks
            }
            (Station::Rate, _) => Said::NotANumber { last: 3 },
            (Station::Open, _) => Said::Thanks,
        }
    }

    fn point(&mut self, index: usize) -> Said {
        if Some(index) == self.first_wrong {
            self.pointed = true;
            self.at = Station::Choose;
            self.skip_empty();
            return Said::Right;
        }
        self.missed(Said::Elsewhere { later: Some(index) < self.first_wrong })
    }

    fn choose(&mut self, index: usize) -> Said {
        if self.causes[index] == self.cause {
            self.chosen = true;
            self.at = Station::Say;
            return Said::Right;
        }
        self.missed(Said::WouldShow { cause: self.causes[index].clone() })
    }

    fn missed(&mut self, said: Said) -> Said {
        self.misses += 1;
        if self.misses < TRIES {
            return said;
        }
        self.at = Station::Open;
        Said::Enough
    }

    /// One cause is no choice.
    fn skip_empty(&mut self) {
        if self.at == Station::Choose && self.causes.len() < 2 {
            self.at = Station::Say;
        }
    }
}

/// At most nine lines around the first that differs, so that one digit names each.
fn window((lines, first): (&[String], usize)) -> (Vec<String>, Option<usize>) {
    if lines.len() < 2 || first >= lines.len() {
        return (Vec::new(), None);
    }
    let start = first.saturating_sub(4).min(lines.len().saturating_sub(9));
    let end = lines.len().min(start + 9);
    (lines[start..end].to_vec(), Some(first - start))
}

/// The cause and up to three others, in an order that follows from `turn` alone.
fn menu(cause: &str, plausible: &[String], turn: u64) -> Vec<String> {
    let mut others: Vec<(u64, &String)> =
        plausible.iter().filter(|c| *c != cause).map(|c| (mix(c, turn), c)).collect();
    others.sort();
    let mut menu: Vec<(u64, String)> =
        others.into_iter().take(MENU - 1).map(|(_, c)| (mix(c, turn + 1), c.clone())).collect();
    menu.push((mix(cause, turn + 1), cause.to_owned()));
    menu.sort();
    menu.into_iter().map(|(_, cause)| cause).collect()
}

/// FNV-1a: small, and the same on every machine.
fn mix(text: &str, turn: u64) -> u64 {
    let start = 0xcbf2_9ce4_8422_2325_u64 ^ turn.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    text.bytes().fold(start, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::{Answer, Ask, Gate, Said};

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|t| (*t).to_owned()).collect()
    }

    fn gate() -> Gate {
        let causes =
            texts(&["order_lost", "drops_unmatched", "takes_newest", "looks_twice", "stops_waiting"]);
        let lines = texts(&["asked b, took b2", "left: a1 b4 a3", "the end"]);
        Gate::new("order_lost", &causes, Some((&lines, 1)), 7)
    }

    fn number_of(gate: &Gate, cause: &str) -> usize {
        let Ask::Choose { causes } = gate.ask() else { panic!("the gate asks for the cause") };
        causes.iter().position(|c| c == cause).expect("the cause is in the menu") + 1
    }

    #[test]
    fn the_honest_way_is_point_choose_say_rate() {
        let mut gate = gate();
        assert!(matches!(gate.ask(), Ask::Point { .. }));
        assert_eq!(gate.answer(Answer::Number(2)), Said::Right);
        let right = number_of(&gate, "order_lost");
        assert_eq!(gate.answer(Answer::Number(right)), Said::Right);
        assert_eq!(gate.ask(), Ask::Say);
        let words = "The last message jumps into the gap.".to_owned();
        assert_eq!(gate.answer(Answer::Words(words.clone())), Said::Thanks);
        assert_eq!(gate.ask(), Ask::Rate { theirs: words });
        assert_eq!(gate.answer(Answer::Number(2)), Said::Thanks);
        assert_eq!(gate.ask(), Ask::Open);
        assert!(gate.pointed && gate.chosen);
    }

    #[test]
    fn a_miss_says_where_to_look_and_the_second_opens() {
        let mut gate = gate();
        assert_eq!(gate.answer(Answer::Number(1)), Said::Elsewhere { later: true });
        assert!(matches!(gate.ask(), Ask::Point { .. }));
        assert_eq!(gate.answer(Answer::Number(3)), Said::Enough);
        assert_eq!(gate.ask(), Ask::Open);
        assert!(!gate.pointed);
    }

    #[test]
    fn a_wrong_cause_shows_what_it_would_look_like() {
        let mut gate = gate();
        gate.answer(Answer::Number(2));
        let Ask::Choose { causes } = gate.ask() else { panic!("the gate asks for the cause") };
        let wrong = causes.iter().position(|c| c != "order_lost").expect("there are others");
        let said = gate.answer(Answer::Number(wrong + 1));
        assert_eq!(said, Said::WouldShow { cause: causes[wrong].clone() });
    }

    #[test]
    fn nonsense_is_no_try() {
        let mut gate = gate();
        for nonsense in [Answer::Number(0), Answer::Number(9), Answer::Words("help".into())] {
            assert_eq!(gate.answer(nonsense), Said::NotANumber { last: 3 });
        }
        assert!(matches!(gate.ask(), Ask::Point { .. }));
    }

    #[test]
    fn tired_opens_from_anywhere() {
        let mut gate = gate();
        assert_eq!(gate.answer(Answer::Tired), Said::Rest);
        assert_eq!(gate.ask(), Ask::Open);
    }

    #[test]
    fn tired_is_understood_in_both_languages() {
        for line in ["tired", "I am tired.", "Хватит!", "сил нет"] {
            assert_eq!(Answer::of(line), Answer::Tired, "{line}");
        }
        assert_eq!(Answer::of(" 2. "), Answer::Number(2));
        assert_eq!(Answer::of("tired of rust"), Answer::Words("tired of rust".into()));
    }

    #[test]
    fn two_words_are_not_two_sentences() {
        let mut gate = Gate::new("deadlock", &[], None, 0);
        assert_eq!(gate.ask(), Ask::Say, "one cause is no choice, and there is no transcript to point at");
        assert_eq!(gate.answer(Answer::Words("it hangs".into())), Said::TooShort);
    }

    #[test]
    fn the_menu_follows_from_the_turn_and_moves_with_it() {
        let menus: Vec<Ask> = (0..6)
            .map(|turn| {
                Gate::new("order_lost", &texts(&["a", "b", "c", "d", "order_lost"]), None, turn).ask()
            })
            .collect();
        assert_eq!(
            menus[2],
            Gate::new("order_lost", &texts(&["a", "b", "c", "d", "order_lost"]), None, 2).ask()
        );
        assert!(menus.iter().any(|menu| *menu != menus[0]));
    }

    #[test]
    fn a_long_transcript_is_cut_to_nine_lines_around_the_place() {
        let lines: Vec<String> = (0..40).map(|n| format!("line {n}")).collect();
        let gate = Gate::new("x", &[], Some((&lines, 20)), 0);
        assert_eq!(gate.wrong_line(), Some((5, "line 20")));
        let Ask::Point { lines } = gate.ask() else { panic!("the gate asks for the line") };
        assert_eq!(lines.len(), 9);
    }
}
