# Tasks: who dies with whom, and what is left in the mailbox.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)
{:ok, sup} = Task.Supervisor.start_link()

# Why an owner ended: await and await_many say in the reason that it was they who ended it.
word = fn
  :normal -> "lives"
  {%error{}, _stacktrace} -> "dies #{inspect(error)}"
  {reason, {Task, _, _}} -> "dies #{reason}"
  reason -> "dies #{reason}"
end
fate = fn owner ->
  {_, ref} = spawn_monitor(owner)
  receive do {:DOWN, ^ref, _, _, reason} -> word.(reason) end
end
# Letters as they lie in the mailbox, without pids and references.
left = fn ->
  {:messages, letters} = Process.info(self(), :messages)
  shown = Enum.map(letters, fn
    {:DOWN, _, _, _, reason} -> "DOWN #{reason}"
    {:EXIT, _, reason} -> "EXIT #{reason}"
    {_ref, value} -> "reply #{value}"
  end)
  "[#{Enum.join(shown, ", ")}]"
end
# Waits for the end of a process without taking a letter of its task.
gone = fn pid ->
  ref = Process.monitor(pid)
  receive do {:DOWN, ^ref, _, _, _} -> :ok end
end
seconds = fn work ->
  {micros, result} = :timer.tc(work)
  "#{div(micros, 1_000_000)} s: #{inspect(result, charlists: :as_lists)}"
end
after_ms = fn ms, value -> fn -> Process.sleep(ms); value end end

IO.puts("-- predict")
# ANCHOR: predict
boom = fn -> exit(:boom) end
IO.puts "awaits a linked task: " <> fate.(fn -> Task.await(Task.async(boom)) end)
IO.puts "never asks a linked task: " <> fate.(fn -> Task.async(boom); receive do :other -> :ok end end)
IO.puts "traps exits and awaits: " <>
  fate.(fn -> Process.flag(:trap_exit, true); Task.await(Task.async(boom)) end)
IO.puts "awaits a task without link: " <>
  fate.(fn -> Task.await(Task.Supervisor.async_nolink(sup, boom)) end)
IO.puts "yields to a task without link: " <>
  fate.(fn -> {:exit, :boom} = Task.yield(Task.Supervisor.async_nolink(sup, boom)) end)
IO.puts "awaits a task that is late: " <>
  fate.(fn -> Task.await(Task.async(after_ms.(1000, 1)), 100) end)
# ANCHOR_END: predict

IO.puts("-- ties")
# ANCHOR: ties
work = fn -> receive do :go -> :ok end end
for {name, task} <- [async: Task.async(work), async_nolink: Task.Supervisor.async_nolink(sup, work)] do
  {:links, links} = Process.info(self(), :links)
  {:monitors, monitors} = Process.info(self(), :monitors)
  IO.puts("#{name}: linked #{task.pid in links}, monitored #{{:process, task.pid} in monitors}")
  Task.shutdown(task, :brutal_kill)
end
# ANCHOR_END: ties
parent = self()
watch = fn pid -> Process.monitor(pid) end
test = fn title, start ->
  {owner, _} = spawn_monitor(fn -> send(parent, {:task, start.().pid}); receive do :never -> :ok end end)
  task = receive do {:task, pid} -> pid end
  ref = watch.(task)
  Process.exit(owner, :stop)
  receive do {:DOWN, _, _, ^owner, _} -> :ok end
  fate = receive do {:DOWN, ^ref, _, _, reason} -> "dies #{reason}" after 100 -> "works on" end
  IO.puts("the owner of #{title} ends: the task #{fate}")
end
test.("a linked task", fn -> Task.async(work) end)
test.("a task without link", fn -> Task.Supervisor.async_nolink(sup, work) end)

IO.puts("-- side_by_side")
# ANCHOR: side_by_side
IO.puts(seconds.(fn ->
  [a, b, c] = for n <- [1, 2, 3], do: Task.async(after_ms.(1000, n * n))
  for task <- [c, a, b], do: Task.await(task)
end))
# ANCHOR_END: side_by_side

