# node: what two nodes of a BEAM hear of each other, and of a silence between them. The script is the only one that
# prints; what a section prints is what ran on node a. Nodes are of this run only, and go with the script.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

{:module, Counter, counter, _} =
  defmodule Counter do
    use GenServer
    def start, do: {:ok, _} = GenServer.start(__MODULE__, 1, name: :counter)
    def init(n), do: {:ok, {n, nil}}
    def handle_call(:next, _from, {n, late}), do: {:reply, n, {n + 1, late}}
    def handle_call(:later, from, {n, _}), do: {:noreply, {n, from}}
    def handle_call(:answer_late, _from, {n, late}) do
      GenServer.reply(late, :too_late)
      {:reply, :done, {n, nil}}
    end
    def handle_call(:child, _from, state), do: {:reply, spawn(fn -> Process.sleep(:infinity) end), state}
  end

{:module, Ear, ear, _} =
  defmodule Ear do
    # On b: keeps what it hears of nodes, and says it when asked.
    def start, do: Process.register(spawn(fn -> :net_kernel.monitor_nodes(true); loop() end), :ear)
    defp loop do
      receive do {:ask, from} -> send(from, {:heard, receive do {:nodedown, _} -> :nodedown end}) end
      loop()
    end
  end

{:module, OnA, on_a, _} =
  defmodule OnA do
    def down(ref), do: (receive do {:DOWN, ^ref, _, _, reason} -> reason end)
    def nodedown(b), do: (receive do {:nodedown, ^b, info} -> info[:nodedown_reason] end)
    def again(b), do: if(:net_kernel.connect_node(b), do: :ok, else: again(b))

    # ANCHOR: silence
    def silence(b, os_pid) do
      :net_kernel.monitor_nodes(true, [:nodedown_reason])
      true = :net_kernel.connect_node(b)
      receive do {:nodeup, ^b, _} -> :ok end
      first = GenServer.call({:counter, b}, :next)
      System.cmd("kill", ["-STOP", os_pid]) # b says nothing any more, and does not know it
      reason = nodedown(b)
      seen = Node.list()
      System.cmd("kill", ["-CONT", os_pid])
      again(b)
      send({:ear, b}, {:ask, self()})
      heard = receive do {:heard, what} -> what end
      :net_kernel.monitor_nodes(false, [:nodedown_reason])
      ["the counter says #{first}", "b is silent; a hears nodedown: #{reason}", "a sees #{inspect(seen)}",
       "connected again; the counter says #{GenServer.call({:counter, b}, :next)}", "b has heard #{heard}"]
    end
    # ANCHOR_END: silence

    # ANCHOR: ties
    def ties(b) do
      Process.flag(:trap_exit, true)
      nobody = Process.monitor({:nobody, b})
      nobody = down(nobody)
      counter = Process.monitor({:counter, b})
      child = GenServer.call({:counter, b}, :child)
      Process.link(child)
      GenServer.call({:counter, b}, :next) # b has taken the link
      :erlang.disconnect_node(b)
      counter = down(counter)
      link = receive do {:EXIT, ^child, reason} -> reason end
      again(b)
      ["a monitor of nobody: #{nobody}", "the monitor of the counter: #{counter}", "the link: #{link}",
       "the child on b, linked with a process of a: #{down(Process.monitor(child))}",
       "the counter says #{GenServer.call({:counter, b}, :next)}"]
    end
    # ANCHOR_END: ties

    # ANCHOR: call
    def call(b) do
      ask = fn request, limit ->
        try do GenServer.call({:counter, b}, request, limit) catch :exit, {{why, _}, _} -> why; :exit, {why, _} -> why end
      end
      test = self()
      spawn(fn -> send(test, {:came_back, ask.(:later, :infinity)}) end)
      ask.(:next, 5000)
      :erlang.disconnect_node(b)
      lost = receive do {:came_back, how} -> how end
      again(b)
      slow = ask.(:later, 50)
      :done = ask.(:answer_late, 5000)
      {:message_queue_len, left} = Process.info(self(), :message_queue_len)
      ["the connection is lost: #{lost}", "no answer in time: #{slow}", "the late answer is sent; in the mailbox: #{left}"]
    end
    # ANCHOR_END: call

    # ANCHOR: hidden
    def hidden(b, h) do
      again(b)
      again(h)
      names = fn nodes -> inspect(for node <- nodes, do: node |> Atom.to_string() |> String.first()) end
      ["Node.list: #{names.(Node.list())}", "Node.list(:hidden): #{names.(Node.list(:hidden))}"]
    end
    # ANCHOR_END: hidden
  end

# A node of this run: it has its own name, and hears of a silence after a second and a bit.
run = System.os_time(:nanosecond)
start = fn name, more ->
  elixir = to_charlist(Path.dirname(:code.which(Enum)))
  args = [~c"-setcookie", ~c"node#{run}", ~c"-kernel", ~c"net_ticktime", ~c"1", ~c"-pa", elixir | more]
  {:ok, peer, node} =
    :peer.start(%{name: :"#{name}#{run}", host: ~c"127.0.0.1", longnames: true, connection: :standard_io, args: args})
  :peer.call(peer, :logger, :set_primary_config, [:level, :none])
  for {module, code} <- [{Counter, counter}, {Ear, ear}, {OnA, on_a}] do
    {:module, _} = :peer.call(peer, :code, :load_binary, [module, ~c"script", code])
  end
  {peer, node}
end
{a, _} = start.(:a, [])
{b, b_name} = start.(:b, [])
{h, h_name} = start.(:h, [~c"-hidden"])
:peer.call(b, Counter, :start, [])
:peer.call(b, Ear, :start, [])
os_pid = "#{:peer.call(b, :os, :getpid, [])}"

for {section, args} <- [silence: [b_name, os_pid], ties: [b_name], call: [b_name], hidden: [b_name, h_name]] do
  IO.puts("-- #{section}")
  for line <- :peer.call(a, OnA, section, args, 30_000), do: IO.puts(line)
end
for peer <- [a, b, h], do: :peer.stop(peer)
