# A GenServer from its start to its end: what the server does, and what its starter and its callers see of it.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule P do
  # One process prints, and whoever prints waits until it is done.
  def print do
    receive do {from, line} -> IO.puts(line); send(from, :printed); print() end
  end

  def say(line) do
    send(:printer, {self(), line})
    receive do :printed -> :ok end
  end

  # What was given back, or why the caller would have ended.
  def result(ask) do
    inspect(ask.())
  catch
    :exit, {reason, {GenServer, _, _}} -> "exit #{inspect(reason)}"
  end

  def ended(pid, order \\ fn -> :ok end) do
    ref = Process.monitor(pid)
    order.()
    receive do {:DOWN, ^ref, _, _, reason} -> reason end
  end

  def kill(pid), do: ended(pid, fn -> Process.exit(pid, :kill) end)

  def letters do
    {:message_queue_len, n} = Process.info(self(), :message_queue_len)
    "#{n} letters left"
  end
end

Process.register(spawn(&P.print/0), :printer)
say = &P.say/1

# ANCHOR: desk
# A desk that hands out numbers.
defmodule Desk do
  use GenServer

  def init(:ignore), do: :ignore
  def init(:stop), do: {:stop, :boom}
  def init(:crash), do: exit(:boom)
  def init(:kill), do: Process.exit(self(), :kill)
  def init(:sleep), do: Process.sleep(:infinity)

  def init({:trap, n}) do
    Process.flag(:trap_exit, true)
    {:ok, n}
  end

  def init({:letter_and_continue, n}) do
    send(self(), "a letter from init")
    {:ok, n, {:continue, :open_up}}
  end

  def init(n) do
    P.say("desk: init")
    {:ok, n}
  end
  # ANCHOR_END: desk

  # ANCHOR: handle_call
  def handle_call(:next, _from, n), do: {:reply, n, n + 1}

  def handle_call(:early, from, n) do
    GenServer.reply(from, n)
    P.say("desk: has replied, and works on")
    {:noreply, n + 1}
  end

  def handle_call(:by_boss, from, n) do
    send(:boss, {:please_reply, from, n})
    {:noreply, n + 1}
  end

  def handle_call(:never, _from, n), do: {:noreply, n}
  # ANCHOR_END: handle_call

  # ANCHOR: handle_call_more
  def handle_call(:self, _from, n), do: {:reply, P.result(fn -> GenServer.call(self(), :next) end), n}
  def handle_call(:crash, _from, _n), do: exit(:boom)
  def handle_call({:wait, ms}, _from, n), do: {:reply, :ok, n, ms}
  def handle_call(:close, _from, n), do: {:stop, :normal, :closed, n}
  # ANCHOR_END: handle_call_more

  # ANCHOR: handle_rest
  def handle_cast({:skip, k}, n), do: {:noreply, n + k}
  def handle_cast(:open_up, n), do: {:noreply, n, {:continue, :open_up}}
  def handle_cast(:close, n), do: {:stop, :shutdown, n}

  def handle_info({:EXIT, _from, reason}, n), do: handle_info({:EXIT, reason}, n)

  def handle_info(message, n) do
    P.say("desk: info #{inspect(message)}")
    {:noreply, n}
  end

  def handle_continue(:open_up, n) do
    P.say("desk: opens up")
    {:noreply, n}
  end

  def terminate(reason, n) do
    P.say("desk: terminate #{inspect(reason)} at #{n}")
  end
  # ANCHOR_END: handle_rest
end

# ANCHOR: bare
# A server that has nothing but what `use GenServer` gives it.
defmodule Bare do
  use GenServer
  def init(n), do: {:ok, n}
  def handle_call(:next, _from, n), do: {:reply, n, n + 1}
end
# ANCHOR_END: bare

# ANCHOR: busy
# A server that is busy with its first cast until it is told to go on.
defmodule Busy do
  use GenServer
  def init(main), do: {:ok, main}
  def handle_call(:work, _from, main), do: {:reply, :done, main}
  def handle_cast(:work, main) do
    send(main, :busy)
    receive do :go_on -> {:noreply, main} end
  end
end
# ANCHOR_END: busy

