# What each stage of the store does with Elixir's own parts.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ---- stage 1: types
# ANCHOR: kinds
IO.puts("-- data")
data = :ets.new(:data, [:set])
:ets.insert(data, {:color, "red"})
:ets.insert(data, {:color, "blue"})
IO.puts("color: #{inspect(:ets.lookup(data, :color))}")

IO.puts("-- index")
index = :ets.new(:index, [:ordered_set])
:ets.insert(index, [{{30, :c}}, {{5, :a}}, {{200, :d}}, {{17, :b}}])
IO.puts("all: #{inspect(:ets.tab2list(index))}")
IO.puts("after 17: #{inspect(:ets.next(index, {17, :b}))}")

IO.puts("-- tags")
tags = :ets.new(:tags, [:bag])
:ets.insert(tags, [{:home, "new"}, {:home, "draft"}, {:home, "new"}])
IO.puts("home: #{inspect(:ets.lookup(tags, :home))}")

IO.puts("-- visits")
visits = :ets.new(:visits, [:duplicate_bag])
:ets.insert(visits, [{:home, "ann"}, {:home, "bob"}, {:home, "ann"}])
IO.puts("home: #{inspect(:ets.lookup(visits, :home))}")
# ANCHOR_END: kinds
