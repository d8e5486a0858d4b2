# A cache whose entries expire. Its clock is handed in, so an hour passes in one line and every run is the same.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ANCHOR: clock
defmodule Clock do
  def start, do: Agent.start_link(fn -> 0 end)
  def now(clock), do: Agent.get(clock, & &1)
  def set(clock, ms), do: Agent.update(clock, fn _ -> ms end)
end
# ANCHOR_END: clock

defmodule TtlCache do
  use GenServer
  @ttl 60_000

  # ANCHOR: server
  # In a real program: `now: fn -> System.monotonic_time(:millisecond) end`.
  def init(now), do: {:ok, %{now: now, entries: %{}}, {:continue, :sweep_later}}

  def handle_continue(:sweep_later, state) do
    Process.send_after(self(), :sweep, @ttl)
    {:noreply, state}
  end

  def handle_info(:sweep, state) do
    now = state.now.()
    alive = Map.filter(state.entries, fn {_, {_, expires_at}} -> now < expires_at end)
    {:noreply, %{state | entries: alive}, {:continue, :sweep_later}}
  end
  # ANCHOR_END: server

  # ANCHOR: callbacks
  def handle_cast({:put, key, value, ttl}, state) do
    {:noreply, put_in(state.entries[key], {value, state.now.() + ttl})}
  end

  def handle_call({:get, key}, _from, state) do
    now = state.now.()
    case state.entries do
      %{^key => {value, expires_at}} when now < expires_at -> {:reply, {:ok, value}, state}
      _ -> {:reply, :error, %{state | entries: Map.delete(state.entries, key)}}
    end
  end
  # ANCHOR_END: callbacks

  def handle_call({:delete, key}, from, state) do
    {:reply, value, state} = handle_call({:get, key}, from, state)
    {:reply, value, %{state | entries: Map.delete(state.entries, key)}}
  end

  def handle_call(:size, _from, state) do
    now = state.now.()
    {:reply, Enum.count(state.entries, fn {_, {_, expires_at}} -> now < expires_at end), state}
  end

  def handle_call(:stored, _from, state), do: {:reply, map_size(state.entries), state}

  def put(cache, key, value, ttl \\ @ttl), do: GenServer.cast(cache, {:put, key, value, ttl})
  def get(cache, key), do: GenServer.call(cache, {:get, key})
  def delete(cache, key), do: GenServer.call(cache, {:delete, key})
  def size(cache), do: GenServer.call(cache, :size)
  def stored(cache), do: GenServer.call(cache, :stored)
end

# A cache and its clock, at 0. `at.(ms)` sets the clock; messages that were sent before are handled first.
start = fn ->
  {:ok, clock} = Clock.start()
  {:ok, cache} = GenServer.start_link(TtlCache, fn -> Clock.now(clock) end)
  {cache, fn ms -> TtlCache.stored(cache); Clock.set(clock, ms) end}
end

say_get = fn cache, key, ms -> IO.puts("at #{ms} ms, #{key}: #{inspect(TtlCache.get(cache, key))}") end

IO.puts("-- limit")
# ANCHOR: limit
{cache, at} = start.()
TtlCache.put(cache, :a, 1)
for ms <- [59_999, 60_000] do
  at.(ms)
  say_get.(cache, :a, ms)
end
# ANCHOR_END: limit

IO.puts("-- reads")
# ANCHOR: reads
{cache, at} = start.()
TtlCache.put(cache, :a, 1)
for ms <- [59_000, 61_000] do
  at.(ms)
  say_get.(cache, :a, ms)
end
# ANCHOR_END: reads

IO.puts("-- puts")
# ANCHOR: puts
{cache, at} = start.()
for key <- [:longer, :shorter], do: TtlCache.put(cache, key, 1)
at.(50_000)
TtlCache.put(cache, :longer, 2)
TtlCache.put(cache, :shorter, 2, 5_000)
for ms <- [54_999, 55_000, 60_000, 110_000], key <- [:longer, :shorter] do
  at.(ms)
  say_get.(cache, key, ms)
end
# ANCHOR_END: puts

IO.puts("-- delete")
# ANCHOR: delete
{cache, at} = start.()
for key <- [:a, :b, :c], do: TtlCache.put(cache, key, key)
TtlCache.put(cache, :never, 1, 0)
IO.puts("size #{TtlCache.size(cache)}, delete a: #{inspect(TtlCache.delete(cache, :a))}")
IO.puts("size #{TtlCache.size(cache)}, delete a: #{inspect(TtlCache.delete(cache, :a))}")
at.(60_000)
IO.puts("size #{TtlCache.size(cache)}, delete b: #{inspect(TtlCache.delete(cache, :b))}")
# ANCHOR_END: delete

IO.puts("-- memory")
# ANCHOR: memory
{cache, at} = start.()
for key <- 1..1000, do: TtlCache.put(cache, key, key)
at.(3_600_000)
IO.puts("an hour later: size #{TtlCache.size(cache)}, in memory #{TtlCache.stored(cache)}")
TtlCache.get(cache, 1)
IO.puts("one of them was read: in memory #{TtlCache.stored(cache)}")
send(cache, :sweep)
IO.puts("after a sweep: in memory #{TtlCache.stored(cache)}")
# ANCHOR_END: memory
