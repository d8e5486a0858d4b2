// No answer is no answer: try again soon.
// ANCHOR: cut_errors
match heard {
    Ok(Ok(answer)) => Ok(answer),
    Ok(Err(refusal)) => Err(RemoteError::new(to, refusal).into()),
    Err(trouble) => Err(NetworkError::new(&trouble).into()),
}
// ANCHOR_END: cut_errors
