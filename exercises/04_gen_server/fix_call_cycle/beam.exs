# Two servers that call each other, and what becomes of it: the circle, then without it.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Reason do
  def show({inner, {GenServer, :call, [server | _]}}), do: "#{show(inner)}, in a call to #{server}"
  def show(reason), do: "#{reason}"
end

# ANCHOR: circle
defmodule Stock do
  use GenServer
  def init(pieces), do: {:ok, pieces}

  # The last piece is kept for a regular customer. Who is one, the orders know.
  def handle_call({:reserve, customer}, _, 1) do
    if GenServer.call(:orders, {:is_regular, customer}, 100), do: {:reply, :yes, 0}, else: {:reply, :no, 1}
  end

  def handle_call({:reserve, _}, _, pieces), do: {:reply, :yes, pieces - 1}
end

defmodule Orders do
  use GenServer
  def init(regulars), do: {:ok, regulars}

  def handle_call({:place, customer}, _, regulars) do
    {:reply, GenServer.call(:stock, {:reserve, customer}, :infinity), regulars}
  end

  def handle_call({:is_regular, customer}, _, regulars), do: {:reply, customer in regulars, regulars}
end
# ANCHOR_END: circle

defmodule Run do
  # Starts both, runs `client`, and says of each how it ended.
  def section(name, {stock, pieces}, {orders, regulars}, client) do
    IO.puts("-- #{name}")
    {:ok, stock} = GenServer.start(stock, pieces, name: :stock)
    {:ok, orders} = GenServer.start(orders, regulars, name: :orders)
    watched = for {name, pid} <- [stock: stock, orders: orders], do: {name, pid, Process.monitor(pid)}
    client.()
    for {name, pid, ref} <- watched do
      if Process.alive?(pid) do
        IO.puts("#{name}: alive")
        GenServer.stop(pid)
      else
        receive do {:DOWN, ^ref, _, _, reason} -> IO.puts("#{name} ends: #{Reason.show(reason)}") end
      end
    end
  end

  def place(customer, limit \\ :infinity) do
    IO.puts("#{customer}: #{GenServer.call(:orders, {:place, customer}, limit)}")
  catch
    :exit, reason -> IO.puts("#{customer}: #{Reason.show(reason)}")
  end
end

Run.section("circle", {Stock, 2}, {Orders, [:rosa]}, fn ->
  Run.place(:tom)
  Run.place(:rosa)
end)

# ANCHOR: along
defmodule TrustingStock do
  use GenServer
  def init(pieces), do: {:ok, pieces}
  def handle_call({:reserve, regular}, _, 1) when not regular, do: {:reply, :no, 1}
  def handle_call({:reserve, _}, _, pieces), do: {:reply, :yes, pieces - 1}
end

defmodule TellingOrders do
  use GenServer
  def init(regulars), do: {:ok, regulars}

  def handle_call({:place, customer}, _, regulars) do
    request = {:reserve, customer in regulars}
    {:reply, GenServer.call(:stock, request, :infinity), regulars}
  end
end
# ANCHOR_END: along

Run.section("along", {TrustingStock, 2}, {TellingOrders, [:rosa]}, fn ->
  Run.place(:tom)
  Run.place(:ada)
  Run.place(:rosa)
end)

# ANCHOR: limits
defmodule SilentStock do
  use GenServer
  def init(pieces), do: {:ok, pieces}
  def handle_call({:reserve, _}, _, pieces), do: {:noreply, pieces}
end

defmodule PatientOrders do
  use GenServer
  def init(regulars), do: {:ok, regulars}

  def handle_call({:place, customer}, _, regulars) do
    {:reply, GenServer.call(:stock, {:reserve, customer in regulars}, 100), regulars}
  catch
    :exit, {:timeout, _} -> {:reply, :no_stock, regulars}
  end
end
# ANCHOR_END: limits

Run.section("limits", {SilentStock, 2}, {PatientOrders, [:rosa]}, fn -> Run.place(:tom) end)
