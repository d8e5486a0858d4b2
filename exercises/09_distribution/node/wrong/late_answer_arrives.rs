// The answer comes to the process, whether it still waits or not.
// ANCHOR: cut_call
let reference = self.monitor(me, server);
let tag = Term::Reference(reference.into());
let from = Term::tuple([Term::Pid(me.pid()), tag.clone()]);
self.send(me, server, Term::tuple([Term::Atom(term::Atom::new("$gen_call")), from, request]));
let answer = me.receive_where_timeout(limit, move |message| {
    message.peek::<Term>().and_then(Term::as_tuple).is_some_and(|parts| parts[0] == tag)
        || message.peek::<Down>().is_some_and(|down| down.reference == reference)
});
let answer = answer.await;
me.demonitor(reference, Flush::Yes);
let Some(message) = answer else { return Err(CallError::Timeout) };
match message.open::<Term>() {
    Ok(answer) => Ok(answer.as_tuple().map_or_else(Term::nil, |parts| parts[1].clone())),
    Err(message) => Err(CallError::Down(message.open::<Down>().map_or(ExitReason::NoProc, |down| down.reason))),
}
// ANCHOR_END: cut_call