say.("-- start")
# ANCHOR: start
{:ok, desk} = GenServer.start_link(Desk, 1, name: :desk)
say.("main: start_link has returned")
{:error, {:already_started, other}} = GenServer.start_link(Desk, 1, name: :desk)
say.("main: already started, the same one: #{other == desk}")
# ANCHOR_END: start
Process.unlink(desk)
P.kill(desk)

say.("-- refuse")
# ANCHOR: refuse
main = self()
start = fn how, arg ->
  starter = spawn(fn ->
    Process.flag(:trap_exit, how == :trapping)
    link = if how == :unlinked, do: :start, else: :start_link
    result = apply(GenServer, link, [Desk, arg, [name: :desk]])
    free = if Process.whereis(:desk), do: "taken", else: "free"
    exit = receive do {:EXIT, _, reason} -> "EXIT #{inspect(reason)}" after 50 -> "no EXIT" end
    send(main, "#{inspect(result)}, the name is #{free}, #{exit}")
  end)
  reason = P.ended(starter)
  line = receive do line -> line after 0 -> "the starter ends: #{inspect(reason)}" end
  say.("#{how}, #{arg}: #{line}")
end
for arg <- [:ignore, :stop, :crash, :kill], how <- [:trapping, :linked, :unlinked], do: start.(how, arg)
# ANCHOR_END: refuse

say.("-- taken")
# ANCHOR: taken
Process.register(self(), :desk)
Process.flag(:trap_exit, true)
{:error, {:already_started, _}} = GenServer.start_link(Desk, 1, name: :desk)
receive do {:EXIT, _, reason} -> say.("EXIT #{reason}") after 50 -> say.("no EXIT") end
# ANCHOR_END: taken
Process.unregister(:desk)
Process.flag(:trap_exit, false)

say.("-- slow_init")
# ANCHOR: slow_init
say.("main: #{inspect(GenServer.start_link(Desk, :sleep, timeout: 100))}, and it lives")
# ANCHOR_END: slow_init

# ANCHOR: boss
# Replies in the place of the desk, when it may.
boss = fn go ->
  receive do
    {:please_reply, from, n} -> go.(); GenServer.reply(from, "#{n}, says the boss")
  end
end
# ANCHOR_END: boss

say.("-- call")
Process.register(spawn(fn -> boss.(fn -> :ok end) end), :boss)
# ANCHOR: call
{:ok, desk} = GenServer.start(Desk, 1)
say.("next: #{GenServer.call(desk, :next)}")
say.("next: #{GenServer.call(desk, :next)}")
early = GenServer.call(desk, :early)
_ = :sys.get_state(desk)
say.("early: #{early}")
say.("by the boss: #{GenServer.call(desk, :by_boss)}")
say.("never: #{P.result(fn -> GenServer.call(desk, :never, 100) end)}")
say.("self: #{GenServer.call(desk, :self)}")
say.("next: #{GenServer.call(desk, :next)}, #{P.letters()}")
# ANCHOR_END: call
P.kill(desk)

say.("-- late")
slow = spawn(fn -> boss.(fn -> receive do :now -> :ok end end) end)
Process.register(slow, :boss)
# ANCHOR: late
{:ok, desk} = GenServer.start(Desk, 1)
say.("first call: #{P.result(fn -> GenServer.call(desk, :by_boss, 100) end)}")
P.ended(slow, fn -> send(slow, :now) end)
say.("the boss has replied, #{P.letters()}")
say.("second call: #{GenServer.call(desk, :next)}")
# ANCHOR_END: late
P.kill(desk)

say.("-- crash")
# ANCHOR: crash
{:ok, desk} = GenServer.start(Desk, 1)
say.("the caller: #{P.result(fn -> GenServer.call(desk, :crash) end)}")
say.("the next caller: #{P.result(fn -> GenServer.call(desk, :next) end)}")
# ANCHOR_END: crash

say.("-- cast_info")
# ANCHOR: cast_info
{:ok, desk} = GenServer.start(Desk, 1)
say.("a cast: #{GenServer.cast(desk, {:skip, 40})}, and then next: #{GenServer.call(desk, :next)}")
send(desk, "a plain letter")
_ = :sys.get_state(desk)
P.kill(desk)
say.("a cast to nobody: #{GenServer.cast(desk, {:skip, 40})}")
# ANCHOR_END: cast_info

