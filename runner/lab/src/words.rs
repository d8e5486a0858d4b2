//! Everything a lab says, in both languages. Names of commands, processes and exit reasons are the same in both.

use crate::command::USAGES;
use crate::page::Language;
use crate::setup::Text;

/// The sentences of one language.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Words(pub(crate) Language);

/// What each command does, in the order of [`USAGES`].
const COMMANDS: [Text; USAGES.len()] = [
    Text {
        en: "who is alive, and how they hang together", ru: "кто жив и кто с кем связан"
    },
    Text {
        en: "ask a process and wait for its answer", ru: "спросить процесс и дождаться ответа"
    },
    Text {
        en: "tell a process something; nobody answers", ru: "сообщить что-то процессу; ответа нет"
    },
    Text {
        en: "send it the exit signal kill", ru: "послать ему сигнал завершения kill"
    },
    Text {
        en: "let its code panic, or send it the signal crash",
        ru: "вызвать панику в его коде или послать сигнал crash",
    },
    Text {
        en: "send it an exit signal with this reason",
        ru: "послать ему сигнал завершения с этой причиной",
    },
    Text {
        en: "crashes and restarts so far", ru: "падения и перезапуски до сих пор"
    },
    Text {
        en: "a chart of the last command; on: after each",
        ru: "диаграмма последней команды; on — после каждой",
    },
    Text {
        en: "let this many milliseconds pass", ru: "подождать столько миллисекунд"
    },
    Text {
        en: "end all processes and start them anew", ru: "завершить все процессы и начать заново"
    },
    Text { en: "this list", ru: "этот список" },
    Text { en: "leave (Ctrl-D and Ctrl-C too)", ru: "выйти (можно и Ctrl-D, и Ctrl-C)" },
];

