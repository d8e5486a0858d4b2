# PartitionSupervisor: which partition a key goes to, what a crash leaves alone, and what is gained by it.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)
Process.flag(:trap_exit, true)

defmodule Partition do
  use GenServer
  def start_link(log, number), do: GenServer.start_link(__MODULE__, {log, number})

  @impl true
  def init(state), do: {:ok, state}

  @impl true
  def handle_call(:number, _from, {_, number} = state), do: {:reply, number, state}

  @impl true
  def handle_cast(:wait, state), do: (receive do :go -> {:noreply, state} end)
  def handle_cast(n, {log, _} = state) do
    send(log, {:done, n})
    {:noreply, state}
  end
end

# ANCHOR: four
defmodule Four do
  def start(name, partitions \\ 4) do
    PartitionSupervisor.start_link(name: name, partitions: partitions,
      child_spec: %{id: :partition, start: {Partition, :start_link, [self()]}},
      with_arguments: fn [log], number -> [log, number] end)
  end

  def via(name, key), do: {:via, PartitionSupervisor, {name, key}}
  def number(name, key), do: GenServer.call(via(name, key), :number)
end
# ANCHOR_END: four
pids = fn name -> for n <- 0..3, do: GenServer.whereis(Four.via(name, n)) end
list = fn items -> Enum.map_join(items, " ", &to_string/1) end

IO.puts("-- route")
# ANCHOR: route
{:ok, _} = Four.start(:route)
keys = [0, 1, 5, 8, -1, -6]
IO.puts("keys #{list.(keys)}: partitions #{list.(for key <- keys, do: Four.number(:route, key))}")
again = for _ <- 1..100, uniq: true, do: Four.number(:route, "alice")
IO.puts("one name, a hundred times: #{length(again)} partition")
names = for n <- 1..1000, do: "user #{n}"
reached = for name <- names, uniq: true, do: Four.number(:route, name)
IO.puts("a thousand names: #{length(reached)} partitions")
# ANCHOR_END: route

IO.puts("-- hash")
# ANCHOR: hash
hashed = fn key -> Four.number(:route, key) == :erlang.phash2(key, 4) end
IO.puts("names as phash2 says: #{Enum.all?(names, hashed)}")
IO.puts("integers as phash2 says: #{Enum.all?(0..99, hashed)}")
# ANCHOR_END: hash

IO.puts("-- resize")
# ANCHOR: resize
{:ok, _} = Four.start(:five, 5)
stay = Enum.count(0..19, fn key -> Four.number(:route, key) == Four.number(:five, key) end)
IO.puts("five partitions, not four: #{stay} of 20 keys stay")
# ANCHOR_END: resize

IO.puts("-- partitions")
# ANCHOR: partitions
{:ok, _} = Four.start(:four)
%{specs: specs, active: active} = PartitionSupervisor.count_children(:four)
IO.puts("partitions #{PartitionSupervisor.partitions(:four)}, specs #{specs}, active #{active}")
ids = for {id, _, _, _} <- PartitionSupervisor.which_children(:four), do: id
IO.puts("children #{list.(ids)}")
IO.puts("numbers #{list.(for pid <- pids.(:four), do: GenServer.call(pid, :number))}")
{:ok, _} = PartitionSupervisor.start_link(name: :supervisors, partitions: 4, child_spec: DynamicSupervisor)
%{supervisors: supervisors, workers: workers} = PartitionSupervisor.count_children(:supervisors)
IO.puts("of dynamic supervisors: supervisors #{supervisors}, workers #{workers}")
# ANCHOR_END: partitions

# Kills a process, and waits until the supervisor has dealt with it: it answers nobody before that.
kill = fn pid ->
  ref = Process.monitor(pid)
  Process.exit(pid, :kill)
  receive do {:DOWN, ^ref, _, _, _} -> :ok end
end
restarted = fn restarted, name, n, old ->
  case GenServer.whereis(Four.via(name, n)) do
    ^old -> restarted.(restarted, name, n, old)
    new -> new
  end
