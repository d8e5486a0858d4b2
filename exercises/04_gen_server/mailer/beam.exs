# A mailer: whoever hands in a mail does not wait. Who sends it then, who tries again, and who learns how it went?
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Mailer do
  use GenServer
  @attempts 3
  @pause 10

  # ANCHOR: client
  def deliver(mailer, mail), do: GenServer.cast(mailer, {:deliver, mail})
  def status(mailer), do: GenServer.call(mailer, :status)
  def await_idle(mailer), do: GenServer.call(mailer, :await_idle)
  # ANCHOR_END: client

  def init(transport) do
    {:ok, %{transport: transport, queue: [], on_its_way: nil, pausing: 0, sent: 0, failed: [], waiters: []}}
  end

  # ANCHOR: send
  def handle_cast({:deliver, mail}, s) do
    {:noreply, %{s | queue: s.queue ++ [{mail, 1}]}, {:continue, :send_next}}
  end

  def handle_continue(:send_next, %{on_its_way: nil, queue: [{mail, _} = job | rest]} = s) do
    {_pid, monitor} = spawn_monitor(fn -> s.transport.(mail) end)
    {:noreply, %{s | queue: rest, on_its_way: {monitor, job}}}
  end
  # ANCHOR_END: send

  # ANCHOR: idle
  def handle_continue(:send_next, %{on_its_way: nil, pausing: 0} = s) do
    for from <- s.waiters, do: GenServer.reply(from, :idle)
    {:noreply, %{s | waiters: []}}
  end

  def handle_continue(:send_next, s), do: {:noreply, s}

  def handle_call(:await_idle, from, s) do
    {:noreply, %{s | waiters: [from | s.waiters]}, {:continue, :send_next}}
  end
  # ANCHOR_END: idle

  def handle_call(:status, _, s) do
    way = if s.on_its_way, do: 1, else: 0
    waiting = length(s.queue) + s.pausing
    {:reply, "#{waiting} waiting, #{way} on its way, #{s.sent} sent, #{length(s.failed)} failed", s}
  end

  def handle_call(:failed, _, s), do: {:reply, s.failed, s}

  # ANCHOR: retry
  def handle_info({:DOWN, monitor, _, _, reason}, %{on_its_way: {monitor, job}} = s) do
    {:noreply, ended(reason, job, %{s | on_its_way: nil}), {:continue, :send_next}}
  end

  def handle_info({:again, job}, s) do
    {:noreply, %{s | pausing: s.pausing - 1, queue: s.queue ++ [job]}, {:continue, :send_next}}
  end

  defp ended(:normal, _, s), do: %{s | sent: s.sent + 1}
  defp ended(_, {mail, attempt}, s) when attempt < @attempts do
    Process.send_after(self(), {:again, {mail, attempt + 1}}, @pause)
    %{s | pausing: s.pausing + 1}
  end
  defp ended(reason, {mail, _}, s), do: %{s | failed: s.failed ++ [{mail, reason}]}
  # ANCHOR_END: retry
end

main = self()

# A transport in the hands of the main process: it says what it sends, and waits to be told how that goes.
transport = fn mail ->
  send(main, {:sending, self(), mail})
  receive do
    :ok -> :ok
    reason -> exit(reason)
  end
end
sending = fn -> receive do {:sending, pid, mail} -> {pid, mail} end end
until = fn until, mailer, status -> if Mailer.status(mailer) != status, do: until.(until, mailer, status) end

IO.puts("-- cast")
# ANCHOR: cast
{:ok, mailer} = GenServer.start(Mailer, transport, name: :mailer)
for mail <- ["ada", "ben", "eve"], do: Mailer.deliver(mailer, mail)
IO.puts("before the crash: #{Mailer.status(mailer)}")
ref = Process.monitor(mailer)
Process.exit(mailer, :kill)
receive do {:DOWN, ^ref, _, _, _} -> :ok end
IO.puts("deliver to the dead mailer: #{Mailer.deliver(mailer, "tom")}")
IO.puts("deliver to a name that nobody has: #{Mailer.deliver(:mailer, "tom")}")
IO.puts("status of it: #{try do Mailer.status(mailer) catch :exit, {reason, _} -> reason end}")
{:ok, mailer} = GenServer.start(Mailer, transport, name: :mailer)
IO.puts("a new one under the same name: #{Mailer.status(mailer)}")
# ANCHOR_END: cast
{orphan, "ada"} = sending.()
Process.exit(orphan, :kill)

IO.puts("-- send")
# ANCHOR: send_run
{:ok, mailer} = GenServer.start(Mailer, transport)
IO.puts("deliver: #{Enum.map_join(["ada", "ben", "eve"], " ", &Mailer.deliver(mailer, &1))}")
IO.puts(Mailer.status(mailer))
for n <- 1..3 do
  {pid, mail} = sending.()
  send(pid, :ok)
  until.(until, mailer, "#{max(2 - n, 0)} waiting, #{if n < 3, do: 1, else: 0} on its way, #{n} sent, 0 failed")
  IO.puts("#{mail} has it: #{Mailer.status(mailer)}")
end
# ANCHOR_END: send_run

IO.puts("-- retry")
# ANCHOR: retry_run
{:ok, mailer} = GenServer.start(Mailer, transport)
for mail <- ["ada", "ben"], do: Mailer.deliver(mailer, mail)
outcome = fn "ada", n -> Enum.at([:boom, :ok], n); "ben", _ -> :refused end
attempts = Enum.reduce(1..5, %{}, fn _, seen ->
  {pid, mail} = sending.()
  send(pid, outcome.(mail, length(Map.get(seen, mail, []))))
  Map.update(seen, mail, [outcome.(mail, 0)], &(&1 ++ [outcome.(mail, length(&1))]))
end)
:idle = Mailer.await_idle(mailer)
for {mail, how} <- attempts, do: IO.puts("#{mail}: #{Enum.join(how, " ")}")
IO.puts(Mailer.status(mailer))
for {mail, reason} <- GenServer.call(mailer, :failed), do: IO.puts("failed: #{mail}, #{reason}")
# ANCHOR_END: retry_run

IO.puts("-- idle")
# ANCHOR: idle_run
{:ok, mailer} = GenServer.start(Mailer, transport)
IO.puts("nothing to do: #{Mailer.await_idle(mailer)}")
Mailer.deliver(mailer, "ada")
waiters = for _ <- 1..2, do: Task.async(fn -> Mailer.await_idle(mailer) end)
{pid, "ada"} = sending.()
IO.puts("while it waits: #{Mailer.status(mailer)}")
send(pid, :ok)
IO.puts("two who waited: #{Enum.map_join(waiters, " ", &Task.await/1)}")
# ANCHOR_END: idle_run
