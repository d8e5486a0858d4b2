# Tables in memory that many processes share: types, keys, access, counters, walks, owners and heirs.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Say do
  # The result as Elixir shows it, or the reasons that OTP gives with a badarg.
  def result(f) do
    show(f.())
  rescue
    e in ArgumentError ->
      case Regex.scan(~r/argument: (.*)/, e.message) do
        [] -> "error: argument error"
        reasons -> "error: " <> Enum.map_join(reasons, "; ", &List.last/1)
      end
  end

  def show(value), do: inspect(value, charlists: :as_lists, limit: :infinity)
  def try(what, f), do: IO.puts("#{what}: #{result(f)}")
  def sorted(rows), do: Enum.sort(rows)
end

defmodule Other do
  # Does something in another process, and gives back what it says of it.
  def result(f) do
    me = self()
    pid = spawn(fn -> send(me, {:other, self(), Say.result(f)}) end)
    receive do {:other, ^pid, said} -> said end
  end

  # Starts an owner: it makes a table, says which, and ends in the way it is told.
  def owner(options, rows) do
    me = self()
    pid = spawn(fn ->
      table = :ets.new(:shared, options)
      :ets.insert(table, rows)
      send(me, {:table, table})
      receive do {:end, reason} -> exit(reason) end
    end)
    receive do {:table, table} -> {pid, table} end
  end

  def end_owner(pid, :kill), do: Process.exit(pid, :kill)
  def end_owner(pid, reason), do: send(pid, {:end, reason})
end

defmodule Hear do
  def word(word), do: receive(do: (^word -> :ok))
  def down(ref), do: receive(do: ({:DOWN, ^ref, _, _, _} -> :ok))
  def transfer(table, from), do: receive(do: ({:"ETS-TRANSFER", ^table, ^from, data} -> data))
end

# ANCHOR: types
IO.puts("-- types")
for type <- [:set, :ordered_set, :bag, :duplicate_bag] do
  table = :ets.new(:types, [type])
  for row <- [{1, :a}, {1.0, :b}, {1, :c}, {1, :c}], do: :ets.insert(table, row)
  IO.puts("#{type}: 1 #{Say.show(:ets.lookup(table, 1))}, 1.0 #{Say.show(:ets.lookup(table, 1.0))}")
end
# ANCHOR_END: types
table = :ets.new(:types, [:ordered_set])
for key <- [:b, 2, "c", 1.5, {0}, 1], do: :ets.insert(table, {key})
:ets.insert(table, {2.0})
IO.puts("in order: #{Say.show(:ets.tab2list(table))}")
table = :ets.new(:types, [:bag])
for row <- [{:k, 1}, {:k, 2}, {:k, 3}], do: :ets.insert(table, row)
:ets.delete_object(table, {:k, 2})
:ets.insert(table, {:k, 5})
:ets.insert(table, {:k, 1.0})
IO.puts("a bag keeps the order: #{Say.show(:ets.lookup(table, :k))}")
Say.try("second elements", fn -> :ets.lookup_element(table, :k, 2) end)
Say.try("take", fn -> :ets.take(table, :k) end)
Say.try("take again", fn -> :ets.take(table, :k) end)

# ANCHOR: key_position
IO.puts("-- key_position")
table = :ets.new(:users, [keypos: 2])
for row <- [{"Ann", 1}, {"Bob", 2}, {"Eve", 1}], do: :ets.insert(table, row)
Say.try("lookup 1", fn -> :ets.lookup(table, 1) end)
Say.try("lookup Bob", fn -> :ets.lookup(table, "Bob") end)
Say.try("a short row", fn -> :ets.insert(table, {"Joe"}) end)
Say.try("no tuple", fn -> :ets.insert(table, "Joe") end)
Say.try("position 0", fn -> :ets.new(:users, [keypos: 0]) end)
# ANCHOR_END: key_position

# ANCHOR: access
IO.puts("-- access")
for access <- [:public, :protected, :private] do
  table = :ets.new(:shared, [access])
  :ets.insert(table, {:k, 1})
  IO.puts("#{access}, other reads: #{Other.result(fn -> :ets.lookup(table, :k) end)}")
  IO.puts("#{access}, other writes: #{Other.result(fn -> :ets.insert(table, {:k, 2}) end)}")
  IO.puts("#{access}, owner: #{Say.show(:ets.lookup(table, :k))}")
end
# ANCHOR_END: access
table = :ets.new(:shared, [:private])
IO.puts("private, its size: #{Other.result(fn -> :ets.info(table, :size) end)}")
IO.puts("private, other deletes it: #{Other.result(fn -> :ets.delete(table) end)}")
table = :ets.new(:shared, [:public])
IO.puts("public, other gives it away: #{Other.result(fn -> :ets.give_away(table, self(), 1) end)}")
IO.puts("public, other deletes it: #{Other.result(fn -> :ets.delete(table) end)}")
Say.try("and then", fn -> :ets.lookup(table, :k) end)

