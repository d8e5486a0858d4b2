# Calls beside a loop that never ends, on one scheduler.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
:erlang.system_flag(:schedulers_online, 1)

# ANCHOR: answered
defmodule Report do
  def loop(n), do: loop(n + 1) # no receive, no sleep, no end
end

IO.puts("-- answered")
{report, ref} = spawn_monitor(fn -> Report.loop(0) end)
me = self()
server = spawn(fn -> Enum.each(1..100, fn _ -> receive do {:call, n} -> send(me, {:answer, n}) end end) end)
answered = for n <- 1..100 do
  send(server, {:call, n})
  receive do {:answer, ^n} -> n end
end
IO.puts("answered #{length(answered)} of 100 beside a loop that never ends")
# ANCHOR_END: answered

# ANCHOR: meanwhile
IO.puts("-- meanwhile")
{:reductions, reductions} = Process.info(report, :reductions)
IO.puts("schedulers: #{:erlang.system_info(:schedulers_online)}")
IO.puts("the loop went on meanwhile: #{reductions > 2_000}")
IO.puts("the loop is alive: #{Process.alive?(report)}")
Process.exit(report, :kill)
receive do {:DOWN, ^ref, _, _, reason} -> IO.puts("the loop ended: #{reason}") end
# ANCHOR_END: meanwhile
