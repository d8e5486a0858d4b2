//! From a path to a response. A path is a key of the site's fixed set of files and never reaches the file system.

use std::borrow::Cow;
use std::sync::{Arc, PoisonError};

use axum::extract::State;
use axum::http::{StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

use super::Shared;
use super::site::Site;

/// What goes back.
#[derive(Debug, PartialEq, Eq)]
struct Answer {
    status: StatusCode,
    kind: &'static str,
    body: Vec<u8>,
}

/// Answers with a file of the book.
pub(super) async fn page(State(shared): State<Arc<Shared>>, uri: Uri) -> Response {
    let site = Arc::clone(&shared.site.read().unwrap_or_else(PoisonError::into_inner));
    let answer = find(&site, uri.path());
    (answer.status, [(header::CONTENT_TYPE, answer.kind)], answer.body).into_response()
}

fn find(site: &Site, path: &str) -> Answer {
    let path = path.strip_prefix('/').unwrap_or("not a path of ours");
    let path: Cow<'_, str> =
        if path.is_empty() || path.ends_with('/') { format!("{path}index.html").into() } else { path.into() };
    if let Some(file) = site.file(&path) {
        return Answer { status: StatusCode::OK, kind: kind(&path), body: file.to_vec() };
    }
    let language = path.split('/').next().unwrap_or_default();
    let (kind, body) = match site.file(&format!("{language}/404.html")) {
        Some(page) => (kind(".html"), page.to_vec()),
        None => (kind(""), b"404".to_vec()),
    };
    Answer { status: StatusCode::NOT_FOUND, kind, body }
}

/// Media types of what mdBook writes.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("woff2") => "font/woff2",
        _ => "text/plain; charset=utf-8",
    }
}

#[cfg(test)]
mod tests {
    use super::find;
    use crate::serve::site::Site;

    fn site() -> Site {
        Site::of([
            ("index.html", "choice"),
            ("en/index.html", "front"),
            ("en/404.html", "lost"),
            ("en/a.js", "1"),
        ])
    }

    #[test]
    fn a_folder_is_its_index() {
        assert_eq!(find(&site(), "/").body, b"choice");
        assert_eq!(find(&site(), "/en/").body, b"front");
        assert_eq!(find(&site(), "/en/a.js").kind, "text/javascript; charset=utf-8");
    }

    #[test]
    fn what_is_not_in_the_site_is_not_there() {
        for path in
            ["/en/../index.html", "/en/%2e%2e/index.html", "//etc/passwd", "/etc/passwd", "/en/nope", "x"]
        {
            assert_eq!(find(&site(), path).status, 404, "{path}");
        }
        assert_eq!(find(&site(), "/en/nope").body, b"lost");
    }
}
