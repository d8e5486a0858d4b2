# What a match specification makes of a row, and of the rows of a table.
Logger.configure(level: :none)
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

text = fn term -> inspect(term, charlists: :as_lists) end
parts = fn list -> "[" <> Enum.map_join(list, ", ", text) <> "]" end
say = fn label, result -> IO.puts("#{label} -> #{result}") end

# `false` is what test_ms says of a row that does not match; no body here is worth false.
test = fn row, spec ->
  case :ets.test_ms(row, spec) do
    {:ok, false} -> "no match"
    {:ok, result} -> text.(result)
    {:error, errors} -> Enum.map_join(errors, " ", fn {:error, message} -> to_string(message) end)
  end
end

# ANCHOR: pattern
IO.puts("-- pattern")
pattern = fn row, head -> say.("#{text.(row)} in #{text.(head)}", test.(row, [{head, [], [:"$$"]}])) end

pattern.({1, :a}, {:_, :a})
pattern.({1, :a}, {1, :"$1"})
pattern.({1, :a}, {1.0, :"$1"})
pattern.({1, :a}, {:"$2", :"$1"})
pattern.({1, :a}, {:"$1"})
pattern.({1, :a}, {:"$1", :_, :_})
pattern.({1, :a}, :"$1")
# ANCHOR_END: pattern
pattern.({{:a, [1, 2, 3]}}, {{:a, [1 | :"$1"]}})
pattern.({{:a, [1, 2, 3]}}, {{:a, [1, :"$1"]}})
pattern.({%{k: 1, m: 2}}, {%{k: :"$1"}})
pattern.({%{k: 1, m: 2}}, {%{k: 2}})

# ANCHOR: variable
IO.puts("-- variable")
pattern.({1, 1}, {:"$1", :"$1"})
pattern.({1, 2}, {:"$1", :"$1"})
pattern.({1, 1.0}, {:"$1", :"$1"})
pattern.({1, 2}, {:_, :_})
# ANCHOR_END: variable
pattern.({1, {1, 2}}, {:"$1", {:"$1", :"$2"}})
pattern.({1, {3, 2}}, {:"$1", {:"$1", :"$2"}})

# ANCHOR: meaning
IO.puts("-- meaning")
check = fn guards, body ->
  result = test.({:k, 5}, [{{:"$1", :"$2"}, guards, body}])
  good = not String.contains?(result, ["does_not_exist", "unbound", "neither", "does not return"])
  # The term in front is written as Erlang does.
  say.("#{parts.(guards)}, #{parts.(body)}", if(good, do: "ok", else: String.replace(result, ~r/^.* is neither/, "It is neither")))
end

check.([], [{{:"$1", :"$2"}}])
check.([], [{:"$1", :"$2"}])
check.([], [{:ok, :"$2"}])
check.([], [{{:ok, :"$2"}}])
check.([{:>, :"$3", 1}], [:"$_"])
check.([{:is_string, :"$1"}], [:"$_"])
check.([{:first, 1}, {:>, :"$7", :"$8"}], [{:last}])
check.([], [])
# ANCHOR_END: meaning

# ANCHOR: guard
IO.puts("-- guard")
guard = fn guards -> say.(parts.(guards), test.({:k, 5}, [{{:"$1", :"$2"}, guards, [:first]}, {:_, [], [:second]}])) end

guard.([])
guard.([{:>, :"$2", 3}])
guard.([{:>, :"$2", 3}, {:<, :"$2", 5}])
guard.([{:==, :"$2", 5.0}])
guard.([{:"=:=", :"$2", 5.0}])
guard.([{:hd, :"$2"}])
guard.([{:not, {:hd, :"$2"}}])
guard.([{:or, true, {:hd, :"$2"}}])
guard.([{:orelse, true, {:hd, :"$2"}}])
guard.([:"$2"])
guard.([{:andalso, {:is_integer, :"$2"}, {:==, {:rem, :"$2", 2}, 1}}])
# ANCHOR_END: guard

# ANCHOR: body
IO.puts("-- body")
body = fn body -> say.(parts.(body), test.({:k, 5}, [{{:"$1", :"$2"}, [], body}])) end

body.([:"$_"])
body.([:"$$"])
body.([{{:"$2", :"$1"}}])
body.([{{:"$1", {{:"$2", {:+, :"$2", 1}}}}}])
body.([[:"$1", :"$2"]])
body.([%{value: :"$2"}])
body.([:"$1", :"$2"])
body.([{:const, :"$1"}])
body.([{:hd, :"$2"}])
body.([{{:"$1", {:div, :"$2", 0}}}])
body.([{:is_atom, {:hd, :"$2"}}])
body.([{:hd, :"$2"}, :fine])
# ANCHOR_END: body

