# The thinking exercise of the chapter: what a registry and a group remember of a process, and for how long.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Person do
  # Does what it is asked until it is killed.
  def start(name) do
    pid = spawn(&loop/0)
    Process.register(pid, name)
    pid
  end

  def ask(name, work) do
    send(name, {self(), work})
    receive do {:answer, answer} -> answer end
  end

  def kill(name) do
    ref = Process.monitor(name)
    Process.exit(Process.whereis(name), :kill)
    receive do {:DOWN, ^ref, _, _, _} -> :ok end
  end

  defp loop do
    receive do {from, work} -> send(from, {:answer, work.()}) end
    loop()
  end
end

{:ok, _} = Registry.start_link(keys: :unique, name: Names, partitions: 1)
{:ok, _} = Registry.start_link(keys: :duplicate, name: Rooms, partitions: 1)
{:ok, scope} = :pg.start_link(:chat)
for name <- [:ada, :bob], do: Person.start(name)
say = fn line, answer -> IO.puts("#{line}: #{inspect(answer)}") end
outcome = fn {:ok, _} -> :ok; {:error, {why, _}} -> why end
count = fn room -> length(Registry.lookup(Rooms, room)) end
members = fn group -> length(:pg.get_members(:chat, group)) end

say.("1. ada takes the name", outcome.(Person.ask(:ada, fn -> Registry.register(Names, "ada", nil) end)))
say.("   ada takes it again", outcome.(Person.ask(:ada, fn -> Registry.register(Names, "ada", nil) end)))
say.("   ada takes another one", outcome.(Person.ask(:ada, fn -> Registry.register(Names, "queen", nil) end)))

for _ <- 1..2, do: Person.ask(:ada, fn -> Registry.register(Rooms, "tea", nil) end)
say.("2. ada enters the room twice; entries", count.("tea"))
Person.ask(:ada, fn -> Registry.unregister(Rooms, "tea") end)
say.("   ada leaves it once; entries", count.("tea"))

ada = Process.whereis(:ada)
for _ <- 1..2, do: :pg.join(:chat, "tea", ada)
say.("3. ada joins the group twice; members", members.("tea"))
:pg.leave(:chat, "tea", ada)
say.("   ada leaves it once; members", members.("tea"))

Person.ask(:ada, fn -> Registry.register(Rooms, "tea", nil) end)
# ANCHOR: clean
keepers = [Names.PIDPartition0, Rooms.PIDPartition0, scope]
for keeper <- keepers, do: :sys.suspend(keeper)
Person.kill(:ada)
say.("4. ada is killed, nobody has cleaned up yet; lookup of the name finds", length(Registry.lookup(Names, "ada")))
say.("   whereis_name finds", Registry.whereis_name({Names, "ada"}))
say.("   entries in the room", count.("tea"))
say.("   members of the group", members.("tea"))
say.("5. bob takes the name", outcome.(Person.ask(:bob, fn -> Registry.register(Names, "ada", nil) end)))

for keeper <- keepers, do: :sys.resume(keeper)
for keeper <- keepers, do: :sys.get_state(keeper)
say.("6. all have cleaned up; names of bob", Registry.keys(Names, Process.whereis(:bob)))
say.("   entries in the room", count.("tea"))
say.("   members of the group", members.("tea"))
# ANCHOR_END: clean
