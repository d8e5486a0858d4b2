//! An exercise on the learner's own crates: theirs serves where it passes, ours elsewhere.

mod check_support;

use std::fs;

use check_support::{Fixture, put};
use workbook::check::{Cancel, CheckReport, Verdict, mine};

/// Passes on the learner's crate only.
const TOP: &str = "pub fn run() { assert_eq!(mine_base::whose(), \"mine\"); }";
const BASE: &str = "pub fn run() {}\npub fn whose() -> &'static str { \"mine\" }";

/// An exercise `mine_top` that stands on the crate `mine_base`, of which there is ours and the learner's.
fn fixture() -> Fixture {
    let fixture = Fixture::new("mine_top", TOP).and(&[("mine_base", BASE)]);
    let root = fixture.root.join("Cargo.toml");
    let manifest = fs::read_to_string(&root).expect("the fixture has a manifest");
    let shared = "[workspace.dependencies]\n";
    let with_base = format!("{shared}mine_base = {{ path = \"solutions/01_one/mine_base\" }}\n");
    put(&root, manifest.replace(shared, &with_base).as_bytes());
    let solution = fixture.root.join("solutions/01_one/mine_base");
    let package = "[package]\nname = \"mine_base\"\nversion = \"0.1.0\"\nedition = \"2024\"\n";
    put(&solution.join("Cargo.toml"), package.as_bytes());
    put(&solution.join("src/lib.rs"), b"pub fn whose() -> &'static str { \"ours\" }");
    put(&fixture.root.join("runner/.keep"), b"");
    let own = fixture.dir().join("Cargo.toml");
    let manifest = fs::read_to_string(&own).expect("the exercise has a manifest");
    put(&own, format!("{manifest}[dependencies]\nmine_base.workspace = true\n").as_bytes());
    fixture
}

fn checked(fixture: &Fixture) -> (Vec<(String, Verdict)>, CheckReport) {
    let (course, exercise) = (fixture.course(), fixture.exercise());
    let parts =
        mine::parts(&course, &exercise, &Cancel::default(), &mut |_| {}).expect("the parts are checked");
    let report =
        mine::check(&course, &exercise, &parts, &Cancel::default(), &mut |_| {}).expect("it is checked");
    (parts.into_iter().map(|part| (part.id, part.verdict)).collect(), report)
}

#[test]
fn the_learners_crate_serves_while_it_passes_and_ours_when_it_does_not() {
    let fixture = fixture();
    assert_eq!(fixture.report().verdict, Verdict::Failed, "a plain check stands on ours");
    let (parts, report) = checked(&fixture);
    assert_eq!(parts, [("mine_base".to_owned(), Verdict::Passed)]);
    assert_eq!(report.verdict, Verdict::Passed, "{report:?}");

    let base = fixture.root.join("exercises/01_one/mine_base/src/lib.rs");
    put(&base, BASE.replace("run() {}", "run() { panic!() }").as_bytes());
    let (parts, report) = checked(&fixture);
    assert_eq!(parts, [("mine_base".to_owned(), Verdict::Failed)]);
    assert_eq!(report.verdict, Verdict::Failed, "now it stands on ours");

    put(&base, BASE.as_bytes());
    assert_eq!(checked(&fixture).1.verdict, Verdict::Passed, "and back");
}
