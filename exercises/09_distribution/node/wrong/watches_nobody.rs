// Waits for the answer only.
// ANCHOR: cut_call
let reference = self.system().make_ref();
let waiting = Waiting::new(self, me, reference);
let alias = Reference::from(reference);
self.send(waiting.me, server, asked::request(waiting.me.pid(), &alias, request));
let answer = waiting.me.receive_where_timeout(limit, move |message| {
    message.peek::<Term>().is_some_and(|term| is_answer(term, &alias))
});
let Some(message) = answer.await else { return Err(CallError::Timeout) };
let answer = message.open::<Term>().expect("nothing else was waited for");
Ok(answer.as_tuple().map_or_else(Term::nil, |parts| parts[1].clone()))
// ANCHOR_END: cut_call
