# An order as a gen_statem. The main process plays payment, warehouse and journal, and alone prints.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Order do
  @behaviour :gen_statem
  @first 100
  @tries 3
  @deadline 800
  def callback_mode, do: [:handle_event_function, :state_enter]
  def init(main), do: {:ok, :pending, %{main: main, attempt: 0}, [{{:timeout, :deadline}, @deadline, :over}]}

  # ANCHOR: enter
  def handle_event(:enter, from, state, o) do
    o = %{o | attempt: if(from == state, do: o.attempt + 1, else: 1)}
    if from != state, do: send(o.main, {:line, "  #{from} -> #{state}"})
    case state in [:pending, :authorized, :recalling, :refunding] do
      true ->
        send(o.main, {:line, "#{question(state)}, attempt #{o.attempt}"})
        {:keep_state, o, [{:state_timeout, min(@first * 2 ** (o.attempt - 1), 60 * @first), :again}]}
      false -> {:keep_state, o, [{{:timeout, :deadline}, :cancel}]}
    end
  end
  # ANCHOR_END: enter

  # ANCHOR: cancel
  def handle_event({:call, from}, :status, state, _), do: {:keep_state_and_data, [{:reply, from, state}]}
  def handle_event({:call, from}, :cancel, state, _) when state in [:shipped, :cancelled], do: {:keep_state_and_data, [{:reply, from, state}]}
  def handle_event({:call, _}, :cancel, :authorized, o), do: {:next_state, :recalling, o, [:postpone]}
  def handle_event({:call, _}, :cancel, _, _), do: {:keep_state_and_data, [:postpone]}
  # ANCHOR_END: cancel

  # ANCHOR: deadline
  def handle_event({:timeout, :deadline}, _, :pending, o), do: {:next_state, :refunding, o}
  def handle_event({:timeout, :deadline}, _, :authorized, o), do: {:next_state, :recalling, o}
  # ANCHOR_END: deadline

  # ANCHOR: pay
  def handle_event(:cast, :paid, :pending, o), do: {:next_state, :authorized, o}
  def handle_event(:cast, :declined, :pending, o), do: {:next_state, :cancelled, o}
  def handle_event(:state_timeout, _, :pending, %{attempt: n} = o) when n < @tries, do: {:repeat_state, o}
  def handle_event(:state_timeout, _, :pending, o), do: {:next_state, :refunding, o}
  # ANCHOR_END: pay

  # ANCHOR: ship
  def handle_event(:cast, :shipped, :authorized, o), do: {:next_state, :shipped, o}
  def handle_event(:cast, :out_of_stock, :authorized, o), do: {:next_state, :refunding, o}
  def handle_event(:state_timeout, _, :authorized, %{attempt: n} = o) when n < @tries, do: {:repeat_state, o}
  def handle_event(:state_timeout, _, :authorized, o), do: {:next_state, :recalling, o}
  # ANCHOR_END: ship

  # ANCHOR: compensate
  def handle_event(:cast, :shipped, :recalling, o), do: {:next_state, :shipped, o}
  def handle_event(:cast, word, :recalling, o) when word in [:released, :out_of_stock], do: {:next_state, :refunding, o}
  def handle_event(:cast, :refunded, :refunding, o), do: {:next_state, :cancelled, o}
  def handle_event(:state_timeout, _, state, o) when state in [:recalling, :refunding], do: {:repeat_state, o}
  # ANCHOR_END: compensate
  def handle_event(_, _, _, _), do: :keep_state_and_data

  defp question(:pending), do: "payment: charge"
  defp question(:authorized), do: "warehouse: ship"
  defp question(:recalling), do: "warehouse: recall"
  defp question(:refunding), do: "payment: refund"
end

# Prints what the order asks and how it moves, until it has said this line; then it is told a word.
until = fn until, last ->
  receive do {:line, line} ->
    IO.puts(line)
    if line != last, do: until.(until, last)
  end
end
order = fn -> {:ok, pid} = :gen_statem.start(Order, self(), []); pid end
# Each answer: after this line, say this.
play = fn o, answers ->
  for {line, word} <- answers do
    until.(until, line)
    if word, do: (IO.puts("#{word}"); :gen_statem.cast(o, word))
  end
end
charge = fn n -> "payment: charge, attempt #{n}" end
ship = fn n -> "warehouse: ship, attempt #{n}" end
recall = fn n -> "warehouse: recall, attempt #{n}" end
refund = fn n -> "payment: refund, attempt #{n}" end
ask = fn o, what -> request = :gen_statem.send_request(o, what); request end
answer = fn request -> {:reply, state} = :gen_statem.wait_response(request, 5000); IO.puts("customer: #{state}") end

IO.puts("-- shipped")
# ANCHOR: shipped
o = order.()
play.(o, [{charge.(1), :paid}, {ship.(1), :shipped}, {"  authorized -> shipped", nil}])
# ANCHOR_END: shipped

IO.puts("-- declined")
o = order.()
play.(o, [{charge.(1), :declined}, {"  pending -> cancelled", nil}])

IO.puts("-- retry")
# ANCHOR: retry
o = order.()
play.(o, [{charge.(3), :paid}, {ship.(2), :shipped}, {"  authorized -> shipped", nil}])
# ANCHOR_END: retry

IO.puts("-- late")
# A word that comes twice, and one that comes too late.
o = order.()
play.(o, [{charge.(2), :paid}, {ship.(1), :paid}, {ship.(2), :shipped}, {"  authorized -> shipped", :paid}])
answer.(ask.(o, :status))

IO.puts("-- silence")
# ANCHOR: silence
o = order.()
play.(o, [{charge.(3), nil}, {refund.(4), :refunded}, {"  refunding -> cancelled", nil}])
# ANCHOR_END: silence

IO.puts("-- out_of_stock")
o = order.()
play.(o, [{charge.(1), :paid}, {ship.(1), :out_of_stock}, {refund.(1), :refunded}, {"  refunding -> cancelled", nil}])

IO.puts("-- warehouse_silent")
# ANCHOR: warehouse_silent
o = order.()
play.(o, [{charge.(1), :paid}, {recall.(2), :released}, {refund.(1), :refunded}, {"  refunding -> cancelled", nil}])
# ANCHOR_END: warehouse_silent

IO.puts("-- cancel")
# ANCHOR: customer
o = order.()
until.(until, charge.(1))
cancel = ask.(o, :cancel)
answer.(ask.(o, :status))
:gen_statem.cast(o, :paid)
play.(o, [{recall.(1), :released}, {refund.(1), :refunded}, {"  refunding -> cancelled", nil}])
answer.(cancel)
# ANCHOR_END: customer

IO.puts("-- too_late")
o = order.()
play.(o, [{charge.(1), :paid}])
until.(until, ship.(1))
cancel = ask.(o, :cancel)
play.(o, [{recall.(1), :shipped}, {"  recalling -> shipped", nil}])
answer.(cancel)
answer.(ask.(o, :cancel))

IO.puts("-- deadline")
# ANCHOR: run_deadline
o = order.()
until.(until, charge.(3))
Process.send_after(self(), :passed, 300)
receive do :passed -> :ok end
IO.puts("paid")
:gen_statem.cast(o, :paid)
play.(o, [{recall.(1), :released}, {refund.(1), :refunded}, {"  refunding -> cancelled", nil}])
# ANCHOR_END: run_deadline
