# The thinking exercise of the chapter: seven ends, and who is new after each.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)
Process.flag(:trap_exit, true)

defmodule Worker do
  use GenServer
  def start_link(id), do: GenServer.start_link(__MODULE__, id, name: id)
  def init(id), do: {:ok, id}
  def handle_cast(reason, id), do: {:stop, reason, id}
end

defmodule Tree do
  @all [:config, :pool, :lines, :meter, :desk, :clerk, :guest]

# ANCHOR: tree
  def start do
    pool = sup(:pool, [work(:lines), work(:meter, :transient)], strategy: :one_for_all, max_restarts: 1)
    desk = sup(:desk, [work(:clerk), work(:guest, :temporary)], strategy: :one_for_one)
    Supervisor.start_link([work(:config), pool, desk], strategy: :rest_for_one, name: :top)
  end
# ANCHOR_END: tree

  defp work(id, restart \\ :permanent), do: %{id: id, restart: restart, start: {Worker, :start_link, [id]}}
  defp sup(id, children, options) do
    %{id: id, type: :supervisor, start: {Supervisor, :start_link, [children, [name: id] ++ options]}}
  end

  def pids, do: for(id <- @all, pid = Process.whereis(id), do: {id, pid})

  # Ends a process, and waits until every supervisor has dealt with it.
  def finish(id, reason) do
    old = Process.whereis(id)
    ref = Process.monitor(old)
    if reason == :kill, do: Process.exit(old, :kill), else: GenServer.cast(old, reason)
    receive do {:DOWN, ^ref, _, _, _} -> settled() end
  end

  defp settled do
    lists = for sup <- [:pool, :desk, :top], {_, pid, _, _} <- children_of(sup), do: pid
    ended = fn pid -> pid == :restarting or is_pid(pid) and not Process.alive?(pid) end
    if Process.whereis(:top) && Enum.any?(lists, ended), do: settled()
  end

  defp children_of(sup) do
    try do Supervisor.which_children(sup) catch :exit, _ -> [{nil, :restarting, nil, nil}] end
  end

  def compare(before) do
    now = pids()
    tell("new", for({id, pid} <- now, before[id] != pid, do: id))
    tell("gone", for({id, _} <- before, now[id] == nil, do: id))
  end

  defp tell(_, []), do: :ok
  defp tell(what, ids), do: IO.puts("   #{what}: #{Enum.join(ids, " ")}")
end

{:ok, top} = Tree.start()
# ANCHOR: ends
ends = [meter: :normal, guest: :boom, lines: :kill, lines: :kill, config: :kill, config: :kill, config: :kill]
for {{id, reason}, n} <- Enum.with_index(ends, 1) do
  before = Tree.pids()
  IO.puts("#{n}. #{id} ends: #{reason}")
  Tree.finish(id, reason)
  Tree.compare(before)
end
# ANCHOR_END: ends
receive do {:EXIT, ^top, reason} -> IO.puts("   top ended: #{reason}") end
