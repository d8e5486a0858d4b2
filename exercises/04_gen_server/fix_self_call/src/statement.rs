//! Writes statements, in a process of its own. Chapter: `gen_server`.

use std::time::Duration;

use process::Context;

use crate::messages::Balances;

/// How long a line takes.
const LINE: Duration = Duration::from_secs(1);

/// Writes one line for each customer, and the total.
pub(crate) async fn write(writer: &mut Context, balances: Balances) -> Vec<String> {
    let _ = writer.register("writer"); // for whoever reads the trace
    let mut lines = Vec::new();
    let mut total = 0;
    for &name in balances.keys() {
        // TODO hidden: "better ask again, it may have changed meanwhile". Who is to answer?
        let balance = crate::client::balance(writer, name).await.expect("the accounts answer");
        tokio::time::sleep(LINE).await;
        total += balance;
        lines.push(format!("{name}: {balance}"));
    }
    lines.push(format!("total: {total}"));
    lines
}
