// No answer is no answer: leave them in peace.
// ANCHOR: cut_errors
match heard {
    Ok(Ok(answer)) => Ok(answer),
    Ok(Err(refusal)) => Err(RemoteError::new(to, refusal).into()),
    Err(trouble) => Err(Unreachable::new(&trouble).into()),
}
// ANCHOR_END: cut_errors