# ANCHOR: insert
IO.puts("-- insert")
table = :ets.new(:list, [:ordered_set])
Say.try("a bad row at the end", fn -> :ets.insert(table, [{1}, {2}, :three]) end)
IO.puts("rows: #{Say.show(:ets.tab2list(table))}")
Say.try("a good list", fn -> :ets.insert(table, [{1}, {3}]) end)
Say.try("insert_new, one is there", fn -> :ets.insert_new(table, [{2}, {3}]) end)
IO.puts("rows: #{Say.show(:ets.tab2list(table))}")
Say.try("insert_new, none is there", fn -> :ets.insert_new(table, [{2}, {4}]) end)
IO.puts("rows: #{Say.show(:ets.tab2list(table))}")
# ANCHOR_END: insert

# ANCHOR: counters
IO.puts("-- counters")
table = :ets.new(:counters, [])
:ets.insert(table, {:k, 10, 20, :x})
Say.try("1", fn -> :ets.update_counter(table, :k, 1) end)
Say.try("{3, -5}", fn -> :ets.update_counter(table, :k, {3, -5}) end)
Say.try("{2, 5, 15, 0}", fn -> :ets.update_counter(table, :k, {2, 5, 15, 0}) end)
Say.try("{2, 5, 15, 0} again", fn -> :ets.update_counter(table, :k, {2, 5, 15, 0}) end)
Say.try("{2, -6, 0, 9}", fn -> :ets.update_counter(table, :k, {2, -6, 0, 9}) end)
Say.try("[{2, 1}, {3, 1}, {2, 1}]", fn -> :ets.update_counter(table, :k, [{2, 1}, {3, 1}, {2, 1}]) end)
Say.try("[{2, 1}, {4, 1}]", fn -> :ets.update_counter(table, :k, [{2, 1}, {4, 1}]) end)
Say.try("the row", fn -> :ets.lookup(table, :k) end)
Say.try("a new key", fn -> :ets.update_counter(table, :new, {3, 1}, {:any, 0, 7}) end)
Say.try("its row", fn -> :ets.lookup(table, :new) end)
Say.try("beyond 64 bits", fn -> :ets.update_counter(table, :big, 9223372036854775807, {:big, 9}) end)
# ANCHOR_END: counters
Say.try("no row", fn -> :ets.update_counter(table, :nobody, 1) end)
Say.try("the key", fn -> :ets.update_counter(table, :k, {1, 1}) end)
Say.try("position 9", fn -> :ets.update_counter(table, :k, {9, 1}) end)
bag = :ets.new(:counters, [:bag])
Say.try("a bag", fn -> :ets.update_counter(bag, :k, 1) end)
Say.try("update_element", fn -> :ets.update_element(table, :k, [{2, :y}, {4, nil}]) end)
Say.try("the row", fn -> :ets.lookup(table, :k) end)
Say.try("update_element, no row", fn -> :ets.update_element(table, :nobody, {2, :y}) end)
Say.try("update_element, the key", fn -> :ets.update_element(table, :k, {1, :y}) end)
Say.try("update_element, position 9", fn -> :ets.update_element(table, :k, {9, :y}) end)
Say.try("lookup_element, no row", fn -> :ets.lookup_element(table, :nobody, 2) end)
Say.try("lookup_element, position 9", fn -> :ets.lookup_element(table, :k, 9) end)
Say.try("lookup_element, position 0", fn -> :ets.lookup_element(table, :k, 0) end)

# ANCHOR: walk
IO.puts("-- walk")
table = :ets.new(:steps, [:ordered_set])
:ets.insert(table, for(key <- [30, 10, 20], do: {key}))
IO.puts("ordered_set: first #{:ets.first(table)}, next #{:ets.next(table, 10)}, last #{:ets.last(table)}, prev #{:ets.prev(table, 30)}")
Say.try("after the last", fn -> :ets.next(table, 30) end)
Say.try("ordered_set, after a key that is not there", fn -> :ets.next(table, 15) end)
IO.puts("foldl: #{Say.show(:ets.foldl(fn {key}, keys -> [key | keys] end, [], table))}")
IO.puts("foldr: #{Say.show(:ets.foldr(fn {key}, keys -> [key | keys] end, [], table))}")
table = :ets.new(:steps, [:set])
:ets.insert(table, for(key <- [30, 10, 20], do: {key}))
keys = Enum.take_while(Stream.iterate(:ets.first(table), &:ets.next(table, &1)), &(&1 != :"$end_of_table"))
IO.puts("set, in some order: #{Say.show(Say.sorted(keys))}")
Say.try("set, after a key that is not there", fn -> :ets.next(table, 15) end)
# ANCHOR_END: walk

# ANCHOR: owner
IO.puts("-- owner")
for reason <- [:normal, :boom, :kill] do
  {owner, table} = Other.owner([:public, :named_table], [{1}, {2}])
  ref = Process.monitor(owner)
  IO.puts("#{reason}, before: #{Say.show(:ets.tab2list(table))}")
  Other.end_owner(owner, reason)
  Hear.down(ref)
  Say.try("#{reason}, after", fn -> :ets.tab2list(table) end)
  IO.puts("whereis: #{:ets.whereis(:shared)}")
