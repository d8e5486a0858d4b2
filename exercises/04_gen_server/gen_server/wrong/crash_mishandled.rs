// A panic ends the process before `terminate` is called.
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
        let _ = ExitReason::of_panic(&*panic);
        resume_unwind(panic)
    }
}
// ANCHOR_END: cut_terminate
