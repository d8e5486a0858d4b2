//! The names the kernel itself gives: process identifiers and references.

use std::fmt;

/// Names one process, for ever: a slot of the process table may be used again, a pid is not.
///
/// It prints as on the BEAM, `<node.id.serial>`; the serial stays 0 until the slot is used again.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Pid {
    node: u32,
    id: u32,
    serial: u32,
}

impl Pid {
    /// Nobody, or whoever stands outside: what code that is no process sends from.
    pub const OUTSIDE: Self = Self { node: 0, id: 0, serial: 0 };

    pub(crate) fn local(id: u32, serial: u32) -> Self {
        Self { node: 0, id, serial }
    }

    /// A process of another node. What the number of a node means, 0 excepted, is known to whoever gave it out.
    #[must_use]
    pub fn of_node(node: u32, id: u32, serial: u32) -> Self {
        Self { node, id, serial }
    }

    /// The number of its node; 0 is this one.
    #[must_use]
    pub fn node(self) -> u32 {
        self.node
    }

    /// The slot in the process table.
    #[must_use]
    pub fn id(self) -> u32 {
        self.id
    }

    /// How often the slot was used before.
    #[must_use]
    pub fn serial(self) -> u32 {
        self.serial
    }

    /// Whether it is a process of this system.
    pub(crate) fn is_local(self) -> bool {
        self.node == 0
    }
}

impl fmt::Display for Pid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<{}.{}.{}>", self.node, self.id, self.serial)
    }
}

impl fmt::Debug for Pid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// Names one monitor or one request, unique in its system. Later ones are greater.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ref(pub(crate) u64);

impl Ref {
    /// The reference of this number, which came back from another node.
    #[must_use]
    pub fn of_number(number: u64) -> Self {
        Self(number)
    }

    /// Its number.
    #[must_use]
    pub fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#Ref<{}>", self.0)
    }
}

impl fmt::Debug for Ref {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
