//! The characters that a chart is drawn with.

/// The characters of a chart.
pub(crate) struct Glyphs {
    pub life: &'static str,
    /// Solid, dashed, double, as [`crate::rows::Line`] counts them.
    pub shaft: [&'static str; 3],
    pub crossing: [&'static str; 3],
    /// To the right, to the left.
    pub start: [&'static str; 2],
    pub joint: [&'static str; 2],
    pub head: [&'static str; 2],
    pub takes: &'static str,
    pub begins: &'static str,
    pub cross: &'static str,
    pub waits: &'static str,
    pub itself: &'static str,
    pub name: &'static str,
    pub note: &'static str,
    pub mark: &'static str,
    pub under: &'static str,
    pub gap: &'static str,
    pub ellipsis: &'static str,
}

/// Box drawing.
pub(crate) const UNICODE: Glyphs = Glyphs {
    life: "│",
    shaft: ["─", "┄", "═"],
    crossing: ["┼", "┆", "╪"],
    start: ["├", "┤"],
    joint: ["╞", "╡"],
    head: ["▶", "◀"],
    takes: "●",
    begins: "┬",
    cross: "✕",
    waits: "◌",
    itself: "↩",
    name: "◇",
    note: "»",
    mark: "❯❯",
    under: "╰─",
    gap: "⋮",
    ellipsis: "…",
};

/// What every terminal and every screen reader knows.
pub(crate) const ASCII: Glyphs = Glyphs {
    life: "|",
    shaft: ["-", ".", "="],
    crossing: ["+", ":", "#"],
    start: ["|", "|"],
    joint: ["|", "|"],
    head: [">", "<"],
    takes: "o",
    begins: "+",
    cross: "X",
    waits: "?",
    itself: "@",
    name: "&",
    note: "\"",
    mark: ">>",
    under: "`-",
    gap: ":",
    ellipsis: "..",
};
