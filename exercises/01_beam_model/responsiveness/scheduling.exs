# Turns on one scheduler: how long they are, and who gets them.
# Run: `elixir exercises/01_beam_model/responsiveness/scheduling.exs`. With `elixir --erl "+S 1"` it prints the same.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
:erlang.system_flag(:schedulers_online, 1)

defmodule Turns do
  # ANCHOR: spin
  # Counts up for ever. No receive, no sleep, no end.
  def spin(counter) do
    :counters.add(counter, 1, 1)
    spin(counter)
  end
  # ANCHOR_END: spin

  # ANCHOR: turns
  # The other one's counter has moved: the scheduler was taken from us meanwhile, and this is a new turn.
  def lengths(_counter, _seen, _first, _last, lengths) when length(lengths) == 99, do: lengths

  def lengths(counter, seen, first, last, lengths) do
    now = self() |> Process.info(:reductions) |> elem(1)

    case :counters.get(counter, 1) do
      ^seen -> lengths(counter, seen, first, now, lengths)
      moved -> lengths(counter, moved, now, now, [last - first | lengths])
    end
  end
  # ANCHOR_END: turns
end

counter = :counters.new(1, [])
me = self()

# ANCHOR: one
IO.puts("-- one scheduler")
{spinner, ref} = spawn_monitor(fn -> Turns.spin(counter) end)
IO.puts("schedulers: #{:erlang.system_info(:schedulers_online)}")
for name <- ["a", "b", "c"] do
  spawn(fn -> send(me, {name, Enum.sum(1..1_000_000)}) end)
  receive do {^name, sum} -> IO.puts("#{name} is done beside the loop: #{sum}") end
end
# ANCHOR_END: one

# ANCHOR: measure
IO.puts("-- turns")
spawn(fn -> send(me, {:lengths, Turns.lengths(counter, 0, 0, 0, [])}) end)
receive do
  {:lengths, lengths} ->
    median = lengths |> Enum.sort() |> Enum.at(49)
    IO.puts("a turn, to the nearest hundred: #{round(median / 100) * 100} reductions")
end
# ANCHOR_END: measure

# ANCHOR: kill
IO.puts("-- kill")
Process.exit(spinner, :kill)
receive do {:DOWN, ^ref, _, _, reason} -> IO.puts("the loop ended: #{reason}") end
# ANCHOR_END: kill
