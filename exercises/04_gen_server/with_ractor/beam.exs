# A counter and somebody who keeps it running, as on OTP: what the actors of ractor are compared with.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ANCHOR: counter
defmodule Counter do
  use GenServer
  def start_link(first), do: GenServer.start_link(__MODULE__, first, name: :counter)

  def init(first) do
    send(:main, :started)
    {:ok, first}
  end

  def handle_call(:value, _, value), do: {:reply, value, value}
  def handle_call(:never, _, value), do: {:noreply, value}
  def handle_call(:fail, _, value), do: {:stop, :boom, value}
  def handle_cast({:add, more}, value), do: {:noreply, value + more}
end
# ANCHOR_END: counter

Process.register(self(), :main)

ask = fn server, request ->
  try do
    GenServer.call(server, request, 100)
  catch
    :exit, {reason, _} -> "exit #{inspect(reason)}"
  end
end

IO.puts("-- actor")
{:ok, counter} = GenServer.start(Counter, 40)
receive do :started -> :ok end
for more <- [1, 1], do: GenServer.cast(counter, {:add, more})
IO.puts("value: #{ask.(counter, :value)}")

IO.puts("-- call")
IO.puts("late: #{ask.(counter, :never)}")
IO.puts("crash under way: #{ask.(counter, :fail)}")
IO.puts("gone: #{ask.(counter, :value)}")

# ANCHOR: keep
IO.puts("-- keep")
child = %{id: :counter, start: {Counter, :start_link, [0]}}
{:ok, keeper} = Supervisor.start_link([child], strategy: :one_for_one, max_restarts: 3)
Process.unlink(keeper)
over = Process.monitor(keeper)
receive do :started -> :ok end
for n <- 1..4 do
  GenServer.cast(:counter, {:add, 7})
  ask.(:counter, :fail)
  receive do
    :started -> IO.puts("after failure #{n}: a new counter, value #{ask.(:counter, :value)}")
    {:DOWN, ^over, _, _, reason} -> IO.puts("the keeper ends: #{reason}")
  end
end
IO.puts("counter left: #{inspect(Process.whereis(:counter))}")
# ANCHOR_END: keep
