defmodule Counter do
  use GenServer

  def start, do: GenServer.start(__MODULE__, 0)
  def increment(pid), do: GenServer.cast(pid, :increment)
  def value(pid), do: GenServer.call(pid, :value)

  def init(n), do: {:ok, n}
  def handle_call(:value, _from, n), do: {:reply, n, n}

  def handle_cast(:increment, n), do: {:noreply, n + 1}
end
