# Starts idle processes: `elixir spawn.exs bare|gen_server COUNT` prints {"seconds":..,"bytes":..}.
defmodule Server do
  use GenServer

  def init(started) do
    :counters.add(started, 1, 1)
    {:ok, 0}
  end
end

defmodule Bench do
  def run("bare", n), do: measure(n, fn started -> spawn(Bench, :idle, [started]) end)

  def run("gen_server", n) do
    measure(n, fn started ->
      {:ok, pid} = GenServer.start(Server, started)
      pid
    end)
  end

  def idle(started) do
    :counters.add(started, 1, 1)

    receive do
      :stop -> :ok
    end
  end

  defp measure(n, start) do
    started = :counters.new(1, [:write_concurrency])
    :erlang.garbage_collect()
    before = :erlang.memory(:total)
    from = :erlang.monotonic_time()
    pids = start_all(n, start, started, [])
    wait(started, n)
    elapsed = :erlang.monotonic_time() - from
    bytes = :erlang.memory(:total) - before
    ^n = length(pids)
    seconds = elapsed / :erlang.convert_time_unit(1, :second, :native)
    IO.puts(~s({"seconds":#{seconds},"bytes":#{bytes}}))
  end

  defp start_all(0, _start, _started, pids), do: pids
  defp start_all(n, start, started, pids), do: start_all(n - 1, start, started, [start.(started) | pids])

  defp wait(started, n) do
    if :counters.get(started, 1) < n do
      :erlang.yield()
      wait(started, n)
    end
  end
end

[mode, count] = System.argv()
Bench.run(mode, String.to_integer(count))
:erlang.halt(0)
