# What is one step of a table, what a walk sees, and what a look-up copies.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)
say = fn what, answer -> IO.puts("#{what}: #{inspect(answer, charlists: :as_lists)}") end
badarg = fn work -> try do work.() rescue ArgumentError -> :badarg end end

# ANCHOR: steps
IO.puts("-- steps")
accounts = :ets.new(:accounts, [:public])
:ets.insert(accounts, [{:ada, 100}, {:ben, 100}])
# Another process adds up what it sees, and this one waits for the sum.
total = fn -> Task.await(Task.async(fn -> :ets.foldl(fn {_, n}, sum -> sum + n end, 0, accounts) end)) end

say.("before", total.())
:ets.update_counter(accounts, :ada, -10)
say.("between two steps", total.())
:ets.update_counter(accounts, :ben, 10)
say.("after", total.())
:ets.insert(accounts, [{:ada, 80}, {:ben, 120}])
say.("two rows in one insert", total.())
# ANCHOR_END: steps

# ANCHOR: walk
IO.puts("-- walk")
walk = fn type, fix ->
  table = :ets.new(:t, [type])
  for n <- 1..3, do: :ets.insert(table, {n, n})
  if fix, do: :ets.safe_fixtable(table, true)
  first = :ets.first(table)
  :ets.delete(table, first)
  next = badarg.(fn -> :ets.next(table, first) end)
  if is_integer(next), do: :goes_on, else: next
end

say.("set", walk.(:set, false))
say.("set, fixed", walk.(:set, true))
say.("ordered_set", walk.(:ordered_set, false))
# ANCHOR_END: walk

# ANCHOR: copies
IO.puts("-- copies")
users = :ets.new(:users, [])
friends = Enum.to_list(1..1000)
photo = :binary.copy("x", 1_000_000)
:ets.insert(users, {:ada, 36, friends, photo})
words = fn term -> :erts_debug.flat_size(term) end
name_and_age = [{{:"$1", :"$2", :_, :_}, [], [{{:"$1", :"$2"}}]}]

say.("words of the list", words.(friends))
say.("words of the photo", words.(photo))
say.("lookup copies", words.(:ets.lookup(users, :ada)))
say.("lookup_element of the age copies", words.(:ets.lookup_element(users, :ada, 2)))
say.("select of name and age copies", words.(:ets.select(users, name_and_age)))
[{_, _, one, _}] = :ets.lookup(users, :ada)
[{_, _, other, _}] = :ets.lookup(users, :ada)
say.("two look-ups give equal lists", one === other)
say.("and the same one", :erts_debug.same(one, other))
# ANCHOR_END: copies

# ANCHOR: options
IO.puts("-- options")
for options <- [[], [read_concurrency: true], [write_concurrency: true], [write_concurrency: :auto]] do
  table = :ets.new(:t, options)
  info = for key <- [:read_concurrency, :write_concurrency, :decentralized_counters], do: :ets.info(table, key)
  say.(inspect(options), info)
end
# ANCHOR_END: options
