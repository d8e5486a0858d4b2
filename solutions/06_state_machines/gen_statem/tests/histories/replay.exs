# Replays histories with real machines and prints what each was told: elixir replay.exs FILE
#
# Fifty machines live at the same time; each writes its own lines, and they are printed in the order of the histories.
Logger.configure(level: :none)
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

defmodule Table do
  @behaviour :gen_statem
  @most 60
  def callback_mode, do: [:handle_event_function, :state_enter]
  def init({rules, scribe}), do: {:ok, "a", {rules, scribe, 0}}

  def handle_event(:enter, from, state, {rules, scribe, _} = data) do
    send(scribe, {:said, "  #{from} -> #{state}"})
    {_, actions} = rules[{state, "enter"}]
    {:keep_state, data, actions}
  end

  def handle_event(type, content, state, {rules, scribe, told}) do
    word = if type in [:cast, :internal], do: content, else: timer_name(type)
    kind = if type in [:cast, :internal], do: "#{type} ", else: ""
    send(scribe, {:said, "#{state}: #{kind}#{word}"})
    data = {rules, scribe, told + 1}
    {to, actions} = rules[{state, word}]
    cond do
      told + 1 == @most -> {:stop_and_reply, :normal, [], data}
      to == "keep" -> {:keep_state, data, actions}
      to == "repeat" -> {:repeat_state, data, actions}
      true -> {:next_state, to, data, actions}
    end
  end

  def timer("state_timeout"), do: :state_timeout
  def timer("timeout"), do: :timeout
  def timer(name), do: {:timeout, name}
  def timer_name({:timeout, name}), do: name
  def timer_name(type), do: to_string(type)
end

action = fn text ->
  case String.split(text, ":") do
    ["postpone"] -> :postpone
    ["insert", word] -> {:next_event, :internal, word}
    ["start", timer, after_ms] -> {Table.timer(timer), String.to_integer(after_ms), :over}
    ["cancel", timer] -> {Table.timer(timer), :cancel}
  end
end

now = fn -> :erlang.monotonic_time(:millisecond) end

play = fn lines ->
  rules = for ["rule", state, event, to | actions] <- lines, into: %{}, do: {{state, event}, {to, Enum.map(actions, action)}}
  begun = now.()
  {:ok, machine} = :gen_statem.start(Table, {rules, self()}, [])
  until = fn at -> receive do :never -> :ok after max(begun + String.to_integer(at) - now.(), 0) -> :ok end end
  for step <- lines do
    case step do
      ["tell", at | words] -> until.(at); for(word <- words, do: :gen_statem.cast(machine, word))
      ["end", at] -> until.(at)
      _ -> :ok
    end
  end
  Process.exit(machine, :kill)
  collect = fn collect, all -> receive do {:said, line} -> collect.(collect, [line | all]) after 0 -> Enum.reverse(all) end end
  collect.(collect, [])
end

[file] = System.argv()
histories = for history <- file |> File.read!() |> String.split("history ", trim: true) do
  [seed | lines] = String.split(history, "\n", trim: true)
  {seed, Enum.map(lines, &String.split/1)}
end
# The first one only warms up: code is loaded when it is first called.
play.(histories |> hd() |> elem(1))
histories
|> Task.async_stream(fn {seed, lines} -> {seed, play.(lines)} end, max_concurrency: 50, timeout: :infinity)
|> Enum.each(fn {:ok, {seed, lines}} ->
  IO.puts("-- #{seed}")
  Enum.each(lines, &IO.puts/1)
end)
