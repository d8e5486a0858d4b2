# Four kinds of names, asked the same things: what may be a name, how many, and who is told when its process ends.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)
say = fn what, answer -> IO.puts("#{what}: #{inspect(answer)}") end
{:ok, _} = Registry.start_link(keys: :unique, name: Names, partitions: 1)
{:ok, scope} = :pg.start_link(:chat)
start = fn -> spawn(fn -> receive do :end -> :ok end end) end

defmodule Room do
  use GenServer
  def init(n), do: {:ok, n}
end

# ANCHOR: server
IO.puts("-- names of a server")
names = [:tea, "tea", {:via, Registry, {Names, {:room, 1}}}, {:global, {:room, 1}}]
for name <- names do
  answer = try do GenServer.start(Room, 1, name: name) |> elem(0) rescue ArgumentError -> :badarg end
  say.(inspect(name), answer)
end
say.("once more by via", GenServer.start(Room, 1, name: {:via, Registry, {Names, {:room, 1}}}) |> elem(0))
# ANCHOR_END: server

# ANCHOR: several
IO.puts("-- several names of one process")
register = fn key -> Registry.register(Names, key, nil) |> elem(0) end
atom = fn name -> try do Process.register(self(), name) rescue ArgumentError -> :badarg end end
say.("atoms", Enum.map([:ada, :queen], atom))
say.("registry", Enum.map(["ada", "queen"], register))
say.("global", Enum.map(["ada", "queen"], fn name -> :global.register_name(name, self()) end))
say.("pg", Enum.map(["ada", "queen"], fn name -> :pg.join(:chat, name, self()) end))
# ANCHOR_END: several

# ANCHOR: atoms
IO.puts("-- a thousand users")
count = fn make ->
  before = :erlang.system_info(:atom_count)
  for n <- 1..1000, do: make.(n)
  :erlang.system_info(:atom_count) - before
end
say.("as many atoms as there may be", :erlang.system_info(:atom_limit))
say.("new atoms for names that are atoms", count.(fn n -> String.to_atom("user_#{n}") end))
say.("new atoms for names in a registry", count.(fn n -> Registry.register(Names, {:user, n}, nil) end))
# ANCHOR_END: atoms

# ANCHOR: ending
IO.puts("-- the end of its process")
pid = start.()
Process.register(pid, :gone)
:global.register_name("gone", pid)
:pg.join(:chat, "gone", pid)
for server <- [:global_name_server, scope], do: :sys.suspend(server)
ref = Process.monitor(pid)
send(pid, :end)
receive do {:DOWN, ^ref, _, _, _} -> :ok end
say.("an atom", if(Process.whereis(:gone), do: :there, else: :free))
say.("global, not cleaned up yet", if(:global.whereis_name("gone") == :undefined, do: :free, else: :there))
say.("pg, not cleaned up yet", if(:pg.get_members(:chat, "gone") == [], do: :free, else: :there))
# ANCHOR_END: ending

# ANCHOR: keepers
IO.puts("-- the end of the one who keeps the list")
start = fn link -> {:ok, pid} = link.(); Process.unlink(pid); pid end
start.(fn -> Registry.start_link(keys: :unique, name: Rooms, partitions: 1) end)
groups = start.(fn -> :pg.start_link(:groups) end)
main = self()
member =
  fn enter ->
    spawn_monitor(fn ->
      enter.()
      send(main, :in)
      receive do :are_you_there -> send(main, :yes) end
    end)
  end
kill = fn pid ->
  ref = Process.monitor(pid)
  Process.exit(pid, :kill)
  receive do {:DOWN, ^ref, _, _, _} -> :ok end
end

{_, ref} = member.(fn -> {:ok, _} = Registry.register(Rooms, "tea", nil) end)
receive do :in -> kill.(Process.whereis(Rooms.PIDPartition0)) end
say.("who is in a registry", receive do {:DOWN, ^ref, _, _, reason} -> reason end)

{pid, _} = member.(fn -> :pg.join(:groups, "tea", self()) end)
receive do :in -> kill.(groups) end
send(pid, :are_you_there)
say.("is who is in a group there", receive do :yes -> :yes end)
# ANCHOR_END: keepers
