# A shop as a supervision tree: who comes back, what is lost, how far a crash climbs.
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

  # What workers say is left out while they are muted.
  def work(line), do: unless(:persistent_term.get(:mute, false), do: say(line))

  defp loop do
    receive do {from, ref, line} -> IO.puts(line); send(from, ref); loop() end
  end
end

defmodule Disk do
  # What stays when processes go. A connection that has been cut is of no use any more; a new one works.
  use Agent
  def start, do: Agent.start(fn -> %{cuts: 0, broken: false, rows: %{"price apple" => "3"}} end, name: __MODULE__)
  def open, do: Agent.get(__MODULE__, fn disk -> if disk.broken, do: {:error, :no_disk}, else: {:ok, disk.cuts} end)
  def cut, do: Agent.update(__MODULE__, fn disk -> %{disk | cuts: disk.cuts + 1} end)
  def break, do: Agent.update(__MODULE__, fn disk -> %{disk | broken: true} end)
  def mend, do: Agent.update(__MODULE__, fn disk -> %{disk | broken: false, rows: %{"price apple" => "3"}} end)

  def read(conn, key), do: over(conn, fn disk -> {Map.get(disk.rows, key, ""), disk} end)
  def write(conn, key, value), do: over(conn, fn disk -> {value, put_in(disk.rows[key], value)} end)

  defp over(conn, fun) do
    Agent.get_and_update(__MODULE__, fn
      %{cuts: ^conn} = disk -> {value, disk} = fun.(disk); {{:ok, value}, disk}
      disk -> {{:error, :closed}, disk}
    end)
  end
end

defmodule Worker do
  defmacro __using__(_) do
    quote do
      use GenServer
      def begin(id), do: (Process.flag(:trap_exit, true); Printer.work("init #{id}"))
      def terminate(reason, %{id: id}), do: Printer.work("terminate #{id} #{reason}")
      def start_link(id), do: GenServer.start_link(__MODULE__, id, name: id)
    end
  end
end

defmodule Database do
  use Worker
  def init(id) do
    case Disk.open() do
      {:ok, conn} -> begin(id); {:ok, %{id: id, conn: conn}}
      {:error, reason} -> Printer.work("init #{id} fails"); {:stop, reason}
    end
  end

# ANCHOR: healed
  def handle_call(request, _from, state) do
    result = case request do
      {:read, key} -> Disk.read(state.conn, key)
      {:write, key, value} -> Disk.write(state.conn, key, value)
    end
    case result do
      {:ok, value} -> {:reply, {:ok, value}, state}
      {:error, reason} -> {:stop, reason, state}
    end
  end
# ANCHOR_END: healed
end

defmodule Defensive do
  use GenServer
  def init(_), do: Disk.open()

# ANCHOR: defensive
  def handle_call({:read, key}, _from, conn) do
    case Disk.read(conn, key) do
      {:ok, value} -> {:reply, {:ok, value}, conn}
      {:error, reason} -> {:reply, {:error, reason}, conn} # no crash, no harm?
    end
  end
# ANCHOR_END: defensive
end

defmodule Cache do
  use Worker
  def init(id) do
    begin(id)
    {:ok, price} = GenServer.call(:database, {:read, "price apple"})
    {:ok, %{id: id, copies: %{"price apple" => price}}}
  end

  def handle_call({:read, key}, _from, state), do: {:reply, Map.get(state.copies, key, ""), state}
end

defmodule Hits do
  use Worker
  def init(id), do: (begin(id); {:ok, %{id: id, hits: 0}})
  def handle_call(:hit, _from, state), do: {:reply, state.hits + 1, %{state | hits: state.hits + 1}}
end

defmodule Listener do
  use Worker
  def init(id), do: (begin(id); {:ok, %{id: id}})

  def handle_call({:page, key}, _from, state) do
    hit = GenServer.call(:hits, :hit)
    {:reply, "visit #{hit}: #{key} #{GenServer.call(:cache, {:read, key})}", state}
  end
end

# ANCHOR: session
defmodule Session do
  use Worker
  def init(user) do
    begin(user)
    {:ok, cart} = GenServer.call(:database, {:read, "cart #{user}"})
    {:ok, %{id: user, cart: cart}}
  end

  def handle_call({:add, thing}, _from, state) do
    cart = String.trim("#{state.cart} #{thing}")
    {:ok, _} = GenServer.call(:database, {:write, "cart #{state.id}", cart})
    {:reply, cart, %{state | cart: cart}}
  end

  def handle_call(:cart, _from, state), do: {:reply, state.cart, state}
  def handle_call(:log_out, _from, state), do: {:stop, :normal, :bye, state}
end
# ANCHOR_END: session

