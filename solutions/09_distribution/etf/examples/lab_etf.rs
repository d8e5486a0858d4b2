//! Terms and their bytes: type one, see the other with each tag explained, or why it is refused.

use std::process::{Command, ExitCode};

use etf::{Limits, Node, decode, encode};
use lab::{Job, Lab, Stage, Text};
use term::Term;

const ABOUT: Text = Text {
    en: "Your code writes terms and reads bytes. Try `term {:ok, [1, 2, 3]}`, `term [1, 256]`, `term -1`, \
         `term %{a: 1.5}`; then `hex 83 68 02 61 01 61`, `hex 83 76 00 02 c3 28`, and a list that claims to have 2^32-1 \
         elements: `hex 83 6c ff ff ff ff 61 01`.",
    ru: "Твой код пишет термы и читает байты. Попробуй `term {:ok, [1, 2, 3]}`, `term [1, 256]`, `term -1`, \
         `term %{a: 1.5}`; потом `hex 83 68 02 61 01 61`, `hex 83 76 00 02 c3 28` и список, который обещает 2^32-1 \
         элементов: `hex 83 6c ff ff ff ff 61 01`.",
};

/// Lines of an explanation; what comes behind is summed up.
const MOST: usize = 40;
/// Bytes of one line; and columns for them.
const SHOWN: usize = 8;
/// Deeper than this, whoever calls itself for each level may fall.
const DEEP: usize = 64;
/// Memory of the program that reads what looks dangerous, in KiB.
const MEMORY: u32 = 2_000_000;

/// What is still to be explained: so many terms, or so many plain bytes, at this depth.
enum Todo {
    Terms(u64, usize),
    Plain(usize, &'static str, usize),
}

/// Explains bytes without trusting them; it reads no value twice, and makes nothing.
struct Reader<'b> {
    rest: &'b [u8],
    todo: Vec<Todo>,
    lines: Vec<String>,
    stage: &'b Stage,
    /// Whether a length claims what is not there, or much is nested.
    dangerous: bool,
}

