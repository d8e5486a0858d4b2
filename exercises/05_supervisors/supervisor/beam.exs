# What a supervisor does: who starts, who ends, who comes back, and when it gives up.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)
Process.flag(:trap_exit, true)

defmodule Printer do
  # Everybody who says something waits until it is printed: the lines stand in the order of what happened.
  def start, do: Process.register(spawn(fn -> loop() end), :printer)
  def say(line) do
    ref = make_ref()
    send(:printer, {self(), ref, line})
    receive do ^ref -> :ok end
  end

  defp loop do
    receive do {from, ref, line} -> IO.puts(line); send(from, ref); loop() end
  end
end

# ANCHOR: child
defmodule Child do
  use GenServer
  def start_link({id, how}), do: GenServer.start_link(__MODULE__, {id, how}, name: id)

  @impl true
  def init({id, how}) do
    Process.flag(:trap_exit, true)
    case how do
      :ok -> Printer.say("init #{id}"); {:ok, id}
      :ignore -> Printer.say("init #{id} says ignore"); :ignore
      reason -> Printer.say("init #{id} fails"); {:stop, reason}
    end
  end

  @impl true
  def handle_cast(reason, id), do: {:stop, reason, id}

  @impl true
  def terminate(reason, id), do: Printer.say("terminate #{id} #{inspect(reason)}")
end
# ANCHOR_END: child

defmodule Sup do
  def child(id, opts \\ []) do
    how = Keyword.get(opts, :init, :ok)
    %{id: id, start: {Child, :start_link, [{id, how}]},
      restart: Keyword.get(opts, :restart, :permanent), shutdown: Keyword.get(opts, :shutdown, 5000)}
  end

  def pid(sup, id), do: Enum.find_value(Supervisor.which_children(sup), fn {i, pid, _, _} -> i == id and pid end)

  # Ends a child with a reason and waits until the supervisor has dealt with it, or has ended itself.
  def crash(sup, id, reason) do
    old = pid(sup, id)
    ref = Process.monitor(old)
    finish(old, reason)
    receive do {:DOWN, ^ref, _, _, _} -> :ok end
    dealt_with(sup, id, old)
  end

  defp finish(pid, :kill), do: Process.exit(pid, :kill)
  defp finish(pid, reason), do: GenServer.cast(pid, reason)

  def dealt_with(sup, id, old), do: if(asked(sup, id) == old, do: dealt_with(sup, id, old))

  defp asked(sup, id) do
    try do pid(sup, id) catch :exit, _ -> :over end
  end

  def pids(sup), do: for {id, pid, _, _} <- Enum.reverse(Supervisor.which_children(sup)), do: {id, pid}

  def compare(sup, before) do
    for {id, pid} <- pids(sup), do: Printer.say("#{id} #{if before[id] == pid, do: "same", else: "new"}")
  end

  def exit_of(sup) do
    receive do {:EXIT, ^sup, reason} -> Printer.say("supervisor exit: #{inspect(reason)}") end
  end
end

Printer.start()
say = &Printer.say/1

say.("-- order")
# ANCHOR: order
{:ok, sup} = Supervisor.start_link([Sup.child(:a), Sup.child(:b), Sup.child(:c)], strategy: :one_for_one)
say.("children: #{inspect(for {id, _, _, _} <- Supervisor.which_children(sup), do: id)}")
Supervisor.stop(sup)
# ANCHOR_END: order

say.("-- failing_init")
# ANCHOR: failing_init
children = [Sup.child(:a), Sup.child(:b), Sup.child(:c, init: :boom), Sup.child(:d)]
{:error, reason} = Supervisor.start_link(children, strategy: :one_for_one)
say.("start_link: #{inspect(reason)}")
# ANCHOR_END: failing_init

say.("-- shutdown")
defmodule Deaf do
  # Traps exits and does nothing about them.
  def start_link(id) do
    parent = self()
    pid = spawn_link(fn -> Process.flag(:trap_exit, true); Process.register(self(), id); send(parent, :deaf); loop() end)
    receive do :deaf -> {:ok, pid} end
  end
  defp loop, do: (receive do _ -> loop() end)
