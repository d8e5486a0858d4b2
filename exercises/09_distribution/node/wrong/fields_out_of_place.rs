// Puts the name where the unused field is.
// ANCHOR: cut_control
(op::SEND, [_, to]) => Self::Send { to: to.as_pid()?, message: payload? },
(op::REG_SEND, [from, name, _]) => {
    Self::RegSend { from: from.as_pid()?, name: name.as_atom()?, message: payload? }
}
// ANCHOR_END: cut_control
// ANCHOR: cut_control
Self::Send { to, message } => (tuple(op::SEND, [nothing(), to.into()]), Some(message)),
Self::RegSend { from, name, message } => {
    (tuple(op::REG_SEND, [from.into(), Term::Atom(name), nothing()]), Some(message))
}
// ANCHOR_END: cut_control
