//! Who sees whom: the list of each node, side by side.
//!
//! Nobody has this picture during a netsplit. Each node has one line of it, its own; the lab, which stands above the
//! nodes, has all of them.
//!
//! Source: `erlang:nodes/0`, on each node. Chapter: `distribution`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use term::Atom;

// ANCHOR: sight
/// Who sees whom. A node that is seen and has no line of its own sees nobody, as far as is known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sight {
    rows: BTreeMap<Atom, BTreeSet<Atom>>,
}

impl Sight {
    /// The line of a node: whom it sees.
    pub fn set(&mut self, node: Atom, sees: impl IntoIterator<Item = Atom>) {
        let sees: BTreeSet<Atom> = sees.into_iter().filter(|other| *other != node).collect();
        for other in &sees {
            self.rows.entry(*other).or_default();
        }
        self.rows.insert(node, sees);
    }

    /// All nodes, in order.
    #[must_use]
    pub fn nodes(&self) -> Vec<Atom> {
        self.rows.keys().copied().collect()
    }

    /// Whether `a` sees `b`.
    #[must_use]
    pub fn sees(&self, a: Atom, b: Atom) -> bool {
        self.rows.get(&a).is_some_and(|row| row.contains(&b))
    }

    /// Whether each of the two sees the other.
    #[must_use]
    pub fn meet(&self, a: Atom, b: Atom) -> bool {
        self.sees(a, b) && self.sees(b, a)
    }
}
// ANCHOR_END: sight

/// `a` for `a@host`: what is before the host.
#[must_use]
pub fn short(node: Atom) -> &'static str {
    node.text().split('@').next().unwrap_or_default()
}

/// A table: `+` where the node of the line sees the node of the column.
impl fmt::Display for Sight {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let nodes = self.nodes();
        let wide = nodes.iter().map(|node| short(*node).len()).max().unwrap_or_default();
        write!(f, "{:wide$}", "")?;
        nodes.iter().try_for_each(|node| write!(f, " {:>wide$}", short(*node)))?;
        for a in &nodes {
            write!(f, "\n{:wide$}", short(*a))?;
            for b in &nodes {
                let sign = match (a == b, self.sees(*a, *b)) {
                    (true, _) => ".",
                    (false, true) => "+",
                    (false, false) => "-",
                };
                write!(f, " {sign:>wide$}")?;
            }
        }
        Ok(())
    }
}

/// A line that is not `NODE: NODE …`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SightError(String);

impl fmt::Display for SightError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected a line such as `a: b c`, got `{}`", self.0)
    }
}

impl std::error::Error for SightError {}

/// `a: b c` says that `a` sees `b` and `c`.
impl FromStr for Sight {
    type Err = SightError;

    fn from_str(text: &str) -> Result<Self, SightError> {
        let mut sight = Self::default();
        for line in text.lines().filter(|line| !line.trim().is_empty()) {
            let (node, sees) = line.split_once(':').ok_or_else(|| SightError(line.to_owned()))?;
            sight.set(Atom::new(node.trim()), sees.split_whitespace().map(Atom::new));
        }
        Ok(sight)
    }
}
