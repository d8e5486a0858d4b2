//! A browser without a window, driven through a pipe (Chrome DevTools Protocol): no port, no web socket.

use std::io::{BufRead, BufReader, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tempfile::TempDir;

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/// How long a page may take to become what a test waits for.
const PATIENCE: Duration = Duration::from_secs(20);

/// One browser with one page.
pub struct Browser {
    process: Child,
    commands: ChildStdin,
    answers: BufReader<ChildStdout>,
    session: Option<String>,
    number: u64,
    /// Everything the page reported: requests, console lines, exceptions.
    events: Vec<Value>,
    _profile: TempDir,
}

impl Browser {
    /// Starts one; `None` where none is installed.
    pub fn start() -> Option<Self> {
        let program = NAMES.iter().find(|name| Command::new(name).arg("--version").output().is_ok())?;
        let profile = tempfile::tempdir().expect("a temporary folder");
        // The browser reads commands from descriptor 3 and answers on 4.
        let mut process = Command::new("sh")
            .args(["-c", "exec \"$@\" 3<&0 4>&1 </dev/null >/dev/null 2>&1", "sh", program])
            .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"])
            .args(["--disable-background-networking", "--disable-component-update", "--disable-sync"])
            .arg("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1")
            .arg(format!("--user-data-dir={}", profile.path().display()))
            .arg("--remote-debugging-pipe")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("sh runs");
        let commands = process.stdin.take().expect("stdin is a pipe");
        let answers = BufReader::new(process.stdout.take().expect("stdout is a pipe"));
        let (events, session) = (Vec::new(), None);
        let mut browser = Self { process, commands, answers, session, number: 0, events, _profile: profile };
        let target = browser.send("Target.createTarget", &json!({"url": "about:blank"}))["targetId"].clone();
        let attached = browser.send("Target.attachToTarget", &json!({"targetId": target, "flatten": true}));
        browser.session = attached["sessionId"].as_str().map(str::to_owned);
        for domain in ["Page", "Runtime", "Log", "Network"] {
            browser.send(&format!("{domain}.enable"), &json!({}));
        }
        Some(browser)
    }

    /// Opens a page and waits until it has loaded.
    pub fn open(&mut self, address: &str) {
        self.send("Page.navigate", &json!({"url": address}));
        self.wait_for("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// The value of a JavaScript expression in the page.
    pub fn value(&mut self, expression: &str) -> Value {
        let arguments = json!({"expression": expression, "returnByValue": true, "awaitPromise": true});
        self.send("Runtime.evaluate", &arguments)["result"]["value"].take()
    }

    /// Waits until an expression is true.
    pub fn wait_for(&mut self, expression: &str) {
        let start = Instant::now();
        while self.value(expression) != json!(true) {
            assert!(start.elapsed() < PATIENCE, "in vain: {expression}");
            thread::sleep(Duration::from_millis(50));
        }
    }

    /// Addresses the page has asked for.
    pub fn requests(&self) -> impl Iterator<Item = &str> {
        let sent = self.events.iter().filter(|event| event["method"] == "Network.requestWillBeSent");
        sent.filter_map(|event| event["params"]["request"]["url"].as_str())
    }

    /// What went wrong in the page: exceptions, and lines of the console that are warnings or errors.
    pub fn complaints(&self) -> impl Iterator<Item = &Value> {
        self.events.iter().filter(|event| {
            let level = event["params"]["entry"]["level"].as_str().or(event["params"]["type"].as_str());
            let is_bad = matches!(level, Some("error" | "warning"));
            match event["method"].as_str() {
                Some("Runtime.exceptionThrown") => true,
                Some("Log.entryAdded" | "Runtime.consoleAPICalled") => is_bad,
                _ => false,
            }
        })
    }

    fn send(&mut self, method: &str, arguments: &Value) -> Value {
        self.number += 1;
        let mut command = json!({"id": self.number, "method": method, "params": arguments});
        if let Some(session) = &self.session {
            command["sessionId"] = json!(session);
        }
        write!(self.commands, "{command}\0")
            .and_then(|()| self.commands.flush())
            .expect("the browser listens");
        loop {
            let mut answer = self.read();
            if answer["id"] == json!(self.number) {
                return answer["result"].take();
            }
            self.events.push(answer);
        }
    }

    fn read(&mut self) -> Value {
        let mut line = Vec::new();
        self.answers.read_until(0, &mut line).expect("the browser answers");
        assert_eq!(line.pop(), Some(0), "the browser has ended");
        serde_json::from_slice(&line).expect("the browser speaks JSON")
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        let _ = write!(self.commands, "{}\0", json!({"id": 0, "method": "Browser.close"}));
        let _ = self.commands.flush();
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(5) {
            if matches!(self.process.try_wait(), Ok(Some(_)) | Err(_)) {
                return;
            }
            thread::sleep(Duration::from_millis(20));
        }
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
