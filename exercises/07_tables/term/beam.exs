# What equals what, and what comes first: the two equalities of the BEAM and its one order over all terms.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

# ANCHOR: show
defmodule Show do
  def text(term), do: inspect(term, charlists: :as_lists)

  # The sign that holds between two terms.
  def sign(a, b) when a === b, do: "==="
  def sign(a, b) when a == b, do: "=="
  def sign(a, b) when a < b, do: "<"
  def sign(a, b) when a > b, do: ">"

  def pairs(pairs), do: for({a, b} <- pairs, do: IO.puts("#{text(a)} #{sign(a, b)} #{text(b)}"))
end
# ANCHOR_END: show

IO.puts("-- predict")
large = 9_007_199_254_740_993
IO.puts("1 == 1.0: #{1 == 1.0}")
IO.puts("1 === 1.0: #{1 === 1.0}")
IO.puts("keys: #{map_size(Map.new([{1, :a}, {1.0, :b}]))}")
IO.puts("one too many: #{large == 9_007_199_254_740_992.0}")
IO.puts("{2} < {1, 1}: #{{2} < {1, 1}}")
IO.puts("[2] < [1, 1]: #{[2] < [1, 1]}")
IO.puts("\"1\" < 2: #{"1" < 2}")

IO.puts("-- numbers")
# ANCHOR: numbers
Show.pairs([
  {1, 1.0}, {1, 1.5}, {-1, -1.5}, {0, -0.0}, {2, 1.5}, {-2, 1.5},
  {large, 9_007_199_254_740_992.0}, {large, 9_007_199_254_740_994.0},
  {9_223_372_036_854_775_807, 9_223_372_036_854_775_808.0},
  {-9_223_372_036_854_775_809, -9_223_372_036_854_775_808.0},
  {10_000_000_000_000_000_000_000, 1.0e22}, {100_000_000_000_000_000_000_000, 1.0e23}
])
# ANCHOR_END: numbers

IO.puts("-- keys")
# ANCHOR: keys
IO.puts(Show.text(Map.new([{1.0, :b}, {1, :a}, {2, :c}, {0.5, :d}, {-1, :e}])))
IO.puts(Show.text(Map.new([{{1.0}, 1}, {{1}, 2}, {{0.5}, 3}])))
# ANCHOR_END: keys

IO.puts("-- equality")
# ANCHOR: equality
Show.pairs([
  {1, 1}, {1, 1.0}, {1.0, 1.0}, {0.0, -0.0}, {[1, :a], [1, :a]}, {[1, :a], [1.0, :a]},
  {{1, [2.0]}, {1.0, [2]}}, {%{a: 1}, %{a: 1.0}}, {"a", "a"}, {:a, :a}
])
# ANCHOR_END: equality

IO.puts("-- lookup")
# ANCHOR: lookup
map = Map.new([{1, :integer}, {1.0, :float}, {0.0, :zero}, {{1, 0.0}, :pair}])
for key <- [1, 1.0, -0.0, {1, -0.0}, {1.0, 0.0}], do: IO.puts("#{Show.text(key)}: #{inspect(map[key])}")
# ANCHOR_END: lookup

IO.puts("-- tuples")
# ANCHOR: tuples
Show.pairs([{{2}, {1, 1}}, {{1, 1}, {1, 2}}, {{1, 2}, {1.0, 1}}, {{}, {:a}}, {{1, :a}, {1.0, :a}}])
# ANCHOR_END: tuples

IO.puts("-- lists")
# ANCHOR: lists
Show.pairs([
  {[2], [1, 1]}, {[1], [1, 1]}, {[], [1]}, {[1, 2], [1.0, 1]}, {[1, 2], [1.0, 2]},
  {[1 | 2], [1, 2]}, {[1 | "a"], [1, 2]}, {[1 | 2], [1 | 2.0]}, {[1 | :a], [1]}, {[1, 2 | 0], [1, 2]}
])
# ANCHOR_END: lists

IO.puts("-- maps")
# ANCHOR: maps
Show.pairs([
  {%{z: 9}, %{a: 1, b: 1}}, {%{a: 2, b: 1}, %{a: 1, c: 1}}, {%{a: 1, b: 2}, %{a: 1, b: 3}},
  {%{a: 1}, %{a: 1.0}}, {%{1 => :b}, %{1.0 => :a}}, {%{2 => 0}, %{1.0 => 0}}, {%{}, %{a: 1}}
])
# ANCHOR_END: maps

IO.puts("-- kinds")
# ANCHOR: kinds
IO.puts(Show.text(Enum.sort(["a", [0], [], %{a: 1}, {9}, :z, 1.5, 100, {}, %{}, "", nil])))
# ANCHOR_END: kinds