# ANCHOR: table
IO.puts("-- table")
people = :ets.new(:people, [:ordered_set])
:ets.insert(people, [{1, :ann, 30}, {2, :bob, 19}, {3, :cid, 41}, {4, :dee, 26}, {5, :eve, 33}])
all = [{:_, [], [:"$_"]}]
older = [{{:"$1", :_, :"$3"}, [{:>, :"$3", 25}], [{{:"$1", :"$3"}}]}]

say.("select", text.(:ets.select(people, older)))
say.("select_reverse", text.(:ets.select_reverse(people, older)))
say.("match", text.(:ets.match(people, {:"$2", :"$1", :_})))
say.("match_object", text.(:ets.match_object(people, {:_, :dee, :_})))
say.("key 3", text.(:ets.select(people, [{{3, :"$1", :_}, [], [:"$1"]}])))
say.("key 3.0", text.(:ets.select(people, [{{3.0, :"$1", :_}, [], [:"$1"]}])))
say.("keys 5, 2, 9", text.(Enum.sort(:ets.select(people, for(key <- [5, 2, 9], do: {{key, :"$1", :_}, [], [:"$1"]})))))
# ANCHOR_END: table

# ANCHOR: limit
IO.puts("-- limit")

defmodule Walk do
  def all(label, :"$end_of_table", _), do: IO.puts("#{label} -> end of table")
  def all(label, {rows, :"$end_of_table"}, _), do: IO.puts("#{label} -> #{inspect(rows)}, end of table")

  def all(label, {rows, continuation}, next) do
    IO.puts("#{label} -> #{inspect(rows)}")
    all(label, next.(continuation), next)
  end
end

names = [{{:_, :"$1", :_}, [], [:"$1"]}]
Walk.all("2 of 5", :ets.select(people, names, 2), &:ets.select/1)
Walk.all("5 of 5", :ets.select(people, names, 5), &:ets.select/1)
Walk.all("6 of 5", :ets.select(people, names, 6), &:ets.select/1)
Walk.all("2 of 4", :ets.select(people, older, 2), &:ets.select/1)
Walk.all("2 of 5, back", :ets.select_reverse(people, names, 2), &:ets.select_reverse/1)
Walk.all("1 of key 3", :ets.select(people, [{{3, :"$1", :_}, [], [:"$1"]}], 1), &:ets.select/1)
Walk.all("1 of none", :ets.select(people, [{{:_, :zoe, :_}, [], [:"$_"]}], 1), &:ets.select/1)
# ANCHOR_END: limit

# ANCHOR: change
IO.puts("-- change")
attempt = fn change ->
  try do
    text.(change.())
  rescue
    _ in ArgumentError -> "badarg"
  end
end

say.("count, body true", text.(:ets.select_count(people, [{{:_, :_, :"$1"}, [{:<, :"$1", 30}], [true]}])))
say.("count, body $_", text.(:ets.select_count(people, [{{:_, :_, :"$1"}, [{:<, :"$1", 30}], [:"$_"]}])))
say.("delete, body $_", text.(:ets.select_delete(people, [{{:_, :_, :"$1"}, [{:<, :"$1", 30}], [:"$_"]}])))
say.("delete, body true", text.(:ets.select_delete(people, [{{:_, :_, :"$1"}, [{:<, :"$1", 30}], [true]}])))
say.("left", text.(:ets.select(people, all)))
say.("replace", attempt.(fn -> :ets.select_replace(people, [{{:"$1", :"$2", :"$3"}, [{:>, :"$3", 40}], [{{:"$1", :"$2", :old}}]}]) end))
say.("replace the key", attempt.(fn -> :ets.select_replace(people, [{{:"$1", :"$2", :"$3"}, [], [{{:"$2", :"$1", :"$3"}}]}]) end))
say.("replace the key by itself", attempt.(fn -> :ets.select_replace(people, [{{:"$1", :"$2", :"$3"}, [], [{{{:+, :"$1", 0}, :"$2", :"$3"}}]}]) end))
say.("match_delete", attempt.(fn -> :ets.match_delete(people, {5, :_, :_}) end))
say.("left", text.(:ets.select(people, all)))
say.("a bad one", attempt.(fn -> :ets.select(people, [{{:"$1", :_, :_}, [], [:"$2"]}]) end))
say.("a bad one, compiled", attempt.(fn -> :ets.match_spec_compile([{{:"$1", :_, :_}, [], [:"$2"]}]) end))
# ANCHOR_END: change
