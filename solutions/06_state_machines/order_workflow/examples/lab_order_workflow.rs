//! An order, and you are payment, warehouse and customer: your machine decides what it waits for.

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};

use gen_statem::{Machine, Options, start_link};
use lab::{Job, Lab, Stage, Text, shown};
use order_workflow::{Ask, Moved, Order, Request, Services, Word};
use process::{Context, ExitReason};

lab::kernel!(process);

const ABOUT: Text = Text {
    en: "An order. You are payment and warehouse, and say what they answer; or you say nothing, and look how often it \
         asks. Try `cast order paid`, `tree`, `cast order out_of_stock`, `tree`, `cast order refunded`; begin anew with \
         `again`, and then `call order status`, `cast customer cancel`, `tree`. After eight seconds the order is late.",
    ru: "Заказ. Касса и склад — это ты: скажи, что они отвечают, — или молчи и смотри, сколько раз он спросит. Попробуй \
         `cast order paid`, `tree`, `cast order out_of_stock`, `tree`, `cast order refunded`; начни заново с `again`, \
         потом `call order status`, `cast customer cancel`, `tree`. Через восемь секунд заказ опаздывает.",
};

/// What a process has heard last.
type Heard = Arc<Mutex<String>>;

fn note(heard: &Heard, text: String) {
    *heard.lock().unwrap_or_else(PoisonError::into_inner) = text;
}

/// Payment, warehouse and journal: it does nothing but listen.
async fn services(mut me: Context, heard: Heard) {
    let mut last = String::new();
    loop {
        let letter = me.next().await;
        if let Some(request) = letter.peek::<Request>() {
            note(&heard, format!("{last}{request}"));
        } else if let Some(moved) = letter.peek::<Moved>() {
            last = format!("{}; ", moved.to_string().trim());
            note(&heard, last.clone());
        }
    }
}

/// Cancels when it is told to, and waits for the answer.
async fn customer(mut me: Context, order: Machine<Order>, heard: Heard) {
    loop {
        me.receive::<Ask>().await;
        note(&heard, "cancel: …".to_owned());
        let answer = order.call_within(&mut me, Ask::Cancel, None).await;
        note(&heard, format!("cancel: {}", shown(answer)));
    }
}

async fn open(stage: Stage) -> Option<Lab> {
    let node = Node::new(&stage);
    let (asked, answered) = (Heard::default(), Heard::default());
    let (asked_in, answered_in) = (Arc::clone(&asked), Arc::clone(&answered));
    let start = node.start(move |me| {
        Box::pin(async move {
            let shop = me.spawn_link(|me| services(me, asked_in));
            me.system().register("services", shop).ok()?;
            let all = Services { payment: shop, warehouse: shop, journal: shop };
            let order = start_link::<Order>(me, all, Options::named("order")).await.ok()?;
            let buyer = me.spawn_link(move |me| customer(me, order, answered_in));
            me.system().register("customer", buyer).ok()?;
            Some((order, buyer.to_string()))
        })
    });
    let (order, buyer) = start.await??;
    let (ask, state, wish) = (node.clone(), node.clone(), node.clone());
    let told = node.clone();
    let tell = move |word: Word| -> Option<Job> { Some(told.tell(move |me| order.cast(me, word))) };
    let mut lab = Lab::new(node.clone(), ABOUT)
        .call("order", "status", move |_| {
            Some(ask.ask(move |me| Box::pin(async move { shown(order.call(me, Ask::Status).await) })))
        })
        .cast("customer", "cancel", move |request| {
            let customer = wish.pid(request.to)?;
            Some(wish.tell(move |me| me.send(customer, Ask::Cancel)))
        })
        .crash(move |request| {
            let killed = node.pid(request.to)?;
            Some(node.tell(move |me| me.exit(killed, ExitReason::Kill)))
        });
    let words = [Word::Paid, Word::Declined, Word::Refunded, Word::Shipped, Word::OutOfStock, Word::Released];
    for (usage, word) in
        ["paid", "declined", "refunded", "shipped", "out_of_stock", "released"].into_iter().zip(words)
    {
        let tell = tell.clone();
        lab = lab.cast("order", usage, move |_| tell(word.clone()));
    }
    Some(lab.state(move |pid| {
        if pid == order.pid().to_string() {
            return state.ask(move |me| {
                Box::pin(async move {
                    let shown = order.state(me).await.unwrap_or_default();
                    shown.split(';').next().unwrap_or_default().to_owned()
                })
            });
        }
        let heard = if pid == buyer { &answered } else { &asked };
        let text = heard.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Box::pin(async move { Some(text) })
    }))
}

fn main() -> ExitCode {
    lab::run("order_workflow", open)
}
