//! From a path to a response. A path is a key of the site's fixed set of files and never reaches the file system.

use std::borrow::Cow;
use std::io::Cursor;

use tiny_http::{Header, Response, StatusCode};

use super::site::Site;

/// Sent with every answer. mdBook needs its own inline scripts and styles; nothing may come from elsewhere, and
/// nobody may put our pages into a frame of theirs.
const HEADERS: [(&str, &str); 6] = [
    (
        "Content-Security-Policy",
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'self'",
    ),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "no-referrer"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Cache-Control", "no-cache"),
];

/// What goes back.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) kind: &'static str,
    pub(super) body: Vec<u8>,
}

/// The path of a URL without its first slash and its query. `None` when it is no path of ours.
pub(super) fn path(url: &str) -> Option<&str> {
    let path = url.strip_prefix('/')?;
    Some(path.split(['?', '#']).next().unwrap_or_default())
}

/// The response to a GET of `url`.
pub(super) fn answer(site: &Site, url: &str) -> Response<Cursor<Vec<u8>>> {
    respond(find(site, url))
}

fn find(site: &Site, url: &str) -> Answer {
    let wanted: Cow<'_, str> = match path(url) {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("{folder}index.html").into(),
        wanted => wanted.unwrap_or("not a path of ours").into(),
    };
    if let Some(file) = site.file(&wanted) {
        return Answer { status: 200, kind: kind(&wanted), body: file.to_vec() };
    }
    let language = wanted.split('/').next().unwrap_or_default();
    match site.file(&format!("{language}/404.html")) {
        Some(page) => Answer { status: 404, kind: kind(".html"), body: page.to_vec() },
        None => Answer { status: 404, kind: kind(""), body: b"404".to_vec() },
    }
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

pub(super) fn respond(answer: Answer) -> Response<Cursor<Vec<u8>>> {
    let header =
        |name: &str, value: &str| Header::from_bytes(name, value).expect("our headers are plain ASCII");
    let headers = HEADERS.iter().map(|(name, value)| header(name, value));
    let headers = headers.chain([header("Content-Type", answer.kind)]).collect();
    let length = answer.body.len();
    Response::new(StatusCode(answer.status), headers, Cursor::new(answer.body), Some(length), None)
}

#[cfg(test)]
mod tests {
    use super::{find, path};
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
        for url in ["/", "/?search=x"] {
            assert_eq!(find(&site(), url).body, b"choice", "{url}");
        }
        assert_eq!(find(&site(), "/en/").body, b"front");
        assert_eq!(find(&site(), "/en/a.js").kind, "text/javascript; charset=utf-8");
    }

    #[test]
    fn what_is_not_in_the_site_is_not_there() {
        for url in
            ["/en/../index.html", "/en/%2e%2e/index.html", "//etc/passwd", "/etc/passwd", "/en/nope", "x"]
        {
            assert_eq!(find(&site(), url).status, 404, "{url}");
        }
        assert_eq!(find(&site(), "/en/nope").body, b"lost");
    }

    #[test]
    fn a_path_has_neither_query_nor_fragment() {
        assert_eq!(path("/en/a.html?at=1#b"), Some("en/a.html"));
        assert_eq!(path("http://elsewhere/"), None);
    }
}
