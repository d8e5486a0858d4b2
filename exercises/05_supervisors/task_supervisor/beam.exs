# Task.Supervisor: who ends with whom, and who comes back.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)
Process.flag(:trap_exit, true)
main = self()
{:ok, sup} = Task.Supervisor.start_link()

# Why a process ended. await says in the reason that it was await that ended its caller.
word = fn
  :normal -> "lives"
  {reason, {Task, _, _}} -> "dies #{inspect(reason)}"
  reason -> "dies #{inspect(reason)}"
end
end_of = fn pid ->
  ref = Process.monitor(pid)
  fn -> receive do {:DOWN, ^ref, _, _, reason} -> reason end end
end
# Runs a caller as a process of its own, and says how it ended.
fate = fn caller ->
  {_, ref} = spawn_monitor(caller)
  receive do {:DOWN, ^ref, _, _, reason} -> word.(reason) end
end
# Works until it is told to go on.
wait = fn -> receive do {:go, from} -> send(from, :worked) end end
# A caller starts a task and ends; what becomes of the task?
orphan = fn start ->
  {caller, _} = spawn_monitor(fn ->
    send(main, {:task, start.(wait)})
    receive do :end -> exit(:stop) end
  end)
  task = receive do {:task, pid} -> pid end
  task_end = end_of.(task)
  send(caller, :end)
  receive do {:DOWN, _, _, ^caller, _} -> :ok end
  {task, task_end}
end
works_on = fn {task, task_end} ->
  send(task, {:go, main})
  case task_end.() do
    :normal -> receive do :worked -> "lives, and ends #{inspect(:normal)}" end
    reason -> word.(reason)
  end
end

IO.puts("-- start_child")
# ANCHOR: start_child
orphaned = orphan.(fn work -> {:ok, pid} = Task.Supervisor.start_child(sup, work); pid end)
IO.puts("the caller ends: the task #{works_on.(orphaned)}")
{:ok, pid} = Task.Supervisor.start_child(sup, wait)
task_end = end_of.(pid)
ended = Task.Supervisor.terminate_child(sup, pid)
IO.puts("terminate_child: #{inspect(ended)}, the task #{word.(task_end.())}")
# ANCHOR_END: start_child

IO.puts("-- restart")
# ANCHOR: restart
crashes = fn starts -> fn -> :counters.add(starts, 1, 1); exit(:boom) end end
starts = :counters.new(1, [])
for _ <- 1..10 do
  {:ok, pid} = Task.Supervisor.start_child(sup, crashes.(starts))
  end_of.(pid).()
end
lives = if is_list(Task.Supervisor.children(sup)), do: "lives"
IO.puts("ten temporary tasks crash: the supervisor #{lives}; starts: #{:counters.get(starts, 1)}")

{:ok, other} = Task.Supervisor.start_link(max_restarts: 3, max_seconds: 5)
{starts, sup_end} = {:counters.new(1, []), end_of.(other)}
Task.Supervisor.start_child(other, crashes.(starts), restart: :transient)
IO.puts("a transient task crashes: the supervisor #{word.(sup_end.())}; starts: #{:counters.get(starts, 1)}")
# ANCHOR_END: restart

IO.puts("-- full")
# ANCHOR: full
{:ok, small} = Task.Supervisor.start_link(max_children: 1)
{:ok, _} = Task.Supervisor.start_child(small, wait)
IO.puts("start_child: #{inspect(Task.Supervisor.start_child(small, wait))}")
try do Task.Supervisor.async_nolink(small, wait)
rescue error -> IO.puts("async_nolink raises #{inspect(error.__struct__)}") end
Supervisor.stop(small)
# ANCHOR_END: full

# Who is tied to a task, and how it ends for owner and task.
ties = fn task ->
  {:links, links} = Process.info(task.pid, :links)
  IO.puts("linked with the supervisor: #{sup in links}, with the owner: #{self() in links}")
  send(task.pid, {:go, self()})
end
stopped = fn body ->
  {:ok, other} = Task.Supervisor.start_link()
  {owner, _} = spawn_monitor(fn -> body.(other) end)
  receive do :started -> Supervisor.stop(other) end
  receive do {:DOWN, _, _, ^owner, reason} -> word.(reason) end
end

IO.puts("-- async_nolink")
# ANCHOR: async_nolink
owner = fate.(fn ->
  task = Task.Supervisor.async_nolink(sup, fn -> exit(:boom) end)
  IO.puts("the task crashes: yield gives #{inspect(Task.yield(task))}")
end)
IO.puts("the task crashes: the owner #{owner}")
fate.(fn -> ties.(Task.Supervisor.async_nolink(sup, wait)) end)
orphaned = orphan.(fn work -> Task.Supervisor.async_nolink(sup, work).pid end)
IO.puts("the owner ends: the task #{works_on.(orphaned)}")
owner = stopped.(fn other ->
  task = Task.Supervisor.async_nolink(other, wait)
  send(main, :started)
  IO.puts("the supervisor stops: yield gives #{inspect(Task.yield(task))}")
end)
IO.puts("the supervisor stops: the owner #{owner}")
# ANCHOR_END: async_nolink

IO.puts("-- early")
# ANCHOR: early
:sys.suspend(sup)
{owner, _} = spawn_monitor(fn -> Task.Supervisor.async_nolink(sup, fn -> IO.puts("works for nobody") end) end)
asked = fn asked ->
  {:message_queue_len, n} = Process.info(sup, :message_queue_len)
  n > 0 || asked.(asked)
end
asked.(asked)
Process.exit(owner, :kill)
receive do {:DOWN, _, _, ^owner, _} -> :sys.resume(sup) end
for pid <- Task.Supervisor.children(sup), do: end_of.(pid).()
IO.puts("the owner ends before it has its task: the task is not waiting")
# ANCHOR_END: early

IO.puts("-- async")
# ANCHOR: async
fate.(fn -> ties.(Task.Supervisor.async(sup, wait)) end)
never_asks = fn -> receive do :other -> :ok end end
owner = fate.(fn ->
  Task.Supervisor.async(sup, fn -> exit(:boom) end)
  never_asks.()
end)
IO.puts("the task crashes: the owner #{owner}")
{_, task_end} = orphan.(fn work -> Task.Supervisor.async(sup, work).pid end)
IO.puts("the owner ends: the task #{word.(task_end.())}")
owner = stopped.(fn other ->
  Task.Supervisor.async(other, wait)
  send(main, :started)
  never_asks.()
end)
IO.puts("the supervisor stops: the owner #{owner}")
# ANCHOR_END: async