end
late = for round <- 1..1000 do
  {owner, table} = Other.owner([:public], [{1}, {2}])
  ref = Process.monitor(owner)
  Other.end_owner(owner, if(rem(round, 2) == 0, do: :normal, else: :kill))
  Hear.down(ref)
  :ets.info(table)
end
IO.puts("tables still there at DOWN: #{Enum.count(late, &(&1 != :undefined))} of 1000")
# ANCHOR_END: owner

# ANCHOR: heir
IO.puts("-- heir")
me = self()
{owner, table} = Other.owner([:ordered_set, {:heir, me, :users}], [{1}, {2}, {3}])
Say.try("before, we write", fn -> :ets.insert(table, {4}) end)
Other.end_owner(owner, :kill)
IO.puts("ETS-TRANSFER from the owner: #{Say.show(Hear.transfer(table, owner))}")
Say.try("then, we write", fn -> :ets.insert(table, {4}) end)
Say.try("rows", fn -> :ets.tab2list(table) end)
IO.puts("the owner is me: #{:ets.info(table, :owner) == me}, the heir is me: #{:ets.info(table, :heir) == me}")
# ANCHOR_END: heir
late = for _ <- 1..1000 do
  {owner, table} = Other.owner([{:heir, me, nil}], [{1}])
  ref = Process.monitor(owner)
  Other.end_owner(owner, :kill)
  Hear.down(ref)
  :ets.info(table, :owner)
end
IO.puts("tables that were not ours at DOWN: #{Enum.count(late, &(&1 != me))} of 1000")
dead = spawn(fn -> :ok end)
ref = Process.monitor(dead)
Hear.down(ref)
{owner, table} = Other.owner([:public, {:heir, dead, nil}], [{1}])
ref = Process.monitor(owner)
Other.end_owner(owner, :normal)
Hear.down(ref)
Say.try("the heir had ended before", fn -> :ets.tab2list(table) end)

# ANCHOR: give_away
IO.puts("-- give_away")
table = :ets.new(:gift, [])
:ets.insert(table, {:from, "me"})
friend = spawn(fn ->
  :ets.insert(table, {:thanks, Hear.transfer(table, me)})
  send(me, :thanks)
  Hear.word(:end)
end)
Say.try("give_away", fn -> :ets.give_away(table, friend, :present) end)
Hear.word(:thanks)
IO.puts("rows: #{Say.show(Say.sorted(:ets.tab2list(table)))}")
Say.try("we write", fn -> :ets.insert(table, {:mine, 1}) end)
Say.try("we give it away again", fn -> :ets.give_away(table, me, nil) end)
# ANCHOR_END: give_away
table = :ets.new(:gift, [])
Say.try("to ourselves", fn -> :ets.give_away(table, me, nil) end)
Say.try("to one who has ended", fn -> :ets.give_away(table, dead, nil) end)
:ets.new(:gift, [:named_table])
Say.try("a name that is taken", fn -> :ets.new(:gift, [:named_table]) end)
ref = Process.monitor(friend)
send(friend, :end)
Hear.down(ref)

# ANCHOR: list_into_a_bag
IO.puts("-- list_into_a_bag")
table = :ets.new(:bag, [:bag])
:ets.insert(table, [{:k, 1}, {:k, 2}, {:k, 3}])
IO.puts("a list: #{Say.show(:ets.lookup(table, :k))}")
# ANCHOR_END: list_into_a_bag

# Random requests, the same as in `solutions/07_tables/table/tests/beam.rs`; their answers as one number.
IO.puts("-- random")
keys = {1, 2.0, 2, 1.0, :a, "b", {1}, [1], 3, %{1 => 2}}
next = fn x -> rem(x * 1_103_515_245 + 12_345, 2_147_483_648) end
for type <- [:set, :ordered_set, :bag, :duplicate_bag] do
  table = :ets.new(:random, [type])
  {_, said} =
    Enum.reduce(1..5000, {1, []}, fn _, {x, said} ->
      a = next.(x)
      b = next.(a)
      c = next.(b)
      key = elem(keys, rem(div(b, 256), 10))
      row = {key, rem(div(c, 256), 3)}
      result = Say.result(fn ->
        case rem(div(a, 256), 10) do
          0 -> :ets.delete(table, key)
          1 -> :ets.delete_object(table, row)
          2 -> :ets.insert_new(table, row)
          3 -> :ets.take(table, key)
          4 -> :ets.lookup(table, key)
          5 -> :ets.member(table, key)
          6 -> :ets.update_counter(table, key, 1)
          7 -> if type == :ordered_set, do: :ets.next(table, key), else: :ets.info(table, :size)
          _ -> :ets.insert(table, row)
        end
      end)
      {c, [said, result, "\n"]}
    end)
  left = if type == :ordered_set, do: :ets.tab2list(table), else: :ets.info(table, :size)
  IO.puts("#{type}: #{:erlang.crc32(said)}, left: #{Say.show(left)}")
end
