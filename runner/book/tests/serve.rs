//! What the server answers, and whom it does not answer.

mod shelf;

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use shelf::Shelf;
use workbook::course::Language;
use workbook_book::serve::{Running, Words, start};

/// Nothing here takes longer, or it hangs.
const PATIENCE: Duration = Duration::from_secs(20);

fn serve(shelf: &Shelf) -> Running {
    start(shelf.0.path(), Some(0), Words::of(Language::En)).expect("the book can be served")
}

/// `127.0.0.1:PORT`.
fn host(server: &Running) -> String {
    server.address().replace("http://", "").replace('/', "")
}

/// Sends the lines of a request and returns the whole answer.
fn send(server: &Running, request: &str) -> String {
    let mut line = connect(server);
    write!(line, "{request}\r\nConnection: close\r\n\r\n").expect("the server listens");
    let mut answer = String::new();
    line.read_to_string(&mut answer).expect("an answer in UTF-8");
    answer
}

fn connect(server: &Running) -> TcpStream {
    let line = TcpStream::connect(host(server)).expect("the server is there");
    line.set_read_timeout(Some(PATIENCE)).expect("a limit can be set");
    line
}

fn get(server: &Running, path: &str) -> String {
    send(server, &format!("GET {path} HTTP/1.1\r\nHost: {}", host(server)))
}

#[test]
fn pages_are_served_with_the_headers_that_keep_others_out() {
    let shelf = Shelf::new();
    let server = serve(&shelf);
    let page = get(&server, "/ru/page.html");
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    assert!(page.contains("Страница") && page.contains("<meta name=\"workbook\" content=\"served\">"));
    let head = page.to_lowercase();
    for header in ["content-security-policy: default-src 'self'", "x-content-type-options: nosniff"] {
        assert!(head.contains(header), "{header}");
    }
    assert!(!head.contains("access-control-allow"));
    server.stop();
}

#[test]
fn foreign_names_methods_and_paths_are_refused() {
    let shelf = Shelf::new();
    let server = serve(&shelf);
    let host = host(&server);
    let refused = [
        ("GET /en/page.html HTTP/1.1\r\nHost: evil.example".to_owned(), "403"),
        ("GET /en/page.html HTTP/1.1\r\nHost: 127.0.0.1:1".to_owned(), "403"),
        (format!("POST /en/page.html HTTP/1.1\r\nHost: {host}"), "405"),
        (format!("OPTIONS /en/page.html HTTP/1.1\r\nHost: {host}"), "405"),
        (format!("GET /../book.toml HTTP/1.1\r\nHost: {host}"), "404"),
        (format!("GET /en/%2e%2e/%2e%2e/book.toml HTTP/1.1\r\nHost: {host}"), "404"),
        (format!("GET /en/page.md HTTP/1.1\r\nHost: {host}"), "404"),
    ];
    for (request, status) in refused {
        let answer = send(&server, &request);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{request}\n{answer}");
    }
    server.stop();
}

#[test]
fn a_changed_page_is_built_again_and_open_pages_are_told() {
    let shelf = Shelf::new();
    let server = serve(&shelf);
    let mut line = connect(&server);
    write!(line, "GET /api/changes HTTP/1.1\r\nHost: {}\r\n\r\n", host(&server)).expect("the server listens");
    let mut news = BufReader::new(line).lines().map(|line| line.expect("the line stays open"));
    assert!(news.next().is_some_and(|status| status.contains("200")));

    shelf.write("book/en/other.md", "# Something new {#there}\n");
    assert!(news.any(|line| line == "event: rebuilt"));
    assert!(get(&server, "/en/other.html").contains("Something new"));

    shelf.write("book/en/SUMMARY.md", "# Summary\n\n- [Gone](gone.md)\n");
    assert!(news.any(|line| line == "event: broken"));
    assert!(get(&server, "/en/other.html").contains("Something new"), "the old pages stay");
    server.stop();
}

#[test]
fn the_code_a_page_shows_is_watched_too() {
    let shelf = Shelf::new();
    let server = serve(&shelf);
    shelf.write("solutions/shown.rs", "// not shown\n");
    shelf.write(
        "exercises/02_processes/mailbox/src/mailbox.rs",
        "// what a learner types is not shown either\n",
    );
    std::thread::sleep(Duration::from_millis(300));
    shelf.write("solutions/code.rs", "// ANCHOR: take\nfn take_anew() {}\n// ANCHOR_END: take\n");
    let begun = Instant::now();
    while !get(&server, "/en/page.html").contains("take_anew") {
        assert!(begun.elapsed() < PATIENCE, "never built again");
        std::thread::sleep(Duration::from_millis(50));
    }
    server.stop();
}

#[test]
fn it_stops_although_somebody_is_still_there() {
    let shelf = Shelf::new();
    let server = serve(&shelf);
    let mut half = connect(&server);
    write!(half, "GET /en/page.html HTTP/1.1\r\nHo").expect("the server listens");
    let mut open = connect(&server);
    write!(open, "GET /api/changes HTTP/1.1\r\nHost: {}\r\n\r\n", host(&server)).expect("the server listens");
    let begun = Instant::now();
    server.stop();
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    assert!(
        shelf.path("target/book").read_dir().is_ok_and(|mut left| left.next().is_none()),
        "something is left over"
    );
}
