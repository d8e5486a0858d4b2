# Shares groups with a node of ours, and says what it sees. `elixir --name N --cookie C peer.exs RUST_NODE`
Logger.configure(level: :none)
[rust] = System.argv() |> Enum.map(&String.to_atom/1)
say = fn name, value -> IO.puts(inspect({name, value})) end
ask = fn question -> GenServer.call({:probe, rust}, question) end
where = fn pids -> pids |> Enum.map(&if(node(&1) == rust, do: :rust, else: :beam)) |> Enum.sort() end
# Until both have told each other, at most ten seconds.
wait = fn wait, left, ready -> ready.() || (left > 0 && (Process.sleep(10); wait.(wait, left - 1, ready))) end
until = fn ready -> wait.(wait, 1000, ready) end

# Both have members before they know each other.
{:ok, _} = :pg.start(:chat)
:pg.join(:chat, "lobby", [self(), self()])
say.(:alone, where.(:pg.get_members(:chat, "lobby")))
{lobby, _} = :pg.monitor(:chat, "lobby")
changed = fn -> receive do {^lobby, change, "lobby", pids} -> {change, where.(pids)} after 10000 -> :nothing end end
say.(:connect, Node.connect(rust))
say.(:told, changed.())
say.(:members, where.(:pg.get_members(:chat, "lobby")))
say.(:local, where.(:pg.get_local_members(:chat, "lobby")))
say.(:rust_sees, until.(fn -> ask.({:count, "lobby"}) == {3, 1} end))

# Ours joins, leaves and ends: the Rust node sees it.
:pg.join(:chat, {:room, 1}, self())
say.(:join, until.(fn -> ask.({:count, {:room, 1}}) == {1, 0} end))
:pg.leave(:chat, {:room, 1}, self())
say.(:leave, until.(fn -> ask.({:count, {:room, 1}}) == {0, 0} end))
mortal = spawn(fn -> receive(do: (:stop -> :ok)) end)
:pg.join(:chat, {:room, 2}, [mortal, mortal])
say.(:join_twice, until.(fn -> ask.({:count, {:room, 2}}) == {2, 0} end))
send(mortal, :stop)
say.(:death, until.(fn -> ask.({:count, {:room, 2}}) == {0, 0} end))

# Theirs joins, leaves and ends: we see it.
say.(:rust_join, {ask.({:join, "lobby"}), changed.()})
say.(:members, where.(:pg.get_members(:chat, "lobby")))
say.(:rust_leave, {ask.({:leave, "lobby"}), changed.()})
say.(:rust_dies, {ask.({:kill, "lobby"}), changed.()})
say.(:members, where.(:pg.get_members(:chat, "lobby")))
[mine | _] = :pg.get_members(:chat, "lobby")
say.(:reply, ask.({:send, "lobby"}) && receive(do: (:hello -> mine == self())))

# The connection is lost, and comes back.
say.(:rust_join, {ask.({:join, "lobby"}), changed.()})
Node.disconnect(rust)
say.(:lost, changed.())
say.(:members, where.(:pg.get_members(:chat, "lobby")))
say.(:connect, until.(fn -> Node.connect(rust) end))
say.(:back, changed.())
say.(:rust_sees, until.(fn -> ask.({:count, "lobby"}) == {3, 1} end))

# Our scope ends, and a new one starts.
:pg.join(:chat, "last", self())
Process.exit(Process.whereis(:chat), :kill)
say.(:scope_dies, until.(fn -> ask.({:count, "last"}) == {0, 0} end))
say.(:rust_keeps, ask.({:count, "lobby"}))
{:ok, _} = until.(fn -> case :pg.start(:chat) do {:ok, pid} -> {:ok, pid}; _ -> false end end)
say.(:new_scope, until.(fn -> where.(:pg.get_members(:chat, "lobby")) == [:rust] end))
