# What each stage of the store does with Elixir's own parts.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)
Process.flag(:trap_exit, true)

# ---- stage 1: types
# ANCHOR: kinds
IO.puts("-- data")
data = :ets.new(:data, [:set])
:ets.insert(data, {:color, "red"})
:ets.insert(data, {:color, "blue"})
IO.puts("color: #{inspect(:ets.lookup(data, :color))}")

IO.puts("-- index")
index = :ets.new(:index, [:ordered_set])
:ets.insert(index, [{{30, :c}}, {{5, :a}}, {{200, :d}}, {{17, :b}}])
IO.puts("all: #{inspect(:ets.tab2list(index))}")
IO.puts("after 17: #{inspect(:ets.next(index, {17, :b}))}")

IO.puts("-- tags")
tags = :ets.new(:tags, [:bag])
:ets.insert(tags, [{:home, "new"}, {:home, "draft"}, {:home, "new"}])
IO.puts("home: #{inspect(:ets.lookup(tags, :home))}")

IO.puts("-- visits")
visits = :ets.new(:visits, [:duplicate_bag])
:ets.insert(visits, [{:home, "ann"}, {:home, "bob"}, {:home, "ann"}])
IO.puts("home: #{inspect(:ets.lookup(visits, :home))}")
# ANCHOR_END: kinds

# ---- stage 2: owner and keeper
defmodule Keeper do
  use GenServer
  def start_link({name, main}),
    do: GenServer.start_link(__MODULE__, {name, main}, name: :"#{name}_keeper")

  # ANCHOR: keeper
  def init({name, main}) do
    if :ets.whereis(name) != :undefined,
      do: send(:ets.info(name, :owner), {:new_heir, self()})

    send(main, {:up, :"#{name}_keeper"})
    {:ok, {name, nil}}
  end

  def handle_call(:claim, {pid, _}, {name, table}) do
    options = [:set, :named_table, :protected, {:heir, self(), :back}]
    :ets.give_away(table || :ets.new(name, options), pid, :yours)
    {:reply, true, {name, nil}}
  end

  def handle_info({:"ETS-TRANSFER", table, _, :back}, {name, _}),
    do: {:noreply, {name, table}}
  # ANCHOR_END: keeper
end

defmodule Owner do
  use GenServer
  def start_link({name, main, via}), do: GenServer.start_link(__MODULE__, {name, main}, name: via)

  # ANCHOR: claim
  def init({name, main}) do
    true = GenServer.call(:"#{name}_keeper", :claim)

    receive do
      {:"ETS-TRANSFER", table, _, :yours} ->
        send(main, {:up, name})
        {:ok, table}
    end
  end
  # ANCHOR_END: claim

  def handle_call({:wait, who}, _, table) do
    send(who, :waiting)
    receive do: (:go -> :ok)
    {:reply, :ok, table}
  end

  # ANCHOR: owner
  def handle_call({:put, key, value}, _, table) do
    :ets.insert(table, {key, value})
    Owner.tell({:changed, key, value})
    {:reply, :ok, table}
  end

  def handle_call({:delete, key}, _, table) do
    :ets.delete(table, key)
    Owner.tell({:deleted, key})
    {:reply, :ok, table}
  end

  def handle_info({:new_heir, keeper}, table) do
    :ets.setopts(table, {:heir, keeper, :back})
    {:noreply, table}
  end
  # ANCHOR_END: owner

  def tell(change), do: GenServer.cast(:announcer, change)
end

defmodule Store do
  def put(owner, key, value, limit \\ 5000) do
    try do
      GenServer.call(owner, {:put, key, value}, limit)
    catch
      :exit, {reason, {GenServer, :call, _}} -> reason
    end
  end

  def get(name, key) do
    case :ets.lookup(name, key) do
      [{_, value}] -> inspect(value)
      [] -> "nothing"
    end
  end

  def up(name), do: receive(do: ({:up, ^name} -> :ok))

  # Ends a process, and waits until its supervisor has started it again.
  def kill(pid, names) do
    Process.exit(pid, :kill)
    Enum.each(names, &up/1)
  end
end

