# pg on two nodes: who tells whom of what, and what is left when the connection is lost.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

{:module, _, helper, _} =
  defmodule Helper do
    # Processes that wait until they end. Their names are for us; pg knows pids only.
    def start(name), do: spawn(fn -> Process.register(self(), name) && Process.sleep(:infinity) end)

    # Hears what a monitor of pg hears, and gives it out.
    def watch(scope, group) do
      spawn(fn ->
        Process.register(self(), :watcher)
        {_, members} = :pg.monitor(scope, group)
        live(for pid <- members, do: {:now, [pid]})
      end)
    end

    defp live(heard) do
      receive do
        {:heard, from} -> send(from, {:heard, Enum.reverse(heard)}) && live([])
        {_, change, _, pids} -> live([{change, pids} | heard])
      end
    end

    # What the scope says to its watchers it has said before it answers.
    def heard do
      :sys.get_state(:chat)
      send(:watcher, {:heard, self()})
      receive do {:heard, heard} -> heard end
    end

    # A process that says it is a scope, and hears what a scope answers.
    def stranger, do: spawn(fn -> Process.register(self(), :stranger) && listen([]) end)

    defp listen(heard) do
      receive do
        {:said, from} -> send(from, {:said, Enum.reverse(heard)}) && listen([])
        other -> listen([other | heard])
      end
    end

    def said do
      :sys.get_state(:chat)
      send(:stranger, {:said, self()})
      receive do {:said, said} -> said end
    end
  end

# Two nodes that know nothing of each other. We talk to them through their standard input, not as a node.
run = System.pid()
start = fn name ->
  args = ['-setcookie', 'secret', '-kernel', 'logger_level', 'none', '-pa' | :code.get_path()]
  options = %{name: :"#{name}_pg_#{run}", host: '127.0.0.1', longnames: true, connection: :standard_io, args: args}
  {:ok, peer, node} = :peer.start(options)
  {:module, Helper} = :peer.call(peer, :code, :load_binary, [Helper, 'helper', helper])
  {peer, node}
end
{a, _} = start.(:a)
{b, node_b} = start.(:b)
on = fn peer, function, arguments -> :peer.call(peer, :pg, function, arguments) end
help = fn peer, function, arguments -> :peer.call(peer, Helper, function, arguments) end
[ann, art] = for name <- [:ann, :art], do: help.(a, :start, [name])
[bea, bob] = for name <- [:bea, :bob], do: help.(b, :start, [name])
names = %{ann => :ann, art => :art, bea => :bea, bob => :bob}
name = fn pids -> pids |> Enum.map(&names[&1]) |> Enum.sort() |> Enum.join(" ") end
all = fn peer -> name.(on.(peer, :get_members, [:chat, "lobby"])) end
local = fn peer -> name.(on.(peer, :get_local_members, [:chat, "lobby"])) end
until = fn until, ready -> ready.() || until.(until, ready) end
seen = fn peer, members -> until.(until, fn -> all.(peer) == members end) end
heard = fn peer -> help.(peer, :heard, []) |> Enum.map(fn {change, pids} -> "#{change} #{name.(pids)}" end) |> Enum.join(", ") end
show = fn what -> IO.puts("#{what}: a [#{all.(a)}] b [#{all.(b)}]") end

# ANCHOR: alone
IO.puts("-- alone")
{:ok, _} = on.(a, :start, [:chat])
{:ok, _} = on.(b, :start, [:chat])
:ok = on.(a, :join, [:chat, "lobby", ann])
:ok = on.(b, :join, [:chat, "lobby", [bea, bea]])
help.(a, :watch, [:chat, "lobby"])
show.("not connected")
# ANCHOR_END: alone

# ANCHOR: meet
IO.puts("-- meet")
true = :peer.call(a, Node, :connect, [node_b])
seen.(a, "ann bea bea") && seen.(b, "ann bea bea")
show.("connected")
IO.puts("local members: a [#{local.(a)}] b [#{local.(b)}]")
IO.puts("the watcher on a: #{heard.(a)}")
# ANCHOR_END: meet

