// Stops counting at the first flawed line.
// ANCHOR: cut_report
log.lines().map(parse).collect()
// ANCHOR_END: cut_report
// ANCHOR: cut_report
let mut count = BTreeMap::<String, usize>::new();
for request in log.lines().map_while(|line| parse(line).ok()) {
    *count.entry(request.path).or_default() += 1;
}
let flaws = (1..).zip(log.lines()).filter_map(|(number, line)| Some((number, parse(line).err()?))).collect();
let mut hits: Vec<_> = count.into_iter().collect();
hits.sort_by(|(a_path, a), (b_path, b)| b.cmp(a).then(a_path.cmp(b_path)));
Report { hits, flaws }
// ANCHOR_END: cut_report
