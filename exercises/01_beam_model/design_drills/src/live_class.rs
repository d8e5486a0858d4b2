//! A live class: a chat that everybody reads, and a camera that everybody sees.
//!
//! Left out: people who only come for the last five minutes.

/// A platform at its busiest minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Platform {
    /// Classes going on at once.
    pub rooms: u64,
    /// People in each.
    pub people: u64,
    /// Chat messages that one person writes in a minute.
    pub messages_per_minute: u64,
    /// Megabits a second that one person's video takes.
    pub video_mbit: u64,
}

impl Platform {
    /// People on the platform.
    #[must_use]
    pub fn users(&self) -> u64 {
        self.rooms * self.people
    }
}

/// Chat messages that arrive at somebody's screen in one second. The writer sees her own message too: it comes
/// back from the room, so that all have the same order.
#[must_use]
pub fn deliveries_per_second(platform: Platform) -> u64 {
    // TODO: who writes, and who receives each of these messages?
    let _ = platform;
    todo!("live_class_load: deliveries in a second")
}

/// Gigabits a second that leave the platform when everybody sees one camera. Rounded up.
#[must_use]
pub fn video_gbit(platform: Platform) -> u64 {
    // TODO: 1,000 megabits are a gigabit
    let _ = platform;
    todo!("live_class_load: video")
}
