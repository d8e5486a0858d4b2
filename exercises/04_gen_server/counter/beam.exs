# Two processes, 1,000 increments each: computed outside of the process that keeps the number, and inside.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ANCHOR: store
defmodule Store do
  use GenServer
  def init(n), do: {:ok, n}
  def handle_call(:get, _from, n), do: {:reply, n, n}
  def handle_call({:put, n}, _from, _old), do: {:reply, n, n}

  # Read, compute, write back.
  def update(store, compute) do
    seen = GenServer.call(store, :get)
    GenServer.call(store, {:put, compute.(seen)})
  end
end
# ANCHOR_END: store

# A client that increments when it is told to, and stops between reading and writing.
# The script is the scheduler: it says whose turn it is.
defmodule Client do
  # ANCHOR: client
  def start(store, scheduler), do: spawn_link(fn -> loop(store, scheduler) end)

  defp loop(store, scheduler) do
    receive do
      :read ->
        Store.update(store, fn seen ->
          send(scheduler, {:done, self()})
          receive do :write -> seen + 1 end
        end)
        send(scheduler, {:done, self()})
        loop(store, scheduler)
    end
  end
  # ANCHOR_END: client

  def turn(client, move) do
    send(client, move)
    receive do {:done, ^client} -> :ok end
  end

  def whole(client) do
    turn(client, :read)
    turn(client, :write)
  end
end

IO.puts("-- alone")
{:ok, store} = GenServer.start_link(Store, 0)
for _ <- 1..1000, do: Store.update(store, fn n -> n + 1 end)
IO.puts("one process, 1000 increments: #{GenServer.call(store, :get)}")

IO.puts("-- in_step")
{:ok, store} = GenServer.start_link(Store, 0)
{a, b} = {Client.start(store, self()), Client.start(store, self())}
# ANCHOR: in_step
for _ <- 1..1000, move <- [:read, :write], client <- [a, b], do: Client.turn(client, move)
IO.puts("both read, then both write: #{GenServer.call(store, :get)}")
# ANCHOR_END: in_step

IO.puts("-- least")
{:ok, store} = GenServer.start_link(Store, 0)
{a, b} = {Client.start(store, self()), Client.start(store, self())}
# ANCHOR: least
Client.turn(a, :read)
for _ <- 1..999, do: Client.whole(b)
Client.turn(a, :write)
Client.turn(b, :read)
for _ <- 1..999, do: Client.whole(a)
Client.turn(b, :write)
IO.puts("the worst order: #{GenServer.call(store, :get)}")
# ANCHOR_END: least

# ANCHOR: counter
defmodule Counter do
  use GenServer
  def init(n), do: {:ok, n}
  def handle_call({:add, more}, _from, n), do: {:reply, n + more, n + more}
  def handle_call(:value, _from, n), do: {:reply, n, n}
  def handle_call(:reset, _from, n), do: {:reply, n, 0}
  def handle_cast({:add, more}, n), do: {:noreply, n + more}
end
# ANCHOR_END: counter

# As many processes as `count`; waits until all have ended.
together = fn count, work ->
  refs = for _ <- 1..count, do: elem(spawn_monitor(work), 1)
  for ref <- refs, do: (receive do {:DOWN, ^ref, _, _, reason} -> reason end)
end

IO.puts("-- server")
# ANCHOR: server
{:ok, counter} = GenServer.start_link(Counter, 0)
together.(2, fn -> for _ <- 1..1000, do: GenServer.call(counter, {:add, 1}) end)
IO.puts("add by call, from two processes: #{GenServer.call(counter, :value)}")
IO.puts("add 5: #{GenServer.call(counter, {:add, 5})}")
IO.puts("reset: #{GenServer.call(counter, :reset)}")
IO.puts("value: #{GenServer.call(counter, :value)}")
# ANCHOR_END: server

IO.puts("-- cast_then_call")
# ANCHOR: cast_then_call
{:ok, counter} = GenServer.start_link(Counter, 10)
:sys.suspend(counter)
for _ <- 1..1000, do: GenServer.cast(counter, {:add, 1})
{:message_queue_len, waiting} = Process.info(counter, :message_queue_len)
:sys.resume(counter)
IO.puts("the casts have returned; in the mailbox: #{waiting}")
IO.puts("then a call: #{GenServer.call(counter, :value)}")
# ANCHOR_END: cast_then_call

IO.puts("-- helpers")
# ANCHOR: helpers
{:ok, counter} = GenServer.start_link(Counter, 0)
together.(4, fn ->
  for _ <- 1..250, do: GenServer.cast(counter, {:add, 1})
  GenServer.call(counter, :value)
end)
IO.puts("four helpers, each with its own call: #{GenServer.call(counter, :value)}")
# ANCHOR_END: helpers
