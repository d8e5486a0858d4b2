//! Save → verdict, beside a bare `cargo test` of the same crate.

/// Not measured yet.
pub fn run(_json: bool) -> anyhow::Result<()> {
    anyhow::bail!("check is not measured yet")
}
