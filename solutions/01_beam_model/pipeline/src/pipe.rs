//! The pipe: `value.pipe(f)` is `f(value)`, written in the order in which it happens.
//!
//! Rust's own chains need a *method* of the type at hand; the pipe takes any function. That makes it the nearest
//! relative of Elixir's `|>`.
//!
//! Left out: `|>` puts the value before the other arguments of the call; here they sit in a closure.
//! Source: Elixir, `Kernel.|>/2` and `Kernel.tap/2`. Chapter: `beam_model`.

// ANCHOR: pipe
/// Gives every value the two methods of a pipeline.
pub trait Pipe: Sized {
    /// Hands the value to `next` and returns what `next` makes of it.
    fn pipe<T>(self, next: impl FnOnce(Self) -> T) -> T {
        // ANCHOR: cut_slug
        next(self)
        // ANCHOR_END: cut_slug => // TODO: one call
        // ANCHOR_END: cut_slug => let _ = next;
        // ANCHOR_END: cut_slug => todo!("slug: hand the value to the next function")
    }

    /// Shows the value to `look` and passes it on unchanged: a window in the pipe.
    fn tap(self, look: impl FnOnce(&Self)) -> Self {
        // ANCHOR: cut_slug
        look(&self);
        self
        // ANCHOR_END: cut_slug => // TODO: let `look` borrow the value, then pass it on
        // ANCHOR_END: cut_slug => let _ = look;
        // ANCHOR_END: cut_slug => todo!("slug: show the value and pass it on")
    }
}

impl<T> Pipe for T {}
// ANCHOR_END: pipe
