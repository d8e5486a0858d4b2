# A hundred thousand processes at once: alive, small, each with a heap of its own.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

# ANCHOR: alive
IO.puts("-- alive")
me = self()
before = :erlang.memory(:processes)
pids = for _ <- 1..100_000, do: spawn(fn -> send(me, :here); receive do :stop -> :ok end end)
for _ <- pids, do: (receive do :here -> :ok end)
each = div(:erlang.memory(:processes) - before, 100_000)
IO.puts("100000 started, #{Enum.count(pids, &Process.alive?/1)} alive")
# ANCHOR_END: alive

IO.puts("-- memory")
IO.puts("each between 1 and 4 kB: #{each > 1_000 and each < 4_000}")

# ANCHOR: heap
IO.puts("-- heap")
size = fn pid -> {:memory, bytes} = Process.info(pid, :memory); bytes end
[busy, idle] = for _ <- 1..2, do: spawn(fn ->
  receive do {:build, from} -> list = Enum.to_list(1..100_000); send(from, :built); receive do :stop -> list end end
end)
[idle_before, busy_before] = [size.(idle), size.(busy)]
send(busy, {:build, me})
receive do :built -> :ok end
IO.puts("busy grew more than 1 MB: #{size.(busy) - busy_before > 1_000_000}")
IO.puts("idle grew: #{size.(idle) - idle_before} bytes")
Process.exit(busy, :kill)
IO.puts("idle alive: #{Process.alive?(idle)}")
# ANCHOR_END: heap
