// A variable that the head does not have is an atom like others.
// ANCHOR: cut_meaning
[Term::Tuple(elements)] => self.tuple(elements),
[Term::Atom(name), arguments @ ..] if number_of(*name).is_none() => self.call(*name, arguments, term),
_ => self.wrong(Fault::NeitherCallNorTuple(term.clone())),
// ANCHOR_END: cut_meaning
// ANCHOR: cut_meaning
("$_", _) => Expression::Row,
("$$", _) => Expression::Bindings,
_ => self.slot(atom).map_or(Expression::Constant(Term::Atom(atom)), Expression::Variable),
// ANCHOR_END: cut_meaning