main = self()
keeper = %{id: :keeper, start: {Keeper, :start_link, [{:kv, main}]}}
owner = %{id: :owner, start: {Owner, :start_link, [{:kv, main, :kv_owner}]}}
{:ok, top} = Supervisor.start_link([keeper, owner], strategy: :one_for_one)
Store.up(:kv_keeper)
Store.up(:kv)

IO.puts("-- access")
IO.puts("put: #{Store.put(:kv_owner, :a, 1)}")
IO.puts("a, read by another: #{Store.get(:kv, :a)}")
written = try do :ets.insert(:kv, {:a, 2}) rescue ArgumentError -> :badarg end
IO.puts("a, written by another: #{written}")
IO.puts("delete: #{GenServer.call(:kv_owner, {:delete, :a})}")
IO.puts("a, read by another: #{Store.get(:kv, :a)}")

IO.puts("-- busy")
Store.put(:kv_owner, :a, 1)
waiting = Task.async(fn -> GenServer.call(:kv_owner, {:wait, main}) end)
receive do: (:waiting -> :ok)
IO.puts("a: #{Store.get(:kv, :a)}")
IO.puts("put: #{Store.put(:kv_owner, :a, 2, 10)}")
send(:kv_owner, :go)
Task.await(waiting)

IO.puts("-- unanswered")
IO.puts("nobody there: #{Store.put(:nobody, :a, 1)}")
ends = spawn(fn -> receive do: (_ -> exit(:boom)) end)
IO.puts("it ends meanwhile: #{Store.put(ends, :a, 1)}")
silent = spawn(fn -> receive do: (:never -> :ok) end)
IO.puts("it does not answer: #{Store.put(silent, :a, 1, 10)}")

IO.puts("-- owner_crash")
Store.put(:kv_owner, :a, 1)
Store.kill(Process.whereis(:kv_owner), [:kv])
IO.puts("a: #{Store.get(:kv, :a)}")
IO.puts("put: #{Store.put(:kv_owner, :b, 2)}")
Store.kill(Process.whereis(:kv_owner), [:kv])
IO.puts("a: #{Store.get(:kv, :a)}, b: #{Store.get(:kv, :b)}")

IO.puts("-- between")
Supervisor.terminate_child(top, :owner)
IO.puts("a: #{Store.get(:kv, :a)}")
IO.puts("put: #{Store.put(:kv_owner, :a, 3)}")
Supervisor.restart_child(top, :owner)
Store.up(:kv)
IO.puts("put: #{Store.put(:kv_owner, :a, 3)}")
IO.puts("a: #{Store.get(:kv, :a)}")
Supervisor.stop(top)

{:ok, top} = Supervisor.start_link([keeper, owner], strategy: :one_for_one)
Store.up(:kv_keeper)
Store.up(:kv)
IO.puts("-- keeper_crash")
Store.put(:kv_owner, :a, 1)
Store.kill(Process.whereis(:kv_keeper), [:kv_keeper])
IO.puts("a: #{Store.get(:kv, :a)}")
IO.puts("put: #{Store.put(:kv_owner, :b, 2)}")
Store.kill(Process.whereis(:kv_owner), [:kv])
IO.puts("a: #{Store.get(:kv, :a)}, b: #{Store.get(:kv, :b)}")
Supervisor.stop(top)

# ---- stage 3: queries
IO.puts("-- typed")
people = :ets.new(:people, [:ordered_set])
:ets.insert(people, [{"ann", 31}, {"bob", 19}, {"cid", 47}])
# ANCHOR: typed
for text <- [
      ~S([{{:"$1", :"$2"}, [{:>, :"$2", 20}], [:"$1"]}]),
      ~S([{{"bob", :"$1"}, [], [:"$1"]}]),
      ~S([{{:"$1", :_}, [], [{{:name, :"$1"}}]}])
    ] do
  {spec, _} = Code.eval_string(text)
  IO.puts(inspect(:ets.select(people, spec)))
end
# ANCHOR_END: typed

IO.puts("-- plan")
# ANCHOR: plan
work = fn rows, spec ->
  table = :ets.new(:numbers, [:set])
  :ets.insert(table, for(n <- 1..rows, do: {n, n}))
  :ets.select(table, spec)
  {:reductions, before} = :erlang.process_info(self(), :reductions)
  :ets.select(table, spec)
  {:reductions, later} = :erlang.process_info(self(), :reductions)
  later - before
