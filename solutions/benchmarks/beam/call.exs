# Questions and answers: `elixir call.exs bare|gen_server COUNT` prints {"seconds":..}.
defmodule Server do
  use GenServer
  def init(total), do: {:ok, total}
  def handle_call(:get, _from, total), do: {:reply, total, total}
end

defmodule Bench do
  def run("bare", n) do
    server = spawn(Bench, :serve, [0])
    measure(n, fn -> bare_call(server) end)
  end

  def run("gen_server", n) do
    {:ok, server} = GenServer.start(Server, 0)
    measure(n, fn -> GenServer.call(server, :get) end)
  end

  def serve(total) do
    receive do
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

  defp measure(n, call) do
    repeat(div(n, 10), call)
    from = :erlang.monotonic_time()
    repeat(n, call)
    elapsed = :erlang.monotonic_time() - from
    seconds = elapsed / :erlang.convert_time_unit(1, :second, :native)
    IO.puts(~s({"seconds":#{seconds},"bytes":null}))
  end

  defp repeat(0, _call), do: :ok

  defp repeat(n, call) do
    call.()
    repeat(n - 1, call)
  end
end

[mode, count] = System.argv()
Bench.run(mode, String.to_integer(count))
