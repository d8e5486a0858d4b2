use workbook_book::verify::{Finding, verify};

use crate::root;

#[test]
fn both_books_are_whole() {
    let report = verify(&root()).expect("the book can be verified");
    let findings: Vec<_> = report.findings.iter().map(Finding::to_string).collect();
    assert!(findings.is_empty(), "{} findings\n{}", findings.len(), findings.join("\n"));
    assert!(report.pages > 0 && report.exercises > 0);
}
