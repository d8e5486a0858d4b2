# Many jobs, a few at a time: what Task.async_stream does, so that the crates can be compared with it.
# A job is a number: how many units of time it takes. Times are told in units, rounded.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ANCHOR: job
unit = 200
work = fn units -> Process.sleep(units * unit); units end
time_of = fn run ->
  {micros, _} = :timer.tc(run)
  "the time of #{round(micros / (unit * 1000))}"
end
# ANCHOR_END: job

IO.puts("-- in_order")
# ANCHOR: in_order
{:ok, at_work} = Agent.start_link(fn -> {0, 0} end)
counted = fn units ->
  Agent.update(at_work, fn {now, most} -> {now + 1, max(now + 1, most)} end)
  work.(units)
  Agent.update(at_work, fn {now, most} -> {now - 1, most} end)
  units
end
results = Task.async_stream([4, 1, 2], counted, max_concurrency: 2) |> Enum.map(fn {:ok, n} -> n end)
IO.puts("results: #{inspect(results)}")
IO.puts("at once: #{Agent.get(at_work, fn {_, most} -> most end)}")
# ANCHOR_END: in_order

IO.puts("-- time")
# ANCHOR: time
two = fn ordered ->
  time_of.(fn -> Enum.to_list(Task.async_stream([4, 1, 2], work, max_concurrency: 2, ordered: ordered)) end)
end
IO.puts("ordered, two at once: #{two.(true)}")
# ANCHOR_END: time

IO.puts("-- as_they_come")
# ANCHOR: as_they_come
results = Task.async_stream([4, 1, 2], work, max_concurrency: 2, ordered: false) |> Enum.map(fn {:ok, n} -> n end)
IO.puts("results: #{inspect(results)}")
# ANCHOR_END: as_they_come

# ANCHOR: shown
# What became of a job, in a word.
shown = fn
  {:ok, {:error, reason}} -> "failed #{reason}"
  {:ok, n} -> "ok #{n}"
  {:exit, :timeout} -> "late"
  {:exit, reason} -> "crashed #{reason}"
end
# ANCHOR_END: shown

IO.puts("-- each_within")
# ANCHOR: each_within
fetch = fn 3 -> {:error, :not_found}; units -> work.(units) end
within = fn items, at_most, units ->
  options = [max_concurrency: at_most, timeout: units * unit, on_timeout: :kill_task]
  Task.async_stream(items, fetch, options) |> Enum.map_join(", ", shown)
end
IO.puts("limit 4: #{within.([1, 8, 3, 2], 4, 4)}")
IO.puts("one at a time: #{within.([2, 2, 2], 1, 4)}")
# ANCHOR_END: each_within

IO.puts("-- crash")
# ANCHOR: crash
risky = fn 2 -> exit(:boom); units -> work.(units) end
{_, ref} = spawn_monitor(fn -> Enum.to_list(Task.async_stream([1, 2, 3], risky, max_concurrency: 3)) end)
receive do {:DOWN, ^ref, _, _, reason} -> IO.puts("linked jobs: the caller ends with #{inspect(reason)}") end

{:ok, tasks} = Task.Supervisor.start_link()
results = Task.Supervisor.async_stream_nolink(tasks, [1, 2, 3], risky, max_concurrency: 3) |> Enum.map_join(", ", shown)
IO.puts("jobs of their own: #{results}")
# ANCHOR_END: crash

IO.puts("-- given_up")
# ANCHOR: given_up
main = self()
job = fn n -> send(main, {:at_work, self()}); Process.sleep(:infinity); n end
caller = spawn(fn -> Enum.to_list(Task.async_stream([1, 2, 3], job, max_concurrency: 3, timeout: :infinity)) end)
jobs = for _ <- 1..3, do: (receive do {:at_work, pid} -> pid end)
Process.exit(caller, :kill)
for pid <- jobs, ref = Process.monitor(pid), do: (receive do {:DOWN, ^ref, _, _, _} -> :gone end)
IO.puts("the caller is gone; jobs at work: #{Enum.count(jobs, &Process.alive?/1)}")
# ANCHOR_END: given_up

IO.puts("-- slow_consumer")
# ANCHOR: slow_consumer
staged = fn stages -> for _ <- 1..stages, do: Process.sleep(unit); stages end
consume = fn {:ok, n} -> Process.sleep(3 * unit); n end
run = fn -> Task.async_stream([1, 2, 3], staged, max_concurrency: 3, ordered: false) |> Enum.each(consume) end
{micros, _} = :timer.tc(run)
IO.puts("jobs of 1, 2 and 3 stages, 3 for each result: the time of #{round(micros / (unit * 1000))}")
# ANCHOR_END: slow_consumer
