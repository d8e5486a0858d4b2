//! Your figures beside the book's.

/// What one of a crowd cost.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// What was started.
    pub what: String,
    /// How many were alive at once.
    pub alive: u64,
    /// Nanoseconds to start one.
    pub nanos: f64,
    /// Bytes for one.
    pub bytes: f64,
}

/// Reads figures: one in a line, `what alive nanoseconds bytes`. Lines that start with `#` are comments. (Given.)
///
/// # Panics
/// When a line is something else: the file belongs to the book and is tested with it.
#[must_use]
pub fn figures(text: &str) -> Vec<Figure> {
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    lines
        .map(|line| {
            let mut fields = line.split_whitespace();
            let what = fields.next().expect("a line is not empty").to_owned();
            let mut number = || fields.next().and_then(|n| n.parse::<f64>().ok()).expect("three numbers");
            let alive = number() as u64;
            Figure { what, alive, nanos: number(), bytes: number() }
        })
        .collect()
}

/// One line for each figure of the book, with ours beside it and how many times *more* ours is:
/// `tokio_task: 612 ns (book 350, x1.7); 424 B (book 401, x1.1)`. Where we have none: `…: not measured`.
///
/// Nanoseconds and bytes without decimals, the ratio with one.
#[must_use]
pub fn table(ours: &[Figure], book: &[Figure]) -> Vec<String> {
    // TODO: find our figure of the same name; the ratio says how many times the book's figure ours is
    let _ = (ours, book);
    todo!("compare: a line for each figure of the book")
}
