// A number that cannot be read becomes a number that nobody wrote.
// ANCHOR: cut_errors
let [method, path, code, ms] = fields(line)?;
let status = status(code).unwrap_or(0);
let ms = time(ms).unwrap_or_default();
Ok(Request { method: method.to_owned(), path: path.to_owned(), status, ms })
// ANCHOR_END: cut_errors
