// All requests go out, and one answer is waited for after the other, each with a limit of its own.
// ANCHOR: cut_multicall
let calls: Vec<_> = on.iter().map(|on| call(node, me, on, function, args.clone(), limit)).collect();
async move {
    let mut answers = Vec::new();
    for call in calls {
        answers.push(call.await);
    }
    answers
}
// ANCHOR_END: cut_multicall
