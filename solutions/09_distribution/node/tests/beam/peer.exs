# The node of the BEAM in the test `beam`: argument 1 is the Rust node. It prints one line for each thing it sees.
Logger.configure(level: :none)
[rust] = System.argv()
rust = String.to_atom(rust)

defmodule Counter do
  use GenServer
  def init(n), do: {:ok, n}
  def handle_call({:add, more}, _from, n), do: {:reply, n + more, n + more}
  def handle_call(:crash, _from, _n), do: exit(:boom)
  def handle_call(:hang, _from, n), do: {:noreply, n}
end

defmodule Peer do
  def down do
    receive do
      {:DOWN, ref, :process, object, reason} -> {ref, object, reason}
    after
      5000 -> :nothing
    end
  end

  def exit_signal do
    receive do
      {:EXIT, _, reason} -> reason
    after
      5000 -> :nothing
    end
  end

  def nodedown(node) do
    receive do
      {:nodedown, ^node, _} -> :nodedown
    after
      10000 -> :nothing
    end
  end

  def print(line), do: IO.puts(inspect(line))
end

{:ok, _} = GenServer.start(Counter, 0, name: :counter)
:net_kernel.monitor_nodes(true, node_type: :all)
Peer.print({:connect, Node.connect(rust)})
Peer.print({:seen, rust in Node.list(:hidden)})
Peer.print({:ping, Node.ping(rust)})

# Calls of a typed server, a thousand of them.
sums = for n <- 1..1000, do: GenServer.call({:adder, rust}, {:add, n, 1})
Peer.print({:calls, sums == Enum.map(1..1000, &(&1 + 1))})
Peer.print({:later, GenServer.call({:adder, rust}, {:later, 7})})
Peer.print({:badarg, elem(GenServer.call({:adder, rust}, :nonsense), 0)})
Peer.print({:timeout, try do GenServer.call({:adder, rust}, :never, 100) catch :exit, {why, _} -> why end})

# rpc and spawn by a name that is known there.
Peer.print({:rpc, :rpc.call(rust, :math, :double, [21])})
Peer.print({:erpc, :erpc.call(rust, :math, :double, [4])})
Peer.print({:undef, :rpc.call(rust, :math, :nothing, []) |> elem(1)})

# Monitors: of a name that is not there, of one that ends.
ref = Process.monitor({:nobody, rust})
{^ref, {:nobody, ^rust}, reason} = Peer.down()
Peer.print({:nobody, reason})
ref = Process.monitor({:victim, rust})
send({:victim, rust}, :boom)
{^ref, {:victim, ^rust}, reason} = Peer.down()
Peer.print({:victim, reason})

# Links: one of theirs ends, one of ours ends, an unlink.
Process.flag(:trap_exit, true)
pid = GenServer.call({:adder, rust}, :linked)
Process.link(pid)
send(pid, :gone)
Peer.print({:link, Peer.exit_signal()})
Process.link(pid)
Peer.print({:late_link, Peer.exit_signal()})
pid = GenServer.call({:adder, rust}, :linked)
ref = Process.monitor(pid)
spawn(fn -> Process.link(pid); exit(:child_ends) end)
{^ref, ^pid, reason} = Peer.down()
Peer.print({:their_link, reason})
pid = GenServer.call({:adder, rust}, :linked)
ref = Process.monitor(pid)
Process.link(pid)
Process.unlink(pid)
Process.exit(pid, :exit2)
{^ref, ^pid, reason} = Peer.down()
Peer.print({:exit2, reason})

# Now the Rust node asks us; it says when it is done, and goes.
Process.register(self(), :script)
send({:asker, rust}, {:begin, node()})
receive do {:done, results} -> Peer.print({:results, results}) after 20000 -> Peer.print(:no_results) end
ref = Process.monitor({:adder, rust})
send({:asker, rust}, :stop)
{^ref, {:adder, ^rust}, reason} = Peer.down()
Peer.print({:adder, reason})
Peer.print(Peer.nodedown(rust))
