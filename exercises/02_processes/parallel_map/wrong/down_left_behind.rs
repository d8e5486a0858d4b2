// Takes the answer and forgets that a worker which has answered ends as well.
// ANCHOR: cut_crash
let ended = letter.peek::<Down>().is_some_and(|down| down.reference == job.monitor);
answered || ended
// ANCHOR_END: cut_crash
// ANCHOR: cut_crash
let _ = (me, job, Flush::Yes);
match letter.open::<Answer<T>>() {
    Ok(answer) => Ok(answer.value),
    Err(letter) => {
        let down = letter.open::<Down>().expect("a letter of a job is an answer or DOWN");
        Err(Failure::Crashed(down.reason))
    }
}
// ANCHOR_END: cut_crash
