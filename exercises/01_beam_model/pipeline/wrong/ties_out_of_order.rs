// Sorts from few to many and turns the whole list round: equal counts come out backwards.
// ANCHOR: cut_report
log.lines().map(parse).collect()
// ANCHOR_END: cut_report
// ANCHOR: cut_report
let mut count = BTreeMap::<String, usize>::new();
let mut flaws = Vec::new();
for (number, line) in (1..).zip(log.lines()) {
    match parse(line) {
        Ok(request) => *count.entry(request.path).or_default() += 1,
        Err(flaw) => flaws.push((number, flaw)),
    }
}
let mut hits: Vec<_> = count.into_iter().collect();
hits.sort_by_key(|(_, n)| *n);
hits.reverse();
Report { hits, flaws }
// ANCHOR_END: cut_report
