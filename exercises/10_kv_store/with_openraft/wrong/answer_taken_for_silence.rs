// Whatever is no success is a fault of the network.
// ANCHOR: cut_errors
match heard {
    Ok(Ok(answer)) => Ok(answer),
    Ok(Err(refusal)) => Err(NetworkError::new(&refusal).into()),
    Err(trouble @ Trouble::Refused) => Err(Unreachable::new(&trouble).into()),
    Err(trouble @ Trouble::Silence) => Err(NetworkError::new(&trouble).into()),
}
// ANCHOR_END: cut_errors