# ANCHOR: tree
defmodule Shop do
  use Application

  @impl true
  def start(_type, _args) do
    storage = part(:storage, [worker(Database, :database), worker(Cache, :cache)], :rest_for_one)
    sessions = %{id: :sessions, type: :supervisor, start: {DynamicSupervisor, :start_link, [[name: :sessions]]}}
    web = part(:web, [worker(Hits, :hits), worker(Listener, :listener)], :one_for_one)
    Supervisor.start_link([storage, sessions, web], strategy: :one_for_one, name: :shop)
  end

  defp worker(module, id), do: %{id: id, start: {module, :start_link, [id]}}

  defp part(id, children, strategy) do
    options = [strategy: strategy, name: id]
    %{id: id, type: :supervisor, start: {Supervisor, :start_link, [children, options]}}
  end

  def log_in(user) do
    session = %{id: user, restart: :transient, start: {Session, :start_link, [user]}}
    DynamicSupervisor.start_child(:sessions, session)
  end
end
# ANCHOR_END: tree

defmodule Look do
  @all [:shop, :storage, :database, :cache, :sessions, :ada, :ben, :web, :hits, :listener]
  def pids, do: for(id <- @all, pid = Process.whereis(id), do: {id, pid})

  def compare(before) do
    now = pids()
    tell("new", for({id, pid} <- now, before[id] != pid, do: id))
    tell("gone", for({id, _} <- before, now[id] == nil, do: id))
  end

  defp tell(_, []), do: :ok
  defp tell(what, ids), do: Printer.say("#{what}: #{Enum.join(ids, " ")}")

  def children(sup) do
    ids = for {id, _, _, _} <- Enum.reverse(Supervisor.which_children(sup)), do: id
    Printer.say("#{sup}: #{Enum.join(ids, " ")}")
  end

  # Kills a process, and waits until every supervisor has dealt with it.
  def kill(id) do
    old = Process.whereis(id)
    ref = Process.monitor(old)
    Process.exit(old, :kill)
    receive do {:DOWN, ^ref, _, _, _} -> :ok end
    settled(old)
  end

  # Whoever still lists a process that has ended has not dealt with it; whoever does not answer has ended meanwhile.
  def settled(old) do
    lists = for sup <- [:storage, :sessions, :web, :shop], {_, pid, _, _} <- children_of(sup), do: pid
    if Process.whereis(:shop) && (old in lists or Enum.any?(lists, &dead?/1)), do: settled(old)
  end

  defp dead?(pid), do: is_pid(pid) and not Process.alive?(pid) or pid == :restarting

  defp children_of(sup) do
    try do Supervisor.which_children(sup) catch :exit, _ -> [{nil, if(Process.whereis(:shop), do: :restarting), nil, nil}] end
  end

  def stop(sup) do
    Printer.say("stop")
    Supervisor.stop(sup)
    receive do {:EXIT, ^sup, _} -> :ok end
  end
end

say = &Printer.say/1
mute = fn mute -> :persistent_term.put(:mute, mute) end
begin = fn -> mute.(true); Disk.mend(); {:ok, shop} = Shop.start(:normal, []); mute.(false); shop end
Printer.start()
{:ok, _} = Disk.start()

say.("-- order")
{:ok, shop} = Shop.start(:normal, [])
for sup <- [:shop, :storage, :web], do: Look.children(sup)
Look.stop(shop)

say.("-- strategies")
# ANCHOR: strategies
shop = begin.()
for id <- [:cache, :database, :hits, :listener] do
  before = Look.pids()
  say.("kill #{id}")
  Look.kill(id)
  Look.compare(before)
end
# ANCHOR_END: strategies
mute.(true)
Supervisor.stop(shop)
receive do {:EXIT, ^shop, _} -> :ok end

say.("-- a_part_gives_up")
# ANCHOR: gives_up
shop = begin.()
for n <- 1..4 do
  before = Look.pids()
  say.("kill listener, #{n}")
  Look.kill(:listener)
  Look.compare(before)
end
# ANCHOR_END: gives_up
mute.(true)
Supervisor.stop(shop)
receive do {:EXIT, ^shop, _} -> :ok end

say.("-- domains")
# ANCHOR: domains
shop = begin.()
for user <- [:ada, :ben], do: Shop.log_in(user)
for n <- 1..3, do: (say.("kill ada, #{n}"); Look.kill(:ada))
before = Look.pids()
say.("kill ada, 4")
Look.kill(:ada)
Look.compare(before)
# ANCHOR_END: domains
{:ok, ben} = Shop.log_in(:ben)
before = Look.pids()
say.("ben logs out")
ref = Process.monitor(ben)
GenServer.call(ben, :log_out)
receive do {:DOWN, ^ref, _, _, _} -> :ok end
Look.settled(ben)
Look.compare(before)
mute.(true)
Supervisor.stop(shop)
receive do {:EXIT, ^shop, _} -> :ok end

