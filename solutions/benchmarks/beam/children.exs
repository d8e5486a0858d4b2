# Children of one DynamicSupervisor: `elixir children.exs bare|gen_server COUNT` prints {"seconds":..,"bytes":..,"end":..}.
# The end of 100,000 takes about a minute: for each child that it tells to end, DynamicSupervisor looks for an `EXIT`
# through its whole mailbox (`monitor_child/1`), and there lie the `DOWN`s of those it has told. Ten times the children,
# a hundred times the time.
defmodule Server do
  use GenServer

  def init(started) do
    :counters.add(started, 1, 1)
    {:ok, 0}
  end
end

defmodule Bench do
  def run(mode, n) do
    started = :counters.new(1, [:write_concurrency])
    child = %{id: :child, start: {Bench, :start_child, [mode, started]}}
    {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
    :erlang.garbage_collect()
    before = :erlang.memory(:total)
    from = :erlang.monotonic_time()
    start_all(n, supervisor, child)
    wait(started, n)
    elapsed = seconds_since(from)
    bytes = :erlang.memory(:total) - before
    others = :erlang.system_info(:process_count) - n - 1
    from = :erlang.monotonic_time()
    :ok = DynamicSupervisor.stop(supervisor, :normal, :infinity)
    ending = seconds_since(from)
    true = :erlang.system_info(:process_count) <= others
    IO.puts(~s({"seconds":#{elapsed},"bytes":#{bytes},"end":#{ending}}))
  end

  def start_child("bare", started), do: {:ok, spawn_link(Bench, :idle, [started])}
  def start_child("gen_server", started), do: GenServer.start_link(Server, started)

  def idle(started) do
    :counters.add(started, 1, 1)

    receive do
      :stop -> :ok
    end
  end

  defp start_all(0, _supervisor, _child), do: :ok

  defp start_all(n, supervisor, child) do
    {:ok, _} = DynamicSupervisor.start_child(supervisor, child)
    start_all(n - 1, supervisor, child)
  end

  defp wait(started, n) do
    if :counters.get(started, 1) < n do
      :erlang.yield()
      wait(started, n)
    end
  end

  defp seconds_since(from) do
    (:erlang.monotonic_time() - from) / :erlang.convert_time_unit(1, :second, :native)
  end
end

Logger.configure(level: :none)
[mode, count] = System.argv()
Bench.run(mode, String.to_integer(count))
:erlang.halt(0)