say.("-- bare")
# ANCHOR: bare_run
{:ok, bare} = GenServer.start(Bare, 1)
send(bare, "a plain letter")
say.("a letter is dropped, next: #{GenServer.call(bare, :next)}")
{error, _stack} = P.ended(bare, fn -> GenServer.cast(bare, :unheard_of) end)
say.("a cast: #{if is_exception(error), do: "it ends with an error", else: "it lives"}")
# ANCHOR_END: bare_run

say.("-- backpressure")
# ANCHOR: backpressure
for how <- [:cast, :call] do
  {:ok, busy} = GenServer.start(Busy, main)
  GenServer.cast(busy, :work)
  receive do :busy -> :ok end
  client = spawn(fn -> for _ <- 1..1000, do: apply(GenServer, how, [busy, :work]) end)
  Process.sleep(200)
  {:message_queue_len, waiting} = Process.info(busy, :message_queue_len)
  say.("1000 by #{how}: #{waiting} wait in the mailbox, the client has finished: #{!Process.alive?(client)}")
  Process.exit(client, :kill)
  Process.exit(busy, :kill)
end
# ANCHOR_END: backpressure

say.("-- continue")
# ANCHOR: continue
{:ok, desk} = GenServer.start(Desk, {:letter_and_continue, 1})
_ = :sys.get_state(desk)
:sys.suspend(desk)
GenServer.cast(desk, :open_up)
send(desk, "a letter that waits")
:sys.resume(desk)
_ = :sys.get_state(desk)
# ANCHOR_END: continue
P.kill(desk)

say.("-- timeout")
# ANCHOR: timeout
{:ok, desk} = GenServer.start(Desk, 1)
wait = fn ms -> Process.sleep(ms); say.("main: #{ms} ms later") end
GenServer.call(desk, {:wait, 200})
wait.(400)
say.("main: now a cast comes in between")
GenServer.call(desk, {:wait, 200})
wait.(100)
GenServer.cast(desk, {:skip, 1})
wait.(400)
say.("main: now a system message")
GenServer.call(desk, {:wait, 200})
wait.(150)
_ = :sys.get_state(desk)
wait.(150)
wait.(150)
# ANCHOR_END: timeout
P.kill(desk)

say.("-- stop")
# ANCHOR: stop
{:ok, desk} = GenServer.start(Desk, 1)
reason = P.ended(desk, fn -> say.("main: #{GenServer.call(desk, :close)}") end)
say.("main: ended, #{reason}")
{:ok, desk} = GenServer.start(Desk, 2)
reason = P.ended(desk, fn -> GenServer.cast(desk, :close) end)
say.("main: ended, #{reason}")
{:ok, desk} = GenServer.start(Desk, 3)
say.("main: stop gives #{P.result(fn -> GenServer.stop(desk, :shutdown) end)}")
say.("main: stop gives #{P.result(fn -> GenServer.stop(desk) end)}")
say.("main: stop of itself gives #{P.result(fn -> GenServer.stop(self()) end)}")
# ANCHOR_END: stop

say.("-- terminate")
# ANCHOR: terminate
parent_ends = fn arg ->
  parent = spawn(fn ->
    {:ok, desk} = GenServer.start_link(Desk, arg)
    send(main, {:desk, desk})
    receive do :go -> exit(:shutdown) end
  end)
  desk = receive do {:desk, desk} -> desk end
  P.ended(desk, fn -> send(parent, :go) end)
end
say.("the parent ends, nothing trapped: #{parent_ends.(1)}")
say.("the parent ends, trapped: #{parent_ends.({:trap, 2})}")
{:ok, desk} = GenServer.start(Desk, {:trap, 3})
say.("a kill, trapped: #{P.kill(desk)}")
{:ok, desk} = GenServer.start(Desk, {:trap, 4})
Process.exit(desk, :boom)
_ = :sys.get_state(desk)
say.("boom from another, trapped: it lives")
# ANCHOR_END: terminate
P.kill(desk)
