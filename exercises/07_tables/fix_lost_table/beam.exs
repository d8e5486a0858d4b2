# A table that its server owns is gone with the server. A table with a keeper outlives it.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Lost do
  use GenServer
  def start_link(_), do: GenServer.start_link(__MODULE__, nil, name: :scores)

  # ANCHOR: lost
  def init(_), do: {:ok, :ets.new(:scores, [:named_table, :protected])}

  def handle_call({:add, player, points}, _from, table) do
    {:reply, :ets.update_counter(table, player, points, {player, 0}), table}
  end
  # ANCHOR_END: lost
end

defmodule Keeper do
  use GenServer
  def start_link(_), do: GenServer.start_link(__MODULE__, nil, name: :keeper)

  # ANCHOR: keeper
  def init(_) do
    {:ok, :ets.new(:scores, [:named_table, :protected, {:heir, self(), :scores}])}
  end

  def handle_call(:claim, {pid, _}, table) do
    :ets.give_away(table, pid, :scores)
    {:reply, :ok, table}
  end

  # ANCHOR_END: keeper
  def handle_call({:write, row}, _from, table) do
    {:reply, catch_error(fn -> :ets.insert(table, row) end), table}
  end

  # ANCHOR: keeper_info
  def handle_info({:"ETS-TRANSFER", table, _from, :scores}, table), do: {:noreply, table}
  # ANCHOR_END: keeper_info

  def catch_error(write) do
    try do write.() rescue ArgumentError -> :badarg end
  end
end

defmodule Kept do
  use GenServer
  def start_link(_), do: GenServer.start_link(__MODULE__, nil, name: :scores)

  # ANCHOR: kept
  def init(_) do
    :ok = GenServer.call(:keeper, :claim)
    receive do {:"ETS-TRANSFER", table, _from, :scores} -> {:ok, table} end
  end
  # ANCHOR_END: kept

  def handle_call({:add, player, points}, _from, table) do
    {:reply, :ets.update_counter(table, player, points, {player, 0}), table}
  end
end

Process.flag(:trap_exit, true)

add = fn player, points ->
  try do GenServer.call(:scores, {:add, player, points}) catch
    :exit, {{:badarg, _}, _} -> "the server crashed with badarg"
  end
end
# Readers do not ask the server; they look into the table.
score = fn player ->
  try do inspect(:ets.lookup(:scores, player)) rescue ArgumentError -> "no table" end
end
name = fn pid -> pid |> Process.info(:registered_name) |> elem(1) end
owner = fn -> name.(:ets.info(:scores, :owner)) end
# Waits until somebody else has the name.
again = fn again, old ->
  case Process.whereis(:scores) do
    pid when pid in [nil, old] -> again.(again, old)
    pid -> :sys.get_state(pid)
  end
end
crash = fn ->
  old = Process.whereis(:scores)
  answer = add.("ann", "many")
  again.(again, old)
  answer
end
gone = fn gone, name -> if Process.whereis(name), do: gone.(gone, name) end

IO.puts("-- lost")
# ANCHOR: run_lost
{:ok, top} = Supervisor.start_link([Lost], strategy: :one_for_one)
IO.puts("add 10: #{add.("ann", 10)}")
IO.puts("ann: #{score.("ann")}")
IO.puts("add \"many\": #{crash.()}")
IO.puts("ann: #{score.("ann")}, owner: #{owner.()}")
# ANCHOR_END: run_lost
Supervisor.stop(top)

IO.puts("-- kept")
# ANCHOR: run_kept
{:ok, top} = Supervisor.start_link([Keeper, Kept], strategy: :rest_for_one)
IO.puts("add 10: #{add.("ann", 10)}")
for _ <- 1..2 do
  IO.puts("add \"many\": #{crash.()}")
  IO.puts("ann: #{score.("ann")}, owner: #{owner.()}")
end
IO.puts("add 5: #{add.("ann", 5)}")
# ANCHOR_END: run_kept

IO.puts("-- guarded")
# ANCHOR: run_guarded
write = fn -> :ets.insert(:scores, {"ann", 1_000_000}) end
IO.puts("a stranger writes: #{Keeper.catch_error(write)}")
IO.puts("the keeper writes: #{GenServer.call(:keeper, {:write, {"ann", 1_000_000}})}")
IO.puts("ann: #{score.("ann")}, access: #{:ets.info(:scores, :protection)}")
# ANCHOR_END: run_guarded

IO.puts("-- between")
# ANCHOR: run_between
:ok = Supervisor.terminate_child(top, Kept)
IO.puts("no server; owner: #{owner.()}, ann: #{score.("ann")}")
{:ok, _} = Supervisor.restart_child(top, Kept)
IO.puts("a new server; owner: #{owner.()}, ann: #{score.("ann")}")
# ANCHOR_END: run_between
Supervisor.stop(top)

IO.puts("-- keeper_killed")
# ANCHOR: run_keeper_killed
{:ok, top} = Supervisor.start_link([Keeper, Kept], strategy: :rest_for_one)
IO.puts("add 10: #{add.("ann", 10)}")
old = Process.whereis(:scores)
Process.exit(Process.whereis(:keeper), :kill)
again.(again, old)
IO.puts("ann: #{score.("ann")}, owner: #{owner.()}")
IO.puts("add 1: #{add.("ann", 1)}")
IO.puts("add \"many\": #{crash.()}")
IO.puts("ann: #{score.("ann")}, owner: #{owner.()}")
# ANCHOR_END: run_keeper_killed
Supervisor.stop(top)

IO.puts("-- gives_up")
# ANCHOR: run_gives_up
{:ok, top} = Supervisor.start_link([Keeper, Kept], strategy: :rest_for_one)
IO.puts("add 10: #{add.("ann", 10)}")
for _ <- 1..3, do: crash.()
IO.puts("after three crashes, ann: #{score.("ann")}")
add.("ann", "many")
receive do {:EXIT, ^top, reason} -> IO.puts("after the fourth, the supervisor ends: #{reason}") end
gone.(gone, :keeper)
IO.puts("ann: #{score.("ann")}")
# ANCHOR_END: run_gives_up
