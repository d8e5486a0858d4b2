# A Registry: names that are any term, in tables that every process reads by itself.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)
Process.register(self(), :main)

# ANCHOR: worker
defmodule Worker do
  # A process that does in its own name what it is told: a registry only registers the process that asks.
  def start(name) do
    pid = spawn(fn -> loop() end)
    :persistent_term.put(pid, name)
    pid
  end

  defp loop() do
    receive do {from, work} -> send(from, {self(), work.()}) end
    loop()
  end

  def ask(pid, work) do
    send(pid, {self(), work})
    receive do {^pid, answer} -> answer end
  end

  def name(pid), do: :persistent_term.get(pid)
end
# ANCHOR_END: worker

[a, b, c, d] = for name <- [:a, :b, :c, :d], do: Worker.start(name)
:persistent_term.put(self(), :main)
shown = fn
  {:ok, _} -> "ok"
  {:error, {:already_registered, other}} -> "already_registered #{Worker.name(other)}"
end
register = fn pid, registry, key, value ->
  answer = Worker.ask(pid, fn -> Registry.register(registry, key, value) end)
  IO.puts("register #{Worker.name(pid)} #{inspect(key)} #{inspect(value)}: #{shown.(answer)}")
end
entries = fn list -> list |> Enum.map(fn {pid, value} -> "#{Worker.name(pid)} #{inspect(value)}" end) |> Enum.sort() |> Enum.join(", ") end
lookup = fn registry, key -> IO.puts("lookup #{inspect(key)}: [#{entries.(Registry.lookup(registry, key))}]") end
whereis = fn registry, key ->
  found = case Registry.whereis_name({registry, key}) do
    :undefined -> "nobody"
    pid -> Worker.name(pid)
  end
  IO.puts("whereis #{inspect(key)}: #{found}")
end
keys = fn registry, pid -> IO.puts("keys of #{Worker.name(pid)}: [#{Registry.keys(registry, pid) |> Enum.map(&inspect/1) |> Enum.sort() |> Enum.join(", ")}]") end
count = fn registry -> IO.puts("count: #{Registry.count(registry)}") end
unregister = fn pid, registry, key -> IO.puts("unregister #{Worker.name(pid)} #{inspect(key)}: #{Worker.ask(pid, fn -> Registry.unregister(registry, key) end)}") end

# ANCHOR: register
IO.puts("-- register")
{:ok, _} = Registry.start_link(keys: :unique, name: Rooms)
register.(a, Rooms, {:room, 1}, "lobby")
register.(b, Rooms, {:room, 1}, "kitchen")
register.(a, Rooms, {:room, 1}, "again")
register.(a, Rooms, :owner, nil)
register.(b, Rooms, {:room, 2}, "kitchen")
keys.(Rooms, a)
keys.(Rooms, b)
count.(Rooms)
{:ok, _} = Registry.start_link(keys: :duplicate, name: Topics)
register.(a, Topics, "news", 1)
register.(b, Topics, "news", 2)
register.(a, Topics, "news", 1)
register.(b, Topics, "sport", 3)
keys.(Topics, a)
count.(Topics)
# ANCHOR_END: register

# ANCHOR: lookup
IO.puts("-- lookup")
lookup.(Rooms, {:room, 1})
lookup.(Rooms, {:room, 3})
whereis.(Rooms, {:room, 2})
whereis.(Rooms, {:room, 3})
lookup.(Topics, "news")
IO.puts("values of a: #{inspect(Registry.values(Topics, "news", a))}")
:ok = Registry.dispatch(Topics, "news", fn list -> IO.puts("dispatch: #{entries.(list)}") end)
:ok = Registry.dispatch(Topics, "nobody", fn _ -> IO.puts("dispatch to nobody") end)
# ANCHOR_END: lookup

# ANCHOR: via
IO.puts("-- via")
defmodule Counter do
  use GenServer
  def init(n), do: {:ok, n}
  def handle_call(:next, _, n), do: {:reply, n + 1, n + 1}
end

name = {:via, Registry, {Rooms, {:counter, 7}, "seven"}}
{:ok, counter} = GenServer.start(Counter, 41, name: name)
IO.puts("call: #{GenServer.call(name, :next)}")
IO.puts("value: #{Registry.lookup(Rooms, {:counter, 7}) |> Enum.map(&elem(&1, 1)) |> inspect()}")
IO.puts("start again: #{GenServer.start(Counter, 0, name: name) == {:error, {:already_started, counter}} && "already_started"}")
:ok = GenServer.stop(name)
IO.puts("call: #{try do GenServer.call(name, :next) catch :exit, {reason, _} -> inspect(reason) end}")
# ANCHOR_END: via

