// The stages in another order than the line has them.
// ANCHOR: cut_errors
let [method, path, code, ms] = fields(line)?;
let ms = time(ms)?;
let status = status(code)?;
Ok(Request { method: method.to_owned(), path: path.to_owned(), status, ms })
// ANCHOR_END: cut_errors