end

IO.puts("-- crash")
# ANCHOR: crash
before = pids.(:four)
one = Enum.at(before, 1)
kill.(one)
new = restarted.(restarted, :four, 1, one)
became = for {old, now} <- Enum.zip(before, pids.(:four)), do: if(old == now, do: "same", else: "new")
IO.puts("partition 1 crashes: #{list.(became)}")
IO.puts("key 5 finds the new process: #{GenServer.whereis(Four.via(:four, 5)) == new}")
IO.puts("it has the number #{Four.number(:four, 5)}")
# ANCHOR_END: crash

IO.puts("-- meanwhile")
# ANCHOR: meanwhile
{:ok, sup} = Four.start(:busy)
[_, one | _] = pids.(:busy)
:sys.suspend(sup)
kill.(one)
found = GenServer.whereis(Four.via(:busy, 1))
IO.puts("the supervisor is busy, key 1 finds: #{if found == one, do: "the old process", else: "another"}")
try do Four.number(:busy, 1)
catch :exit, {reason, _} -> IO.puts("a call to key 1: #{reason}") end
IO.puts("a call to key 2: #{Four.number(:busy, 2)}")
:sys.resume(sup)
restarted.(restarted, :busy, 1, one)
IO.puts("later, a call to key 1: #{Four.number(:busy, 1)}")
# ANCHOR_END: meanwhile

IO.puts("-- together")
# ANCHOR: together
{:ok, sup} = Four.start(:together)
ref = Process.monitor(sup)
for {pid, n} <- Enum.with_index(pids.(:together)) do
  kill.(pid)
  if n < 3, do: restarted.(restarted, :together, n, pid)
end
receive do {:DOWN, ^ref, _, _, reason} -> IO.puts("each of four crashes once: the supervisor dies #{reason}") end
# ANCHOR_END: together

IO.puts("-- starts")
# ANCHOR: starts
one_start = 300 # ms
slow = %{id: :slow, start: {Agent, :start_link, [fn -> Process.sleep(one_start) end]}}
eight_starts = fn partitions ->
  {:ok, _} = PartitionSupervisor.start_link(name: :rooms, partitions: partitions, child_spec: DynamicSupervisor)
  {micros, _} = :timer.tc(fn ->
    Task.await_many(for room <- 0..7 do
      Task.async(fn -> DynamicSupervisor.start_child(Four.via(:rooms, room), slow) end)
    end)
  end)
  active = for {_, pid, _, _} <- PartitionSupervisor.which_children(:rooms), do: DynamicSupervisor.count_children(pid).active
  PartitionSupervisor.stop(:rooms)
  times = div(micros, one_start * 1000)
  IO.puts("partitions #{partitions}, 8 starts: #{times} times as long as one; children #{list.(active)}, in all #{Enum.sum(active)}")
end
for partitions <- [1, 2, 4], do: eight_starts.(partitions)
# ANCHOR_END: starts

IO.puts("-- order")
# ANCHOR: order
order = fn name, partitions ->
  {:ok, _} = Four.start(name, partitions)
  slow = GenServer.whereis(Four.via(name, 0))
  GenServer.cast(slow, :wait)
  for n <- 0..3, do: GenServer.cast(Four.via(name, n), n)
  take = fn count -> for _ <- 1..count//1, do: (receive do {:done, n} -> n end) end
  others = take.(if partitions == 1, do: 0, else: 2)
  send(slow, :go)
  IO.puts("partitions #{partitions}, keys 0 1 2 3 arrive as #{list.(others ++ take.(4 - length(others)))}")
end
order.(:order_1, 1)
order.(:order_2, 2)
# ANCHOR_END: order

IO.puts("-- default")
# ANCHOR: default
{:ok, _} = PartitionSupervisor.start_link(name: :default, child_spec: DynamicSupervisor)
same = PartitionSupervisor.partitions(:default) == System.schedulers_online()
IO.puts("without :partitions there are as many as schedulers: #{same}")
# ANCHOR_END: default
