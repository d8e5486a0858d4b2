# A state held by a process, and functions sent to it: where they run, and what follows from that.
# Clients are processes of their own; what they have to say is told to the one that prints.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

teller = self()
say = fn line -> send(teller, {:line, line}) end
hear = fn -> receive do {:line, line} -> IO.puts(line) end end

IO.puts("-- lost_update")
# ANCHOR: lost_update
{:ok, counter} = Agent.start_link(fn -> 0 end)
client = fn name ->
  spawn_link(fn ->
    n = Agent.get(counter, & &1)
    say.("#{name} reads #{n}")
    receive do :your_turn -> Agent.update(counter, fn _ -> n + 1 end) end
    say.("#{name} writes #{n + 1}")
  end)
end
clients = for name <- [:a, :b], do: (pid = client.(name); hear.(); pid)
for pid <- clients, do: (send(pid, :your_turn); hear.())
IO.puts("read, then write: #{Agent.get(counter, & &1)}")
# ANCHOR_END: lost_update

IO.puts("-- inside")
# ANCHOR: inside
Agent.update(counter, fn _ -> 0 end)
two_clients = fn work -> Task.await_many([Task.async(work), Task.async(work)]) end
two_clients.(fn -> Agent.update(counter, fn n -> n + 1 end) end)
IO.puts("update: #{Agent.get(counter, & &1)}")
# ANCHOR_END: inside

IO.puts("-- where")
# ANCHOR: where
place = fn pid -> if pid == counter, do: "agent", else: "caller" end
IO.puts("the function runs in: #{place.(Agent.get(counter, fn _ -> self() end))}")
# ANCHOR_END: where

IO.puts("-- get_and_update")
# ANCHOR: get_and_update
numbers = two_clients.(fn -> Agent.get_and_update(counter, fn n -> {n, n + 1} end) end)
IO.puts("two clients are given: #{inspect(Enum.sort(numbers))}")
# ANCHOR_END: get_and_update

# ANCHOR: died
# The reason with which a client or an agent ended. A caller that exits names the call as well.
died = fn ref ->
  receive do {:DOWN, ^ref, _, _, {reason, {GenServer, _, _}}} -> inspect(reason)
    {:DOWN, ^ref, _, _, reason} -> inspect(reason) end
end
# ANCHOR_END: died

IO.puts("-- start")
# ANCHOR: start
{:ok, agent} = Agent.start(fn -> say.("init runs"); 7 end)
hear.()
IO.puts("start is back")
IO.puts("init ends with boom: #{inspect(Agent.start(fn -> exit(:boom) end))}")
{_, ref} = spawn_monitor(fn -> Agent.start_link(fn -> exit(:boom) end); say.("still here") end)
IO.puts("and linked, the caller ends: #{died.(ref)}")
# ANCHOR_END: start

IO.puts("-- crash")
# ANCHOR: crash
agent_ref = Process.monitor(agent)
{_, caller_ref} = spawn_monitor(fn -> Agent.get(agent, fn _ -> exit(:boom) end); say.("still here") end)
IO.puts("the agent ends: #{died.(agent_ref)}")
IO.puts("the caller ends: #{died.(caller_ref)}")
{_, ref} = spawn_monitor(fn -> Agent.get(agent, & &1) end)
IO.puts("whoever asks now ends: #{died.(ref)}")
# ANCHOR_END: crash

IO.puts("-- limit")
# ANCHOR: limit
{:ok, agent} = Agent.start_link(fn -> 1 end)
slow = fn n -> receive do :go_on -> n * 10 end end
try do Agent.update(agent, slow, 50)
catch :exit, {:timeout, _} -> IO.puts("no answer in time; alive: #{Process.alive?(agent)}") end
send(agent, :go_on)
IO.puts("the function has run to its end: #{Agent.get(agent, & &1)}")
{:messages, left} = Process.info(self(), :messages)
IO.puts("left in the mailbox: #{inspect(left)}")
# ANCHOR_END: limit

IO.puts("-- cast")
# ANCHOR: cast
Agent.cast(agent, fn n -> receive do :go_on -> n + 1 end end)
IO.puts("cast is back, the function is not")
send(agent, :go_on)
IO.puts("asked after it: #{Agent.get(agent, & &1)}")
# ANCHOR_END: cast

IO.puts("-- stop")
# ANCHOR: stop
Agent.cast(agent, fn n -> say.("the cast before runs"); n end)
stopped = Agent.stop(agent)
hear.()
IO.puts("stop: #{stopped}, alive: #{Process.alive?(agent)}")
{_, ref} = spawn_monitor(fn -> Agent.stop(agent); say.("still here") end)
IO.puts("whoever stops it again ends: #{died.(ref)}")
# ANCHOR_END: stop

IO.puts("-- bottleneck")
# ANCHOR: bottleneck
{:ok, numbers} = Agent.start_link(fn -> Enum.to_list(1..10) end)
slow_sum = fn list -> Process.sleep(300); Enum.sum(list) end
ten_clients = fn work ->
  {micros, _} = :timer.tc(fn -> Task.await_many(for _ <- 1..10, do: Task.async(work)) end)
  "the time of #{round(micros / 300_000)}"
end
IO.puts("function inside: #{ten_clients.(fn -> Agent.get(numbers, slow_sum) end)}")
IO.puts("function outside: #{ten_clients.(fn -> slow_sum.(Agent.get(numbers, & &1)) end)}")
# ANCHOR_END: bottleneck
