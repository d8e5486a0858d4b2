//! The address of a page, made from its title: once inside out, once as a pipeline.

use crate::pipe::Pipe;
use crate::words::{first, joined, normalized, without_fillers, words};

// ANCHOR: inside_out
/// The first three telling words of a title. To read it, start in the middle and go outwards. (Given.)
#[must_use]
pub fn slug_inside_out(title: &str) -> String {
    joined("-")(first(3)(without_fillers(words(normalized(title)))))
}
// ANCHOR_END: inside_out

// ANCHOR: slug
/// The same, in reading order. `say` hears about the words on the way: all of them, then those that are kept.
pub fn slug(title: &str, mut say: impl FnMut(String)) -> String {
    // ANCHOR: cut_slug
    title
        .pipe(normalized)
        .pipe(words)
        .tap(|all| say(format!("words: {}", all.join(" "))))
        .pipe(without_fillers)
        .pipe(first(3))
        .tap(|kept| say(format!("kept: {}", kept.join(" "))))
        .pipe(joined("-"))
    // ANCHOR_END: cut_slug => // TODO: the stages of `slug_inside_out` as a pipeline that starts with `title`; two taps say
    // ANCHOR_END: cut_slug => // "words: …" after the title is cut and "kept: …" when three are left, words joined with a space
    // ANCHOR_END: cut_slug => let _ = (title.pipe(normalized), words, without_fillers, first(3), joined("-"), &mut say);
    // ANCHOR_END: cut_slug => todo!("slug: normalized, words, …")
}
// ANCHOR_END: slug
