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

# The thinking exercise of the chapter: one owner, four tasks, and two ways of asking the first.
# A second of the sheet is one unit here; each line is taken half a unit later.
defmodule Sheet do
  # ANCHOR: sheet
  def owner(supervisor, unit, ask, main) do
    long = fn -> Process.sleep(10 * unit); :done end
    t1 = Task.async(long)
    t2 = Task.Supervisor.async_nolink(supervisor, fn -> Process.sleep(unit); exit(:boom) end)
    t3 = Task.async(long)
    t4 = Task.async(long)
    send(main, {:started, p: self(), t1: t1.pid, t2: t2.pid, t3: t3.pid, t4: t4.pid})
    Process.sleep(2 * unit)
    ask.(t1, unit)
    Process.sleep(:infinity)
  end
  # ANCHOR_END: sheet

  # Who is alive, why the others ended, and what lies in the mailbox of p.
  def line(all, ended) do
    ended = hear(ended, Map.new(all, fn {name, pid} -> {pid, name} end))
    alive = for {name, _} <- all, not Map.has_key?(ended, name), do: name
    gone = for {name, _} <- all, Map.has_key?(ended, name), do: "#{name} #{ended[name]}"
    letters = case Process.info(all[:p], :messages) do
      {:messages, letters} -> letters |> Enum.map(&letter/1) |> Enum.frequencies()
      nil -> %{}
    end
    letters = for {what, count} <- letters, do: if(count == 1, do: what, else: "#{count} × #{what}")
    {"alive [#{Enum.join(alive, " ")}], ended [#{Enum.join(gone, ", ")}], mailbox [#{Enum.join(letters, ", ")}]", ended}
  end

  defp hear(ended, names) do
    receive do {:DOWN, _, _, pid, reason} -> hear(Map.put(ended, names[pid], word(reason)), names)
    after 0 -> ended end
  end

  defp word({reason, {Task, _, _}}), do: reason
  defp word(reason), do: reason
  defp letter({:DOWN, _, _, _, reason}), do: "DOWN #{reason}"
  defp letter({ref, value}) when is_reference(ref), do: "reply #{value}"
end

for {name, ask} <- [await: &Task.await/2, yield: &Task.yield/2] do
  IO.puts("-- sheet_#{name}")
  spawn(fn -> Sheet.owner(tasks, unit, ask, main) end)
  all = receive do {:started, all} -> all end
  for {_, pid} <- all, do: Process.monitor(pid)
  Process.sleep(div(unit, 2))
  Enum.reduce([1, 2, 3, 11], {0, %{}}, fn second, {before, ended} ->
    Process.sleep((second - before) * unit)
    {line, ended} = Sheet.line(all, ended)
    IO.puts("#{second} s: #{line}")
    {second, ended}
  end)
end

IO.puts("-- owner_normal")
# ANCHOR: owner_normal
work = fn -> receive do :go_on -> send(main, :worked_on) end end
owner = spawn(fn -> send(main, {:task, Task.async(work).pid}); receive do :end -> :ok end end)
task = receive do {:task, pid} -> pid end
Process.monitor(owner)
send(owner, :end)
receive do {:DOWN, _, _, ^owner, reason} -> IO.puts("the owner ends: #{reason}") end
send(task, :go_on)
receive do :worked_on -> IO.puts("its linked task works on") after 1000 -> IO.puts("its linked task is gone") end
# ANCHOR_END: owner_normal
