// A line for each of our figures: what we did not measure disappears.
// ANCHOR: cut_compare
let line = |our: &Figure| {
    let book = book.iter().find(|book| book.what == our.what)?;
    let compare =
        |our: f64, book: f64, unit| format!("{our:.0} {unit} (book {book:.0}, x{:.1})", our / book);
    let (time, memory) = (compare(our.nanos, book.nanos, "ns"), compare(our.bytes, book.bytes, "B"));
    Some(format!("{}: {time}; {memory}", our.what))
};
ours.iter().filter_map(line).collect()
// ANCHOR_END: cut_compare
