//! Registered names: a process is found by what it does, not by its pid, and whoever takes over takes the name.
//!
//! ```
//! use names::{Alive, NameError, Names};
//!
//! let mut names = Names::new();
//! names.register("server", 7, Alive::Yes).unwrap();
//! assert_eq!(names.whereis("server"), Some(7));
//! assert_eq!(names.register("server", 8, Alive::Yes), Err(NameError::Taken));
//! ```
//!
//! Reading order: `names` (yours). Chapter: `processes`.

mod names;

pub use names::{Alive, NameError, Names};
