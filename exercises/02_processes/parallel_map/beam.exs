# Several processes, one mailbox that collects: what a map gains by them, and what it must take care of.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

IO.puts("-- spawn")
# ANCHOR: spawn
parent = self()
child = spawn(fn ->
  receive do
    {:ask, from, n} -> send(from, {:answer, self(), n * n})
  end
end)
IO.puts("two processes: #{parent != child}")
send(child, {:ask, self(), 7})
receive do {:answer, ^child, n} -> IO.puts("7 * 7 = #{n}") end
{ref, text} = {Process.monitor(child), "nobody reads this"}
receive do {:DOWN, ^ref, _, _, _} -> IO.puts("the child has returned: alive #{Process.alive?(child)}") end
IO.puts("a send to it gives back its message: #{send(child, text) == text}")
try do send(:nobody_has_this_name, text)
rescue ArgumentError -> IO.puts("a send to a name that nobody has: badarg") end
# ANCHOR_END: spawn

IO.puts("-- order")
# ANCHOR: order
numbers = fn who -> for n <- 1..3, do: send(parent, {who, n}) end
a = spawn(fn -> numbers.(:a) end)
b = spawn(fn -> numbers.(:b) end)
for pid <- [a, b], ref = Process.monitor(pid), do: (receive do {:DOWN, ^ref, _, _, _} -> :ok end)
take = fn who -> receive do {^who, n} -> n end end
IO.puts("from a: #{inspect(for _ <- 1..3, do: take.(:a))}")
IO.puts("from b: #{inspect(for _ <- 1..3, do: take.(:b))}")
# ANCHOR_END: order

IO.puts("-- dictionary")
# ANCHOR: dictionary
rate = fn amount -> amount * Process.get(:rate, 1) end
Process.put(:rate, 3)
IO.puts("rate.(10) here: #{rate.(10)}")
spawn(fn -> send(parent, {:there, rate.(10)}) end)
receive do {:there, n} -> IO.puts("rate.(10) in another process: #{n}") end
Process.delete(:rate)
IO.puts("rate.(10) here, a line later: #{rate.(10)}")
keys = Task.await(Task.async(fn -> Process.get_keys() end))
IO.puts("OTP keeps there, in a task: #{keys |> Enum.sort() |> Enum.join(" ")}")
# ANCHOR_END: dictionary

defmodule Parallel do
  # ANCHOR: map
  def map(items, work) do
    parent = self()
    jobs = for item <- items do
      spawn_monitor(fn -> send(parent, {self(), work.(item)}) end)
    end
    Enum.map(jobs, &collect/1)
  end

  defp collect({pid, ref}) do
    receive do
      {^pid, value} -> Process.demonitor(ref, [:flush]); {:ok, value}
      {:DOWN, ^ref, _, _, reason} -> {:error, reason}
    end
  end
  # ANCHOR_END: map

  # ANCHOR: careless
  # Tells results apart by their position only: every map counts from 0.
  def careless(items, limit, work) do
    parent = self()
    for {item, index} <- Enum.with_index(items), do: spawn(fn -> send(parent, {index, work.(item)}) end)
    for {_, index} <- Enum.with_index(items) do
      receive do {^index, value} -> value after limit -> :late end
    end
  end
  # ANCHOR_END: careless
end

seconds = fn work ->
  {micros, result} = :timer.tc(work)
  "#{div(micros, 1_000_000)} s: #{inspect(result)}"
end
slow = fn n -> Process.sleep(1000); n * n end

IO.puts("-- three_in_one")
# ANCHOR: three_in_one
IO.puts("one after another, " <> seconds.(fn -> Enum.map([1, 2, 3], slow) end))
IO.puts("side by side, " <> seconds.(fn -> Parallel.map([1, 2, 3], slow) end))
# ANCHOR_END: three_in_one

IO.puts("-- order_of_results")
# ANCHOR: order_of_results
finish = fn ms -> Process.sleep(ms); send(parent, {:finished, ms}); ms end
IO.puts("results: #{inspect(Parallel.map([300, 200, 100], finish))}")
finished = for _ <- 1..3, do: (receive do {:finished, ms} -> ms end)
IO.puts("finished: #{inspect(finished)}")
# ANCHOR_END: order_of_results

IO.puts("-- crash")
# ANCHOR: crash
risky = fn 2 -> exit(:boom); n -> n * n end
IO.puts(inspect(Parallel.map([1, 2, 3], risky)))
{:messages, left} = Process.info(self(), :messages)
IO.puts("left in the mailbox: #{inspect(left)}")
# ANCHOR_END: crash

IO.puts("-- late")
# ANCHOR: late
job = fn
  {:now, value} -> value
  {:when_told, value} -> send(parent, {:waits, self()}); receive do :go -> value end
end
IO.puts("first map: #{inspect(Parallel.careless([now: :old_a, when_told: :old_b], 500, job))}")
straggler = receive do {:waits, pid} -> pid end
ref = Process.monitor(straggler)
send(straggler, :go)
receive do {:DOWN, ^ref, _, _, _} -> IO.puts("nobody waits, and the first map's last worker is done") end
IO.puts("second map: #{inspect(Parallel.careless([now: :new_a, now: :new_b], 500, job))}")
# ANCHOR_END: late
