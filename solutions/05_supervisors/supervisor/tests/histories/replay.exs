# Replays histories against a real supervisor and prints what happened: elixir replay.exs FILE
#
# One process, the scribe, writes all lines; everybody waits for its word before going on, so the order of the lines
# is the order of what happened. No line depends on time: that seconds pass is played by making the supervisor's notes
# of its restarts older by that much, and a history during which a real second begins is played again.
Logger.configure(level: :none)
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

defmodule Scribe do
  def start, do: spawn_link(fn -> loop(%{lines: [], plans: %{}, lives: %{}, names: %{}, pids: %{}, meanwhile: nil, asked: nil}) end)

  def ask(scribe, question) do
    ref = make_ref()
    send(scribe, {self(), ref, question})
    receive do {^ref, answer} -> answer end
  end

  def say(scribe, line), do: ask(scribe, {:say, line})

  defp loop(s) do
    receive do
      {from, ref, question} ->
        {answer, s} = answer(question, from, s)
        send(from, {ref, answer})
        loop(s)
    end
  end

  defp answer({:say, line}, _, s), do: {:ok, %{s | lines: [line | s.lines]}}
  defp answer(:lines, _, s), do: {Enum.reverse(s.lines), s}
  defp answer({:plan, id, outcomes}, _, s), do: {:ok, put_in(s.plans[id], outcomes)}
  defp answer({:meanwhile, question}, _, s), do: {:ok, %{s | meanwhile: question}}
  defp answer(:meanwhile, _, s), do: {s.asked && :gen_server.wait_response(s.asked, :infinity), %{s | asked: nil}}
  defp answer({:pid, id}, _, s), do: {s.pids[id], s}
  defp answer({:name, pid}, _, s), do: {Map.get(s.names, pid, inspect(pid)), s}

  # A start is under way, in the supervisor `sup`; what is to be asked meanwhile lies in its mailbox when this returns.
  defp answer({:starting, id}, sup, s) do
    {outcome, rest} = case Map.get(s.plans, id, []) do
      [outcome | rest] -> {outcome, rest}
      [] -> {"ok", []}
    end
    s = put_in(s.plans[id], rest)
    s = %{s | lines: ["start #{id}#{if outcome != "ok", do: ": " <> outcome}" | s.lines]}
    asked = if s.meanwhile, do: :gen_server.send_request(sup, s.meanwhile), else: s.asked
    {outcome, %{s | meanwhile: nil, asked: asked}}
  end

  defp answer({:born, id, pid}, _, s) do
    life = Map.get(s.lives, id, 0) + 1
    s = put_in(s.lives[id], life)
    s = put_in(s.pids[id], pid)
    {:ok, put_in(s.names[pid], "#{id}#{life}")}
  end
end

defmodule Child do
  def start(scribe, id, manner) do
    case Scribe.ask(scribe, {:starting, id}) do
      "ignore" -> :ignore
      "error" -> {:error, :boom}
      "ok" ->
        sup = self()
        pid = spawn_link(fn ->
          Process.flag(:trap_exit, manner != "plain")
          send(sup, {:ready, self()})
          live(scribe, id, sup, manner)
        end)
        receive do {:ready, ^pid} -> :ok end
        Scribe.ask(scribe, {:born, id, pid})
        {:ok, pid}
    end
  end

  defp live(scribe, id, sup, manner) do
    receive do
      {:exit, reason} ->
        Scribe.say(scribe, "exit #{id} #{Words.reason(reason)}")
        exit(reason)
      {:EXIT, ^sup, reason} when manner == "polite" ->
        Scribe.say(scribe, "terminate #{id} #{Words.reason(reason)}")
        exit(reason)
      {:EXIT, _, _} -> live(scribe, id, sup, manner)
    end
  end

  # Ends a child, in the name of whoever calls this, and waits for its end; does nothing if it does not run.
  def finish(scribe, id, word) do
    pid = Scribe.ask(scribe, {:pid, id})
    if pid && Process.alive?(pid) do
      ref = Process.monitor(pid)
      if word == "kill" do
        Scribe.say(scribe, "kill #{id}")
        Process.exit(pid, :kill)
      else
        send(pid, {:exit, Words.atom(word)})
      end
      receive do {:DOWN, ^ref, _, _, _} -> pid end
    else
      Scribe.say(scribe, "#{id} does not run")
      nil
    end
  end
end

