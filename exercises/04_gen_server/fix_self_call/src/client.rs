//! What others use. The accounts have a name, so that nobody has to know their pid.
//!
//! Chapter: `gen_server`.

use gen_server::{Options, Server, start_link};
use process::{CallError, Context, ExitReason};

use crate::accounts::Accounts;
use crate::messages::{Ask, Name, Told};

/// Opens the accounts, with these balances, under the name `accounts`.
///
/// # Panics
/// When the name is taken.
pub async fn open(me: &mut Context, balances: &[(Name, u32)]) -> Server<Accounts> {
    let balances = balances.iter().copied().collect();
    start_link(me, balances, Options::named("accounts")).await.expect("the name `accounts` is free")
}

/// What somebody has, for whoever wants to know. Waits as long as it takes.
///
/// # Errors
/// As [`Server::call_within`].
pub async fn balance(me: &mut Context, name: Name) -> Result<u32, CallError> {
    let accounts = Server::<Accounts>::whereis(me.system(), "accounts");
    let accounts = accounts.ok_or(CallError::Down(ExitReason::NoProc))?;
    match accounts.call_within(me, Ask::Balance(name), None).await? {
        Told::Balance(balance) => Ok(balance),
        told => unreachable!("a balance was asked for, and we are told {told:?}"),
    }
}
