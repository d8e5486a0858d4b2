# A read-through cache: reads go to the table in the caller, writes go through its owner.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Clock do
  def start, do: :persistent_term.put(:clock, :atomics.new(1, []))
  def now, do: :atomics.get(:persistent_term.get(:clock), 1)
  def set(ms), do: :atomics.put(:persistent_term.get(:clock), 1, ms)
end

defmodule Cache do
  use GenServer
  @ttl 60_000
  def start(capacity, load), do: GenServer.start(__MODULE__, {capacity, load}, name: :cache)

  # ANCHOR: init
  def init({capacity, load}) do
    :ets.new(:entries, [:named_table, :set, :protected, read_concurrency: true])
    :ets.new(:order, [:named_table, :ordered_set, :private])
    :ets.new(:stats, [:named_table, :set, :public, write_concurrency: true])
    {:ok, %{capacity: capacity, load: load, n: 0, loads: %{}, loading: %{}}}
  end
  # ANCHOR_END: init

  # ANCHOR: get
  # In the caller: no message, no waiting.
  def get(key) do
    now = Clock.now()
    case :ets.lookup(:entries, key) do
      [{_, value, {expires_at, _}}] when now < expires_at -> count(:hits); {:ok, value}
      _ -> count(:misses); :error
    end
  end

  def fetch(key) do
    with :error <- get(key), do: GenServer.call(:cache, {:fetch, key})
  end
  # ANCHOR_END: get

  def put(key, value, ttl \\ @ttl), do: GenServer.call(:cache, {:put, key, value, ttl})
  def delete(key), do: GenServer.call(:cache, {:delete, key})
  def clear, do: GenServer.call(:cache, :clear)
  def waiting, do: GenServer.call(:cache, :waiting)
  def count(what), do: :ets.update_counter(:stats, what, 1, {what, 0})
  def stats(what), do: :ets.update_counter(:stats, what, 0, {what, 0})

  # ANCHOR: fetch
  def handle_call({:fetch, key}, from, s) do
    now = Clock.now()
    case {:ets.lookup(:entries, key), s.loading} do
      {[{_, value, {expires_at, _}}], _} when now < expires_at ->
        {:reply, {:ok, value}, s}

      {_, %{^key => pid}} ->
        {:noreply, update_in(s.loads[pid], fn {key, clients} -> {key, clients ++ [from]} end)}

      _ ->
        count(:loads)
        {pid, _} = spawn_monitor(fn -> exit({:loaded, s.load.(key)}) end)
        {:noreply, %{s | loads: Map.put(s.loads, pid, {key, [from]}), loading: Map.put(s.loading, key, pid)}}
    end
  end
  # ANCHOR_END: fetch

  # ANCHOR: writes
  def handle_call({:put, key, value, ttl}, _from, s) do
    {:reply, :ok, store(%{s | loading: Map.delete(s.loading, key)}, key, value, ttl)}
  end

  def handle_call({:delete, key}, _from, s) do
    remove(key)
    {:reply, :ok, %{s | loading: Map.delete(s.loading, key)}}
  end
  # ANCHOR_END: writes

  def handle_call(:clear, _from, s) do
    for table <- [:entries, :order], do: :ets.delete_all_objects(table)
    {:reply, :ok, %{s | loading: %{}}}
  end

  def handle_call(:waiting, _from, s) do
    {:reply, s.loads |> Enum.map(fn {_, {_, clients}} -> length(clients) end) |> Enum.sum(), s}
  end

  # ANCHOR: down
  def handle_info({:DOWN, _, _, pid, reason}, s) do
    {{key, clients}, loads} = Map.pop(s.loads, pid)
    answer = case reason do {:loaded, value} -> {:ok, value}; reason -> {:error, reason} end
    current = s.loading[key] == pid
    s = %{s | loads: loads, loading: if(current, do: Map.delete(s.loading, key), else: s.loading)}
    s = case answer do
      {:ok, value} when current -> store(s, key, value, @ttl)
      _ -> s
    end
    for from <- clients, do: GenServer.reply(from, answer)
    {:noreply, s}
  end
  # ANCHOR_END: down

  # ANCHOR: store
  defp store(s, key, value, ttl) do
    remove(key)
    place = {Clock.now() + ttl, s.n}
    :ets.insert(:entries, {key, value, place})
    :ets.insert(:order, {place, key})
    if :ets.info(:entries, :size) > s.capacity do
      [{_, first}] = :ets.lookup(:order, :ets.first(:order))
      remove(first)
      count(:evictions)
    end
    %{s | n: s.n + 1}
  end

  defp remove(key) do
    for {_, _, place} <- :ets.take(:entries, key), do: :ets.delete(:order, place)
  end
  # ANCHOR_END: store