# ANCHOR: changes
IO.puts("-- changes")
for_other = fn verb, pid -> try do on.(a, verb, [:chat, "lobby", pid]) catch _, {reason, _} -> reason end end
IO.puts("on a, bob of b joins: #{for_other.(:join, bob)}")
:ok = on.(b, :join, [:chat, "lobby", bob])
seen.(a, "ann bea bea bob")
show.("on b he does")
:ok = on.(b, :leave, [:chat, "lobby", bea])
seen.(a, "ann bea bob")
show.("bea leaves once")
IO.puts("on a, bea leaves: #{for_other.(:leave, bea)}")
true = :peer.call(b, Process, :exit, [bob, :kill])
seen.(a, "ann bea") && seen.(b, "ann bea")
show.("bob is killed")
IO.puts("the watcher on a: #{heard.(a)}")
# ANCHOR_END: changes

# ANCHOR: lost
IO.puts("-- lost")
true = :peer.call(a, Node, :disconnect, [node_b])
seen.(a, "ann") && seen.(b, "bea")
show.("disconnected")
IO.puts("the watcher on a: #{heard.(a)}")
:ok = on.(a, :join, [:chat, "lobby", art])
true = :peer.call(a, Node, :connect, [node_b])
seen.(a, "ann art bea") && seen.(b, "ann art bea")
show.("art joins on a, and they connect")
IO.puts("the watcher on a: #{heard.(a)}")
# ANCHOR_END: lost

# ANCHOR: scope
IO.puts("-- scope")
true = :peer.call(b, Process, :exit, [:peer.call(b, Process, :whereis, [:chat]), :kill])
seen.(a, "ann art")
IO.puts("the scope on b is killed: a [#{all.(a)}], and bea lives: #{:peer.call(b, Process, :alive?, [bea])}")
{:ok, _} = until.(until, fn -> with({:error, _} <- on.(b, :start, [:chat]), do: false) end)
seen.(b, "ann art")
show.("a new one is started")
# ANCHOR_END: scope

# A stranger on node a says what a scope of another node would say, and hears what it is told.
:ok = :peer.stop(b)
:ok = on.(a, :leave, [:chat, "lobby", [ann, art]])
:ok = on.(a, :join, [:chat, "lobby", [ann, ann]])
stranger = help.(a, :stranger, [])
scope = :peer.call(a, Process, :whereis, [:chat])
names = Map.merge(names, %{scope => :scope, stranger => :stranger})
plain = fn
  _, pid when is_pid(pid) -> names[pid]
  plain, list when is_list(list) -> Enum.map(list, &plain.(plain, &1))
  plain, tuple when is_tuple(tuple) -> tuple |> Tuple.to_list() |> Enum.map(&plain.(plain, &1)) |> List.to_tuple()
  _, other -> other
end
hears = fn -> for said <- help.(a, :said, []), do: IO.puts("  the stranger hears #{inspect(plain.(plain, said))}") end
say = fn words ->
  IO.puts(inspect(plain.(plain, words)))
  :peer.call(a, Kernel, :send, [:chat, words])
  hears.()
end
lobby = fn -> IO.puts("  lobby: #{on.(a, :get_members, [:chat, "lobby"]) |> Enum.map(&names[&1]) |> Enum.sort() |> Enum.join(" ")}") end
# ANCHOR: words
IO.puts("-- words")
say.({:join, stranger, "lobby", [stranger]})
lobby.()
say.({:discover, stranger})
say.({:discover, stranger})
say.({:"$gen_cast", {:sync, stranger, [{"lobby", [stranger]}]}})
lobby.()
say.({:join, stranger, "lobby", [stranger]})
lobby.()
IO.puts("art joins, and leaves")
:ok = on.(a, :join, [:chat, "lobby", [art]])
:ok = on.(a, :leave, [:chat, "lobby", [art]])
hears.()
# ANCHOR_END: words
:ok = :peer.stop(a)
