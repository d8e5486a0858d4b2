# A server gives its work to a worker, and the worker crashes. What the client hears, for each way to start the worker.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ANCHOR: server
defmodule Reports do
  use GenServer
  def init(start), do: {:ok, %{start: start, client: nil}}

  def handle_call(:make, client, state) do
    server = self()
    state.start.(fn -> send(server, {:done, render()}) end)
    {:noreply, %{state | client: client}}
  end

  def handle_call(:status, _, state) do
    {:reply, if(state.client, do: :working, else: :idle), state}
  end

  def handle_info({:DOWN, _, :process, _, reason}, state) do
    GenServer.reply(state.client, {:failed, reason})
    {:noreply, %{state | client: nil}}
  end

  defp render, do: exit(:boom)
end
# ANCHOR_END: server

ask = fn server, request ->
  try do
    inspect(GenServer.call(server, request, 300))
  catch
    :exit, {reason, _} -> "exit #{inspect(reason)}"
  end
end

section = fn name, start ->
  IO.puts("-- #{name}")
  {:ok, server} = GenServer.start(Reports, start)
  IO.puts("client: #{ask.(server, :make)}")
  IO.puts("status: #{ask.(server, :status)}")
end

# ANCHOR: spawns
section.("spawn", fn work -> spawn(work) end)
section.("spawn_link", fn work -> spawn_link(work) end)
section.("spawn_monitor", fn work -> spawn_monitor(work) end)
# ANCHOR_END: spawns

# ANCHOR: gone
IO.puts("-- gone")
{:ok, server} = GenServer.start(Reports, nil)
GenServer.stop(server)
IO.puts("cast: #{inspect(GenServer.cast(server, :make))}")
IO.puts("call: #{ask.(server, :make)}")
# ANCHOR_END: gone
