//! Verbs. (Being written.)
/// Runs the workbook.
#[must_use]
pub fn main() -> std::process::ExitCode {
    std::process::ExitCode::SUCCESS
}
