# The process kernel as others see it: what a linked, a monitoring and a trapping process hear of every end.
Logger.configure(level: :none)
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

# ANCHOR: helpers
defmodule P do
  # One reason in words. A raised error comes as {exception, stack}.
  def text({%{message: message}, stack}) when is_list(stack), do: "panic: #{message}"
  def text({:noproc, stack}) when is_list(stack), do: "noproc"
  def text(reason), do: "#{reason}"

  # Starts a process and waits until it says that it is ready.
  def start(run) do
    main = self()
    pid = spawn(fn -> run.(fn -> send(main, :ready) end) end)
    receive do :ready -> pid end
  end

  # Waits for the end of a process that was started by `start`.
  def join(pid) do
    ref = Process.monitor(pid)
    receive do {:DOWN, ^ref, _, _, reason} -> text(reason) end
  end

  # Waits until `pid` is not linked with `dead` any more: the exit signal has been felt.
  def felt(pid, dead) do
    case Process.info(pid, :links) do
      {:links, links} -> if dead in links, do: felt(pid, dead)
      nil -> :ok
    end
  end
end
# ANCHOR_END: helpers

# ANCHOR: watchers
defmodule Six do
  def linked(dying) do
    P.start(fn ready -> Process.link(dying); ready.(); receive do :stop -> :ok end end)
  end

  def trapping(dying, main) do
    P.start(fn ready ->
      Process.flag(:trap_exit, true)
      Process.link(dying)
      ready.()
      receive do {:EXIT, ^dying, reason} -> send(main, {:heard, "trapping: EXIT #{P.text(reason)}"}) end
    end)
  end

  def monitoring(dying, main) do
    P.start(fn ready ->
      Process.monitor(dying)
      ready.()
      receive do {:DOWN, _, :process, ^dying, reason} -> send(main, {:heard, "monitoring: DOWN #{P.text(reason)}"}) end
    end)
  end
  # ANCHOR_END: watchers

  def watch(ending) do
    dying = P.start(fn ready -> ready.(); receive do :go -> ending.() end end)
    linked = linked(dying)
    ref = Process.monitor(linked)
    trapping(dying, self())
    monitoring(dying, self())
    if ending == :kill, do: Process.exit(dying, :kill), else: send(dying, :go)
    lines = for _ <- 1..2, do: (receive do {:heard, line} -> line end)
    P.felt(linked, dying)
    IO.puts("linked: #{fate(linked, ref)}")
    IO.puts(Enum.join(Enum.sort(lines, :desc), "\n"))
    Process.demonitor(ref, [:flush])
    Process.exit(linked, :kill)
  end

  defp fate(linked, ref) do
    if Process.alive?(linked), do: "lives", else: (receive do {:DOWN, ^ref, _, _, r} -> "died: #{P.text(r)}" end)
  end
end

IO.puts("-- order between two processes")
# ANCHOR: order
main = self()
spawn(fn -> for n <- 1..5, do: send(main, {:n, n}) end)
got = for _ <- 1..5, do: (receive do {:n, n} -> n end)
IO.puts("got #{Enum.join(got, " ")}")
# ANCHOR_END: order

IO.puts("-- selective receive")
# ANCHOR: selective
for m <- [:red, :green, :blue, :green], do: send(self(), m)
receive do :blue -> IO.puts("got blue") end
receive do :green -> IO.puts("got green") end
receive do m -> IO.puts("got #{m}") end
receive do :red -> IO.puts("got red") after 10 -> IO.puts("no red in 10 ms") end
receive do m -> IO.puts("got #{m}") end
# ANCHOR_END: selective

# ANCHOR: six
# How a process can end. Each of them waits for `:go` first.
ends = [
  normal: fn -> :ok end,
  shutdown: fn -> exit(:shutdown) end,
  boom: fn -> exit(:boom) end,
  killed_by_another: :kill,
  kill_itself: fn -> exit(:kill) end,
  raised: fn -> raise "oops" end
]
# ANCHOR_END: six

