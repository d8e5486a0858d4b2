// Keeps what it met last.
// ANCHOR: cut_pattern
Self::Any => true,
Self::Exactly(term) => term == value,
Self::Tuple(patterns) => value.as_tuple().is_some_and(|elements| {
    elements.len() == patterns.len()
        && patterns.iter().zip(elements).all(|(pattern, element)| pattern.matches(element, bindings))
}),
// ANCHOR_END: cut_pattern
// ANCHOR: cut_pattern
*slot = Some(value);
true
// ANCHOR_END: cut_pattern
