# A pool lends its connections: who asks gets one or waits in line; who ends or gives up must not keep one.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Pool do
  use GenServer

  # ANCHOR: client
  def checkout(pool, limit) do
    ticket = make_ref()
    try do
      GenServer.call(pool, {:checkout, ticket}, limit)
    catch
      :exit, {:timeout, _} -> GenServer.cast(pool, {:cancel, ticket}); :timeout
    end
  end

  def checkin(pool, conn), do: GenServer.call(pool, {:checkin, conn})
  # ANCHOR_END: client

  # The same without the cast: nobody tells the pool.
  def careless(pool, limit) do
    try do GenServer.call(pool, {:checkout, make_ref()}, limit) catch :exit, {:timeout, _} -> :timeout end
  end

  def init(n), do: {:ok, %{free: Enum.to_list(1..n), held: [], waiting: []}}

  def handle_call(:status, _, pool) do
    {:reply, "#{length(pool.free)} free, #{length(pool.held)} out, #{length(pool.waiting)} waiting", pool}
  end

  # ANCHOR: checkout
  def handle_call({:checkout, ticket}, {pid, _} = from, pool) do
    visit = %{ticket: ticket, pid: pid, from: from, monitor: Process.monitor(pid)}
    case pool.free do
      [conn | free] -> {:reply, conn, %{pool | free: free, held: [{conn, visit} | pool.held]}}
      [] -> {:noreply, %{pool | waiting: pool.waiting ++ [visit]}}
    end
  end
  # ANCHOR_END: checkout

  # ANCHOR: checkin
  def handle_call({:checkin, conn}, {pid, _}, pool) do
    case Enum.find(pool.held, fn {held, visit} -> held == conn and visit.pid == pid end) do
      nil -> {:reply, :not_holder, pool}
      {_, visit} -> {:reply, :ok, over(pool, visit)}
    end
  end

  defp over(pool, visit) do
    Process.demonitor(visit.monitor, [:flush])
    {mine, held} = Enum.split_with(pool.held, fn {_, v} -> v.ticket == visit.ticket end)
    waiting = Enum.reject(pool.waiting, &(&1.ticket == visit.ticket))
    Enum.reduce(mine, %{pool | held: held, waiting: waiting}, fn {conn, _}, pool -> pass_on(pool, conn) end)
  end

  defp pass_on(%{waiting: []} = pool, conn), do: %{pool | free: pool.free ++ [conn]}
  defp pass_on(%{waiting: [first | rest]} = pool, conn) do
    GenServer.reply(first.from, conn)
    %{pool | waiting: rest, held: [{conn, first} | pool.held]}
  end
  # ANCHOR_END: checkin

  # ANCHOR: gone
  def handle_info({:DOWN, monitor, _, _, _}, pool), do: {:noreply, end_of(pool, &(&1.monitor == monitor))}
  def handle_cast({:cancel, ticket}, pool), do: {:noreply, end_of(pool, &(&1.ticket == ticket))}

  defp end_of(pool, which) do
    case Enum.find(Enum.map(pool.held, &elem(&1, 1)) ++ pool.waiting, which) do
      nil -> pool
      visit -> over(pool, visit)
    end
  end
  # ANCHOR_END: gone
end

defmodule Stage do
  # A client does what it is told and says what came of it. Only the main process prints.
  def client(main), do: spawn(fn -> loop(main) end)
  defp loop(main) do
    receive do
      {:do, what} -> send(main, {self(), what.()}); loop(main)
      :return -> :ok
    end
  end

  def begin(client, what), do: send(client, {:do, what})
  def result(client), do: (receive do {^client, result} -> result end)
  def ask(client, what) do begin(client, what); result(client) end
  def status(pool), do: GenServer.call(pool, :status)
  def until(pool, status), do: if(status(pool) != status, do: until(pool, status))
  def gone(client, order) do
    ref = Process.monitor(client)
    if order == :kill, do: Process.exit(client, :kill), else: send(client, order)
    receive do {:DOWN, ^ref, _, _, _} -> :ok end
  end
end

main = self()
start = fn n -> {:ok, pool} = GenServer.start(Pool, n); {pool, Stage.client(main), Stage.client(main), Stage.client(main)} end
free = fn pool -> Enum.at(String.split(Stage.status(pool), ","), 0) end