defmodule Gate do
  # The start function of a child that is none: it keeps the supervisor busy while two children end.
  def start(scribe, ends) do
    for {id, word} <- ends, pid = Child.finish(scribe, id, word), do: wait_for_exit(pid)
    :ignore
  end

  defp wait_for_exit(pid) do
    {:messages, messages} = Process.info(self(), :messages)
    unless Enum.any?(messages, &match?({:EXIT, ^pid, _}, &1)), do: wait_for_exit(pid)
  end
end

defmodule Words do
  def atom("moved"), do: {:shutdown, :moved}
  def atom(word), do: String.to_atom(word)

  def reason({:shutdown, {:failed_to_start_child, id, reason}}),
    do: "{shutdown, {failed_to_start_child, #{id}, #{reason}}}"
  def reason({:shutdown, term}), do: "{shutdown, #{term}}"
  def reason(reason), do: "#{reason}"

  def answer(_, :ok), do: "ok"
  def answer(_, {:ok, :undefined}), do: "{ok, undefined}"
  def answer(scribe, {:ok, pid}), do: "{ok, #{Scribe.ask(scribe, {:name, pid})}}"
  def answer(scribe, {:error, {:already_started, pid}}), do: "{error, {already_started, #{Scribe.ask(scribe, {:name, pid})}}}"
  def answer(_, {:error, {reason, child}}) when is_tuple(child), do: "{error, #{reason}}"
  def answer(_, {:error, reason}), do: "{error, #{reason}}"
  def answer(_, [{:specs, _} | _] = counts), do: Enum.map_join(counts, " ", fn {key, n} -> "#{key} #{n}" end)
  def answer(scribe, children) do
    Enum.map_join(children, ", ", fn
      {id, pid, _, _} when is_pid(pid) -> "#{id} #{Scribe.ask(scribe, {:name, pid})}"
      {id, state, _, _} -> "#{id} #{state}"
    end)
  end
end

