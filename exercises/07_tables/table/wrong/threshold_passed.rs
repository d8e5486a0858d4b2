// A threshold is a maximum.
// ANCHOR: cut_counters
let Some((threshold, becomes)) = self.limit else { return Ok(sum) };
Ok(if sum.compare(&Term::Int(threshold)) == Ordering::Greater { Term::Int(becomes) } else { sum })
// ANCHOR_END: cut_counters
