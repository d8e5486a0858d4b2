// Who led once is asked again, until somebody names another one.
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
*handed_over = true;
match self.hand_over(id, ticket, request.clone()).await {
    Ok(answer) => return answer,
    Err(Elsewhere(other)) => leader = other.or(leader),
}
// ANCHOR_END: cut_answer