defmodule Replay do
  # Where in the supervisor's state the times of its restarts stand: behind the period.
  def restarts_at do
    init = {:ok, {%{intensity: 7777, period: 8888}, []}}
    {:ok, sup} = :supervisor.start_link(__MODULE__, init)
    at = :sys.get_state(sup) |> Tuple.to_list() |> Enum.find_index(&(&1 == 8888))
    [] = elem(:sys.get_state(sup), at + 1)
    Supervisor.stop(sup)
    at + 1
  end

  def init(init), do: init

  def play(steps, restarts_at) do
    second = :erlang.monotonic_time(1)
    scribe = Scribe.start()
    {flags, steps} = Enum.split_with(steps, &match?(["flags" | _], &1))
    {children, steps} = Enum.split_with(steps, &match?(["child" | _], &1))
    [["flags", strategy, max, seconds]] = flags
    flags = %{strategy: String.to_atom(strategy), intensity: String.to_integer(max), period: String.to_integer(seconds)}
    children = for ["child" | spec] <- children, do: spec(scribe, spec)
    init = {:ok, {flags, children}}
    Enum.reduce_while(steps, nil, fn step, sup ->
      sup = step(step, sup, scribe, init, restarts_at)
      if sup == :over, do: {:halt, :over}, else: {:cont, sup}
    end)
    lines = Scribe.ask(scribe, :lines)
    Process.unlink(scribe)
    Process.exit(scribe, :kill)
    if :erlang.monotonic_time(1) == second, do: lines, else: :again
  end

  defp spec(scribe, [id, restart, shutdown, manner]) do
    shutdown = if shutdown =~ ~r/^\d/, do: String.to_integer(shutdown), else: String.to_atom(shutdown)
    %{id: id, start: {Child, :start, [scribe, id, manner]}, restart: String.to_atom(restart), shutdown: shutdown}
  end

  defp step(["plan", id | outcomes], sup, scribe, _, _) do
    Scribe.ask(scribe, {:plan, id, outcomes})
    sup
  end

  defp step(["begin"], _, scribe, init, _) do
    driver = self()
    parent = spawn(fn ->
      Process.flag(:trap_exit, true)
      send(driver, {:began, :supervisor.start_link(__MODULE__, init)})
      parent()
    end)
    receive do
      {:began, {:ok, sup}} ->
        Scribe.say(scribe, "begin: ok")
        {sup, Process.monitor(sup), parent}
      {:began, {:error, reason}} ->
        Scribe.say(scribe, "begin: #{Words.reason(reason)}")
        :over
    end
  end

  defp step(["later", n], {sup, _, _} = state, _, _, restarts_at) do
    older = fn restarts -> Enum.map(restarts, &(&1 - String.to_integer(n))) end
    :sys.replace_state(sup, fn s -> put_elem(s, restarts_at, older.(elem(s, restarts_at))) end)
    state
  end

  defp step(["exit", id, word], state, scribe, _, _) do
    Child.finish(scribe, id, word)
    quiet(state, scribe)
  end

  defp step(["together", a, why_a, b, why_b], {sup, _, _} = state, scribe, _, _) do
    gate = %{id: "gate", start: {Gate, :start, [scribe, [{a, why_a}, {b, why_b}]]}, restart: :temporary}
    catch_exit(fn -> :supervisor.start_child(sup, gate) end)
    quiet(state, scribe)
  end

  defp step(["stranger", word], {sup, _, _} = state, scribe, _, _) do
    Process.exit(sup, Words.atom(word))
    quiet(state, scribe)
  end

  defp step(["meanwhile" | ask], state, scribe, _, _) do
    Scribe.ask(scribe, {:meanwhile, question(ask, scribe)})
    Process.put(:meanwhile, Enum.join(ask, " "))
    state
  end

  defp step(["stop", word], {sup, ref, _} = state, scribe, _, _) do
    catch_exit(fn -> Supervisor.stop(sup, Words.atom(word)) end)
    over(state, ref, scribe)
  end

  defp step(["parent", word], {_, ref, parent} = state, scribe, _, _) do
    if word == "kill", do: Process.exit(parent, :kill), else: send(parent, {:exit, Words.atom(word)})
    over(state, ref, scribe)
  end

  defp step(ask, {sup, _, _} = state, scribe, _, _) do
    answer = catch_exit(fn -> :gen_server.call(sup, question(ask, scribe), :infinity) end)
    Process.put(:answer, "#{Enum.join(ask, " ")}: #{Words.answer(scribe, answer)}")
    quiet(state, scribe)
  end

  defp question(["start_child" | spec], scribe), do: {:start_child, spec(scribe, spec)}
  defp question(["which_children"], _), do: :which_children
  defp question(["count_children"], _), do: :count_children
  defp question([name, id], _), do: {String.to_atom(name), id}

  defp parent do
    receive do
      {:exit, reason} -> exit(reason)
      {:EXIT, _, _} -> parent()
    end
  end

  defp catch_exit(fun) do
    try do fun.() catch :exit, _ -> :no_answer end
  end

  # Waits until the supervisor has heard of every child that has ended and tries no restart again, or has ended itself.
  defp quiet({sup, ref, _} = state, scribe) do
    case catch_exit(fn -> :supervisor.which_children(sup) end) do
      :no_answer -> over(state, ref, scribe)
      children ->
        settled = Enum.all?(children, fn {_, pid, _, _} ->
          pid != :restarting and (not is_pid(pid) or Process.alive?(pid))
        end)
        # What was asked during a start has come before this second question, and is answered when this one is.
        if settled, do: catch_exit(fn -> :supervisor.which_children(sup) end)
        if settled and answers(scribe) == :none, do: state, else: quiet(state, scribe)
    end
  end

  # Says what was answered, to this process and to a question during a start; whether there was one of these.
  defp answers(scribe) do
    if answer = Process.delete(:answer), do: Scribe.say(scribe, answer)
    case Scribe.ask(scribe, :meanwhile) do
      nil -> :none
      {:reply, answer} -> Scribe.say(scribe, "meanwhile #{Process.get(:meanwhile)}: #{Words.answer(scribe, answer)}")
      {:error, _} -> Scribe.say(scribe, "meanwhile #{Process.get(:meanwhile)}: no answer")
    end
  end

  defp over(_, ref, scribe) do
    receive do
      {:DOWN, ^ref, _, _, reason} ->
        answers(scribe)
        Scribe.say(scribe, "supervisor exit: #{Words.reason(reason)}")
        :over
    end
  end
end

Process.flag(:trap_exit, true)
restarts_at = Replay.restarts_at()

play = fn play, steps ->
  case Replay.play(steps, restarts_at) do
    :again -> play.(play, steps)
    lines -> lines
  end
end

[file] = System.argv()
for history <- file |> File.read!() |> String.split("history ", trim: true) do
  [seed | steps] = String.split(history, "\n", trim: true)
  IO.puts("-- #{seed}")
  Enum.each(play.(play, Enum.map(steps, &String.split/1)), &IO.puts/1)
end