end
# ANCHOR: shutdown
deaf = %{id: :deaf, start: {Deaf, :start_link, [:deaf]}, shutdown: 50}
children = [Sup.child(:kind), Sup.child(:brutal, shutdown: :brutal_kill), deaf]
{:ok, sup} = Supervisor.start_link(children, strategy: :one_for_one)
refs = for {id, pid} <- Sup.pids(sup), do: {id, Process.monitor(pid)}
Supervisor.stop(sup)
for {id, ref} <- refs, do: (receive do {:DOWN, ^ref, _, _, why} -> say.("#{id} ended: #{inspect(why)}") end)
# ANCHOR_END: shutdown

say.("-- one_for_one")
# ANCHOR: one_for_one
{:ok, sup} = Supervisor.start_link([Sup.child(:a), Sup.child(:b), Sup.child(:c)], strategy: :one_for_one)
before = Sup.pids(sup)
Sup.crash(sup, :b, :boom)
Sup.compare(sup, before)
# ANCHOR_END: one_for_one
say.("stop")
Supervisor.stop(sup)

say.("-- try_again")
defmodule Moody do
  # Starts, then fails twice, then starts again. During the first failure somebody asks for it.
  def start_link(lives) do
    case Agent.get_and_update(lives, fn n -> {n, n + 1} end) do
      n when n in [1, 2] ->
        Printer.say("start moody fails")
        if n == 1, do: send(:asker, {:ask, self(), self()}) && (receive do :asked -> :ok end)
        {:error, :boom}
      _ ->
        Printer.say("start moody")
        Agent.start_link(fn -> :moody end)
    end
  end
end
{:ok, lives} = Agent.start_link(fn -> 0 end)
main = self()
asker = spawn(fn ->
  receive do
    {:ask, sup, from} ->
      request = :gen_server.send_request(sup, {:restart_child, :moody})
      send(from, :asked)
      {:reply, answer} = :gen_server.wait_response(request, :infinity)
      send(main, {:answer, answer})
  end
end)
Process.register(asker, :asker)
moody = %{id: :moody, start: {Moody, :start_link, [lives]}}
{:ok, sup} = Supervisor.start_link([moody], strategy: :one_for_one)
Agent.stop(Sup.pid(sup, :moody), :normal)
answer = receive do {:answer, answer} -> answer end
wait = fn wait -> if not is_pid(Sup.pid(sup, :moody)), do: wait.(wait) end
wait.(wait)
say.("asked meanwhile: #{inspect(answer)}")
Supervisor.stop(sup)

say.("-- restart_types")
defmodule Silent do
  use GenServer
  def start_link, do: GenServer.start_link(__MODULE__, nil)
  def init(_), do: {:ok, nil}
  def handle_cast(reason, s), do: {:stop, reason, s}
end
# ANCHOR: restart_types
for restart <- [:permanent, :transient, :temporary], reason <- [:normal, :shutdown, {:shutdown, :moved}, :boom, :kill] do
  silent = %{id: :w, start: {Silent, :start_link, []}, restart: restart}
  {:ok, sup} = Supervisor.start_link([silent], strategy: :one_for_one)
  Sup.crash(sup, :w, reason)
  became = case Supervisor.which_children(sup) do
    [{:w, :undefined, _, _}] -> "stays away"
    [{:w, _, _, _}] -> "restarted"
    [] -> "forgotten"
  end
  say.("#{restart}, #{inspect(reason)}: #{became}")
  Supervisor.stop(sup)
end
# ANCHOR_END: restart_types

say.("-- intensity")
# ANCHOR: intensity
{:ok, sup} = Supervisor.start_link([Sup.child(:a), Sup.child(:b)], strategy: :one_for_one, max_restarts: 3, max_seconds: 5)
for n <- 1..4 do
  say.("kill #{n}")
  Sup.crash(sup, :a, :kill)
