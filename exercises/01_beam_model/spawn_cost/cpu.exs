# Raw computing, to be read beside `cargo run --release -p spawn_cost --example cpu`.
# Run: `elixir --erl "+S 1" exercises/01_beam_model/spawn_cost/cpu.exs`. Times differ from machine to machine: nothing compares them.
defmodule Cpu do
  # ANCHOR: collatz
  # Steps of the Collatz sequence, for every start below a million: only arithmetic.
  def collatz(from, to, sum) when from == to, do: sum
  def collatz(from, to, sum), do: collatz(from + 1, to, sum + steps(from, 0))

  defp steps(1, n), do: n
  defp steps(x, n) when rem(x, 2) == 0, do: steps(div(x, 2), n + 1)
  defp steps(x, n), do: steps(3 * x + 1, n + 1)
  # ANCHOR_END: collatz

  # ANCHOR: words
  # A million words, counted in a map: hashing and memory.
  def words(n) do
    Enum.reduce(1..n, %{}, fn i, counts -> Map.update(counts, "word#{rem(i * 7919, 1000)}", 1, &(&1 + 1)) end)
    |> Map.values()
    |> Enum.max()
  end
  # ANCHOR_END: words
end

IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}, best of 20, milliseconds")

for {name, run} <- [{"collatz", fn -> Cpu.collatz(1, 1_000_000, 0) end}, {"words", fn -> Cpu.words(1_000_000) end}] do
  rounds = for _ <- 1..20, do: :timer.tc(run)
  {micros, result} = Enum.min(rounds)
  IO.puts("#{String.pad_trailing(name, 10)} #{String.pad_leading("#{div(micros, 1000)}", 8)}   result #{result}")
end
