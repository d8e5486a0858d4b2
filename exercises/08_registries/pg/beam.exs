# pg: groups of processes. A process may join a group as often as it likes, and leaves all of them when it ends.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Members do
  # A process that waits until it ends. Its name is for us; pg knows pids only.
  def start(name) do
    {:ok, pid} = Agent.start(fn -> name end)
    :persistent_term.put(pid, name)
    pid
  end

  # The members of a group have no order: we sort their names.
  def names(pids), do: pids |> Enum.map(&:persistent_term.get/1) |> Enum.sort() |> Enum.join(" ")
end

[a, b, c, d, e] = for name <- [:a, :b, :c, :d, :e], do: Members.start(name)
show = fn group -> IO.puts("#{inspect(group)} [#{Members.names(:pg.get_members(:chat, group))}]") end
groups = fn -> IO.puts("groups: #{:pg.which_groups(:chat) |> Enum.map(&inspect/1) |> Enum.sort() |> Enum.join(" ")}") end

# ANCHOR: join
IO.puts("-- join")
{:ok, scope} = :pg.start_link(:chat)
IO.puts("join a: #{:pg.join(:chat, "lobby", a)}")
IO.puts("join b, c: #{:pg.join(:chat, "lobby", [b, c])}")
IO.puts("join a again: #{:pg.join(:chat, "lobby", a)}")
IO.puts("join a elsewhere: #{:pg.join(:chat, {:room, 1}, a)}")
show.("lobby")
show.({:room, 1})
show.(:nobody)
groups.()
{:ok, _} = :pg.start_link(:game)
IO.puts("lobby of another scope: #{inspect(:pg.get_members(:game, "lobby"))}")
# ANCHOR_END: join

# ANCHOR: leave
IO.puts("-- leave")
IO.puts("leave a: #{:pg.leave(:chat, "lobby", a)}")
show.("lobby")
IO.puts("leave a: #{:pg.leave(:chat, "lobby", a)}")
show.("lobby")
IO.puts("leave a: #{:pg.leave(:chat, "lobby", a)}")
IO.puts("leave a, b: #{:pg.leave(:chat, "lobby", [a, b])}")
show.("lobby")
IO.puts("leave c: #{:pg.leave(:chat, "lobby", c)}")
groups.()
# ANCHOR_END: leave

# ANCHOR: end_of
end_of = fn pid ->
  ref = Process.monitor(pid)
  Process.exit(pid, :kill)
  receive do {:DOWN, ^ref, _, _, reason} -> IO.puts("#{Members.names([pid])} ends: #{reason}") end
  # We have our DOWN; the scope may not have handled its own. A call that comes back says that it has.
  :sys.get_state(scope)
end
# ANCHOR_END: end_of

# ANCHOR: death
IO.puts("-- death")
:pg.join(:chat, "lobby", [b, b, c])
:pg.join(:chat, "attic", [b, c])
:pg.leave(:chat, "attic", c)
show.("lobby")
end_of.(b)
show.("lobby")
groups.()
end_of.(c)
groups.()
IO.puts("join the dead c: #{:pg.join(:chat, "lobby", c)}")
:sys.get_state(scope)
groups.()
# ANCHOR_END: death

# ANCHOR: monitor
IO.puts("-- monitor")
:pg.join(:chat, "lobby", d)
{all, now} = :pg.monitor_scope(:chat)
IO.puts("scope now: #{now |> Enum.map(fn {group, pids} -> "#{inspect(group)} #{Members.names(pids)}" end) |> Enum.sort() |> Enum.join(", ")}")
{lobby, now} = :pg.monitor(:chat, "lobby")
IO.puts("lobby now: #{Members.names(now)}")
heard = fn ref ->
  Stream.repeatedly(fn -> receive do {^ref, change, group, pids} -> "#{change} #{inspect(group)} #{Members.names(pids)}" after 0 -> nil end end)
  |> Enum.take_while(& &1) |> Enum.sort() |> Enum.join(", ")
end
hear = fn what -> IO.puts("#{what}: scope [#{heard.(all)}] lobby [#{heard.(lobby)}]") end
# ANCHOR_END: monitor

# ANCHOR: changes
:pg.join(:chat, "lobby", [e, e])
hear.("e joins twice")
:pg.join(:chat, "attic", e)
hear.("e joins elsewhere")
:pg.leave(:chat, "lobby", d)
hear.("d leaves")
:pg.leave(:chat, "lobby", d)
hear.("d leaves again")
:pg.leave(:chat, "lobby", [d, e])
hear.("d and e leave")
:pg.join(:chat, "lobby", e)
heard.(lobby)
IO.puts("demonitor lobby: #{:pg.demonitor(:chat, lobby)}")
IO.puts("demonitor again: #{:pg.demonitor(:chat, lobby)}")
heard.(all)
end_of.(e)
hear.("e was in the lobby twice")
# ANCHOR_END: changes
