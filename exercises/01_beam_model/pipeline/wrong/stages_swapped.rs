// Reads the nested calls from the left: the first three words, and then the telling ones among them.
// ANCHOR: cut_slug
next(self)
// ANCHOR_END: cut_slug
// ANCHOR: cut_slug
look(&self);
self
// ANCHOR_END: cut_slug
// ANCHOR: cut_slug
title
    .pipe(normalized)
    .pipe(words)
    .tap(|all| say(format!("words: {}", all.join(" "))))
    .pipe(first(3))
    .pipe(without_fillers)
    .tap(|kept| say(format!("kept: {}", kept.join(" "))))
    .pipe(joined("-"))
// ANCHOR_END: cut_slug
