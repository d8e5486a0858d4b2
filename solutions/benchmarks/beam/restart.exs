# Restarts of one child after the other: `elixir restart.exs supervisor|dynamic COUNT CHILDREN` prints {"seconds":..,"p99":..}.
defmodule Bench do
  @often [max_restarts: 1_000_000, max_seconds: 1]

  def run("supervisor", n, children) do
    specs = for id <- 1..children, do: child(id)
    {:ok, _} = Supervisor.start_link(specs, [strategy: :one_for_one] ++ @often)
    lives(n, children)
  end

  def run("dynamic", n, children) do
    {:ok, supervisor} = DynamicSupervisor.start_link([strategy: :one_for_one] ++ @often)
    for id <- 1..children, do: {:ok, _} = DynamicSupervisor.start_child(supervisor, child(id))
    lives(n, children)
  end

  def start_child(watcher), do: {:ok, spawn_link(Bench, :live, [watcher])}

  def live(watcher) do
    send(watcher, {:lives, self()})

    receive do
      :stop -> :ok
    end
  end

  defp child(id), do: %{id: id, start: {Bench, :start_child, [self()]}}

  defp lives(n, children) do
    pids = for at <- 0..(children - 1), into: %{}, do: {at, next_life()}
    warm = div(n, 10)
    {_, pids} = kill_all(0, warm, pids, children, [])
    {took, _} = kill_all(warm, warm + n, pids, children, [])
    sorted = Enum.sort(took)
    IO.puts(~s({"seconds":#{of_hundred(sorted, n, 50)},"p99":#{of_hundred(sorted, n, 99)}}))
  end

  defp kill_all(to, to, pids, _children, took), do: {took, pids}

  defp kill_all(turn, to, pids, children, took) do
    at = rem(turn * 7919, children)
    from = :erlang.monotonic_time()
    Process.exit(Map.fetch!(pids, at), :kill)
    pid = next_life()
    elapsed = :erlang.monotonic_time() - from
    kill_all(turn + 1, to, Map.put(pids, at, pid), children, [elapsed | took])
  end

  defp next_life do
    receive do
      {:lives, pid} -> pid
    end
  end

  defp of_hundred(sorted, n, part) do
    elapsed = Enum.at(sorted, min(div(n * part, 100), n - 1))
    elapsed / :erlang.convert_time_unit(1, :second, :native)
  end
end

Logger.configure(level: :none)
[mode, count, children] = System.argv()
Bench.run(mode, String.to_integer(count), String.to_integer(children))
:erlang.halt(0)
