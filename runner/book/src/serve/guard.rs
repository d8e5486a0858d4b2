//! Who may ask: only a page that we have served ourselves, or a person who typed the address.
//!
//! Any page on the internet can make a browser send requests to this machine, and a name that its owner points at
//! 127.0.0.1 makes such a page count as ours. So the name in `Host` must be a loopback one with our port, what the
//! browser itself calls cross-site is refused, and only methods that change nothing are known.

use tiny_http::{Header, Method, Request, Response};

use super::answer::{Answer, respond};

/// Why a request gets no answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Refusal {
    /// Not GET or HEAD.
    Method,
    /// A name that is not ours.
    Host,
    /// Sent by a page of another site.
    CrossSite,
}

/// Whether `request` may be answered by the server on `port`.
pub(super) fn allow(request: &Request, port: u16) -> Result<(), Refusal> {
    check(request.method(), request.headers(), port)
}

fn check(method: &Method, headers: &[Header], port: u16) -> Result<(), Refusal> {
    let value = |name: &'static str| {
        let header = headers.iter().find(|header| header.field.equiv(name));
        header.map(|header| header.value.as_str().to_ascii_lowercase())
    };
    if !matches!(method, Method::Get | Method::Head) {
        return Err(Refusal::Method);
    }
    let names = [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")];
    let hosts = headers.iter().filter(|header| header.field.equiv("Host")).count();
    if hosts != 1 || !value("Host").is_some_and(|host| names.contains(&host)) {
        return Err(Refusal::Host);
    }
    // A link on another site may open our pages; its scripts may not read or embed them.
    let navigation = value("Sec-Fetch-Mode").is_none_or(|mode| mode == "navigate");
    if value("Sec-Fetch-Site").is_some_and(|site| site == "cross-site") && !navigation {
        return Err(Refusal::CrossSite);
    }
    Ok(())
}

impl Refusal {
    pub(super) fn response(self) -> Response<std::io::Cursor<Vec<u8>>> {
        let (status, text) = match self {
            Refusal::Method => (405, "only GET and HEAD"),
            Refusal::Host => (403, "this server answers to 127.0.0.1 and localhost only"),
            Refusal::CrossSite => (403, "other sites may not read this one"),
        };
        respond(Answer { status, kind: "text/plain; charset=utf-8", body: text.into() })
    }
}

#[cfg(test)]
mod tests {
    use super::{Refusal, check};
    use tiny_http::{Header, Method};

    fn ask(method: &Method, headers: &[(&str, &str)]) -> Result<(), Refusal> {
        let header = |(name, value): &(&str, &str)| Header::from_bytes(name.as_bytes(), value.as_bytes());
        let headers: Vec<_> = headers.iter().map(|pair| header(pair).expect("a valid header")).collect();
        check(method, &headers, 4004)
    }

    #[test]
    fn loopback_names_with_our_port_are_answered() {
        for host in ["127.0.0.1:4004", "localhost:4004", "LOCALHOST:4004", "[::1]:4004"] {
            assert_eq!(ask(&Method::Get, &[("Host", host)]), Ok(()), "{host}");
        }
    }

    #[test]
    fn a_name_that_points_at_us_is_refused() {
        for host in ["evil.example:4004", "127.0.0.1:4005", "127.0.0.1", "127.0.0.1.evil.example:4004", ""] {
            assert_eq!(ask(&Method::Get, &[("Host", host)]), Err(Refusal::Host), "{host}");
        }
        assert_eq!(ask(&Method::Get, &[]), Err(Refusal::Host));
        let twice = [("Host", "127.0.0.1:4004"), ("Host", "evil.example")];
        assert_eq!(ask(&Method::Get, &twice), Err(Refusal::Host));
    }

    #[test]
    fn methods_that_change_something_are_refused() {
        for method in [Method::Post, Method::Put, Method::Delete, Method::Options, Method::Connect] {
            assert_eq!(ask(&method, &[("Host", "localhost:4004")]), Err(Refusal::Method), "{method}");
        }
    }

    #[test]
    fn another_site_may_link_to_a_page_and_not_read_it() {
        let from =
            |mode| [("Host", "localhost:4004"), ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", mode)];
        assert_eq!(ask(&Method::Get, &from("navigate")), Ok(()));
        assert_eq!(ask(&Method::Get, &from("no-cors")), Err(Refusal::CrossSite));
    }
}
