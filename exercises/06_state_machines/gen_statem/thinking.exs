# The thinking exercise of the chapter: three messages, two states.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Sheet do
  @behaviour :gen_statem
  def callback_mode, do: [:handle_event_function, :state_enter]
  # Nothing is handled before the three messages lie in the mailbox.
  def init(main), do: (for(word <- [:x, :x, :y], do: :gen_statem.cast(self(), word)); {:ok, :a, main})

  def handle_event(:enter, same, same, main), do: {:keep_state, main}
  def handle_event(:enter, from, to, main), do: (send(main, "  #{from} -> #{to}"); {:keep_state, main})

  def handle_event(type, word, state, main) do
    send(main, "#{state}: #{if type in [:cast, :internal], do: word, else: inspect(type)}")
    answer(state, word, main)
  end

  # ANCHOR: sheet
  defp answer(:a, :x, main), do: {:keep_state, main, [:postpone]}
  defp answer(:a, :y, main), do: {:keep_state, main, [{:state_timeout, 30, :over}, {:next_event, :internal, :z}]}
  defp answer(:a, :z, main), do: {:next_state, :b, main}
  defp answer(:a, :over, main), do: {:next_state, :b, main}
  defp answer(:a, :n, main), do: {:next_state, :b, main}
  defp answer(:b, :x, main), do: {:next_state, :a, main, [{{:timeout, :n}, 0, :n}]}
  defp answer(:b, _, main), do: {:keep_state, main}
  # ANCHOR_END: sheet
end

{:ok, machine} = :gen_statem.start(Sheet, self(), [])
Process.send_after(self(), :passed, 200)
print = fn print ->
  receive do
    :passed -> :ok
    line -> IO.puts(line); print.(print)
  end
end
print.(print)
IO.puts("at the end: #{elem(:sys.get_state(machine), 0)}")
