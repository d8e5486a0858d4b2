// Counts the good lines and forgets that there were others.
// ANCHOR: cut_report
log.lines().map(parse).collect()
// ANCHOR_END: cut_report
// ANCHOR: cut_report
let mut count = BTreeMap::<String, usize>::new();
for request in log.lines().flat_map(parse) {
    *count.entry(request.path).or_default() += 1;
}
let mut hits: Vec<_> = count.into_iter().collect();
hits.sort_by(|(a_path, a), (b_path, b)| b.cmp(a).then(a_path.cmp(b_path)));
Report { hits, flaws: Vec::new() }
// ANCHOR_END: cut_report
