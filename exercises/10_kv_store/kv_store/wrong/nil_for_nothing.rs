// Nothing is nil.
// ANCHOR: cut_beam
let parts = term.as_tuple().unwrap_or_default();
let name = parts.first().and_then(Term::as_atom).map_or("", |atom| atom.text());
match (name, parts) {
    ("put", [_, key, value]) => Ok(Request::Put(key.clone(), value.clone())),
    ("get", [_, key]) => Ok(Request::Get(key.clone())),
    ("delete", [_, key]) => Ok(Request::Delete(key.clone())),
    ("select", [_, spec]) => {
        let query = Query::of(spec.clone()).map_err(|error| error.to_string())?;
        Ok(Request::Select(query, None))
    }
    _ => Err(format!(
        "expected {{:put, k, v}}, {{:get, k}}, {{:delete, k}} or {{:select, spec}}, got {term}"
    )),
}
// ANCHOR_END: cut_beam
// ANCHOR: cut_beam
match answer {
    Answer::Done => term!(:ok),
    Answer::Value(value) => term!({:ok, (value.unwrap_or_else(Term::nil))}),
    Answer::Found(rows) => Term::list(rows),
    Answer::Unknown => term!({:error, :unknown}),
    Answer::Unavailable => term!({:error, :unavailable}),
}
// ANCHOR_END: cut_beam
