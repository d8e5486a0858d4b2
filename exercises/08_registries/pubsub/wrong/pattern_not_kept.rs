// Checks the pattern and forgets it.
// ANCHOR: cut_subscribe
match_pattern(&Term::nil(), &pattern).map_err(|error| PubSubError::Pattern(error.to_string()))?;
Ok(self.registry.register(me, topic, term!(:_))?)
// ANCHOR_END: cut_subscribe
