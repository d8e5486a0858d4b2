# Calls between two nodes, each an OS process: `elixir distribution.exs CALLERS COUNT` prints {"seconds":..}.
{:module, _, server, _} = defmodule Server do
  use GenServer
  def start, do: GenServer.start(__MODULE__, 0, name: :server)
  def init(total), do: {:ok, total}
  def handle_call({:add, n}, _from, total), do: {:reply, total + n, total + n}
end

defmodule Bench do
  def run(node, callers, count) do
    each = div(count, callers)
    calls(node, callers, div(each, 10))
    from = :erlang.monotonic_time()
    calls(node, callers, each)
    elapsed = :erlang.monotonic_time() - from
    seconds = elapsed / :erlang.convert_time_unit(1, :second, :native)
    IO.puts(~s({"seconds":#{seconds}}))
  end

  defp calls(node, callers, each) do
    1..callers
    |> Enum.map(fn _ -> Task.async(fn -> repeat(node, each) end) end)
    |> Enum.each(&Task.await(&1, :infinity))
  end

  defp repeat(_node, 0), do: :ok

  defp repeat(node, n) do
    GenServer.call({:server, node}, {:add, 1})
    repeat(node, n - 1)
  end
end

[callers, count] = Enum.map(System.argv(), &String.to_integer/1)
id = System.pid()
{:ok, _} = Node.start(:"client#{id}@127.0.0.1", :longnames)
{:ok, peer, node} = :peer.start(%{name: :"server#{id}", host: '127.0.0.1', longnames: true})
:erpc.call(node, :code, :add_paths, [:code.get_path()])
{:module, _} = :erpc.call(node, :code, :load_binary, [Server, 'server', server])
{:ok, _} = :erpc.call(node, Server, :start, [])
Bench.run(node, callers, count)
:peer.stop(peer)
