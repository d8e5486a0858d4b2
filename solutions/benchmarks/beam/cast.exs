# Messages without answer, then one question: `elixir cast.exs bare|gen_server COUNT` prints {"seconds":..}.
defmodule Server do
  use GenServer
  def init(total), do: {:ok, total}
  def handle_cast({:add, n}, total), do: {:noreply, total + n}
  def handle_call(:get, _from, total), do: {:reply, total, total}
end

defmodule Bench do
  def run("bare", n) do
    server = spawn(Bench, :serve, [0])
    measure(n, fn -> send(server, {:add, 1}) end, fn -> bare_call(server) end)
  end

  def run("gen_server", n) do
    {:ok, server} = GenServer.start(Server, 0)
    cast = fn -> GenServer.cast(server, {:add, 1}) end
    measure(n, cast, fn -> GenServer.call(server, :get, :infinity) end)
  end

  def serve(total) do
    receive do
      {:add, n} ->
        serve(total + n)

      {:get, from, ref} ->
        send(from, {ref, total})
        serve(total)
    end
  end

  defp bare_call(server) do
    ref = make_ref()
    send(server, {:get, self(), ref})

    receive do
      {^ref, total} -> total
    end
  end

  defp measure(n, cast, get) do
    warm = div(n, 10)
    repeat(warm, cast)
    ^warm = get.()
    from = :erlang.monotonic_time()
    repeat(n, cast)
    total = get.()
    elapsed = :erlang.monotonic_time() - from
    ^total = n + warm
    seconds = elapsed / :erlang.convert_time_unit(1, :second, :native)
    IO.puts(~s({"seconds":#{seconds},"bytes":null}))
  end

  defp repeat(0, _cast), do: :ok

  defp repeat(n, cast) do
    cast.()
    repeat(n - 1, cast)
  end
end

[mode, count] = System.argv()
Bench.run(mode, String.to_integer(count))
