# gen_statem: a telephone, and a machine that does what each event says.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Phone do
  @behaviour :gen_statem
  def callback_mode, do: [:handle_event_function, :state_enter]
  def init(main), do: {:ok, :idle, %{main: main, digits: [], who: nil}}

  # The enter call comes with every state change: the place for a transition log.
  # ANCHOR: enter
  def handle_event(:enter, from, state, p) do
    say(p, "  #{from} -> #{state}")
    if state == :ringing, do: {:keep_state, p, [{:state_timeout, 50, :nobody}]}, else: {:keep_state, p}
  end
  # ANCHOR_END: enter

  def handle_event(type, content, state, p) do
    say(p, "#{state}: #{shown(type, content)}")
    on(state, type, content, p)
  end

  # ANCHOR: phone
  defp on(:idle, :cast, {:incoming, who}, p), do: {:next_state, :ringing, %{p | who: who}}
  defp on(_busy, :cast, {:incoming, _}, p), do: {:keep_state, p, [:postpone]}
  defp on(:ringing, :cast, :pick_up, p), do: {:next_state, :talking, p}
  defp on(:ringing, :state_timeout, :nobody, p), do: {:next_state, :idle, p}
  defp on(:talking, :cast, :hang_up, p), do: {:next_state, :idle, p}
  # ANCHOR_END: phone

  # ANCHOR: dial
  defp on(:idle, :cast, {:digit, d}, p) do
    {:keep_state, %{p | digits: p.digits ++ [d]}, [{:timeout, 50, :silence}]}
  end

  defp on(:idle, :timeout, :silence, p) do
    {:next_state, :talking, %{p | who: "number #{Enum.join(p.digits)}", digits: []}}
  end
  # ANCHOR_END: dial

  # ANCHOR: credit
  defp on(_, :cast, {:credit, ms}, p), do: {:keep_state, p, [{{:timeout, :credit}, ms, :over}]}
  defp on(:talking, {:timeout, :credit}, :over, p), do: {:next_state, :idle, p}
  # ANCHOR_END: credit

  # ANCHOR: call
  defp on(state, {:call, from}, :status, p), do: {:keep_state, p, [{:reply, from, "#{state}, #{p.who || "nobody"}"}]}
  defp on(_, _, _, p), do: {:keep_state, p}
  # ANCHOR_END: call

  defp say(p, line), do: send(p.main, {:said, line})
  defp shown({:call, _}, what), do: "call #{what}"
  defp shown({:timeout, name}, _), do: "timeout #{name}"
  defp shown(timeout, _) when timeout in [:state_timeout, :timeout], do: "#{timeout}"
  defp shown(type, {what, who}), do: "#{type} #{what} #{who}"
  defp shown(type, what), do: "#{type} #{what}"
end

# Does what an event says: each is its own name and the answer to it.
defmodule Obedient do
  @behaviour :gen_statem
  def callback_mode, do: [:handle_event_function, :state_enter]
  def init(main), do: {:ok, :a, main}

  # ANCHOR: obedient
  def handle_event(:enter, from, state, main) do
    send(main, {:said, "  #{from} -> #{state}"})
    {:keep_state, main, if(state == :refused, do: [:postpone], else: [])}
  end

  def handle_event(:info, message, state, main) do
    send(main, {:said, "#{state}: info #{elem(message, 0)} #{elem(message, 2)}"})
    {:keep_state, main}
  end

  def handle_event(type, {name, answer}, state, main) do
    send(main, {:said, "#{state}: #{name}"})
    answer.(type, main)
  end
  # ANCHOR_END: obedient

  def terminate(reason, state, main), do: send(main, {:said, "#{state}: terminate #{inspect(reason)}"})
end

# Prints what a machine says, until it has said this line.
until = fn until, last ->
  receive do {:said, line} ->
    IO.puts(line)
    if line != last, do: until.(until, last)
  end
