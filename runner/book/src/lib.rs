//! The book in two languages: built with mdBook, verified by machine, served on loopback.
//!
//! One `book.toml` serves two trees of pages, `book/en` and `book/ru`. Everything a page shows of code comes out of
//! files that compile; what mdBook lets pass in silence (a dead link, an anchor that is not there) fails here.
//!
//! Reading order: [`source`] reads the pages, [`build`] renders them, with the exercise [`cards`] and the
//! translated [`interface`]; [`verify`] looks for what is wrong; [`serve`] shows the result.
#![allow(clippy::disallowed_methods)] // a server lives in real time

pub mod build;
pub mod cards;
mod dashes;
pub mod interface;
pub mod logged;
pub mod serve;
pub mod source;
pub mod verify;
