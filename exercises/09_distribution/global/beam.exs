# Names of a cluster: locks, registration, and what becomes of a name that both sides of a split have given away.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

{:module, _, person, _} =
  defmodule Person do
    # Keeps what it is told, gives it out, and asks for locks when told to: a lock goes with whoever holds it.
    def start(name), do: spawn(fn -> Process.register(self(), name) && live([]) end)

    def live(heard) do
      receive do
        {:heard, from} -> send(from, {:heard, Enum.reverse(heard)}) && live([])
        {:global, from, function, arguments} -> send(from, {:done, apply(:global, function, arguments)}) && live(heard)
        other -> live([other | heard])
      end
    end

    def heard(pid) do
      send(pid, {:heard, self()})
      receive do {:heard, heard} -> heard end
    end

    def global(pid, function, arguments) do
      send(pid, {:global, self(), function, arguments})
      receive do {:done, outcome} -> outcome end
    end

# ANCHOR: rule
    # The resolver: the process with the greater name keeps the name, wherever it lives; the other is told.
    def keep_greater(name, pid1, pid2) do
      [loser, keeper] = Enum.sort_by([pid1, pid2], &who/1)
      send(loser, {:global_name_conflict, name})
      keeper
    end
# ANCHOR_END: rule

    def who(:undefined), do: :nobody
    def who(pid), do: :erpc.call(node(pid), Process, :info, [pid, :registered_name]) |> elem(1)
  end

# ANCHOR: nodes
# Two nodes that know nothing of each other. We talk to them through their standard input, not as a node.
run = System.pid()
start = fn name ->
  args = ['-setcookie', 'secret', '-kernel', 'logger_level', 'none', '-pa' | :code.get_path()]
  options = %{name: :"#{name}_#{run}", host: '127.0.0.1', longnames: true, connection: :standard_io, args: args}
  {:ok, peer, node} = :peer.start(options)
  {:module, Person} = :peer.call(peer, :code, :load_binary, [Person, 'person', person])
  {peer, node}
end
{a, node_a} = start.(:a)
{b, node_b} = start.(:b)
# ANCHOR_END: nodes

# Both sides have seen the connection come or go, and their name servers have dealt with it.
settle = fn nodes_of ->
  seen = fn seen, peer, nodes -> :peer.call(peer, Node, :list, []) == nodes || seen.(seen, peer, nodes) end
  for {peer, nodes} <- nodes_of, do: true = seen.(seen, peer, nodes)
  for {peer, _} <- nodes_of, do: :peer.call(peer, :sys, :get_state, [:global_name_server])
  for {peer, _} <- nodes_of, do: :ok = :peer.call(peer, :global, :sync, [])
end
apart = fn -> settle.([{a, []}, {b, []}]) end
together = fn -> settle.([{a, [node_b]}, {b, [node_a]}]) end
on = fn peer, function, arguments -> :peer.call(peer, :global, function, arguments) end
who = fn peer, name -> :peer.call(peer, Person, :who, [on.(peer, :whereis_name, [name])]) end
heard = fn peer, pid -> inspect(:peer.call(peer, Person, :heard, [pid])) end
[anna, carl, dora, bea] = for {peer, name} <- [{a, :anna}, {a, :carl}, {a, :dora}, {b, :bea}], do: :peer.call(peer, Person, :start, [name])

lock = fn peer, pid, id, nodes -> :peer.call(peer, Person, :global, [pid, :set_lock, [id, nodes, 0]]) end
# ANCHOR: lock
IO.puts("-- lock")
IO.puts("anna, x for me: #{lock.(a, anna, {:x, :me}, [node_a])}, again: #{lock.(a, anna, {:x, :me}, [node_a])}")
IO.puts("carl, x for you: #{lock.(a, carl, {:x, :you}, [node_a])}")
:peer.call(a, Person, :global, [anna, :del_lock, [{:x, :me}, [node_a]]])
IO.puts("anna gives it back once; carl, x for you: #{lock.(a, carl, {:x, :you}, [node_a])}")
IO.puts("anna, x for you: #{lock.(a, anna, {:x, :you}, [node_a])}")
true = :peer.call(a, Process, :exit, [carl, :kill])
ended = fn ended -> :peer.call(a, Process, :alive?, [carl]) && ended.(ended) end
ended.(ended)
apart.()
IO.puts("carl is killed; dora, x for me: #{lock.(a, dora, {:x, :me}, [node_a])}, x for you: #{lock.(a, dora, {:x, :you}, [node_a])}")
# ANCHOR_END: lock

# ANCHOR: register
IO.puts("-- register")
IO.puts("anna as shop: #{on.(a, :register_name, [:shop, anna, &Person.keep_greater/3])}")
IO.puts("anna as till: #{on.(a, :register_name, [:till, anna])}")
IO.puts("bea as shop, where nobody knows of anna: #{on.(b, :register_name, [:shop, bea, &Person.keep_greater/3])}")
IO.puts("shop on a: #{who.(a, :shop)}, shop on b: #{who.(b, :shop)}")
# ANCHOR_END: register

# ANCHOR: conflict
IO.puts("-- conflict")
IO.puts("connect: #{:peer.call(a, Node, :connect, [node_b])}")
together.()
IO.puts("shop on a: #{who.(a, :shop)}, shop on b: #{who.(b, :shop)}")
IO.puts("anna has heard #{heard.(a, anna)}")
IO.puts("bea has heard #{heard.(b, bea)}")
# ANCHOR_END: conflict

# ANCHOR: all_or_none
IO.puts("-- all_or_none")
IO.puts("bea, y for me, on b: #{lock.(b, bea, {:y, :me}, [node_b])}")
IO.puts("anna, y for you, on both: #{lock.(a, anna, {:y, :you}, [node_a, node_b])}")
IO.puts("dora, y for her, on a: #{lock.(a, dora, {:y, :her}, [node_a])}")
# ANCHOR_END: all_or_none

# ANCHOR: random
IO.puts("-- random")
again = fn ->
  true = :peer.call(a, Node, :disconnect, [node_b])
  apart.()
  for {peer, pid} <- [{a, anna}, {b, bea}], do: on.(peer, :re_register_name, [:till, pid, &:global.random_notify_name/3])
  true = :peer.call(a, Node, :connect, [node_b])
  together.()
  {who.(a, :till), heard.(a, anna), heard.(b, bea)}
end
rounds = for _ <- 1..5, do: again.()
IO.puts("till, five times: #{rounds |> Enum.map(&elem(&1, 0)) |> Enum.join(" ")}")
IO.puts("the last time anna has heard #{rounds |> List.last() |> elem(1)}, bea has heard #{rounds |> List.last() |> elem(2)}")
# ANCHOR_END: random

# ANCHOR: lost
IO.puts("-- lost")
IO.puts("shop on a, while b is there: #{who.(a, :shop)}")
:ok = :peer.stop(b)
gone = fn again -> if on.(a, :whereis_name, [:shop]) == :undefined, do: :nobody, else: again.(again) end
IO.puts("and when b is gone: #{gone.(gone)}")
IO.puts("till on a: #{who.(a, :till)}")
# ANCHOR_END: lost
:ok = :peer.stop(a)
