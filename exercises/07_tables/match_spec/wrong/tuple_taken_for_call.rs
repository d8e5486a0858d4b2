// A tuple is a tuple, unless it begins with the name of a function.
// ANCHOR: cut_meaning
[Term::Tuple(elements)] => self.tuple(elements),
[Term::Atom(name), arguments @ ..]
    if number_of(*name).is_none() && Function::find(name.text(), arguments.len()).is_some() =>
{
    self.call(*name, arguments, term)
}
elements => self.tuple(elements),
// ANCHOR_END: cut_meaning
// ANCHOR: cut_meaning
("$_", _) => Expression::Row,
("$$", _) => Expression::Bindings,
(_, Some(number)) => match self.slot(atom) {
    Some(slot) => Expression::Variable(slot),
    None => self.wrong(Fault::Unbound(number)),
},
(_, None) => Expression::Constant(Term::Atom(atom)),
// ANCHOR_END: cut_meaning
