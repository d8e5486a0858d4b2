// Notes that it handed the request over when it has heard something. Silence is what it should have noted.
// ANCHOR: cut_answer
match self.raft().client_write(order).await {
    Ok(_) => Ok(Answer::Done),
    Err(error) => Err(error.forward_to_leader().into()),
}
// ANCHOR_END: cut_answer
// ANCHOR: cut_answer
let Some(id) = leader else {
    tokio::time::sleep(PAUSE).await;
    leader = self.raft.current_leader().await;
    continue;
};
match self.hand_over(id, ticket, request.clone()).await {
    Ok(answer) => return answer,
    Err(Elsewhere(other)) => leader = other,
}
*handed_over = true;
// ANCHOR_END: cut_answer
