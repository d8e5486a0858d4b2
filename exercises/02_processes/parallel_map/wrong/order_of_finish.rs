// Takes answers as they come. (Crashes are not its business yet.)
// ANCHOR: cut_order
let answered = letter.is::<Answer<T>>();
// ANCHOR_END: cut_order
// ANCHOR: cut_crash
let _ = job;
answered
// ANCHOR_END: cut_crash
// ANCHOR: cut_crash
let _ = (me, job);
let answer = letter.open::<Answer<T>>().expect("only answers concern us so far");
Ok(answer.value)
// ANCHOR_END: cut_crash
