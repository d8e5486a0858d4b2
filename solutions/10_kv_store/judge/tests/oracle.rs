//! The judge against a judge that tries every order there is, on thousands of small random histories.

use harness::Rng;
use judge::{
    Count, Counter, Ending, History, Lock, Model, Operation, Register, Reply, Request, Turn, Verdict, check,
    shrink,
};

/// Tries every order of every set of operations that may have happened. Slow, and written without a thought.
fn brute<M: Model>(history: &History<M::Op, M::Reply>, model: &M) -> bool {
    let mut keys: Vec<&str> = history.operations().iter().map(|of| of.key.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter().all(|key| {
        let of_key: Vec<_> = history.operations().iter().filter(|of| of.key == key).collect();
        some_order(model, &model.init(), &of_key)
    })
}

fn some_order<M: Model>(model: &M, state: &M::State, left: &[&Operation<M::Op, M::Reply>]) -> bool {
    if left.iter().all(|of| !matches!(of.ending, Ending::Returned { .. })) {
        return true;
    }
    (0..left.len()).any(|at| {
        let next = left[at];
        let preceded = left.iter().any(|of| match &of.ending {
            Ending::Returned { at, .. } => at.place < next.invoked.place,
            _ => false,
        });
        let (after, right) = model.apply(state, &next.op);
        let legal = match &next.ending {
            Ending::Returned { reply, .. } => *reply == right,
            Ending::Failed { .. } => false,
            Ending::Unknown => true,
        };
        let rest: Vec<_> = left.iter().enumerate().filter(|(of, _)| *of != at).map(|(_, of)| *of).collect();
        !preceded && legal && some_order(model, &after, &rest)
    })
}

/// A random history: replies are those of an object that mostly does what it should.
fn random<M: Model>(
    model: &M,
    seed: u64,
    keys: usize,
    mut draw: impl FnMut(&mut Rng, usize) -> M::Op,
) -> History<M::Op, M::Reply> {
    let mut rng = Rng::new(seed);
    let (clients, mut history) = (["a", "b", "c"], History::new());
    let mut states: Vec<Vec<M::State>> = vec![vec![model.init()]; keys];
    let mut asked: [Option<(usize, M::Op)>; 3] = [None, None, None];
    let mut count = 0;
    for at in 0..24 {
        let client = rng.below(3);
        let name = clients[client];
        match asked[client].take() {
            None if count < 7 => {
                count += 1;
                let (key, op) = (rng.below(keys), draw(&mut rng, client));
                history.invoke(at, name, ["x", "y"][key], op.clone());
                asked[client] = Some((key, op));
            }
            None => {}
            Some((key, op)) => {
                // Some replies come from a state that is over.
                let old = &states[key];
                let from = if rng.below(4) > 0 { rng.below(old.len()) } else { old.len() - 1 };
                let (after, reply) = model.apply(&old[from], &op);
                match rng.below(10) {
                    0 => history.failed(at, name),
                    1 => {
                        history.unknown(name);
                        states[key].push(after);
                    }
                    2 => history.unknown(name),
                    _ => {
                        history.returned(at, name, reply);
                        states[key].push(after);
                    }
                }
            }
        }
    }
    history
}

/// Compares on `seeds` histories; hands back how many were linearizable.
fn compare<M: Model>(model: &M, keys: usize, draw: impl Fn(&mut Rng, usize) -> M::Op + Copy) -> usize {
    let mut linearizable = 0;
    for seed in 0..2_000 {
        let history = random(model, seed, keys, draw);
        let expected = brute(&history, model);
        let verdict = check(&history, model);
        assert_eq!(matches!(verdict, Verdict::Linearizable { .. }), expected, "seed {seed}: {history}");
        match verdict {
            Verdict::Linearizable { order } => assert_legal(model, &history, &order),
            verdict if seed % 100 == 0 => {
                let small = shrink(&history, model);
                assert!(!brute(&small, model), "seed {seed}: {small}");
                assert!(matches!(verdict, Verdict::Not { .. }));
            }
            _ => {}
        }
        linearizable += usize::from(expected);
    }
    linearizable
}

/// The order is what it claims to be, over all keys together.
fn assert_legal<M: Model>(model: &M, history: &History<M::Op, M::Reply>, order: &[usize]) {
    let operations = history.operations();
    let mut states = std::collections::BTreeMap::new();
    for (at, id) in order.iter().enumerate() {
        let of = &operations[*id];
        for earlier in &order[..at] {
            let before = operations[*earlier].invoked.place;
            assert!(of.end().is_none_or(|end| end.place > before), "real time is respected: {history}");
        }
        let state = states.entry(&of.key).or_insert_with(|| model.init());
        let (after, right) = model.apply(state, &of.op);
        *state = after;
        assert!(!matches!(&of.ending, Ending::Returned { reply, .. } if *reply != right), "{history}");
    }
    let answered = |id: &usize| matches!(operations[*id].ending, Ending::Returned { .. });
    let placed = order.iter().filter(|id| answered(id)).count();
    assert_eq!(placed, (0..operations.len()).filter(answered).count(), "everything has its place: {history}");
}

fn request(rng: &mut Rng, _: usize) -> Request {
    let value = |rng: &mut Rng| 1 + rng.below(3) as u64;
    match rng.below(8) {
        0 | 1 => Request::Put(value(rng)),
        2 => Request::Delete,
        3 => Request::Cas { from: Some(value(rng)), to: value(rng) },
        _ => Request::Get,
    }
}

#[test]
fn registers_are_judged_as_by_trying_all_orders() {
    for keys in [1, 2] {
        let linearizable = compare(&Register::<u64>::default(), keys, request);
        assert!((200..1_800).contains(&linearizable), "both verdicts occur often: {linearizable}");
    }
}

#[test]
fn counters_are_judged_as_by_trying_all_orders() {
    let linearizable = compare(&Counter, 1, |rng, _| match rng.below(2) {
        0 => Count::Add(1),
        _ => Count::Read,
    });
    assert!((100..1_900).contains(&linearizable), "both verdicts occur often: {linearizable}");
}

#[test]
fn locks_are_judged_as_by_trying_all_orders() {
    let linearizable = compare(&Lock, 1, |rng, client| {
        let who = ["a", "b", "c"][client].to_owned();
        if rng.below(2) == 0 { Turn::Acquire(who) } else { Turn::Release(who) }
    });
    assert!((100..1_900).contains(&linearizable), "both verdicts occur often: {linearizable}");
}

#[test]
fn a_reply_of_cas_counts_as_an_observation() {
    let history: History<Request, Reply> =
        "a 0..10 put x 1 -> ok\nb 20..30 cas x 1 2 -> false".parse().expect("it is well written");
    assert!(matches!(check(&history, &Register::default()), Verdict::Not { misfit: 1, .. }));
}
