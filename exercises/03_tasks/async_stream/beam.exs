# A stream of tasks: how many at once, in which order, and what becomes of the late and the crashed.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)
{:ok, sup} = Task.Supervisor.start_link()

word = fn
  :normal -> "lives"
  {reason, {Task.Supervised, :stream, _}} -> "dies #{reason}"
  reason -> "dies #{reason}"
end
fate = fn caller ->
  {_, ref} = spawn_monitor(caller)
  receive do {:DOWN, ^ref, _, _, reason} -> word.(reason) end
end
left = fn ->
  {:messages, letters} = Process.info(self(), :messages)
  "left: #{inspect(letters)}"
end
show = fn results -> IO.puts(inspect(Enum.to_list(results)) <> "; " <> left.()) end

IO.puts("-- bounded")
running = :counters.new(1, [])
# ANCHOR: bounded
count = fn n ->
  :counters.add(running, 1, 1)
  Process.sleep(200)
  at_once = :counters.get(running, 1)
  Process.sleep(200)
  :counters.sub(running, 1, 1)
  {n, at_once}
end
{micros, results} = :timer.tc(fn -> Enum.to_list(Task.async_stream(1..6, count, max_concurrency: 2)) end)
most = Enum.max(for {:ok, {_, at_once}} <- results, do: at_once)
IO.puts("six items of 0.4 s: #{div(micros, 400_000)} rounds, at most #{most} at once")
# ANCHOR_END: bounded

watched = fn items -> Stream.map(items, fn {name, _} = item -> IO.puts("taken #{name}"); item end) end
work = fn {name, ms} -> Process.sleep(ms); name end

# ANCHOR: order
jobs = [a: 700, b: 200, c: 200, d: 200, e: 200, f: 200]
run = fn ordered ->
  watched.(jobs)
  |> Task.async_stream(work, max_concurrency: 2, ordered: ordered)
  |> Enum.each(fn {:ok, name} -> IO.puts("got #{name}") end)
end
# ANCHOR_END: order
IO.puts("-- ordered")
run.(true)
IO.puts("-- unordered")
run.(false)

IO.puts("-- stopped")
# ANCHOR: stopped
parent = self()
endless = Stream.map(Stream.iterate(1, &(&1 + 1)), fn n -> IO.puts("taken #{n}"); n end)
wait = fn n -> send(parent, {:at_work, self()}); Process.sleep(200 * n); n end
got = endless |> Task.async_stream(wait, max_concurrency: 3) |> Enum.take(2)
pids = for _ <- 1..4, do: (receive do {:at_work, pid} -> pid end)
IO.puts("got #{inspect(got)}, still at work: #{Enum.count(pids, &Process.alive?/1)}; #{left.()}")
# ANCHOR_END: stopped

IO.puts("-- timeout")
# ANCHOR: timeout
sleep = fn ms -> Process.sleep(ms); ms end
show.(Task.async_stream([100, 2000, 100], sleep, timeout: 500, on_timeout: :kill_task))
IO.puts("by default, the caller " <> fate.(fn -> show.(Task.async_stream([100, 2000, 100], sleep, timeout: 500)) end))
one_by_one = Task.async_stream([300, 300, 300], sleep, timeout: 500, max_concurrency: 1)
IO.puts("the limit counts for each: #{inspect(Enum.to_list(one_by_one))}")
late = Task.async_stream([100, 700], sleep, timeout: 500, on_timeout: :kill_task, max_concurrency: 2)
IO.puts("the caller looks later: #{inspect(Enum.map(late, fn result -> Process.sleep(1000); result end))}")
# ANCHOR_END: timeout

IO.puts("-- crash")
# ANCHOR: crash
risky = fn 2 -> exit(:boom); n -> n end
IO.puts("linked, the caller " <> fate.(fn -> show.(Task.async_stream(1..3, risky)) end))
IO.puts("trapping, the caller " <> fate.(fn ->
  Process.flag(:trap_exit, true)
  show.(Task.async_stream(1..3, risky))
end))
IO.puts("without link, the caller " <> fate.(fn -> show.(Task.Supervisor.async_stream_nolink(sup, 1..3, risky)) end))
# ANCHOR_END: crash