end

main = self()
Clock.start()

# A loader in the hands of the main process: it says what it loads, and waits to be told the value.
load = fn key ->
  send(main, {:loading, self(), key})
  receive do {:value, value} -> value; :boom -> exit(:boom) end
end
loading = fn -> receive do {:loading, pid, key} -> {pid, key} end end
client = fn name, key -> spawn(fn -> send(main, {:got, name, Cache.fetch(key)}) end) end
got = fn name -> receive do {:got, ^name, what} -> inspect(what) end end
until = fn until, n -> if Cache.waiting() != n, do: until.(until, n) end
say_get = fn key -> IO.puts("at #{Clock.now()} ms, #{key}: #{inspect(Cache.get(key))}") end
stats = fn -> IO.puts(Enum.map_join([:hits, :misses, :loads, :evictions], ", ", &"#{&1} #{Cache.stats(&1)}")) end
restart = fn capacity ->
  if pid = Process.whereis(:cache), do: GenServer.stop(pid)
  Clock.set(0)
  {:ok, pid} = Cache.start(capacity, load)
  pid
end

IO.puts("-- read")
# ANCHOR: read
owner = restart.(100)
:ok = Cache.put("a", 1)
:sys.suspend(owner)
say_get.("a")
say_get.("b")
Clock.set(59_999)
say_get.("a")
Clock.set(60_000)
say_get.("a")
:sys.resume(owner)
write = fn -> :ets.insert(:entries, {"a", 2, {1_000_000, 0}}) end
IO.puts("a caller writes: #{try do write.() rescue ArgumentError -> "badarg" end}")
stats.()
# ANCHOR_END: read

IO.puts("-- stampede")
# ANCHOR: stampede
restart.(100)
for n <- 1..5, do: client.(n, "a")
{loader, "a"} = loading.()
until.(until, 5)
send(loader, {:value, 7})
IO.puts("five ask: #{Enum.map_join(1..5, " ", got)}")
client.(6, "a")
IO.puts("a sixth: #{got.(6)}")
stats.()
# ANCHOR_END: stampede

IO.puts("-- crash")
# ANCHOR: crash
restart.(100)
for n <- 1..2, do: client.(n, "a")
{loader, "a"} = loading.()
until.(until, 2)
:ok = Cache.put("b", 2)
send(loader, :boom)
IO.puts("two ask: #{Enum.map_join(1..2, " ", got)}")
IO.puts("b: #{inspect(Cache.get("b"))}")
client.(3, "a")
{loader, "a"} = loading.()
send(loader, {:value, 7})
IO.puts("a third: #{got.(3)}")
# ANCHOR_END: crash

IO.puts("-- outdated")
# ANCHOR: outdated
restart.(100)
client.(1, "a")
{old, "a"} = loading.()
:ok = Cache.delete("a")
client.(2, "a")
{new, "a"} = loading.()
send(new, {:value, :new})
IO.puts("asked after the delete: #{got.(2)}")
send(old, {:value, :old})
IO.puts("asked before it: #{got.(1)}")
IO.puts("in the cache: #{inspect(Cache.get("a"))}")
# ANCHOR_END: outdated

IO.puts("-- full")
# ANCHOR: full
restart.(3)
for {key, ttl} <- [{"a", 30_000}, {"b", 10_000}, {"c", 20_000}, {"a", 40_000}, {"d", 30_000}] do
  :ok = Cache.put(key, 1, ttl)
  IO.puts("put #{key}: #{:ets.tab2list(:entries) |> Enum.map(&elem(&1, 0)) |> Enum.sort() |> Enum.join(" ")}")
end
:ok = Cache.delete("c")
:ok = Cache.put("e", 1, 50_000)
:ok = Cache.put("f", 1, 60_000)
IO.puts("then: #{:ets.tab2list(:entries) |> Enum.map(&elem(&1, 0)) |> Enum.sort() |> Enum.join(" ")}")
stats.()
:ok = Cache.clear()
IO.puts("cleared: #{:ets.info(:entries, :size)}")
# ANCHOR_END: full

IO.puts("-- lost")
# ANCHOR: lost
owner = restart.(100)
:ok = Cache.put("a", 1)
say_get.("a")
monitor = Process.monitor(owner)
Process.exit(owner, :kill)
receive do {:DOWN, ^monitor, _, _, reason} -> IO.puts("the owner: #{reason}") end
IO.puts("the table: #{:ets.whereis(:entries)}")
restart.(100)
client.(1, "a")
{loader, "a"} = loading.()
send(loader, {:value, 1})
IO.puts("a new owner: #{got.(1)}")
say_get.("a")
stats.()
# ANCHOR_END: lost