end
Sup.exit_of(sup)
# ANCHOR_END: intensity

say.("-- edge")
# The supervisor's note of its last restart is made older by some seconds; then comes the next crash. If a real second
# begins meanwhile, it is played again.
survives = fn seconds ->
  {:ok, sup} = Supervisor.start_link([%{id: :w, start: {Silent, :start_link, []}}],
    strategy: :one_for_one, max_restarts: 1, max_seconds: 5)
  now = fn -> :erlang.monotonic_time(1) end
  at = Enum.find_index(Tuple.to_list(:sys.get_state(sup)), &(&1 == 5)) + 1
  older = fn -> :sys.replace_state(sup, fn s -> put_elem(s, at, Enum.map(elem(s, at), &(&1 - seconds))) end) end
  began = now.()
  Sup.crash(sup, :w, :kill)
  older.()
  Sup.crash(sup, :w, :kill)
  lives = Process.alive?(sup)
  {now.() == began, lives, sup}
end
in_one_second = fn again, seconds ->
  case survives.(seconds) do
    {true, lives, sup} -> lives && Supervisor.stop(sup); lives
    {false, lives, sup} -> lives && Supervisor.stop(sup); again.(again, seconds)
  end
end
for seconds <- [0, 4, 5, 6] do
  lives = in_one_second.(in_one_second, seconds)
  say.("two crashes, #{seconds} s apart, 1 in 5 s allowed: #{if lives, do: "restarted", else: "supervisor exit"}")
end

say.("-- nested")
# ANCHOR: nested
inner = %{id: :inner, type: :supervisor, start: {Supervisor, :start_link, [[Sup.child(:x), Sup.child(:y)],
  [strategy: :one_for_one, max_restarts: 0]]}}
{:ok, outer} = Supervisor.start_link([Sup.child(:a), inner], strategy: :one_for_one)
before = Sup.pids(outer)
ref = Process.monitor(before[:inner])
Process.exit(Process.whereis(:x), :kill)
receive do {:DOWN, ^ref, _, _, reason} -> say.("inner ended: #{inspect(reason)}") end
# ANCHOR_END: nested
Sup.dealt_with(outer, :inner, before[:inner])
Sup.compare(outer, before)
say.("stop")
Supervisor.stop(outer)

say.("-- one_for_all")
# ANCHOR: one_for_all
children = [Sup.child(:a), Sup.child(:b), Sup.child(:t, restart: :temporary), Sup.child(:d)]
{:ok, sup} = Supervisor.start_link(children, strategy: :one_for_all)
:ok = Supervisor.terminate_child(sup, :d)
before = Sup.pids(sup)
say.("b crashes")
Sup.crash(sup, :b, :boom)
Sup.compare(sup, before)
# ANCHOR_END: one_for_all
say.("stop")
Supervisor.stop(sup)

say.("-- rest_for_one")
# ANCHOR: rest_for_one
{:ok, sup} = Supervisor.start_link([Sup.child(:a), Sup.child(:b), Sup.child(:c), Sup.child(:d)], strategy: :rest_for_one)
before = Sup.pids(sup)
Sup.crash(sup, :b, :boom)
Sup.compare(sup, before)
# ANCHOR_END: rest_for_one
say.("stop")
Supervisor.stop(sup)

say.("-- odd_starts")
defmodule Raw do
  def init(answer), do: answer
end
start = fn children -> :supervisor.start_link(Raw, {:ok, {%{strategy: :one_for_one}, children}}) end
{:error, reason} = start.([Sup.child(:a), Sup.child(:a)])
say.("two of one id: #{inspect(reason)}")
{:ok, sup} = start.([Sup.child(:a, init: :ignore), Sup.child(:b, init: :ignore, restart: :temporary)])
for {id, pid} <- Sup.pids(sup), do: say.("#{id} #{inspect(pid)}")
Supervisor.stop(sup)