IO.puts("-- hears")
# ANCHOR: hears
{pool, a, b, _} = start.(1)
Stage.ask(a, fn -> Pool.careless(pool, 5000) end)
Stage.gone(a, :kill)
Stage.until(pool, "1 free, 0 out, 0 waiting")
IO.puts("the holder was killed: #{free.(pool)}")

{pool, a, b2, _} = start.(1)
Stage.ask(a, fn -> Pool.careless(pool, 5000) end)
Stage.begin(b2, fn -> Pool.careless(pool, 5000) end)
Stage.until(pool, "0 free, 1 out, 1 waiting")
Stage.gone(b2, :kill)
Stage.ask(a, fn -> Pool.checkin(pool, 1) end)
Stage.until(pool, "1 free, 0 out, 0 waiting")
IO.puts("a waiter was killed, the holder has checked in: #{free.(pool)}")

{pool, a, _, _} = start.(1)
Stage.ask(a, fn -> Pool.careless(pool, 5000) end)
:timeout = Stage.ask(b, fn -> Pool.careless(pool, 10) end)
Stage.ask(a, fn -> Pool.checkin(pool, 1) end)
IO.puts("a waiter's call timed out, the holder has checked in: #{free.(pool)}")
Stage.gone(b, :return)
Stage.until(pool, "1 free, 0 out, 0 waiting")
IO.puts("that waiter has ended: #{free.(pool)}")
# ANCHOR_END: hears

IO.puts("-- lend")
# ANCHOR: lend
{pool, a, b, _} = start.(2)
IO.puts("a: checkout -> #{Stage.ask(a, fn -> Pool.checkout(pool, 5000) end)}")
IO.puts("b: checkout -> #{Stage.ask(b, fn -> Pool.checkout(pool, 5000) end)}")
IO.puts(Stage.status(pool))
IO.puts("b: checkin 1 -> #{Stage.ask(b, fn -> Pool.checkin(pool, 1) end)}")
IO.puts("a: checkin 1 -> #{Stage.ask(a, fn -> Pool.checkin(pool, 1) end)}")
IO.puts("a: checkin 1 -> #{Stage.ask(a, fn -> Pool.checkin(pool, 1) end)}")
IO.puts(Stage.status(pool))
# ANCHOR_END: lend

IO.puts("-- line")
# ANCHOR: line
{pool, a, b, c} = start.(1)
IO.puts("a: checkout -> #{Stage.ask(a, fn -> Pool.checkout(pool, 5000) end)}")
Stage.begin(b, fn -> Pool.checkout(pool, 5000) end)
Stage.until(pool, "0 free, 1 out, 1 waiting")
Stage.begin(c, fn -> Pool.checkout(pool, 5000) end)
Stage.until(pool, "0 free, 1 out, 2 waiting")
IO.puts(Stage.status(pool))
IO.puts("a: checkin 1 -> #{Stage.ask(a, fn -> Pool.checkin(pool, 1) end)}")
IO.puts("b: checkout -> #{Stage.result(b)}")
Stage.gone(b, :kill)
IO.puts("b was killed")
IO.puts("c: checkout -> #{Stage.result(c)}")
IO.puts(Stage.status(pool))
# ANCHOR_END: line

IO.puts("-- gone")
# ANCHOR: gone_run
{pool, a, b, c} = start.(1)
IO.puts("a: checkout -> #{Stage.ask(a, fn -> Pool.checkout(pool, 5000) end)}")
IO.puts("b: checkout -> #{Stage.ask(b, fn -> Pool.checkout(pool, 10) end)}")
Stage.begin(c, fn -> Pool.checkout(pool, 5000) end)
Stage.until(pool, "0 free, 1 out, 1 waiting")
Stage.gone(c, :kill)
IO.puts("c was killed")
Stage.until(pool, "0 free, 1 out, 0 waiting")
IO.puts("a: checkin 1 -> #{Stage.ask(a, fn -> Pool.checkin(pool, 1) end)}")
IO.puts(Stage.status(pool))
# ANCHOR_END: gone_run

IO.puts("-- too_late")
# ANCHOR: too_late
{pool, a, _, _} = start.(1)
:sys.suspend(pool)
IO.puts("a: checkout -> #{Stage.ask(a, fn -> Pool.checkout(pool, 10) end)}")
:sys.resume(pool)
Stage.until(pool, "1 free, 0 out, 0 waiting")
IO.puts(Stage.status(pool))
# ANCHOR_END: too_late
