// Every EXIT is taken for an order.
// ANCHOR: cut_terminate
match AssertUnwindSafe(run(&mut state, next, parent, &mut me)).catch_unwind().await {
    Ok((reason, owed)) => {
        state.terminate(&reason, &mut me).await;
        if let Some((client, reply)) = owed {
            client.reply(&me, reply);
        }
        reason
    }
    Err(panic) => {
        state.terminate(&ExitReason::of_panic(&*panic), &mut me).await;
        resume_unwind(panic)
    }
}
// ANCHOR_END: cut_terminate
// ANCHOR: cut_terminate
Next::Stop(reason) => return (reason, None),
// ANCHOR_END: cut_terminate
// ANCHOR: cut_terminate
let _ = parent;
if let Some(exit) = message.peek::<Exit>() {
    return Err((exit.reason.clone(), None));
}
let message = match message.open::<Terminate>() {
    Ok(Terminate(reason)) => return Err((reason, None)),
    Err(message) => message,
};
// ANCHOR_END: cut_terminate