end
# Prints what a machine says within so many milliseconds.
pass = fn pass, ms ->
  timer = if is_reference(ms), do: ms, else: Process.send_after(self(), :passed, ms)
  receive do
    {:said, line} -> IO.puts(line); pass.(pass, timer)
    :passed -> :ok
  end
end
phone = fn -> {:ok, pid} = :gen_statem.start(Phone, self(), []); pid end
tell = fn machine, words -> for word <- words, do: :gen_statem.cast(machine, word) end
ask = fn machine -> answer = :gen_statem.call(machine, :status); answer end
stop = fn machine -> :gen_statem.stop(machine); pass.(pass, 0) end

IO.puts("-- postpone")
# ANCHOR: postpone
p = phone.()
tell.(p, [{:incoming, "ann"}, :pick_up, {:incoming, "bob"}, {:incoming, "eve"}, :hang_up])
status = ask.(p)
pass.(pass, 0)
IO.puts("status: #{status}")
tell.(p, [:pick_up, :hang_up])
status = ask.(p)
pass.(pass, 0)
IO.puts("status: #{status}")
# ANCHOR_END: postpone
stop.(p)

IO.puts("-- state_timeout")
# ANCHOR: state_timeout
p = phone.()
tell.(p, [{:incoming, "ann"}])
until.(until, "  ringing -> idle")
tell.(p, [{:incoming, "bob"}, :pick_up])
pass.(pass, 150)
# ANCHOR_END: state_timeout
stop.(p)

IO.puts("-- event_timeout")
# ANCHOR: event_timeout
p = phone.()
tell.(p, [{:digit, 4}, {:digit, 2}])
until.(until, "  idle -> talking")
tell.(p, [:hang_up, {:digit, 7}])
_ = ask.(p)
pass.(pass, 150)
# ANCHOR_END: event_timeout
stop.(p)

IO.puts("-- named_timeout")
# ANCHOR: named_timeout
p = phone.()
tell.(p, [{:credit, 100}, {:incoming, "ann"}, :pick_up])
_ = ask.(p)
until.(until, "  talking -> idle")
tell.(p, [{:credit, 60_000}, {:incoming, "bob"}, :pick_up, {:credit, 20}])
until.(until, "  talking -> idle")
# ANCHOR_END: named_timeout
stop.(p)

machine = fn -> {:ok, pid} = :gen_statem.start(Obedient, self(), []); pid end
go = fn state, actions -> fn _, main -> {:next_state, state, main, actions} end end
keep = fn actions -> fn _, main -> {:keep_state, main, actions} end end
repeat = fn actions -> fn _, main -> {:repeat_state, main, actions} end end
nothing = keep.([])
# Holds the machine until all that follows lies in its mailbox.
held = fn m, words ->
  main = self()
  :gen_statem.cast(m, {"held", fn _, _ -> send(main, :holds); receive do :go -> :keep_state_and_data end end})
  receive do :holds -> :ok end
  tell.(m, words)
  send(m, :go)
end

# Postpones itself the first time.
once = fn name -> {name, fn _, main -> if(Process.put(name, true), do: {:keep_state, main}, else: {:keep_state, main, [:postpone]}) end} end

IO.puts("-- order")
# ANCHOR: order
m = machine.()
held.(m, [once.("one"), once.("two"), {"change", go.(:b, [])}, {"newer", nothing}])
until.(until, "b: newer")
# ANCHOR_END: order
stop.(m)

IO.puts("-- next_event")
# ANCHOR: next_event
m = machine.()
inserted = for name <- ["first", "second"], do: {:next_event, :internal, {name, nothing}}
held.(m, [once.("later"), {"change", go.(:b, inserted)}, {"last", nothing}])
until.(until, "b: last")
# ANCHOR_END: next_event
stop.(m)

IO.puts("-- same_state")
# ANCHOR: same_state
m = machine.()
held.(m, [once.("later"), {"to a", go.(:a, [])}, {"repeat", repeat.([])}, {"to b", go.(:b, [])}])
until.(until, "b: later")
# ANCHOR_END: same_state
stop.(m)

