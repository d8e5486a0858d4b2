# What a BEAM process costs: `elixir --erl "+P 2000000" figures.exs`. Time until the last one runs, memory by
# :erlang.memory(:processes), best of five rounds.
defmodule Figures do
  def round(n) do
    me = self()
    :erlang.garbage_collect()
    before = :erlang.memory(:processes)
    start = System.monotonic_time(:nanosecond)
    pids = for i <- 1..n, do: spawn(fn -> if i == n, do: send(me, :running); receive do :stop -> :ok end end)
    receive do :running -> :ok end
    nanos = System.monotonic_time(:nanosecond) - start
    bytes = :erlang.memory(:processes) - before
    refs = for pid <- pids, do: Process.monitor(pid)
    for pid <- pids, do: send(pid, :stop)
    for ref <- refs, do: (receive do {:DOWN, ^ref, _, _, _} -> :ok end)
    {nanos / n, bytes / n}
  end
end

for {what, n} <- [{"beam_process", 100_000}, {"beam_process_1M", 1_000_000}] do
  {nanos, bytes} = Enum.min(for _ <- 1..5, do: Figures.round(n))
  numbers = [{n, 8}, {Kernel.round(nanos), 10}, {Kernel.round(bytes), 10}]
  IO.puts(Enum.join([String.pad_trailing(what, 18) | for({x, w} <- numbers, do: String.pad_leading("#{x}", w))], " "))
end
