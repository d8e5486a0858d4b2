// Counts a request as handed over before there is anybody to take it.
// ANCHOR: cut_answer
match self.raft().client_write(order).await {
    Ok(_) => Ok(Answer::Done),
    Err(error) => Err(error.forward_to_leader().into()),
}
// ANCHOR_END: cut_answer
// ANCHOR: cut_answer
*handed_over = true;
let Some(id) = leader else {
    tokio::time::sleep(PAUSE).await;
    leader = self.raft.current_leader().await;
    continue;
};
match self.hand_over(id, ticket, request.clone()).await {
    Ok(answer) => return answer,
    Err(Elsewhere(other)) => leader = other,
}
// ANCHOR_END: cut_answer
