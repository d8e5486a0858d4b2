// Says how many times ours the book's figure is.
// ANCHOR: cut_compare
let line = |book: &Figure| {
    let what = &book.what;
    let Some(our) = ours.iter().find(|our| our.what == *what) else {
        return format!("{what}: not measured");
    };
    let compare =
        |our: f64, book: f64, unit| format!("{our:.0} {unit} (book {book:.0}, x{:.1})", book / our);
    let (time, memory) = (compare(our.nanos, book.nanos, "ns"), compare(our.bytes, book.bytes, "B"));
    format!("{what}: {time}; {memory}")
};
book.iter().map(line).collect()
// ANCHOR_END: cut_compare
