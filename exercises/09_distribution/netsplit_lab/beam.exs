# Nodes that all see each other lose one connection: who sees whom then, with and without prevention of overlaps.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

{:module, _, helper, _} =
  defmodule Helper do
    # Keeps what it is told of nodes that are gone.
    def watch do
      spawn(fn ->
        Process.register(self(), :watcher)
        :net_kernel.monitor_nodes(true)
        live([])
      end)
    end

    defp live(gone) do
      receive do
        {:nodedown, node} -> live([node | gone])
        {:gone, from} -> send(from, {:gone, gone}) && live(gone)
        _ -> live(gone)
      end
    end

    def gone do
      send(:watcher, {:gone, self()})
      receive do {:gone, gone} -> gone end
    end
  end

# ANCHOR: nodes
# Nodes that know nothing of each other. We talk to them through their standard input, not as a node.
run = System.pid()
start = fn name, scene, prevent ->
  args = ['-setcookie', 'secret', '-kernel', 'logger_level', 'none', '-kernel', 'prevent_overlapping_partitions', prevent]
  args = args ++ ['-pa' | :code.get_path()]
  options = %{name: :"#{name}_#{scene}_#{run}", host: '127.0.0.1', longnames: true, connection: :standard_io, args: args}
  {:ok, peer, node} = :peer.start(options)
  {:module, Helper} = :peer.call(peer, :code, :load_binary, [Helper, 'helper', helper])
  :peer.call(peer, Helper, :watch, [])
  {name, peer, node}
end
# ANCHOR_END: nodes
until = fn until, ready -> ready.() || until.(until, ready) end

cluster = fn scene, names, prevent ->
  all = for name <- names, do: start.(name, scene, prevent)
  [{_, first, _} | others] = all
  for {_, _, node} <- others, do: true = :peer.call(first, Node, :connect, [node])
  until.(until, fn -> Enum.all?(all, fn {_, peer, _} -> length(:peer.call(peer, Node, :list, [])) == length(others) end) end)
  for {_, peer, _} <- all, do: :ok = :peer.call(peer, :global, :sync, [])
  all
end

# Who of them is this?
names = fn all, nodes ->
  case for {name, _, node} <- all, node in nodes, do: name do
    [] -> "nobody"
    names -> Enum.join(names, " ")
  end
end

# ANCHOR: lose
# The connection between a and c is lost. The others do not act before both reports are there: that is no race then.
lose = fn [{_, a, node_a}, _, {_, c, node_c} | _] = all ->
  between = for {name, peer, _} <- all, name not in [:a, :c], do: peer
  for peer <- between, do: :ok = :peer.call(peer, :sys, :suspend, [:global_name_server])
  true = :peer.call(a, :erlang, :disconnect_node, [node_c])
  until.(until, fn -> node_c in :peer.call(a, Helper, :gone, []) and node_a in :peer.call(c, Helper, :gone, []) end)
  # What a and c have to say about it is said, and has arrived: an answer comes back after it on the same connection.
  for lost <- [a, c] do
    :peer.call(lost, :sys, :get_state, [:global_name_server])
    for node <- :peer.call(lost, Node, :list, []), do: :pong = :peer.call(lost, :net_adm, :ping, [node])
  end
  for peer <- between do
    :ok = :peer.call(peer, :sys, :resume, [:global_name_server])
    :peer.call(peer, :sys, :get_state, [:global_name_server])
  end
end
# ANCHOR_END: lose

# Each of these nodes has lost all of those.
has_lost = fn all, these, those ->
  lost = for {name, _, node} <- all, name in those, do: node
  for {name, peer, own} <- all, name in these do
    until.(until, fn -> Enum.all?(lost -- [own], & &1 in :peer.call(peer, Helper, :gone, [])) end)
  end
end

# ANCHOR: show
show = fn all ->
  for {name, peer, _} <- all, do: IO.puts("#{name} sees #{names.(all, :peer.call(peer, Node, :list, []))}")
end
# ANCHOR_END: show
stop = fn all -> for {_, peer, _} <- all, do: :ok = :peer.stop(peer) end

# ANCHOR: without
IO.puts("-- three, not prevented")
all = cluster.("off", [:a, :b, :c], 'false')
lose.(all)
show.(all)
stop.(all)
# ANCHOR_END: without

# ANCHOR: with
IO.puts("-- three, prevented")
all = cluster.("on", [:a, :b, :c], 'true')
lose.(all)
has_lost.(all, [:b], [:a, :c])
has_lost.(all, [:a, :c], [:b])
show.(all)
stop.(all)
# ANCHOR_END: with

# ANCHOR: four
IO.puts("-- four, prevented")
all = cluster.("four", [:a, :b, :c, :d], 'true')
lose.(all)
has_lost.(all, [:b, :d], [:a, :c])
has_lost.(all, [:a, :c], [:b, :d])
show.(all)
stop.(all)
# ANCHOR_END: four
