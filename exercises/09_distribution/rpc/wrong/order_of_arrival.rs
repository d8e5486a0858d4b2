// Whoever answers first, stands first.
// ANCHOR: cut_multicall
let calls: futures_util::stream::FuturesUnordered<_> =
    on.iter().map(|on| call(node, me, on, function, args.clone(), limit)).collect();
futures_util::StreamExt::collect(calls)
// ANCHOR_END: cut_multicall