end
# ANCHOR_END: plan

for text <- [
      ~S([{{7, :"$1"}, [], [:"$1"]}]),
      ~S([{{7, :"$1"}, [], [:"$1"]}, {{8, :"$1"}, [], [:"$1"]}]),
      ~S([{{:"$1", :"$2"}, [{:==, :"$1", 7}], [:"$2"]}]),
      ~S([{{{:user, :"$1"}, :_}, [], [:"$1"]}])
    ] do
  {spec, _} = Code.eval_string(text)
  same = work.(20_000, spec) < 5 * work.(10, spec)
  IO.puts("#{text} the same work in 10 rows and in 20,000: #{same}")
end

IO.puts("-- pages")
five = :ets.new(:five, [:ordered_set])
:ets.insert(five, for(n <- 1..5, do: {n, n * n}))
pages = fn
  _, :"$end_of_table" -> :ok
  next, {rows, more} ->
    IO.puts(inspect(rows, charlists: :as_lists))
    next.(next, :ets.select(more))
end
pages.(pages, :ets.select(five, [{{:_, :"$1"}, [], [:"$1"]}], 2))

# ---- stage 4: several owners
IO.puts("-- route")
via = fn n -> {:via, Registry, {Names, {:partition, n}}} end
keepers = for n <- 0..2, do: %{id: {:keeper, n}, start: {Keeper, :start_link, [{:"kv#{n}", main}]}}
owners =
  for n <- 0..2, do: %{id: {:owner, n}, start: {Owner, :start_link, [{:"kv#{n}", main, via.(n)}]}}
sup = fn id, children ->
  start = [children, [strategy: :one_for_one, max_restarts: 9]]
  %{id: id, type: :supervisor, start: {Supervisor, :start_link, start}}