# ANCHOR: death
IO.puts("-- death")
register.(c, Rooms, :c, 1)
register.(c, Topics, "news", 9)
# The partitions stand still: a death comes to them, and they do nothing about it yet.
partitions = [Rooms.PIDPartition0, Topics.PIDPartition0]
Enum.each(partitions, &:sys.suspend/1)
end_of = fn pid ->
  ref = Process.monitor(pid)
  Process.exit(pid, :kill)
  receive do {:DOWN, ^ref, _, _, _} -> IO.puts("#{Worker.name(pid)} is killed") end
end
end_of.(c)
lookup.(Rooms, :c)
whereis.(Rooms, :c)
lookup.(Topics, "news")
keys.(Rooms, c)
IO.puts("register main :c 2: #{shown.(Registry.register(Rooms, :c, 2))}")
lookup.(Rooms, :c)
# ANCHOR_END: death

# ANCHOR: barrier
Enum.each(partitions, &:sys.resume/1)
# A call that comes back: everything before it has been handled.
Enum.each(partitions, &GenServer.call(&1, :sync))
IO.puts("after the barrier")
lookup.(Rooms, :c)
lookup.(Topics, "news")
keys.(Rooms, c)
# ANCHOR_END: barrier

# ANCHOR: unregister
IO.puts("-- unregister")
unregister.(a, Rooms, {:room, 1})
lookup.(Rooms, {:room, 1})
unregister.(a, Rooms, {:room, 2})
lookup.(Rooms, {:room, 2})
keys.(Rooms, a)
unregister.(a, Topics, "news")
lookup.(Topics, "news")
# ANCHOR_END: unregister

# ANCHOR: update
update = fn pid, key -> Worker.ask(pid, fn -> Registry.update_value(Rooms, key, fn old -> old <> "!" end) end) end
IO.puts("update b: #{inspect(update.(b, {:room, 2}))}")
IO.puts("update a: #{inspect(update.(a, {:room, 2}))}")
lookup.(Rooms, {:room, 2})
# ANCHOR_END: update

# ANCHOR: listeners
IO.puts("-- listeners")
{:ok, _} = Registry.start_link(keys: :unique, name: Heard, listeners: [:main])
heard = fn ->
  receive do
    {:register, registry, key, pid, value} -> IO.puts("heard: register #{inspect(registry)} #{inspect(key)} #{Worker.name(pid)} #{inspect(value)}")
    {:unregister, registry, key, pid} -> IO.puts("heard: unregister #{inspect(registry)} #{inspect(key)} #{Worker.name(pid)}")
  after 0 -> IO.puts("heard: nothing")
  end
end
register.(a, Heard, :x, 1)
heard.()
register.(b, Heard, :x, 2)
heard.()
unregister.(a, Heard, :x)
heard.()
unregister.(a, Heard, :x)
heard.()
register.(d, Heard, :y, 3)
heard.()
end_of.(d)
GenServer.call(Heard.PIDPartition0, :sync)
heard.()
# ANCHOR_END: listeners

# ANCHOR: select
IO.puts("-- select")
{:ok, _} = Registry.start_link(keys: :duplicate, name: Ages)
for {pid, age} <- [{a, 30}, {a, 41}, {b, 19}], do: register.(pid, Ages, "age", age)
IO.puts("match: #{entries.(Registry.match(Ages, "age", :"$1", [{:>, :"$1", 25}]))}")
IO.puts("count_match: #{Registry.count_match(Ages, "age", :"$1", [{:<, :"$1", 25}])}")
IO.puts("select: #{Registry.select(Ages, [{{:"$1", :_, :"$2"}, [], [{{:"$1", :"$2"}}]}]) |> Enum.sort() |> inspect()}")
IO.puts("unregister_match: #{Worker.ask(a, fn -> Registry.unregister_match(Ages, "age", 30) end)}")
lookup.(Ages, "age")
# ANCHOR_END: select

# ANCHOR: partitions
IO.puts("-- partitions")
{:ok, _} = Registry.start_link(keys: :duplicate, name: Wide, partitions: 4)
for {pid, n} <- [{a, 1}, {b, 2}], do: register.(pid, Wide, "all", n)
{:ok, _} = Registry.register(Wide, "all", 3)
count.(Wide)
lookup.(Wide, "all")
parts = for n <- 0..3, do: Process.whereis(Module.concat(Wide, "PIDPartition#{n}"))
IO.puts("partitions: #{length(Enum.uniq(parts))}")
{:links, links} = Process.info(self(), :links)
IO.puts("main is linked with partitions: #{Enum.count(links, & &1 in parts)}")
:ok = Registry.unregister(Wide, "all")
{:links, links} = Process.info(self(), :links)
IO.puts("after unregister: #{Enum.count(links, & &1 in parts)}")
# ANCHOR_END: partitions
