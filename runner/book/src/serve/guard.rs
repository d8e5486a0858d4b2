//! Who may ask: only a page that we have served ourselves, or a person who typed the address.
//!
//! Any page on the internet can make a browser send requests to this machine, and a name that its owner points at
//! 127.0.0.1 makes such a page count as ours. So the name in `Host` must be a loopback one with our port, what the
//! browser itself calls cross-site is refused, and only methods that change nothing are known.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Shared;

/// Sent with every answer. mdBook needs its own inline scripts and styles; nothing may come from elsewhere, and
/// nobody may put our pages into a frame of theirs.
const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'none'; frame-ancestors 'self'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cache-control", "no-cache"),
];

/// Why a request gets no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    /// Not GET or HEAD.
    Method,
    /// A name that is not ours.
    Host,
    /// Sent by a page of another site.
    CrossSite,
}

/// Stands before every room.
pub(super) async fn guard(State(shared): State<Arc<Shared>>, request: Request, next: Next) -> Response {
    let mut response = match check(request.method(), request.headers(), shared.port) {
        Ok(()) => next.run(request).await,
        Err(refusal) => refusal.into_response(),
    };
    for (name, value) in HEADERS {
        response.headers_mut().insert(name, header::HeaderValue::from_static(value));
    }
    response
}

fn check(method: &Method, headers: &HeaderMap, port: u16) -> Result<(), Refusal> {
    if method != Method::GET && method != Method::HEAD {
        return Err(Refusal::Method);
    }
    let text =
        |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default().to_ascii_lowercase());
    let names = [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")];
    let said_once = headers.get_all(header::HOST).iter().count() == 1;
    if !said_once || !text("host").is_some_and(|host| names.contains(&host)) {
        return Err(Refusal::Host);
    }
    // A link on another site may open our pages; its scripts may not read or embed them.
    let navigation = text("sec-fetch-mode").is_none_or(|mode| mode == "navigate");
    if text("sec-fetch-site").is_some_and(|site| site == "cross-site") && !navigation {
        return Err(Refusal::CrossSite);
    }
    Ok(())
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let answer = match self {
            Refusal::Method => (StatusCode::METHOD_NOT_ALLOWED, "only GET and HEAD"),
            Refusal::Host => (StatusCode::FORBIDDEN, "this server answers to 127.0.0.1 and localhost only"),
            Refusal::CrossSite => (StatusCode::FORBIDDEN, "other sites may not read this one"),
        };
        answer.into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, check};
    use axum::http::{HeaderMap, HeaderName, Method};

    fn ask(method: &Method, headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            let name: HeaderName = name.parse().expect("the name of a header");
            map.append(name, value.parse().expect("the value of a header"));
        }
        check(method, &map, 4004)
    }

    #[test]
    fn loopback_names_with_our_port_are_answered() {
        for host in ["127.0.0.1:4004", "localhost:4004", "LOCALHOST:4004", "[::1]:4004"] {
            assert_eq!(ask(&Method::GET, &[("Host", host)]), Ok(()), "{host}");
        }
    }

    #[test]
    fn a_name_that_points_at_us_is_refused() {
        for host in ["evil.example:4004", "127.0.0.1:4005", "127.0.0.1", "127.0.0.1.evil.example:4004", ""] {
            assert_eq!(ask(&Method::GET, &[("Host", host)]), Err(Refusal::Host), "{host}");
        }
        assert_eq!(ask(&Method::GET, &[]), Err(Refusal::Host));
        let twice = [("Host", "127.0.0.1:4004"), ("Host", "evil.example")];
        assert_eq!(ask(&Method::GET, &twice), Err(Refusal::Host));
    }

    #[test]
    fn methods_that_change_something_are_refused() {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::CONNECT] {
            assert_eq!(ask(&method, &[("Host", "localhost:4004")]), Err(Refusal::Method), "{method}");
        }
    }

    #[test]
    fn another_site_may_link_to_a_page_and_not_read_it() {
        let from =
            |mode| [("Host", "localhost:4004"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode)];
        assert_eq!(ask(&Method::GET, &from("navigate")), Ok(()));
        assert_eq!(ask(&Method::GET, &from("no-cors")), Err(Refusal::CrossSite));
    }
}
