//! A node over TLS that waits for an `iex`: `cargo run -q -p with_tls --example tls_node`. It says what to type there.

#[path = "parts/mod.rs"]
#[allow(dead_code)]
mod parts;

use std::env;
use std::sync::Arc;

use node::{Node, Options};
use parts::Here;
use process::{Config, System};
use term::{Term, term};
use with_tls::{Authority, Tls};

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let authority = Authority::new("my cluster");
    let folder = env::current_dir()?.join("target/tls_node");
    let file = parts::beam::options(&folder, &authority.issue("localhost"))?;
    // ANCHOR: start
    let tls = Tls::over(Arc::new(Here), &authority.issue("localhost"))?;
    let options = Options {
        network: Arc::new(Here),
        tls: Some(Arc::new(tls)),
        ..Options::new("rust@localhost", "secret").hidden()
    };
    let node = Node::start(&System::new(Config::default()), options).await?;
    // ANCHOR_END: start
    node.functions().insert("greet:hello/1", |_, args| async move {
        let name = args.into_iter().next().unwrap_or(term!(:nobody));
        Term::tuple([term!(:hello), name])
    });
    println!("rust@localhost runs. On another terminal:\n");
    println!("iex --sname me@localhost --cookie secret \\");
    println!("  --erl \"-proto_dist inet_tls -ssl_dist_optfile {}\"", file.display());
    println!("iex> :rpc.call(:rust@localhost, :greet, :hello, [\"iex\"])");
    println!("\nWithout the two options it is refused, with the right cookie too. Enter ends this node.");
    let _ = tokio::task::spawn_blocking(|| std::io::stdin().read_line(&mut String::new())).await?;
    node.stop();
    Ok(())
}
