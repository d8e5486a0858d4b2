// The right slug, and nobody could look inside.
// ANCHOR: cut_slug
next(self)
// ANCHOR_END: cut_slug
// ANCHOR: cut_slug
look(&self);
self
// ANCHOR_END: cut_slug
// ANCHOR: cut_slug
let _ = &mut say;
title.pipe(normalized).pipe(words).pipe(without_fillers).pipe(first(3)).pipe(joined("-"))
// ANCHOR_END: cut_slug
