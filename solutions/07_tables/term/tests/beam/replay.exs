# Reads terms as this project prints them and prints what the BEAM makes of them: elixir replay.exs FILE
#
# Each line is a list of terms. What comes back: the list, the list sorted, and how each term compares with the next.
defmodule Replay do
  # A term of its syntax tree; evaluating some thousand of them would compile each.
  def term({:{}, _, items}), do: List.to_tuple(Enum.map(items, &term/1))
  def term({:%{}, _, pairs}), do: Map.new(pairs, &term/1)
  def term({:<<>>, _, bytes}), do: :erlang.list_to_binary(bytes)
  def term({:-, _, [number]}), do: -number
  def term({:__aliases__, _, parts}), do: Module.concat(parts)
  def term({a, b}), do: {term(a), term(b)}
  def term([{:|, _, [item, tail]}]), do: [term(item) | term(tail)]
  def term([item | rest]), do: [term(item) | term(rest)]
  def term(other), do: other

  def text(term), do: inspect(term, charlists: :as_lists, limit: :infinity, width: :infinity, printable_limit: :infinity)

  def compared([a, b | rest]) do
    sign = cond do
      a === b -> "==="
      a == b -> "=="
      a < b -> "<"
      a > b -> ">"
    end
    [sign | compared([b | rest])]
  end
  def compared([_]), do: []
end

IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
for line <- File.stream!(hd(System.argv())) do
  terms = Replay.term(Code.string_to_quoted!(line))
  IO.puts([Replay.text(terms), "\n", Replay.text(Enum.sort(terms, &<=/2)), "\n", Enum.join(Replay.compared(terms), " ")])
end
