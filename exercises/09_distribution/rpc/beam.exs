# rpc: what came of a call on another node, and what nobody knows. The script is the only one that prints; what a
# section prints is what ran on node a. Nodes are of this run only, and go with the script.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

{:module, Work, work, _} =
  defmodule Work do
    # On b and c: functions that are called, and a counter.
    def start do
      Process.register(spawn(fn -> count(0) end), :counter)
    end
    defp count(n) do
      receive do
        {:add, from} -> send(from, n + 1); count(n + 1)
        {:get, from} -> send(from, n); count(n)
      end
    end
    defp ask(what) do
      send(:counter, {what, self()})
      receive do n -> n end
    end

    # ANCHOR: functions
    def add, do: ask(:add)
    def get, do: ask(:get)

    def add_when_told do
      Process.register(self(), :slow)
      receive do {:go, from} -> send(from, {:added, ask(:add)}) end
    end

    def add_and_never_answer(watching) do
      send(watching, {:added, ask(:add)})
      Process.sleep(:infinity)
    end
    # ANCHOR_END: functions

    def double(n), do: 2 * n
    def forms("a bug"), do: :erlang.error(:boom)
    def forms("it ends itself"), do: exit(:bye)
    def forms("it is killed"), do: Process.exit(self(), :kill)
    def forms("it throws"), do: throw(:ball)
    def forms("it never answers"), do: Process.sleep(:infinity)

    def meet(hall) do
      send(hall, {:here, self()})
      receive do :all_here -> node() |> Atom.to_string() |> String.first() end
    end
  end

{:module, OnA, on_a, _} =
  defmodule OnA do
    def again(b), do: if(:net_kernel.connect_node(b), do: :ok, else: again(b))

    # ANCHOR: heard
    def heard(fun) do
      try do "value #{inspect(fun.())}" catch kind, reason -> "#{kind} #{plain(reason)}" end
    end
    # ANCHOR_END: heard
    # The stack is left out.
    def plain({:exception, why, stack}) when is_list(stack), do: inspect({:exception, why, [:stack]})
    def plain(other), do: inspect(other)

    def short(call) do
      try do "#{call.()}" catch :error, {:erpc, why} -> "#{why}" end
    end

    def forms, do: ["a bug", "it ends itself", "it is killed", "it throws"]

    def erpc(b, _c, nobody) do
      ["a value: " <> heard(fn -> :erpc.call(b, Work, :double, [21]) end)] ++
        for(how <- forms(), do: how <> ": " <> heard(fn -> :erpc.call(b, Work, :forms, [how]) end)) ++
        ["no such function: " <> heard(fn -> :erpc.call(b, Work, :nothing, []) end),
         "it never answers: " <> heard(fn -> :erpc.call(b, Work, :forms, ["it never answers"], 50) end),
         "no such node: " <> heard(fn -> :erpc.call(nobody, Work, :double, [21]) end),
         "its own node: " <> heard(fn -> :erpc.call(node(), Work, :double, [21]) end),
         "a cast to no node: " <> heard(fn -> :erpc.cast(nobody, Work, :double, [21]) end)]
    end

    def rpc(b, _c, nobody) do
      badrpc = fn {:badrpc, {:EXIT, {why, stack}}} when is_list(stack) -> {:badrpc, {:EXIT, {why, [:stack]}}}; other -> other end
      call = fn node, fun, args, limit -> inspect(badrpc.(:rpc.call(node, Work, fun, args, limit))) end
      ["a value: " <> call.(b, :double, [21], 5000)] ++
        for(how <- forms(), do: how <> ": " <> call.(b, :forms, [how], 5000)) ++
        ["no such function: " <> call.(b, :nothing, [], 5000),
         "it never answers: " <> call.(b, :forms, ["it never answers"], 50),
         "no such node: " <> call.(nobody, :double, [21], 5000)]
    end

    # ANCHOR: limit
    def limit(b, _c, _nobody) do
      slow = short(fn -> :erpc.call(b, Work, :add_when_told, [], 50) end)
      before = :erpc.call(b, Work, :get, [])
      until(fn -> is_pid(:erpc.call(b, :erlang, :whereis, [:slow])) end)
      send({:slow, b}, {:go, self()}) # the caller has given up; the function has not
      receive do {:added, 1} -> :ok end
      until(fn -> :erpc.call(b, :erlang, :whereis, [:slow]) == :undefined end)
      {:message_queue_len, left} = Process.info(self(), :message_queue_len)
      ["no answer in time: #{slow}", "the counter says #{before}",
       "the function goes on; the counter says #{:erpc.call(b, Work, :get, [])}", "in the mailbox: #{left}"]
    end
    # ANCHOR_END: limit
    def until(true?), do: if(true?.(), do: :ok, else: until(true?))

    # ANCHOR: cut
    def cut(_b, c, nobody) do
      test = self()
      spawn(fn -> send(test, {:heard, short(fn -> :erpc.call(c, Work, :add_and_never_answer, [test]) end)}) end)
      receive do {:added, 1} -> :erlang.disconnect_node(c) end
      lost = receive do {:heard, what} -> what end
      none = short(fn -> :erpc.call(nobody, Work, :add, []) end)
      again(c)
      ["it has run, and the connection is lost: #{lost}", "it has not run, for want of a connection: #{none}",
       "the counter says #{:erpc.call(c, Work, :get, [])}", "called again: #{:erpc.call(c, Work, :add, [])}"]
    end
    # ANCHOR_END: cut

    # ANCHOR: multicall
    def multicall(b, c, nobody) do
      # Whoever waits in the hall goes on when both are there.
      hall = spawn(fn ->
        here = for _ <- 1..2, do: (receive do {:here, who} -> who end)
        for who <- here, do: send(who, :all_here)
      end)
      at_once = :erpc.multicall([c, nobody, b], Work, :meet, [hall])
      {values, bad} = :rpc.multicall([c, nobody, b], Work, :double, [4])
      ["erpc: #{inspect(at_once)}", "rpc: #{inspect(values, charlists: :as_lists)}, and #{length(bad)} bad node"]
    end
    # ANCHOR_END: multicall
  end

# A node of this run: it has its own name.
run = System.os_time(:nanosecond)
start = fn name ->
  elixir = to_charlist(Path.dirname(:code.which(Enum)))
  args = [~c"-setcookie", ~c"rpc#{run}", ~c"-pa", elixir]
  {:ok, peer, node} =
    :peer.start(%{name: :"#{name}#{run}", host: ~c"127.0.0.1", longnames: true, connection: :standard_io, args: args})
  :peer.call(peer, :logger, :set_primary_config, [:level, :none])
  for {module, code} <- [{Work, work}, {OnA, on_a}] do
    {:module, _} = :peer.call(peer, :code, :load_binary, [module, ~c"script", code])
  end
  :peer.call(peer, Work, :start, [])
  {peer, node}
end
[{a, _}, {b, b_name}, {c, c_name}] = for name <- [:a, :b, :c], do: start.(name)
nobody = :"nobody#{run}@127.0.0.1"

for section <- [:erpc, :rpc, :limit, :cut, :multicall] do
  IO.puts("-- #{section}")
  for line <- :peer.call(a, OnA, section, [b_name, c_name, nobody], 30_000), do: IO.puts(line)
end
for peer <- [a, b, c], do: :peer.stop(peer)