say.("-- always_failing")
# ANCHOR: always_failing
shop = begin.()
Disk.break()
say.("the disk breaks, kill database")
Process.exit(Process.whereis(:database), :kill)
receive do {:EXIT, ^shop, reason} -> say.("shop ended: #{reason}") end
# ANCHOR_END: always_failing

say.("-- kill_after_kill")
# ANCHOR: kill_after_kill
shop = begin.()
mute.(true)
kills = Enum.find(Stream.iterate(1, &(&1 + 1)), fn n ->
  storage = Process.whereis(:storage)
  Look.kill(:database)
  new = Process.whereis(:storage)
  if new != nil and new != storage, do: say.("kill #{n}: storage is new")
  not Process.alive?(shop)
end)
receive do {:EXIT, ^shop, reason} -> say.("kill #{kills}: shop ended, #{reason}") end
# ANCHOR_END: kill_after_kill
mute.(false)

say.("-- defensive")
Disk.mend()
read = fn server ->
  try do
    case GenServer.call(server, {:read, "price apple"}) do
      {:ok, price} -> "apple costs #{price}"
      {:error, reason} -> "error #{reason}"
    end
  catch :exit, {reason, _} -> "the server crashed: #{reason}"
  end
end
# ANCHOR: swallow
defensive = %{id: :d, start: {GenServer, :start_link, [Defensive, nil, [name: :defensive]]}}
{:ok, sup} = Supervisor.start_link([defensive], strategy: :one_for_one)
say.("defensive: #{read.(:defensive)}")
Disk.cut()
say.("the connection breaks")
for _ <- 1..3, do: say.("defensive: #{read.(:defensive)}")
# ANCHOR_END: swallow
Supervisor.stop(sup)
say.("-- let_it_crash")
shop = begin.()
mute.(true)
# ANCHOR: let_it_crash
say.("database: #{read.(:database)}")
database = Process.whereis(:database)
Disk.cut()
say.("the connection breaks")
say.("database: #{read.(:database)}")
Look.settled(database)
for _ <- 1..2, do: say.("database: #{read.(:database)}")
# ANCHOR_END: let_it_crash

say.("-- survives")
# ANCHOR: survives
page = fn -> GenServer.call(:listener, {:page, "price apple"}) end
Shop.log_in(:ada)
GenServer.call(:ada, {:add, "apple"})
GenServer.call(:ada, {:add, "pear"})
page.()
say.(page.())
for id <- [:ada, :hits, :database], do: (say.("kill #{id}"); Look.kill(id))
say.("cart of ada: #{GenServer.call(:ada, :cart)}")
say.(page.())
# ANCHOR_END: survives
Supervisor.stop(shop)
receive do {:EXIT, ^shop, _} -> :ok end

say.("-- dependency")
# Two applications on a node of their own each time, which may go down. Its lines are printed when it has ended.
# ANCHOR: application
node = ~S"""
Logger.configure(level: :none)
defmodule Tree do
  use GenServer
  def start(_type, name) do
    IO.puts("start #{name}")
    {:ok, top} = Supervisor.start_link([Tree], strategy: :one_for_one, name: name)
    {:ok, top, name}
  end
  def stop(name), do: IO.puts("stop #{name}")
  def start_link(_), do: GenServer.start_link(Tree, nil)
  def init(nil), do: {:ok, nil}
end
running = fn -> for {name, _, _} <- Enum.reverse(Application.started_applications()), name in [:audit, :shop], do: name end
for {name, needs} <- [audit: [], shop: [:audit]] do
  :ok = :application.load({:application, name, [vsn: '1', modules: [], registered: [],
    applications: [:kernel, :stdlib] ++ needs, mod: {Tree, name}]})
end
[type, reason] = Enum.map(System.argv(), &String.to_atom/1)
{:error, {:not_started, missing}} = Application.start(:shop)
IO.puts("shop alone: not_started #{missing}")
:ok = Application.start(:audit)
:ok = Application.start(:shop, type)
Supervisor.stop(:shop, reason)
wait = fn wait -> if :shop in running.(), do: wait.(wait) end
wait.(wait)
IO.puts("the node lives, running: #{Enum.join(running.(), " ")}")
"""
# ANCHOR_END: application
quiet = [env: [{"ERL_CRASH_DUMP_SECONDS", "0"}], stderr_to_stdout: true]
runs = for type <- [:permanent, :transient, :temporary], reason <- [:normal, :shutdown] do
  {out, status} = System.cmd("elixir", ["-e", node, "--", "#{type}", "#{reason}"], quiet)
  {type, reason, String.split(out, "\n"), status}
end
[{_, _, lines, _} | _] = runs
for line <- lines, line =~ ~r/^(shop alone|start)/, do: say.(line)

say.("-- application")
for {type, reason, lines, status} <- runs do
  say.("#{type}, shop ends: #{reason}")
  for line <- lines, line =~ ~r/^(stop|the node lives)/, do: say.(line)
  if status != 0, do: say.("the node goes down")
end
