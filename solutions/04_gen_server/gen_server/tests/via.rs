//! Names that something else keeps.

use std::sync::{Arc, Mutex};

use gen_server::{Answer, Client, GenServer, Init, Options, Server, StartError, Via, start, start_link};
use process::{Config, Context, ExitReason, Pid, System, TrapExit};

/// One name, and who has it.
#[derive(Clone, Debug)]
struct OneName(System, Arc<Mutex<Option<Pid>>>);

impl Via for OneName {
    fn register_name(&self, me: &Context) -> Result<(), Pid> {
        let mut owner = self.1.lock().expect("nobody panics here");
        match owner.filter(|pid| self.0.is_alive(*pid)) {
            Some(taken) => Err(taken),
            None => {
                *owner = Some(me.pid());
                Ok(())
            }
        }
    }

    fn whereis_name(&self) -> Option<Pid> {
        self.1.lock().expect("nobody panics here").filter(|pid| self.0.is_alive(*pid))
    }
}

#[derive(Debug)]
struct Echo;

impl GenServer for Echo {
    type Args = Option<ExitReason>;
    type Call = u32;
    type Reply = u32;
    type Cast = ();
    type Continue = ();

    async fn init(refuse: Option<ExitReason>, _: &mut Context) -> Init<Self> {
        refuse.map_or(Init::ok(Self), Init::Stop)
    }

    async fn handle_call(&mut self, n: u32, _: Client<u32>, _: &mut Context) -> Answer<Self> {
        Answer::reply(n)
    }
}

#[tokio::test]
async fn a_name_kept_elsewhere_is_taken_found_and_free_again() {
    let system = System::new(Config::default());
    let name = OneName(system.clone(), Arc::default());
    let main = system.spawn(move |mut me| async move {
        me.trap_exit(TrapExit::Yes);
        let via = || Options::via(name.clone());
        let refused = start_link::<Echo>(&mut me, Some("no".into()), via()).await.map(Server::pid);
        assert_eq!(refused, Err(StartError::Stop("no".into())));
        assert_eq!(name.whereis_name(), None, "a start that failed leaves no name");
        let echo = start_link::<Echo>(&mut me, None, via()).await.expect("the name is free");
        let found = Server::<Echo>::via(&name).expect("it has the name");
        assert_eq!(found.call(&mut me, 7).await, Ok(7));
        let second = start::<Echo>(&mut me, None, via()).await.map(Server::pid);
        assert_eq!(second, Err(StartError::AlreadyStarted(echo.pid())));
        echo.stop(&mut me, ExitReason::Normal, None).await.expect("it stops");
        assert_eq!(name.whereis_name(), None);
        start::<Echo>(&mut me, None, via()).await.expect("the name is free again");
    });
    assert_eq!(system.join(main).await, ExitReason::Normal);
}
