// Changes its own end only.
// ANCHOR: cut_links
let actions = links::step(&mut mine.ties(me).links, Event::LinkAsked { peer });
match theirs {
    Some(_) => None,
    None => actions.iter().find_map(|action| links::absent(peer, action)),
}
// ANCHOR_END: cut_links
