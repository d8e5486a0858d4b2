# What an exit signal does to its receiver: every reason, by link or by exit/2, trapping exits or not.
Logger.configure(level: :none)
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

# ANCHOR: receiver
defmodule Receiver do
  def start(main, trap) do
    Process.flag(:trap_exit, trap)
    send(main, :ready)
    loop(main)
  end

  defp loop(main) do
    receive do
      {:EXIT, _from, _reason} -> send(main, :message)
      {:exit_yourself, reason} -> Process.exit(self(), reason); send(self(), :ping)
      :ping -> send(main, :pong)
    end
    loop(main)
  end
end
# ANCHOR_END: receiver

defmodule Table do
  def effect(monitor) do
    receive do
      :message -> receive do :pong -> "gets a message" end
      :pong -> "nothing"
      {:DOWN, ^monitor, _, _, reason} -> "dies #{reason}"
    end
  end

  # ANCHOR: signals
  def signal(:link, pid, reason) do
    linked = spawn(fn -> Process.link(pid); exit(reason) end)
    ref = Process.monitor(linked)
    receive do {:DOWN, ^ref, _, _, _} -> :ok end
    wait_until_felt(pid, linked)
  end

  def signal(:exit, pid, reason) do
    Process.exit(pid, reason)
    send(pid, :ping)
  end

  def signal(:itself, pid, reason), do: send(pid, {:exit_yourself, reason})
  # ANCHOR_END: signals

  # The receiver has handled the signal when it is dead or no longer linked.
  defp wait_until_felt(pid, linked) do
    case Process.info(pid, :links) do
      {:links, links} -> if linked in links, do: wait_until_felt(pid, linked), else: send(pid, :ping)
      nil -> :dead
    end
  end
end

main = self()
reasons = [:normal, :shutdown, :kill, :killed, :noproc, :noconnection, :boom]
for {via, title} <- [link: "over a link", exit: "by exit/2", itself: "by exit/2 to itself"] do
  IO.puts("-- #{title}")
  for trap <- [false, true], reason <- reasons do
    {pid, monitor} = spawn_monitor(fn -> Receiver.start(main, trap) end)
    receive do :ready -> :ok end
    Table.signal(via, pid, reason)
    IO.puts("#{if trap, do: "trapping", else: "plain"}, #{reason}: #{Table.effect(monitor)}")
    Process.demonitor(monitor, [:flush])
    Process.exit(pid, :kill)
  end
end