IO.puts("-- wait")
# ANCHOR: wait
fate.(fn ->
  task = Task.async(fn -> 7 end)
  gone.(task.pid)
  before = left.()
  IO.puts("in the mailbox: #{before}; await: #{Task.await(task)}; left: #{left.()}")
end)
fate.(fn ->
  Process.flag(:trap_exit, true)
  task = Task.async(fn -> 7 end)
  gone.(task.pid)
  before = left.()
  IO.puts("who traps exits: #{before}; await: #{Task.await(task)}; left: #{left.()}")
end)
# ANCHOR_END: wait
IO.puts(seconds.(fn ->
  fate.(fn -> Task.await(Task.Supervisor.async_nolink(sup, boom)) end)
end))

IO.puts("-- stranger")
# ANCHOR: stranger
task = Task.async(fn -> 7 end)
IO.puts("a stranger awaits: " <> fate.(fn -> Task.await(task) end))
IO.puts("the owner awaits: #{Task.await(task)}")
# ANCHOR_END: stranger

IO.puts("-- many")
# ANCHOR: many
IO.puts(seconds.(fn -> Task.await_many(for n <- [3, 2, 1], do: Task.async(after_ms.(n * 1000, n))) end))
IO.puts(seconds.(fn -> fate.(fn ->
  slow = Task.Supervisor.async_nolink(sup, after_ms.(3000, 1))
  bad = Task.Supervisor.async_nolink(sup, fn -> Process.sleep(1000); exit(:boom) end)
  Task.await_many([slow, bad])
end) end))
IO.puts(seconds.(fn -> fate.(fn ->
  Task.await_many((for n <- [1500, 3000, 4500], do: Task.async(after_ms.(n, n))), 2000)
end) end))
# ANCHOR_END: many

IO.puts("-- yield")
# ANCHOR: yield
fate.(fn ->
  task = Task.async(fn -> receive do :go -> 5 end end)
  IO.puts("not yet: #{inspect(Task.yield(task, 100))}")
  send(task.pid, :go)
  IO.puts("later: #{inspect(Task.yield(task, 100))}")
  IO.puts("once more: #{inspect(Task.yield(task, 100))}; left: #{left.()}")
  risky = Task.Supervisor.async_nolink(sup, fn -> receive do :go -> exit(:boom) end end)
  IO.puts("another, not yet: #{inspect(Task.yield(risky, 100))}")
  send(risky.pid, :go)
  IO.puts("crashed since: #{inspect(Task.yield(risky, 100))}; left: #{left.()}")
end)
# ANCHOR_END: yield

IO.puts("-- shutdown")
sleeps = fn -> Process.sleep(:infinity) end
told = fn words -> fn ->
  Process.flag(:trap_exit, true)
  send(parent, :traps)
  receive do {:EXIT, _, :shutdown} -> words.() end
end end
# ANCHOR: shutdown
IO.puts("the owner " <> fate.(fn ->
  show = fn title, result -> IO.puts("#{title}: #{inspect(result)}; left: #{left.()}") end
  show.("at work", Task.shutdown(Task.async(sleeps)))
  show.("at work, brutally", Task.shutdown(Task.async(sleeps), :brutal_kill))
  ready = Task.async(fn -> 7 end)
  gone.(ready.pid)
  show.("ready in the meantime", Task.shutdown(ready))
  crashed = Task.Supervisor.async_nolink(sup, boom)
  gone.(crashed.pid)
  show.("crashed in the meantime", Task.shutdown(crashed))
  asked = Task.async(sleeps)
  nil = Task.yield(asked, 100)
  show.("at work, asked before", Task.shutdown(asked))
end))
# ANCHOR_END: shutdown
polite = fn title, words ->
  fate.(fn ->
    task = Task.async(told.(words))
    send(parent, {:owner, self()})
    receive do :go -> :ok end
    result = Task.shutdown(task, 100)
    send(parent, {:result, "#{title}: #{inspect(result)}; left: #{left.()}"})
  end)
end
for {title, words} <- [{"cleans up and replies", fn -> :last_words end}, {"does not listen", sleeps}] do
  spawn(fn -> polite.(title, words) end)
  owner = receive do {:owner, pid} -> pid end
  receive do :traps -> send(owner, :go) end
  receive do {:result, line} -> IO.puts(line) end
end

IO.puts("-- forgotten")
# ANCHOR: forgotten
fate.(fn ->
  task = Task.async(fn -> 7 end)
  gone.(task.pid)
  IO.puts("nobody asked; left: #{left.()}")
end)
# ANCHOR_END: forgotten
