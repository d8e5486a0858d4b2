//! The real network.

use tokio::net::{TcpListener, TcpStream};

use crate::{Listener, Network, Promise, Stream};

/// TCP, with small writes sent at once (`TCP_NODELAY`): a call must not wait for another to fill its packet.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tcp;

impl Network for Tcp {
    fn listen<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Box<dyn Listener>> {
        Box::pin(async move {
            let listener = TcpListener::bind((host, port)).await?;
            let port = listener.local_addr()?.port();
            Ok(Box::new(Accepting { listener, port }) as Box<dyn Listener>)
        })
    }

    fn connect<'a>(&'a self, host: &'a str, port: u16) -> Promise<'a, Stream> {
        Box::pin(async move { quick(TcpStream::connect((host, port)).await?) })
    }
}

struct Accepting {
    listener: TcpListener,
    port: u16,
}

impl Listener for Accepting {
    fn port(&self) -> u16 {
        self.port
    }

    fn accept(&mut self) -> Promise<'_, Stream> {
        Box::pin(async move { quick(self.listener.accept().await?.0) })
    }
}

fn quick(stream: TcpStream) -> std::io::Result<Stream> {
    stream.set_nodelay(true)?;
    Ok(Box::new(stream))
}
