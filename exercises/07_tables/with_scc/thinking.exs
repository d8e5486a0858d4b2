# The thinking exercise of the chapter: what a library keeps in its tables, and for how long.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Person do
  # A process that does what it is asked, and crashes when it is told to.
  def start(name) do
    pid = spawn(&loop/0)
    Process.register(pid, name)
    pid
  end

  def ask(name, work) do
    send(name, {self(), work})
    receive do {:answer, answer} -> answer end
  end

  def crash(name) do
    ref = Process.monitor(name)
    Process.exit(Process.whereis(name), :boom)
    receive do {:DOWN, ^ref, _, _, _} -> :ok end
  end

  defp loop do
    receive do {from, work} -> send(from, {:answer, try(do: work.(), rescue: (e -> e.__struct__))}) end
    loop()
  end
end

defmodule Print do
  def line(n, what, answer), do: IO.puts("#{n} #{what}: #{inspect(answer, charlists: :as_lists)}")
  # Which of the library's tables still exist, and who owns each.
  def owners(n, tables) do
    shown = for {name, table} <- tables, do: "#{name} #{owner(:ets.info(table, :owner))}"
    IO.puts("#{n} " <> Enum.join(shown, ", "))
  end

  defp owner(:undefined), do: "gone"
  defp owner(pid), do: pid |> Process.info(:registered_name) |> elem(1)
end


# ANCHOR: types
rows = [{1, :a}, {1.0, :b}, {1, :a}, {1, :c}]
for type <- [:set, :ordered_set, :bag, :duplicate_bag] do
  table = :ets.new(:t, [type])
  for row <- rows, do: :ets.insert(table, row)
  Print.line("a.", type, :ets.info(table, :size))
end
# ANCHOR_END: types

keeper = Person.start(:keeper)
for name <- [:shelf, :guest], do: Person.start(name)
tables =
  Person.ask(:shelf, fn ->
    books = :ets.new(:books, [:ordered_set, :protected, {:heir, keeper, :please}])
    [books: books, loans: :ets.new(:loans, [:public]), notes: :ets.new(:notes, [:private])]
  end)
for {name, table} <- tables, do: Person.ask(:shelf, fn -> :ets.insert(table, {1, name}) end)

for {name, table} <- tables do
  Print.line("b.", "the guest reads #{name}", Person.ask(:guest, fn -> :ets.lookup(table, 1) end))
  Print.line("b.", "the guest writes to #{name}", Person.ask(:guest, fn -> :ets.insert(table, {2, :new}) end))
end

Person.crash(:shelf)
Print.owners("c. the shelf crashes;", tables)

Person.start(:shelf)
shelf = Process.whereis(:shelf)
Print.line("d.", "the keeper gives books away", Person.ask(:keeper, fn -> :ets.give_away(tables[:books], shelf, :yours) end))
Person.crash(:shelf)
Print.owners("e. the new shelf crashes;", Keyword.take(tables, [:books]))

Person.start(:shelf)
shelf = Process.whereis(:shelf)
Person.ask(:keeper, fn -> :ets.give_away(tables[:books], shelf, :yours) end)
Person.crash(:keeper)
Print.owners("f. the keeper crashes;", Keyword.take(tables, [:books]))
Person.start(:keeper)
Person.crash(:shelf)
Print.owners("g. there is a new keeper, and the shelf crashes;", Keyword.take(tables, [:books]))
