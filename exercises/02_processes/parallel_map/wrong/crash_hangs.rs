// Waits for the answer only: from a worker that has crashed it never comes.
// verdict: deadlocked
// ANCHOR: cut_crash
answered
// ANCHOR_END: cut_crash
// ANCHOR: cut_crash
let answer = letter.open::<Answer<T>>().expect("only answers concern us");
me.demonitor(job.monitor, Flush::Yes);
Ok(answer.value)
// ANCHOR_END: cut_crash
