// Puts things in order where a callback says stop, and once more where every end comes by.
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
Next::Stop(reason) => {
    state.terminate(&reason, me).await;
    return (reason, None);
}
// ANCHOR_END: cut_terminate
// ANCHOR: cut_terminate
if let Some(exit) = message.peek::<Exit>()
    && Some(exit.from) == parent
{
    return Err((exit.reason.clone(), None));
}
let message = match message.open::<Terminate>() {
    Ok(Terminate(reason)) => return Err((reason, None)),
    Err(message) => message,
};
// ANCHOR_END: cut_terminate
// ANCHOR: cut_terminate
Answer::Reply(reply, Next::Stop(reason)) => {
    state.terminate(&reason, me).await;
    Err((reason, Some((client, reply))))
}
// ANCHOR_END: cut_terminate