impl<'b> Reader<'b> {
    fn say(&self, en: &'static str, ru: &'static str) -> &'static str {
        self.stage.say(en, ru)
    }

    fn line(&mut self, depth: usize, bytes: &[u8], what: &str) {
        let shown: Vec<String> = bytes.iter().take(SHOWN).map(|byte| format!("{byte:02x}")).collect();
        let more = if bytes.len() > SHOWN { "…" } else { "" };
        let indent = "  ".repeat(depth.min(6));
        self.lines.push(format!("{:<26}{indent}{what}", shown.join(" ") + more));
    }

    /// So many bytes off the front, or none.
    fn take(&mut self, count: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.rest.split_at_checked(count)?;
        self.rest = rest;
        Some(taken)
    }

    /// Explains everything, as far as there are bytes.
    fn explain(mut self) -> (Vec<String>, bool) {
        match self.take(1) {
            Some([131]) => self.line(0, &[131], self.say("131: a term follows", "131: дальше идёт терм")),
            Some(other) => {
                self.line(0, other, self.say("a term begins with 131 (83)", "терм начинается с 131 (83)"))
            }
            None => {}
        }
        self.todo.push(Todo::Terms(1, 0));
        while let Some(todo) = self.todo.pop() {
            let whole = match todo {
                Todo::Terms(0, _) => true,
                Todo::Terms(left, depth) => {
                    self.todo.push(Todo::Terms(left - 1, depth));
                    self.dangerous |= depth > DEEP;
                    self.term(depth).is_some()
                }
                Todo::Plain(count, what, depth) => match self.take(count) {
                    Some(bytes) => {
                        self.line(depth, bytes, what);
                        true
                    }
                    None => false,
                },
            };
            if !whole {
                let rest = std::mem::take(&mut self.rest);
                self.line(0, rest, self.say("here the bytes end", "здесь байты кончаются"));
                break;
            }
            if self.lines.len() > MOST {
                self.lines.push("…".to_owned());
                self.dangerous |= self.rest.len() > 1 << 12;
                return (self.lines, self.dangerous);
            }
        }
        if !self.rest.is_empty() {
            let rest = self.rest;
            self.line(0, rest, self.say("stands behind the term", "стоит за термом"));
        }
        (self.lines, self.dangerous)
    }

    /// Explains one term, or the head of it; `None` when the bytes end.
    fn term(&mut self, depth: usize) -> Option<()> {
        let start = self.rest;
        let tag = self.take(1)?[0];
        // How many bytes the length has, and whether they count bytes or terms.
        let (name, en, ru, length, fixed) = match tag {
            97 => ("SMALL_INTEGER_EXT", "a number", "число", 0, 1),
            98 => ("INTEGER_EXT", "a number of four bytes", "число из четырёх байт", 0, 4),
            70 => ("NEW_FLOAT_EXT", "a float", "число с плавающей точкой", 0, 8),
            106 => ("NIL_EXT", "the empty list", "пустой список", 0, 0),
            119 | 115 => {
                (if tag == 119 { "SMALL_ATOM_UTF8_EXT" } else { "SMALL_ATOM_EXT" }, "an atom", "атом", 1, 0)
            }
            118 | 100 => (if tag == 118 { "ATOM_UTF8_EXT" } else { "ATOM_EXT" }, "an atom", "атом", 2, 0),
            107 => ("STRING_EXT", "a list of bytes", "список байтов", 2, 0),
            109 => ("BINARY_EXT", "a binary", "двоичные данные", 4, 0),
            110 => ("SMALL_BIG_EXT", "a big number, sign first", "большое число, сначала знак", 1, 1),
            111 => ("LARGE_BIG_EXT", "a big number, sign first", "большое число, сначала знак", 4, 1),
            104 => ("SMALL_TUPLE_EXT", "a tuple", "кортеж", 1, 0),
            105 => ("LARGE_TUPLE_EXT", "a tuple", "кортеж", 4, 0),
            108 => ("LIST_EXT", "a list, its tail behind it", "список, за ним хвост", 4, 0),
            116 => ("MAP_EXT", "a map, key and value in turn", "отображение: ключ, значение", 4, 0),
            88 => (
                "NEW_PID_EXT",
                "a pid: node, id, serial, creation",
                "pid: узел, номер, serial, creation",
                0,
                0,
            ),
            113 => ("EXPORT_EXT", "a function: module, name, arity", "функция: модуль, имя, арность", 0, 0),
            _ => {
                let what = format!("{tag}: {}", self.say("not explained here", "здесь не разбирается"));
                self.line(depth, &[tag], &what);
                self.rest = &[];
                self.todo.clear();
                return Some(());
            }
        };
        let count = self.take(length)?.iter().fold(0_u64, |count, byte| count << 8 | u64::from(*byte));
        let head = &start[..=length];
        let holds_terms = matches!(tag, 104 | 105 | 108 | 116);
        let mut what = format!("{tag} {name}: {}", self.say(en, ru));
        if length > 0 {
            what += &format!(", {}: {count}", self.say("length", "длина"));
            let left = self.rest.len() as u64;
            if count > left {
                self.dangerous = true;
                what += &format!(" ({} {left})", self.say("bytes left:", "байтов осталось:"));
            }
        }
        if holds_terms {
            self.line(depth, head, &what);
            let tail = u64::from(tag == 108);
            self.todo.push(Todo::Terms(tail, depth + 1));
            let terms = if tag == 116 { count.saturating_mul(2) } else { count };
            self.todo.push(Todo::Terms(terms, depth + 1));
            return Some(());
        }
        if matches!(tag, 88 | 113) {
            self.line(depth, head, &what);
            let (terms, plain) = if tag == 88 { (1, 12) } else { (3, 0) };
            if plain > 0 {
                let numbers = self
                    .say("id, serial, creation: four bytes each", "номер, serial, creation: по четыре байта");
                self.todo.push(Todo::Plain(plain, numbers, depth + 1));
            }
            self.todo.push(Todo::Terms(terms, depth + 1));
            return Some(());
        }
        let body = self.take(usize::try_from(count).ok()?.checked_add(fixed)?);
        match body {
            None => {
                self.line(depth, head, &what);
                None
            }
            Some(body) => {
                what += &value(tag, body);
                self.line(depth, &start[..head.len() + body.len()], &what);
                Some(())
            }
        }
    }
}

/// What stands in a term that holds no others.
fn value(tag: u8, body: &[u8]) -> String {
    match (tag, body) {
        (97, [byte]) => format!(": {byte}"),
        (98, body) => {
            body.try_into().map_or(String::new(), |bytes| format!(": {}", i32::from_be_bytes(bytes)))
        }
        (70, body) => {
            body.try_into().map_or(String::new(), |bytes| format!(": {}", f64::from_be_bytes(bytes)))
        }
        (118 | 119 | 109, body) => format!(": {}", String::from_utf8_lossy(body).escape_debug()),
        _ => String::new(),
    }
}