for {title, ending} <- ends do
  IO.puts("-- #{String.replace("#{title}", "_", " ")}")
  Six.watch(ending)
end

IO.puts("-- kill cannot be trapped")
pid = P.start(fn ready -> Process.flag(:trap_exit, true); ready.(); receive do :never -> :ok end end)
ref = Process.monitor(pid)
Process.exit(pid, :kill)
IO.puts("alive: #{Process.alive?(pid)}")
receive do {:DOWN, ^ref, _, _, reason} -> IO.puts("died: #{reason}") end

IO.puts("-- a match catches no crash")
# ANCHOR: no_catch
pid =
  P.start(fn ready ->
    ready.()
    try do
      child = spawn_link(fn -> exit(:boom) end)
      receive do {:result, ^child, value} -> send(main, {:heard, "result #{value}"}) end
    rescue
      _ -> send(main, {:heard, "rescued"})
    catch
      _, _ -> send(main, {:heard, "caught"})
    end
  end)
ref = Process.monitor(pid)
receive do
  {:DOWN, ^ref, _, _, reason} -> IO.puts("parent died: #{P.text(reason)}")
  {:heard, what} -> IO.puts(what)
end
# ANCHOR_END: no_catch

IO.puts("-- signals keep their order")
pid = P.start(fn ready -> Process.flag(:trap_exit, true); ready.(); receive do :never -> :ok end end)
Process.exit(pid, :boom)
send(pid, :hello)
Process.exit(pid, :bang)
read = fn read ->
  case Process.info(pid, :messages) do
    {:messages, [_, _, _] = three} -> for m <- three, do: (case m do {:EXIT, _, r} -> "EXIT #{r}"; m -> "#{m}" end)
    _ -> read.(read)
  end
end
IO.puts(Enum.join(read.(read), ", "))
Process.exit(pid, :kill)

IO.puts("-- link with a process that has ended")
dead = P.start(fn ready -> ready.() end)
P.join(dead)
plain = P.start(fn ready -> ready.(); receive do :go -> Process.link(dead); receive do :never -> :ok end end end)
ref = Process.monitor(plain)
send(plain, :go)
receive do {:DOWN, ^ref, _, _, reason} -> IO.puts("plain died: #{P.text(reason)}") end

IO.puts("-- names")
# ANCHOR: names
server = P.start(fn ready -> ready.(); receive do {:ask, from} -> send(from, :answer) end end)
Process.register(server, :server)
ref = Process.monitor(server)
send(:server, {:ask, self()})
receive do :answer -> IO.puts("got answer") end
receive do {:DOWN, ^ref, _, _, reason} -> IO.puts("server down: #{reason}") end
IO.puts("whereis server: #{inspect(Process.whereis(:server))}")
IO.puts("send to server: #{try do send(:server, :hello) rescue ArgumentError -> "badarg" end}")
# ANCHOR_END: names

IO.puts("-- timers")
# ANCHOR: timers
timer = Process.send_after(self(), :too_late, 60_000)
Process.send_after(self(), :tick, 10)
receive do m -> IO.puts("got #{m}") end
IO.puts("cancelled with time left: #{Process.cancel_timer(timer) > 0}")
receive do m -> IO.puts("got #{m}") after 10 -> IO.puts("nothing more") end
# ANCHOR_END: timers

IO.puts("-- a reply left to another process, and the server stops")
# ANCHOR: hands_on
defmodule HandsOn do
  use GenServer
  def init(main), do: {:ok, main}

  def handle_call(:ask, from, main) do
    helper = spawn(fn -> receive do :go -> GenServer.reply(from, :late) end end)
    send(main, {:helper, helper})
    {:stop, :shutdown, main}
  end
end

{:ok, server} = GenServer.start(HandsOn, self())
try do
  IO.puts("reply: #{GenServer.call(server, :ask)}")
catch
  :exit, {reason, _} -> IO.puts("call ended: #{reason}")
end
# ANCHOR_END: hands_on
helper = receive do {:helper, helper} -> helper end
ref = Process.monitor(helper)
send(helper, :go)
receive do {:DOWN, ^ref, _, _, _} -> :ok end
{:message_queue_len, n} = Process.info(self(), :message_queue_len)
IO.puts("mailbox: #{n}")
