# Monitors: who hears what, how often, and what a demonitor changes.
Logger.configure(level: :none)
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

# ANCHOR: helpers
defmodule M do
  # A process that waits until it is told why to end.
  def start, do: spawn(fn -> receive do {:end, reason} -> exit(reason) end end)

  # Ends it and waits until every monitor of this process has fired.
  def finish(pid, reason) do
    ref = Process.monitor(pid)
    send(pid, {:end, reason})
    receive do {:DOWN, ^ref, _, _, _} -> wait_for_all() end
  end

  defp wait_for_all do
    if Process.info(self(), :monitors) != {:monitors, []}, do: wait_for_all()
  end

  # Every DOWN in the mailbox, by the names of monitors and processes.
  def show(refs, pids) do
    wait_for_all()
    lines = Enum.sort(read(refs, pids))
    IO.puts(if lines == [], do: "nothing", else: Enum.join(lines, "\n"))
  end

  defp read(refs, pids) do
    receive do
      {:DOWN, ref, :process, object, reason} ->
        ["DOWN #{refs[ref]} of #{name(object, pids)}: #{reason}" | read(refs, pids)]
    after 0 -> [] end
  end

  defp name({name, _node}, _pids), do: name
  defp name(pid, pids), do: pids[pid]
end
# ANCHOR_END: helpers

# ANCHOR: two_monitors_of_one_process
IO.puts("-- two monitors of one process")
b = M.start()
first = Process.monitor(b)
second = Process.monitor(b)
M.finish(b, :boom)
M.show(%{first => "first", second => "second"}, %{b => "b"})
# ANCHOR_END: two_monitors_of_one_process

# ANCHOR: normal_end
IO.puts("-- a normal end")
b = M.start()
first = Process.monitor(b)
M.finish(b, :normal)
M.show(%{first => "first"}, %{b => "b"})
# ANCHOR_END: normal_end

# ANCHOR: process_that_has_ended
IO.puts("-- a process that has ended")
b = M.start()
M.finish(b, :boom)
first = Process.monitor(b)
M.show(%{first => "first"}, %{b => "b"})
# ANCHOR_END: process_that_has_ended

# ANCHOR: name
IO.puts("-- a name")
b = M.start()
Process.register(b, :server)
first = Process.monitor(:server)
M.finish(b, :boom)
M.show(%{first => "first"}, %{b => "b"})
# ANCHOR_END: name

# ANCHOR: name_that_nobody_has
IO.puts("-- a name that nobody has")
first = Process.monitor(:server)
M.show(%{first => "first"}, %{})
# ANCHOR_END: name_that_nobody_has

# ANCHOR: demonitor_before_the_end
IO.puts("-- demonitor before the end")
b = M.start()
first = Process.monitor(b)
second = Process.monitor(b)
Process.demonitor(first)
M.finish(b, :boom)
M.show(%{first => "first", second => "second"}, %{b => "b"})
# ANCHOR_END: demonitor_before_the_end

# ANCHOR: demonitor_after_the_end
IO.puts("-- demonitor after the end")
b = M.start()
first = Process.monitor(b)
M.finish(b, :boom)
Process.demonitor(first)
M.show(%{first => "first"}, %{b => "b"})
# ANCHOR_END: demonitor_after_the_end

# ANCHOR: demonitor_after_the_end_with_flush
IO.puts("-- demonitor after the end, with flush")
b = M.start()
first = Process.monitor(b)
M.finish(b, :boom)
Process.demonitor(first, [:flush])
M.show(%{first => "first"}, %{b => "b"})
# ANCHOR_END: demonitor_after_the_end_with_flush
