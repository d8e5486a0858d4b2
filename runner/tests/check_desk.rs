//! An exercise is built outside the workspace of the course, and nothing that a learner reads shows it.

mod check_support;

use check_support::{Fixture, failure, put};
use workbook::check::Verdict;

/// A check that compares with a snapshot beside it.
const SNAPSHOT: &str = r#"
mod first {
    #[test]
    fn it_runs() {
        harness::check("default_cause", |t| {
            t.line(subject::run());
            t.snapshot("said", env!("CARGO_MANIFEST_DIR"));
        });
    }
}
"#;

#[test]
fn an_error_of_the_compiler_names_the_file_as_the_course_does() {
    let fixture = Fixture::new("desk_error", "pub fn run() { let n: u8 = true; }");
    let report = fixture.report();
    assert_eq!(report.verdict, Verdict::DoesNotCompile);
    let error = &report.diagnostics[0];
    let location = error.location.as_ref().expect("the error has a place");
    assert_eq!((location.file.as_path(), location.line), ("src/lib.rs".as_ref(), 1));
    let root = fixture.root.display().to_string();
    assert!(!error.rendered.contains(&root), "{}", error.rendered);
    assert!(error.rendered.contains("exercises/01_one/desk_error/src/lib.rs:1:28"), "{}", error.rendered);
}

#[test]
fn a_panic_names_the_file_as_the_course_does() {
    let fixture = Fixture::new("desk_panic", "pub fn run() {\n    panic!(\"no\")\n}");
    let report = fixture.report();
    let failure = failure(&report);
    let location = failure.location.as_ref().expect("the panic has a place");
    assert_eq!((location.file.as_path(), location.line), ("src/lib.rs".as_ref(), 2));
    let place = " panicked at exercises/01_one/desk_panic/src/lib.rs:2:5";
    assert!(failure.output.contains(place), "{}", failure.output);
}

#[test]
fn a_snapshot_is_that_of_the_exercise() {
    let steps: [(&str, &[&str]); 1] = [("first", &["it_runs"])];
    let code = |word| format!("pub fn run() -> &'static str {{ {word:?} }}");
    let fixture = Fixture::with_checks("desk_snapshot", &code("hello"), SNAPSHOT, &steps);
    put(&fixture.dir().join("tests/snapshots/said.snap"), b"---\nsource: x\n---\nhello\n");
    assert_eq!(fixture.report().verdict, Verdict::Passed);
    fixture.write("src/lib.rs", &code("good bye"));
    let report = fixture.report();
    let transcript = failure(&report).transcript.as_ref().expect("two texts were compared");
    assert_eq!(
        (transcript.expected.as_slice(), transcript.name.as_str()),
        (&["hello".to_owned()][..], "said")
    );
}

#[test]
fn an_exercise_with_a_build_script_knows_where_it_is() {
    let code = r#"pub fn run() { assert!(std::path::Path::new(env!("HERE")).join("src/lib.rs").exists()) }"#;
    let fixture = Fixture::new("desk_script", code);
    let script =
        r#"fn main() { println!("cargo::rustc-env=HERE={}", std::env::var("CARGO_MANIFEST_DIR").unwrap()) }"#;
    fixture.write("build.rs", script);
    assert_eq!(fixture.report().verdict, Verdict::Passed);
}

#[test]
fn checks_may_run_a_program_of_the_exercise() {
    let checks = r#"
mod first {
    #[test]
    fn it_runs() {
        harness::check("default_cause", |_| {
            let program = env!("CARGO_BIN_EXE_desk_program-exercise");
            assert!(std::process::Command::new(program).status().unwrap().success());
        });
    }
}
"#;
    let steps: [(&str, &[&str]); 1] = [("first", &["it_runs"])];
    let fixture = Fixture::with_checks("desk_program", "pub fn run() {}", checks, &steps);
    fixture.write("src/main.rs", "fn main() { subject::run() }");
    assert_eq!(fixture.report().verdict, Verdict::Passed);
}

#[test]
fn what_the_course_changes_for_all_is_seen() {
    let fixture = Fixture::new("desk_follows", "pub fn run() {}\nfn nobody_calls_it() {}");
    let own = fixture.dir().join("Cargo.toml");
    let follows = std::fs::read_to_string(&own).expect("it has a manifest") + "[lints]\nworkspace = true\n";
    put(&own, follows.as_bytes());
    let root = fixture.root.join("Cargo.toml");
    let manifest = std::fs::read_to_string(&root).expect("the course has a manifest");
    for (level, verdict) in [("warn", Verdict::Passed), ("deny", Verdict::DoesNotCompile)] {
        let lints = format!("[workspace.lints.rust]\ndead_code = {level:?}\n");
        put(&root, (manifest.clone() + &lints).as_bytes());
        assert_eq!(fixture.report().verdict, verdict, "{level}");
    }
}
