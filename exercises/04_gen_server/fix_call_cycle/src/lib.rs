//! Two servers that need each other. Calls go in one direction only; what goes back is sent along or told.
//!
//! ```
//! use fix_call_cycle::{Ask, Orders, Told, start};
//! use process::{Config, System};
//!
//! # tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap().block_on(async {
//! let system = System::new(Config::default());
//! let customer = system.spawn(|mut me| async move {
//!     let (orders, _stock) = start(&mut me, &[("lamp", 2)], &["rosa"]).await;
//!     let place = Ask::Place { customer: "rosa", item: "lamp" };
//!     assert_eq!(orders.call(&mut me, place).await, Ok(Told::Reserved));
//! });
//! assert_eq!(system.join(customer).await, process::ExitReason::Normal);
//! # });
//! ```
//!
//! Reading order: `predict`, `orders`, `stock` (all yours). Chapter: `gen_server`.

mod orders;
pub mod predict;
mod stock;

pub use orders::{Ask, Note, Orders, Ready, STOCK_LIMIT, Told};
pub use stock::{Given, Need, Stock};

use gen_server::{Options, Server, start_link};
use process::Context;

/// The name of a customer or of an item.
pub type Name = &'static str;

/// Starts a stock with these pieces, and orders with these regular customers, under the names `stock` and `orders`.
///
/// # Panics
/// When a name is taken.
pub async fn start(
    me: &mut Context,
    pieces: &[(Name, u32)],
    regulars: &[Name],
) -> (Server<Orders>, Server<Stock>) {
    let stock = start_link(me, pieces.iter().copied().collect(), Options::named("stock"));
    let stock = stock.await.expect("the name `stock` is free");
    let orders = start_link(me, regulars.to_vec(), Options::named("orders"));
    (orders.await.expect("the name `orders` is free"), stock)
}
