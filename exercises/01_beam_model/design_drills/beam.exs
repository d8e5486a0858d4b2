# A crash among 1,000 players: how many fall, when they are alone and when the rooms are linked.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ANCHOR: world
# Starts 1,000 players in rooms of `size`, linked with the first of their room; lets some crash; counts.
fallen = fn size, crashed ->
  wait = fn -> receive do :crash -> exit(:boom) end end
  spawn_room = fn room ->
    first = spawn(wait)
    rest = for _ <- 1..(room - 1)//1, do: spawn(fn -> Process.link(first); wait.() end)
    [first | rest]
  end
  players = Enum.flat_map(1..div(1000, size), fn _ -> spawn_room.(size) end)
  monitors = Map.new(players, fn pid -> {Process.monitor(pid), pid} end)
  # A barrier: a player answers a request for information only when it has begun to wait, so all links stand.
  settled = fn settled, pid -> if Process.info(pid, :status) == {:status, :waiting}, do: :ok, else: settled.(settled, pid) end
  Enum.each(players, fn pid -> settled.(settled, pid) end)
  Enum.each(crashed, fn n -> send(Enum.at(players, n), :crash) end)
  expected = crashed |> Enum.map(&div(&1, size)) |> Enum.uniq() |> length() |> Kernel.*(size)
  downs = for _ <- 1..expected//1, do: (receive do {:DOWN, ref, _, _, :boom} -> Map.fetch!(monitors, ref) end)
  left = Enum.count(players, &Process.alive?/1)
  Enum.each(players -- downs, &Process.exit(&1, :kill))
  "#{1000 - left} of 1000 fall"
end
# ANCHOR_END: world

# ANCHOR: said
IO.puts("alone, 50 crashes: #{fallen.(1, [50])}")
IO.puts("alone, 50 and 51 crash: #{fallen.(1, [50, 51])}")
IO.puts("rooms of 10, 50 crashes: #{fallen.(10, [50])}")
IO.puts("rooms of 10, 50 and 51 crash: #{fallen.(10, [50, 51])}")
IO.puts("rooms of 10, 50 and 60 crash: #{fallen.(10, [50, 60])}")
IO.puts("most processes by default: #{:erlang.system_info(:process_limit)}")
# ANCHOR_END: said
