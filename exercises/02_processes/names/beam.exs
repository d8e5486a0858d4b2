# Registered names: who may have which, and when they are free again.
Logger.configure(level: :none)
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

# ANCHOR: helpers
defmodule N do
  def start, do: spawn(fn -> receive do :end -> :ok end end)

  def try(what, run) do
    IO.puts("#{what}: #{try do text(run.()) rescue ArgumentError -> "badarg" end}")
  end

  defp text(true), do: "ok"
  defp text(nil), do: "nobody"
  defp text(name), do: "#{name}"

  def finish(pid) do
    ref = Process.monitor(pid)
    send(pid, :end)
    receive do {:DOWN, ^ref, _, _, _} -> :ok end
  end

  def whereis(name, pids) do
    try("whereis #{name}", fn -> pids[Process.whereis(name)] end)
  end

  def registered(names) do
    IO.puts("registered: #{Enum.join(Enum.filter(Enum.sort(Process.registered()), &(&1 in names)), " ")}")
  end
end
# ANCHOR_END: helpers

a = N.start()
b = N.start()
pids = %{a => "a", b => "b"}
names = [:server, :cache, :log]

# ANCHOR: register_and_find
IO.puts("-- register and find")
N.try("register server a", fn -> Process.register(a, :server) end)
N.try("register cache b", fn -> Process.register(b, :cache) end)
N.whereis(:server, pids)
N.whereis(:cache, pids)
N.whereis(:log, pids)
N.registered(names)
# ANCHOR_END: register_and_find

# ANCHOR: broken_rules
IO.puts("-- broken rules")
N.try("register server b", fn -> Process.register(b, :server) end)
N.try("register log a", fn -> Process.register(a, :log) end)
N.try("register undefined a", fn -> :erlang.register(:undefined, a) end)
dead = N.start()
N.finish(dead)
N.try("register log dead", fn -> Process.register(dead, :log) end)
N.whereis(:server, pids)
N.whereis(:log, pids)
N.registered(names)
# ANCHOR_END: broken_rules

# ANCHOR: unregister
IO.puts("-- unregister")
N.try("unregister log", fn -> Process.unregister(:log) end)
N.try("unregister server", fn -> Process.unregister(:server) end)
N.whereis(:server, pids)
N.try("register log a", fn -> Process.register(a, :log) end)
N.try("register server a", fn -> Process.register(a, :server) end)
N.registered(names)
# ANCHOR_END: unregister

# ANCHOR: process_ends
IO.puts("-- the process ends")
N.finish(b)
N.whereis(:cache, pids)
N.registered(names)
N.try("register cache b", fn -> Process.register(b, :cache) end)
c = N.start()
pids = Map.put(pids, c, "c")
N.try("register cache c", fn -> Process.register(c, :cache) end)
N.whereis(:cache, pids)
# ANCHOR_END: process_ends