end
# ANCHOR: tree
children = [sup.(:keepers, keepers), {Registry, keys: :unique, name: Names}, sup.(:owners, owners)]
{:ok, top} = Supervisor.start_link(children, strategy: :one_for_one)
# ANCHOR_END: tree
all_up = [:kv0, :kv1, :kv2]
Enum.each(all_up, &Store.up/1)
route = fn key -> :erlang.phash2(key, 3) end
IO.puts("put: #{Store.put(via.(route.(:a)), :a, 1)}")
first = GenServer.whereis(via.(route.(:a)))
Store.kill(first, [:"kv#{route.(:a)}"])
IO.puts("another process under the name: #{GenServer.whereis(via.(route.(:a))) != first}")
IO.puts("put: #{Store.put(via.(route.(:a)), :b, 2)}")
IO.puts("a: #{Store.get(:"kv#{route.(:a)}", :a)}")

IO.puts("-- registry_crash")
Store.kill(Process.whereis(Names.PIDPartition0), all_up)
IO.puts("a: #{Store.get(:"kv#{route.(:a)}", :a)}")
IO.puts("put: #{Store.put(via.(route.(:a)), :a, 3)}")
IO.puts("a: #{Store.get(:"kv#{route.(:a)}", :a)}")

IO.puts("-- everywhere")
for n <- 1..9, do: Store.put(via.(route.(n)), n, n * n)
all = Enum.flat_map(all_up, &:ets.select(&1, [{{:"$1", :"$2"}, [{:>, :"$2", 30}], [:"$1"]}]))
IO.puts("squares above 30: #{inspect(Enum.sort(all))}")
IO.puts("keys: #{Enum.sum(Enum.map(all_up, &:ets.info(&1, :size)))}, tables: 3")
Supervisor.stop(top)

# ---- stage 5: who hears of changes
defmodule Announcer do
  use GenServer
  def start_link(_), do: GenServer.start_link(__MODULE__, nil, name: :announcer)
  def init(_), do: {:ok, nil}

  # ANCHOR: announcer
  def handle_cast(change, state) do
    for member <- :pg.get_members(:watchers, :changes), do: send(member, change)
    {:noreply, state}
  end
  # ANCHOR_END: announcer
end

defmodule Watcher do
  # ANCHOR: watcher
  def join(main, name) do
    case Process.whereis(:watchers) do
      nil ->
        join(main, name)

      scope ->
        ref = Process.monitor(scope)
        :ok = :pg.join(:watchers, :changes, self())
        send(main, {:joined, name})
        loop(main, name, ref)
    end
  end

  def loop(main, name, ref) do
    receive do
      {:DOWN, ^ref, _, _, _} ->
        send(main, {:heard, name, :gap})
        join(main, name)

      change ->
        send(main, {:heard, name, change})
        loop(main, name, ref)
    end
  end
  # ANCHOR_END: watcher
end

heard = fn name -> receive(do: ({:heard, ^name, what} -> inspect(what))) end
scope = %{id: :scope, start: {:pg, :start_link, [:watchers]}}
{:ok, top} = Supervisor.start_link([keeper, owner, scope, Announcer], strategy: :one_for_one)
Store.up(:kv)
watch = fn name ->
  pid = spawn(fn -> Watcher.join(main, name) end)
  receive do: ({:joined, ^name} -> pid)
end

IO.puts("-- order")
w = watch.(:w)
for n <- 1..3, do: Store.put(:kv_owner, :a, n)
GenServer.call(:kv_owner, {:delete, :a})
for _ <- 1..4, do: IO.puts("w hears #{heard.(:w)}")

IO.puts("-- watcher_crash")
v = watch.(:v)
Process.exit(v, :kill)
scope_pid = Process.whereis(:watchers)
IO.puts("put: #{Store.put(:kv_owner, :b, 1)}")
IO.puts("w hears #{heard.(:w)}")
IO.puts("the scope is the same: #{Process.whereis(:watchers) == scope_pid}")

IO.puts("-- gap")
Process.exit(scope_pid, :kill)
IO.puts("w hears #{heard.(:w)}")
receive do: ({:joined, :w} -> :ok)
IO.puts("w is alive: #{Process.alive?(w)}")
IO.puts("put: #{Store.put(:kv_owner, :b, 2)}")
IO.puts("w hears #{heard.(:w)}")
Supervisor.stop(top)

# ---- stage 12
IO.puts("-- fetch")
# ANCHOR: fetch
map = %{"one" => 1, "nil" => nil}
for key <- ["one", "nil", "none"], do: IO.puts("#{key}: #{inspect(Map.fetch(map, key))}")
# ANCHOR_END: fetch

# ---- stage 8: an office for the whole cluster, and a group beside it
{:module, _, candidate, _} =
  defmodule Candidate do
    def start, do: spawn(fn -> Process.register(self(), :candidate) && stand([]) end)

    # ANCHOR: stand
    def stand(heard) do
      :global.register_name(:kv_owner, self(), &:global.random_notify_name/3)

      case :global.whereis_name(:kv_owner) do
        :undefined -> stand(heard)
        owner when owner == self() -> live(nil, heard)
        owner -> live(Process.monitor(owner), heard)
      end
    end

    # It serves, or watches who serves, until it hears that this is over.
    def live(watch, heard) do
      receive do
        {:heard, from} -> send(from, {:heard, Enum.reverse(heard)}) && live(watch, heard)
        {:DOWN, ^watch, _, _, reason} -> stand([{:DOWN, reason} | heard])
        {:global_name_conflict, name} -> stand([{:global_name_conflict, name} | heard])
      end
    end
    # ANCHOR_END: stand

    def heard do
      send(:candidate, {:heard, self()})
      receive(do: ({:heard, heard} -> Enum.uniq(heard)))
    end
  end

# Three nodes of their own; we talk to them through their standard input, and are none ourselves.
run = System.pid()

start = fn name ->
  args = ['-setcookie', 'secret', '-kernel', 'logger_level', 'none', '-pa' | :code.get_path()]
  options = %{name: :"kv_#{name}_#{run}", host: '127.0.0.1', longnames: true, connection: :standard_io, args: args}
  {:ok, peer, node} = :peer.start(options)
  {:module, Candidate} = :peer.call(peer, :code, :load_binary, [Candidate, 'candidate', candidate])
  {:ok, _} = :peer.call(peer, :pg, :start, [:kv])
  {peer, node}
end

[{a, node_a}, {b, node_b}, {c, node_c}] = for name <- ["a", "b", "c"], do: start.(name)
letter = fn pid -> if is_pid(pid), do: pid |> node() |> Atom.to_string() |> String.at(3), else: "nobody" end
owner = fn peer -> letter.(:peer.call(peer, :global, :whereis_name, [:kv_owner])) end
members = fn peer -> :peer.call(peer, :pg, :get_members, [:kv, :copies]) |> Enum.map(letter) |> Enum.sort() end
heard = fn peer -> :peer.call(peer, Candidate, :heard, []) end
# What takes its time is asked for until it is so; that it becomes so is the claim.
becomes = fn becomes, what, fits -> (value = what.(); if(fits.(value), do: value, else: becomes.(becomes, what, fits))) end
all = fn peers, of -> fn -> for peer <- peers, do: of.(peer) end end

seen = fn peer, nodes -> becomes.(becomes, fn -> Enum.sort(:peer.call(peer, Node, :list, [])) end, &(&1 == Enum.sort(nodes))) end
for {peer, node} <- [{a, node_b}, {a, node_c}, {b, node_c}], do: :peer.call(peer, Node, :connect, [node])
seen.(a, [node_b, node_c])
seen.(b, [node_a, node_c])
seen.(c, [node_a, node_b])
for peer <- [a, b, c], do: :ok = :peer.call(peer, :global, :sync, [])

IO.puts("-- office")
for peer <- [a, b, c] do
  pid = :peer.call(peer, Candidate, :start, [])
  # The first one comes first.
  becomes.(becomes, fn -> owner.(peer) end, &(&1 == "a"))
  :ok = :peer.call(peer, :pg, :join, [:kv, :copies, pid])
end

IO.puts("owner, on a, b and c: #{Enum.join(all.([a, b, c], owner).(), " ")}")
copies = becomes.(becomes, all.([a, b, c], members), &(&1 == List.duplicate(["a", "b", "c"], 3)))
IO.puts("copies, on a: #{Enum.join(hd(copies), " ")}")

IO.puts("-- owner_stops")
# Both watch the owner by now: what they were told before, they have done.
for peer <- [b, c], do: [] = heard.(peer)
:peer.stop(a)
for {name, peer} <- [b: b, c: c] do
  told = becomes.(becomes, fn -> heard.(peer) end, &(&1 != []))
  IO.puts("#{name} hears #{inspect(told)}")
end

[one, other] = becomes.(becomes, all.([b, c], owner), fn [one, other] -> one == other and one in ["b", "c"] end)
IO.puts("one owner, on b or on c: #{one == other}")
copies = becomes.(becomes, all.([b, c], members), &(&1 == [["b", "c"], ["b", "c"]]))
IO.puts("copies, on b: #{Enum.join(hd(copies), " ")}")

IO.puts("-- parted")
:peer.call(b, Node, :disconnect, [node_c])
owners = becomes.(becomes, all.([b, c], owner), &(&1 == ["b", "c"]))
IO.puts("owner, on b and c: #{Enum.join(owners, " ")}")
copies = becomes.(becomes, all.([b, c], members), &(&1 == [["b"], ["c"]]))
IO.puts("copies, on b and c: #{Enum.join(copies, " ")}")

IO.puts("-- mended")
:peer.call(b, Node, :connect, [node_c])
owners = becomes.(becomes, all.([b, c], owner), fn [one, other] -> one == other end)
IO.puts("owner, on b and c: #{Enum.join(owners, " ")}")
told = becomes.(becomes, fn -> for peer <- [b, c], do: {:global_name_conflict, :kv_owner} in heard.(peer) end, &Enum.any?/1)
IO.puts("told of the conflict, b and c: #{Enum.join(told, " ")}")
copies = becomes.(becomes, all.([b, c], members), &(&1 == [["b", "c"], ["b", "c"]]))
IO.puts("copies, on b and on c: #{Enum.map_join(copies, ", ", &Enum.join(&1, " "))}")
:peer.stop(b)
:peer.stop(c)
