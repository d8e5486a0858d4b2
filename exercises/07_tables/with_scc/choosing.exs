# Where a piece of state can live: in a process, in a table, in a term that does not change.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ANCHOR: server
defmodule Prices do
  use GenServer
  def init(table), do: {:ok, table}
  def handle_call(:price, _, table), do: {:reply, 12, table}
  # Works until it is told that the work is done.
  def handle_cast({:report, client}, table) do
    send(client, :begun)
    receive do :done -> {:noreply, table} end
  end
end
# ANCHOR_END: server

# ANCHOR: busy
IO.puts("-- busy")
table = :ets.new(:prices, [])
:ets.insert(table, {:apple, 12})
{:ok, server} = GenServer.start(Prices, table)
ask = fn limit -> try do GenServer.call(server, :price, limit) catch :exit, {reason, _} -> reason end end
say = fn what, answer -> IO.puts("#{what}: #{inspect(answer)}") end

say.("a server that waits says", ask.(:infinity))
GenServer.cast(server, {:report, self()})
receive do :begun -> :ok end
say.("a server that works says", ask.(50))
say.("a table says", :ets.lookup_element(table, :apple, 2))
send(server, :done)
# ANCHOR_END: busy

# ANCHOR: copies
IO.puts("-- copies")
routes = Enum.to_list(1..1000)
:ets.insert(table, {:routes, routes})
{:ok, agent} = Agent.start(fn -> routes end)
:persistent_term.put(:routes, routes)
ways = [
  {"a process", fn -> Agent.get(agent, & &1) end},
  {"a table", fn -> :ets.lookup_element(table, :routes, 2) end},
  {"persistent_term", fn -> :persistent_term.get(:routes) end}
]
for {name, get} <- ways, do: say.("#{name} gives one and the same list twice", :erts_debug.same(get.(), get.()))
# ANCHOR_END: copies
