# The same questions to a table of the BEAM: what scc::HashMap is compared with.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ANCHOR: predict
IO.puts("-- predict")
main = self()
{owner, ref} =
  spawn_monitor(fn ->
    table = :ets.new(:protected, [:protected])
    :ets.insert(table, {"a", 1})
    :ets.insert(table, {"a", 2})
    send(main, {:table, table})
    receive do :end -> :ok end
  end)
table = receive do {:table, table} -> table end
refused = fn work -> try do work.(); "done" rescue ArgumentError -> "refused" end end

IO.puts("insert again: #{:ets.lookup_element(table, "a", 2)}")
IO.puts("a stranger writes: #{refused.(fn -> :ets.insert(table, {"b", 1}) end)}")
send(owner, :end)
receive do {:DOWN, ^ref, _, _, _} -> :ok end
IO.puts("the owner ends: #{:ets.info(table)}")
mine = :ets.new(:mine, [])
IO.puts("update what is not there: #{refused.(fn -> :ets.update_counter(mine, "b", 1) end)}")
# ANCHOR_END: predict

# ANCHOR: count
IO.puts("-- count")
add = fn table, key, by -> :ets.update_counter(table, key, by, {key, 0}) end
counters = :ets.new(:counters, [:public])
for by <- [5, 2, -3], do: IO.puts("add #{by}: #{add.(counters, :a, by)}")
thousand = fn -> for _ <- 1..1000, do: add.(counters, :b, 1) end
Task.await_many([Task.async(thousand), Task.async(thousand)])
IO.puts("two of them, a thousand times each: #{:ets.lookup_element(counters, :b, 2)}")
# ANCHOR_END: count

# ANCHOR: sweep
IO.puts("-- sweep")
cache = :ets.new(:cache, [:ordered_set])
for row <- [{:a, 10}, {:b, 20}, {:c, 30}], do: :ets.insert(cache, row)
expired = fn now -> [{{:_, :"$1"}, [{:"=<", :"$1", now}], [true]}] end
IO.puts("swept at 20: #{:ets.select_delete(cache, expired.(20))}")
IO.puts("left: #{Enum.map_join(:ets.tab2list(cache), " ", &elem(&1, 0))}")
# ANCHOR_END: sweep

# ANCHOR: load
IO.puts("-- load")
pages = :ets.new(:pages, [:public])
get = fn -> case :ets.lookup(pages, :home) do [{_, page}] -> page; [] -> nil end end
keep = fn page -> :ets.insert_new(pages, {:home, page}) && page || get.() end
server = fn page -> receive do :loaded -> send(main, {:answer, keep.(page)}) end end
slow = spawn(fn -> server.("slow") end)
quick = spawn(fn -> server.("quick") end)
for {name, pid} <- [quick: quick, slow: slow] do
  send(pid, :loaded)
  receive do {:answer, page} -> IO.puts("the #{name} load gets: #{page}") end
end
IO.puts("kept: #{get.()}")
# ANCHOR_END: load
