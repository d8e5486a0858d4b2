//! The network as one host sees it.

use std::future::poll_fn;
use std::io;
use std::task::Poll;

use network::{Listener, Network, Promise, Stream};
use tokio::time::{sleep, timeout};

use super::connection::Name;
use super::end::End;
use super::{CONNECT_TIMEOUT, Net};

pub(super) struct Host {
    pub(super) name: Name,
    pub(super) net: Net,
}

impl Network for Host {
    fn listen<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Box<dyn Listener>> {
        Box::pin(async move {
            if self.resolve(host) != self.name {
                return Err(io::ErrorKind::AddrNotAvailable.into());
            }
            let (port, id) = self.net.state().listen(&self.name, port)?;
            let accepting = Accepting { net: self.net.clone(), host: self.name.clone(), port, id };
            Ok(Box::new(accepting) as Box<dyn Listener>)
        })
    }

    fn connect<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Stream> {
        Box::pin(async move {
            let tried = timeout(CONNECT_TIMEOUT, self.shake_hands(&self.resolve(host), port)).await;
            tried.unwrap_or_else(|_| Err(io::ErrorKind::TimedOut.into()))
        })
    }
}

impl Host {
    /// Which host an address means.
    fn resolve(&self, host: &str) -> Name {
        match host {
            "localhost" | "127.0.0.1" | "0.0.0.0" if !self.net.state().knows(host) => self.name.clone(),
            other => other.into(),
        }
    }

    async fn shake_hands(&self, to: &Name, port: u16) -> io::Result<Stream> {
        let life = self.net.state().life(&self.name);
        self.travel(&self.name, to).await;
        // There, the connection waits to be accepted; here, it is known when the answer is back.
        let opened = if self.net.state().knows(to) {
            let opened = self.net.state().open(&self.name, to, port);
            opened.map(|id| End::new(self.net.clone(), id, 0))
        } else {
            Err(io::ErrorKind::HostUnreachable.into())
        };
        self.travel(to, &self.name).await;
        match opened {
            Ok(_) if self.net.state().life(&self.name) != life => {
                Err(io::ErrorKind::ConnectionAborted.into())
            }
            opened => opened.map(|end| Box::new(end) as Stream),
        }
    }

    /// Waits as long as a packet takes from one host to another; across a cut it is sent again after the healing.
    async fn travel(&self, from: &Name, to: &Name) {
        loop {
            // Before the question, so that a healing in between is not missed.
            let healed = self.net.shared.healed.notified();
            if self.net.state().is_cut(from, to) {
                healed.await;
                continue;
            }
            let latency = self.net.state().draw_latency(from, to);
            sleep(latency).await;
            if !self.net.state().is_cut(from, to) {
                return;
            }
        }
    }
}

struct Accepting {
    net: Net,
    host: Name,
    port: u16,
    id: u64,
}

impl Listener for Accepting {
    fn port(&self) -> u16 {
        self.port
    }

    fn accept(&mut self) -> Promise<'_, Stream> {
        Box::pin(poll_fn(|cx| {
            let mut state = self.net.state();
            let listening = state.listeners.get_mut(&(self.host.clone(), self.port));
            // After a crash the port is closed, or belongs to a listener of the next life.
            let Some(listening) = listening.filter(|listening| listening.id == self.id) else {
                return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
            };
            let Some(id) = listening.backlog.pop_front() else {
                listening.acceptor = Some(cx.waker().clone());
                return Poll::Pending;
            };
            Poll::Ready(Ok(Box::new(End::new(self.net.clone(), id, 1)) as Stream))
        }))
    }
}

impl Drop for Accepting {
    fn drop(&mut self) {
        self.net.state().unlisten(&self.host, self.port, self.id);
    }
}
