# Takes part in a cluster with a node of ours, and says what it sees. `elixir --name N --cookie C peer.exs RUST_NODE HOW_MANY_OTHERS`
Logger.configure(level: :none)
[rust, others] = System.argv()
{rust, others} = {String.to_atom(rust), String.to_integer(others)}
ask = fn question -> GenServer.call({:probe, rust}, question) end
say = fn name, value -> IO.puts(inspect({name, value})) end
at = fn :undefined -> :nobody; pid -> if(node(pid) == rust, do: :rust, else: :beam) end
# An answer, and whether it came within 100 ms.
timed = fn act ->
  {micros, answer} = :timer.tc(act)
  {answer, micros < 100_000}
end
keeper = spawn(fn -> Process.register(self(), :keeper); live = fn live, heard ->
  receive do
    {:heard, from} -> send(from, {:heard, heard}); live.(live, [])
    other -> live.(live, [other | heard])
  end
end; live.(live, []) end)
heard = fn -> send(keeper, {:heard, self()}); receive(do: ({:heard, heard} -> heard)) end

say.(:alone, :global.register_name(:clash, keeper, &:global.random_notify_name/3))
say.(:connect, Node.connect(rust))
complete = fn complete, left ->
  length(Node.list()) == others || left == 0 || (Process.sleep(10) && complete.(complete, left - 1))
end
complete.(complete, 1000)
say.(:sync, {:global.sync(), ask.(:sync)})
say.(:listed, rust in Node.list())

# Both have registered it before they knew each other.
say.(:clash, {at.(:global.whereis_name(:clash)), ask.({:whereis, :clash})})
least = if node() < rust, do: :beam, else: :rust
say.(:least_has_it, at.(:global.whereis_name(:clash)) == least)
told = if least == :beam, do: ask.(:heard), else: heard.()
say.(:loser_is_told, told)

# Within 100 ms.
say.(:register, timed.(fn -> :global.register_name(:mine, self()) end))
say.(:sync_again, timed.(fn -> :global.sync() end))
say.(:trans, timed.(fn -> :global.trans({:x, self()}, fn -> :done end) end))
say.(:set_lock, timed.(fn -> :global.set_lock({:x, :me}) end))

# Locks are everybody's.
say.(:rust_lock, ask.({:set_lock, :x, :you}))
say.(:del_lock, timed.(fn -> :global.del_lock({:x, :me}) end))
say.(:rust_lock, ask.({:set_lock, :x, :you}))
say.(:beam_lock, :global.set_lock({:x, :me}, [node() | Node.list()], 0))
say.(:rust_del_lock, ask.({:del_lock, :x, :you}))
say.(:beam_lock, :global.set_lock({:x, :me}, [node() | Node.list()], 0))

# Names are everybody's.
say.(:seen_by_rust, ask.({:whereis, :mine}))
say.(:rust_register, ask.({:register, :theirs}))
say.(:seen_by_beam, at.(:global.whereis_name(:theirs)))
say.(:call_by_name, GenServer.call({:global, :theirs}, :hello))
say.(:no, {:global.register_name(:theirs, spawn(fn -> Process.sleep(:infinity) end)), ask.({:register, :mine})})
say.(:names, :global.registered_names() |> Enum.sort())
say.(:names_of_rust, ask.(:names))
say.(:unregister, {:global.unregister_name(:mine), ask.({:whereis, :mine})})
say.(:send, is_pid(:global.send(:theirs, :hello)))
say.(:heard, ask.(:heard))

# A closure as the resolver travels as well, and a process that ends has no name.
extra = spawn(fn -> receive(do: (:stop -> :ok)) end)
say.(:closure, :global.register_name(:closure, extra, fn _, pid, _ -> pid end))
say.(:closure_seen, ask.({:whereis, :closure}))
send(extra, :stop)
gone = fn gone -> if ask.({:whereis, :closure}) == :nobody, do: :nobody, else: gone.(gone) end
say.(:closure_gone, gone.(gone))

# Another BEAM has given a name away that ours knows as Rust's: ours asks the Rust node to decide.
options = %{name: :"zz_#{System.pid()}", host: '127.0.0.1', longnames: true, connection: :standard_io}
{:ok, peer, other} = :peer.start(Map.put(options, :args, ['-setcookie', 'secret', '-start_epmd', 'false']))
theirs = :peer.call(peer, :erlang, :spawn, [:timer, :sleep, [:infinity]])
:yes = :peer.call(peer, :global, :register_name, [:both, theirs])
say.(:both, ask.({:register_new, :both}))
true = :peer.call(peer, :net_kernel, :connect_node, [node()])
met = fn met -> if other in Node.list(), do: :global.sync(), else: met.(met) end
say.(:met, met.(met))
say.(:both_after, {at.(:global.whereis_name(:both)), ask.({:whereis, :both})})
# The Rust node may have to connect first, to tell it.
alive = fn alive, left ->
  still = :peer.call(peer, :erlang, :is_process_alive, [theirs])
  if still and left > 0, do: Process.sleep(10) && alive.(alive, left - 1), else: still
end
say.(:loser_is_alive, alive.(alive, 500))
:peer.stop(peer)

Node.disconnect(rust)
lost = fn lost -> if :global.whereis_name(:theirs) == :undefined, do: :nobody, else: lost.(lost) end
say.(:after_disconnect, lost.(lost))