impl Words {
    fn of(self, text: Text) -> &'static str {
        match self.0 {
            Language::En => text.en,
            Language::Ru => text.ru,
        }
    }

    fn pick(self, en: &'static str, ru: &'static str) -> &'static str {
        self.of(Text { en, ru })
    }

    pub(crate) fn about(self, text: Text) -> &'static str {
        self.of(text)
    }

    /// `kill NAME`, in the words of the language.
    pub(crate) fn usage(self, usage: &str) -> String {
        if self.0 == Language::En {
            return usage.to_owned();
        }
        let places = [
            ("NAME", "ИМЯ"),
            ("VERB", "ЧТО"),
            ("REASON", "ПРИЧИНА"),
            ("MS", "МС"),
            ("TEXT", "ТЕКСТ"),
            ("KEY", "КЛЮЧ"),
            ("VALUE", "ЗНАЧЕНИЕ"),
            ("TABLE", "ТАБЛИЦА"),
            ("TYPE", "ТИП"),
            ("ROW", "СТРОКА"),
            ("PATTERN", "ОБРАЗЕЦ"),
            ("SPEC", "СПЕЦИФИКАЦИЯ"),
            ("THING", "ВЕЩЬ"),
            ("USER", "КТО"),
            ("WHO", "КТО"),
            ("ADDRESS", "АДРЕС"),
            ("ROOM", "КОМНАТА"),
            ("TOPIC", "ТЕМА"),
            ("SECONDS", "СЕКУНДЫ"),
            ("NODE", "УЗЕЛ"),
            ("PROCESS", "ПРОЦЕСС"),
            ("MESSAGE", "СООБЩЕНИЕ"),
            ("FUNCTION", "ФУНКЦИЯ"),
            ("ARGUMENT", "АРГУМЕНТ"),
            ("GROUP", "ГРУППА"),
            ("RULE", "ПРАВИЛО"),
            ("TERM", "ТЕРМ"),
            ("HEX", "БАЙТЫ"),
            ("LIMIT", "ПРЕДЕЛ"),
            ("QUERY", "ЗАПРОС"),
        ];
        // A place may stand in brackets, or beside others: `[cookie TEXT]`, `PROCESS@NODE`.
        let is_place = |c: char| c.is_ascii_uppercase() || c == '_';
        let (mut said, mut rest) = (String::new(), usage);
        while let Some(at) = rest.find(is_place) {
            let word = &rest[at..];
            let (word, behind) = word.split_at(word.find(|c| !is_place(c)).unwrap_or(word.len()));
            said += &rest[..at];
            said += places.iter().find(|(en, _)| *en == word).map_or(word, |(_, ru)| ru);
            rest = behind;
        }
        said + rest
    }

    pub(crate) fn command(self, index: usize) -> &'static str {
        COMMANDS.get(index).map_or("", |text| self.of(*text))
    }

    pub(crate) fn hint(self, pure: bool) -> &'static str {
        if pure {
            return self.pick(
                "`help` lists the commands, `quit` leaves.",
                "Команды покажет `help`, выход — `quit`.",
            );
        }
        self.pick(
            "The clock is the real one. `help` lists the commands, `quit` leaves.",
            "Часы настоящие. Команды покажет `help`, выход — `quit`.",
        )
    }

    pub(crate) fn names(self) -> &'static str {
        self.pick(
            "NAME is the name of a process, the id of a child, or a pid such as <0.3.0>. `NAME VERB` is short for `call NAME VERB`.",
            "ИМЯ — имя процесса, имя дочернего процесса в дереве или pid, например <0.3.0>. `ИМЯ ЧТО` — то же, что `call ИМЯ ЧТО`.",
        )
    }

    pub(crate) fn while_waiting(self) -> &'static str {
        self.pick(
            "With `while` something happens before the answer is there: `x next y while crash y`.",
            "С `while` что-то случится ещё до ответа: `x next y while crash y`.",
        )
    }

    pub(crate) fn what_can_be_asked(self) -> &'static str {
        self.pick("What can be asked here", "Что здесь можно спросить и сообщить")
    }

    /// `*` in what can be asked.
    pub(crate) fn anybody(self) -> &'static str {
        self.pick("NAME", "ИМЯ")
    }

    // ---- the tree

    pub(crate) fn mailbox(self, count: usize) -> String {
        format!("{}: {count}", self.pick("mailbox", "в ящике"))
    }

    pub(crate) fn traps(self) -> &'static str {
        self.pick("traps exits", "перехватывает сигналы")
    }

    pub(crate) fn links(self, names: &str) -> String {
        format!("{}: {names}", self.pick("links", "связи"))
    }

    pub(crate) fn monitors(self, names: &str) -> String {
        format!("{}: {names}", self.pick("monitors", "наблюдает за"))
    }

    pub(crate) fn not_running(self) -> &'static str {
        self.pick("not running", "не работает")
    }

    pub(crate) fn restarts(self, count: usize) -> String {
        format!("{}: {count}", self.pick("restarts", "перезапусков"))
    }

    pub(crate) fn restarted(self) -> &'static str {
        self.pick("restarts", "перезапускает")
    }

    pub(crate) fn busy(self) -> &'static str {
        self.pick("(busy)", "(занят)")
    }

    pub(crate) fn new_one(self) -> &'static str {
        self.pick("new", "новый")
    }

    pub(crate) fn was(self, pid: &str) -> String {
        format!("{} {pid}", self.pick("was", "вместо"))
    }

    pub(crate) fn ended(self) -> &'static str {
        self.pick("ended", "завершился")
    }

    pub(crate) fn ended_by(self, reason: &str) -> String {
        format!("{}: {reason}", self.ended())
    }

    pub(crate) fn nobody_lives(self) -> &'static str {
        self.pick("No process is alive. `again` starts them anew.", "В живых никого. `again` начнёт заново.")
    }

    // ---- answers

    pub(crate) fn sent(self) -> &'static str {
        self.pick("sent", "отправлено")
    }

    pub(crate) fn no_answer(self) -> &'static str {
        self.pick(
            "No answer: the process that asked has ended.",
            "Ответа нет: спрашивающий процесс завершился.",
        )
    }

    pub(crate) fn no_answer_in_time(self) -> &'static str {
        self.pick(
            "No answer in ten seconds; nobody waits for it any more.",
            "За десять секунд ответа нет; больше его не ждём.",
        )
    }

    pub(crate) fn by_signal(self) -> &'static str {
        self.pick(
            "This lab knows no way to make its code panic; it gets the exit signal `crash`.",
            "Вызвать панику в его коде здесь нечем; посылаем сигнал завершения `crash`.",
        )
    }

    pub(crate) fn log_is_empty(self) -> &'static str {
        self.pick("No crash and no restart so far.", "Падений и перезапусков пока нет.")
    }

    pub(crate) fn chart_is_empty(self) -> &'static str {
        self.pick(
            "The last command sent no message and no signal.",
            "От последней команды не было ни сообщений, ни сигналов.",
        )
    }

    pub(crate) fn chart(self, on: bool) -> &'static str {
        match on {
            true => self.pick("A chart follows each command.", "После каждой команды — диаграмма."),
            false => self.pick("No charts, unless asked for.", "Диаграммы — только по просьбе."),
        }
    }

    pub(crate) fn line_dropped(self) -> &'static str {
        self.pick("Everything has ended, and begins again.", "Всё завершено и начинается заново.")
    }

    pub(crate) fn goodbye(self) -> &'static str {
        self.pick(
            "The lab is closed; its processes have ended with it.",
            "Лаборатория закрыта, её процессы завершены.",
        )
    }

    // ---- what could not be done

    pub(crate) fn unknown(self, verb: &str, near: Option<&str>) -> String {
        let near = near.map_or_else(
            || self.pick("`help` lists them all", "все команды покажет `help`").to_owned(),
            |near| format!("{} `{near}`", self.pick("near it:", "похоже на")),
        );
        format!("{} `{verb}`; {near}", self.pick("unknown command", "неизвестная команда"))
    }

    pub(crate) fn expected(self, usage: &str) -> String {
        let usage = self.usage(usage);
        format!("{} `{usage}`", self.pick("expected:", "ожидается:"))
    }

    pub(crate) fn expected_one_of(self, usages: &[String]) -> String {
        let usages: Vec<String> = usages.iter().map(|usage| format!("`{}`", self.usage(usage))).collect();
        format!("{} {}", self.pick("expected:", "ожидается:"), usages.join(self.pick(" or ", " или ")))
    }

    /// Too many to show how each is used.
    pub(crate) fn verbs_of(self, name: &str, verbs: &[&str]) -> String {
        let (expected, verbs) = (self.pick("expected behind", "ожидается после"), verbs.join(", "));
        format!(
            "{expected} `{name}`: {verbs}; {}",
            self.pick("`help` says how", "как именно, покажет `help`")
        )
    }

    pub(crate) fn nobody(self, name: &str, alive: &[String]) -> String {
        let (nobody, alive) = (self.pick("nobody is called", "никого нет с именем"), self.alive(alive));
        format!("{nobody} `{name}`; {alive}")
    }

    pub(crate) fn does_not_run(self, name: &str) -> String {
        format!("`{name}` {}", self.pick("is not running", "не работает"))
    }

    fn alive(self, alive: &[String]) -> String {
        match alive {
            [] => self
                .pick(
                    "no process is alive, `again` starts them anew",
                    "в живых никого, `again` начнёт заново",
                )
                .to_owned(),
            alive => format!("{} {}", self.pick("alive:", "живы:"), alive.join(", ")),
        }
    }

    pub(crate) fn cannot_be_asked(self, name: &str, usages: &[String]) -> String {
        let usages: Vec<String> = usages.iter().map(|usage| format!("`{}`", self.usage(usage))).collect();
        match usages.as_slice() {
            [] => format!(
                "{} `{name}`",
                self.pick("nothing of this kind can be asked of", "так обратиться нельзя к")
            ),
            usages => format!(
                "{} {}",
                self.pick("expected:", "ожидается:"),
                usages.join(self.pick(" or ", " или "))
            ),
        }
    }

    pub(crate) fn not_written(self, what: &str, place: &str) -> String {
        let what = what.replace('`', "'");
        format!("{} `{what}` ({place})", self.pick("Not written yet:", "Ещё не написано:"))
    }

    pub(crate) fn check(self, id: &str) -> String {
        match self.0 {
            Language::En => format!("The lab runs on your code; `check {id}` says which step comes next."),
            Language::Ru => format!("Здесь работает твой код; какой шаг следующий, скажет `check {id}`."),
        }
    }

    pub(crate) fn panicked(self, message: &str, place: &str) -> String {
        format!("{} {message} ({place})", self.pick("panic:", "паника:"))
    }

    pub(crate) fn did_not_open(self) -> &'static str {
        self.pick(
            "The lab could not be opened: its processes did not come up.",
            "Лаборатория не открылась: её процессы не запустились.",
        )
    }

    pub(crate) fn everybody_waits(self) -> &'static str {
        self.pick(
            "The lab could not be opened: everybody waits, and nobody is left to move.",
            "Лаборатория не открылась: все ждут, и двигаться некому.",
        )
    }

    pub(crate) fn stuck(self) -> &'static str {
        self.pick(
            "A process runs and never waits at an `.await`. Nothing can end it but the end of the lab, so the lab is closed.",
            "Какой-то процесс работает и ни разу не ждёт на `.await`. Прервать его может только конец лаборатории, поэтому она закрыта.",
        )
    }
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, Words};
    use crate::command::USAGES;
    use crate::page::Language;

    #[test]
    fn each_command_is_explained_in_both_languages() {
        for (usage, text) in USAGES.iter().zip(COMMANDS) {
            assert!(text.en.is_ascii() && !text.ru.is_ascii(), "{usage}");
        }
    }

    #[test]
    fn places_in_usages_are_translated() {
        let ru = Words(Language::Ru);
        for usage in USAGES {
            assert!(!ru.usage(usage).contains(|c: char| c.is_ascii_uppercase()), "{usage}");
        }
    }
}
