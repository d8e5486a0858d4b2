# Counters in a table, and counters without one.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

main = self()
badarg = fn f -> try do inspect(f.()) rescue ArgumentError -> "badarg" end end

IO.puts("-- race")
# ANCHOR: race
table = :ets.new(:hits, [:public])
:ets.insert(table, {"ann", 0})
# Reads, waits for a word, writes.
reader = fn ->
  [{_, seen}] = :ets.lookup(table, "ann")
  send(main, :has_read)
  receive do :write -> :ets.insert(table, {"ann", seen + 1}) end
  send(main, :has_written)
end
both = [spawn(reader), spawn(reader)]
for _ <- both, do: (receive do :has_read -> :ok end)
for pid <- both, do: send(pid, :write)
for _ <- both, do: (receive do :has_written -> :ok end)
IO.puts("two read, then both write: #{inspect(:ets.lookup(table, "ann"))}")
# ANCHOR_END: race

# ANCHOR: atomic
adder = fn ->
  for _ <- 1..1000, do: :ets.update_counter(table, "bob", 1, {"bob", 0})
  send(main, :has_written)
end
both = [spawn(adder), spawn(adder)]
for _ <- both, do: (receive do :has_written -> :ok end)
IO.puts("two add 1000 times each: #{inspect(:ets.lookup(table, "bob"))}")
# ANCHOR_END: atomic

IO.puts("-- operations")
# ANCHOR: operations
five = fn key, operation -> for _ <- 1..5, do: :ets.update_counter(table, key, operation, {key, 0}) end
IO.puts("add 1: #{inspect(five.(:a, {2, 1}))}")
IO.puts("add 1, above 3 take 3: #{inspect(five.(:b, {2, 1, 3, 3}))}")
IO.puts("add 1, above 3 take 0: #{inspect(five.(:c, {2, 1, 3, 0}))}")
IO.puts("add -1, below 0 take 0: #{inspect(five.(:d, {2, -1, 0, 0}))}")
IO.puts("read and add in one: #{inspect(:ets.update_counter(table, :a, [{2, 0}, {2, 10}]))}")
IO.puts("no row, no default: #{badarg.(fn -> :ets.update_counter(table, :e, 1) end)}")
:ets.insert(table, {:f, 1.5})
IO.puts("a float: #{badarg.(fn -> :ets.update_counter(table, :f, 1) end)}")
:ets.insert(table, {:g, 1, 1.5})
IO.puts("two, the second fails: #{badarg.(fn -> :ets.update_counter(table, :g, [{2, 1}, {3, 1}]) end)}")
IO.puts("then the row is #{inspect(:ets.lookup(table, :g))}")
# ANCHOR_END: operations

defmodule Limiter do
  # ANCHOR: limiter
  def hit(table, {hits, window}, user, now) do
    number = div(now, window)
    key = {user, number}
    case :ets.update_counter(table, key, {2, 1, hits + 1, hits + 1}, {key, 0}) do
      used when used <= hits -> {:allow, hits - used}
      _ -> {:wait, (number + 1) * window - now}
    end
  end
  # ANCHOR_END: limiter

  # ANCHOR: sweep
  def sweep(table, {_hits, window}, now) do
    :ets.select_delete(table, [{{{:_, :"$1"}, :_}, [{:<, :"$1", div(now, window)}], [true]}])
  end
  # ANCHOR_END: sweep
end

IO.puts("-- window")
# ANCHOR: window
table = :ets.new(:hits, [:public, write_concurrency: true])
limit = {3, 60_000}
for ms <- [0, 10_000, 20_000, 30_000, 59_999, 60_000, 60_000] do
  IO.puts("at #{ms} ms, ann: #{inspect(Limiter.hit(table, limit, "ann", ms))}")
end
IO.puts("at 60000 ms, bob: #{inspect(Limiter.hit(table, limit, "bob", 60_000))}")
IO.puts("rows: #{inspect(Enum.sort(:ets.tab2list(table)))}")
# ANCHOR_END: window

IO.puts("-- sweep")
# ANCHOR: run_sweep
for ms <- [119_999, 120_000] do
  IO.puts("at #{ms} ms: swept #{Limiter.sweep(table, limit, ms)}, rows: #{inspect(Enum.sort(:ets.tab2list(table)))}")
end
IO.puts("at 120000 ms, ann: #{inspect(Limiter.hit(table, limit, "ann", 120_000))}")
IO.puts("at 120000 ms: swept #{Limiter.sweep(table, limit, 120_000)}")
# ANCHOR_END: run_sweep

IO.puts("-- atomics")
# ANCHOR: atomics
spawn(fn -> send(main, {:made, :atomics.new(2, signed: false)}) end)
slots = receive do {:made, slots} -> slots end
IO.puts("add: #{:atomics.add_get(slots, 1, 5)}, the other: #{:atomics.get(slots, 2)}")
IO.puts("if 5 then 6: #{inspect(:atomics.compare_exchange(slots, 1, 5, 6))}")
IO.puts("if 5 then 7: #{inspect(:atomics.compare_exchange(slots, 1, 5, 7))}")
:atomics.put(slots, 2, 18_446_744_073_709_551_615)
IO.puts("the largest and one more: #{:atomics.add_get(slots, 2, 1)}")
IO.puts("slot 0: #{badarg.(fn -> :atomics.get(slots, 0) end)}, slot 3: #{badarg.(fn -> :atomics.get(slots, 3) end)}")
# ANCHOR_END: atomics