fn explained(bytes: &[u8], stage: &Stage) -> (Vec<String>, bool) {
    let reader = Reader { rest: bytes, todo: Vec::new(), lines: Vec::new(), stage, dangerous: false };
    reader.explain()
}

/// What the learner's code makes of bytes.
fn read(bytes: &[u8]) -> String {
    match decode(bytes, Node::alone(), Limits::default()) {
        Ok(term) => term.to_string(),
        Err(error) => error.to_string(),
    }
}

/// Bytes that lie are read by another program, which may die of them.
fn read_apart(bytes: &[u8], stage: &Stage) -> String {
    let own = std::env::current_exe().unwrap_or_default();
    let hex: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let script = format!("ulimit -v {MEMORY}; exec \"$0\" --read \"$1\"");
    let ran = Command::new("sh").arg("-c").arg(script).arg(own).arg(hex).output();
    match ran {
        Ok(ran) if ran.status.success() => String::from_utf8_lossy(&ran.stdout).trim_end().to_owned(),
        Ok(ran) => {
            let told = String::from_utf8_lossy(&ran.stderr);
            let why = told
                .lines()
                .find(|line| !line.trim().is_empty() && !line.starts_with("thread"))
                .unwrap_or_default();
            let died =
                stage.say("the program that read it has died:", "программа, которая это читала, упала:");
            format!("{died} {why}")
        }
        Err(error) => error.to_string(),
    }
}

fn of_term(words: &[&str], stage: &Stage) -> Result<Job, String> {
    if words.is_empty() {
        return Err(String::new());
    }
    let text = words.join(" ");
    let expected = stage
        .say("expected a term, as `{:ok, [1, \"two\"]}`", "ожидается терм, например `{:ok, [1, \"two\"]}`");
    let term: Term = text.parse().map_err(|error| format!("{expected}: {error}"))?;
    let stage = stage.clone();
    Ok(Box::pin(async move { Some(explained(&encode(&term, Node::alone()), &stage).0.join("\n")) }))
}

fn of_bytes(words: &[&str], stage: &Stage) -> Result<Job, String> {
    if words.is_empty() {
        return Err(String::new());
    }
    let expected = stage.say(
        "expected bytes, as `83 6a` or `<<131, 106>>`",
        "ожидаются байты, например `83 6a` или `<<131, 106>>`",
    );
    let bytes = bytes(&words.join(" ")).ok_or(expected)?;
    let stage = stage.clone();
    Ok(Box::pin(async move {
        let (mut lines, dangerous) = explained(&bytes, &stage);
        lines.push(format!("= {}", if dangerous { read_apart(&bytes, &stage) } else { read(&bytes) }));
        Some(lines.join("\n"))
    }))
}

/// Pairs of hexadecimal digits, or what `iex` prints.
fn bytes(text: &str) -> Option<Vec<u8>> {
    if let Some(list) = text.strip_prefix("<<").and_then(|text| text.strip_suffix(">>")) {
        return list.split(',').map(|byte| byte.trim().parse().ok()).collect();
    }
    let digits: Vec<u32> =
        text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_digit(16)).collect::<Option<_>>()?;
    let pair = |pair: &[u32]| u8::try_from(pair[0] * 16 + pair[1]).ok();
    if digits.len().is_multiple_of(2) { digits.chunks(2).map(pair).collect() } else { None }
}

async fn open(stage: Stage) -> Option<Lab> {
    let (of_terms, of_hex) = (stage.clone(), stage);
    let lab = Lab::new((), ABOUT)
        .order("term TERM", Text { en: "the bytes of a term", ru: "байты терма" }, move |words| {
            of_term(words, &of_terms)
        })
        .order(
            "hex HEX",
            Text { en: "the term of these bytes", ru: "терм из этих байтов" },
            move |words| of_bytes(words, &of_hex),
        );
    Some(lab)
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if let [option, hex] = &words[..]
        && option == "--read"
    {
        println!("{}", read(&bytes(hex).unwrap_or_default()));
        return ExitCode::SUCCESS;
    }
    lab::run("etf", open)
}