IO.puts("-- repeat")
# ANCHOR: repeat
m = machine.()
held.(m, [{"set", keep.([{:state_timeout, 20, {"state_timeout", nothing}}])}, {"repeat", repeat.([])}])
until.(until, "a: state_timeout")
# ANCHOR_END: repeat
stop.(m)

IO.puts("-- zero")
# ANCHOR: zero
m = machine.()
zero = [{:state_timeout, 0, {"state_timeout 0", nothing}}, {{:timeout, :n}, 0, {"timeout n 0", nothing}}]
held.(m, [{"set", keep.(zero ++ [{:next_event, :internal, {"inserted", nothing}}])}, {"message", nothing}])
until.(until, "a: message")
# ANCHOR_END: zero

IO.puts("-- cancel")
# ANCHOR: cancel
n = fn ms -> {{:timeout, :n}, ms, {"timeout n", nothing}} end
held.(m, [{"set", keep.([n.(10)])}, {"cancel", keep.([{{:timeout, :n}, :cancel}])}])
pass.(pass, 100)
held.(m, [{"set twice", keep.([n.(10), n.(50)])}, {"change", go.(:b, [])}])
pass.(pass, 150)
held.(m, [{"zero, cancelled", keep.([n.(0), {{:timeout, :n}, :cancel}])}, {"message", nothing}])
until.(until, "b: message")
# ANCHOR_END: cancel
stop.(m)

# Not what the manual says: in this version, a time-out that takes the place of a zero one is lost, and its timer is told of as `info`.
IO.puts("-- zero_replaced")
# ANCHOR: zero_replaced
m = machine.()
later = {:next_event, :internal, {"inserted", keep.([{:state_timeout, 10, {"state_timeout 10", nothing}}])}}
:gen_statem.cast(m, {"set", keep.([{:state_timeout, 0, {"state_timeout 0", nothing}}, later])})
until.(until, "a: info timeout state_timeout")
# ANCHOR_END: zero_replaced
stop.(m)

IO.puts("-- stop")
# ANCHOR: stop
m = machine.()
main = self()
answer = fn {:call, from}, _ -> send(main, {:said, "stop_and_reply"}); {:stop_and_reply, :normal, [{:reply, from, :ok}]} end
ref = Process.monitor(m)
request = :gen_statem.send_request(m, {"stop", answer})
# Whoever gets a letter earlier, finds it earlier in the mailbox.
first = fn -> {:messages, all} = Process.info(self(), :messages); Enum.filter(all, &(not match?({:DOWN, _, _, _, _}, &1))) end
down = receive do {:DOWN, ^ref, _, _, reason} -> reason end
for letter <- first.() do
  case letter do
    {:said, line} -> IO.puts(line)
    _ -> IO.puts("main: the reply")
  end
end
{:reply, :ok} = :gen_statem.wait_response(request, 0)
IO.puts("main: the end, #{down}")
# ANCHOR_END: stop
for _ <- 1..4, do: receive(do: ({:said, _} -> :ok))

IO.puts("-- refused")
# ANCHOR: refused
m = machine.()
ref = Process.monitor(m)
tell.(m, [{"change", go.(:refused, [])}])
{error, action} = receive do {:DOWN, ^ref, _, _, {{error, action}, _stack}} -> {error, action} end
pass.(pass, 0)
IO.puts("main: #{error}, #{action}")
# ANCHOR_END: refused

IO.puts("-- change_inside")
# ANCHOR: change_inside
m = machine.()
inserted = [{:next_event, :internal, {"to b", go.(:b, [])}}, {:next_event, :internal, {"second", nothing}}]
held.(m, [once.("later"), {"insert", keep.(inserted)}, {"last", nothing}])
until.(until, "b: last")
# ANCHOR_END: change_inside
stop.(m)
