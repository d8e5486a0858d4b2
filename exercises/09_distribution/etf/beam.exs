# The External Term Format: bytes of terms, terms of bytes, and what is refused.
Logger.configure(level: :none)
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

show = fn term -> inspect(term, charlists: :as_lists) end
# ANCHOR: write
write = fn term ->
  bytes = :erlang.term_to_binary(term, [:deterministic, minor_version: 2])
  IO.puts("#{show.(term)}: #{Enum.join(:binary.bin_to_list(bytes), " ")}")
end
# ANCHOR_END: write
# ANCHOR: read
read = fn bytes ->
  said = try do
    show.(:erlang.binary_to_term(:binary.list_to_bin(bytes)))
  rescue
    ArgumentError -> "refused"
  end
  IO.puts("#{Enum.join(bytes, " ")}: #{said}")
end
# ANCHOR_END: read

IO.puts("-- numbers")
for number <- [0, 255, 256, -1, 2_147_483_647, 2_147_483_648, -2_147_483_648, -2_147_483_649], do: write.(number)
write.(9_223_372_036_854_775_807)

IO.puts("-- lists")
write.([])
write.([1, 2, 3])
write.([1, 2, 300])
write.([1, -1])
write.([1 | 2])
write.([[1], {2}])
IO.puts("65535 bytes: #{:binary.at(:erlang.term_to_binary(List.duplicate(1, 65_535)), 1)}")
IO.puts("65536 bytes: #{:binary.at(:erlang.term_to_binary(List.duplicate(1, 65_536)), 1)}")

IO.puts("-- ends")
read.([131, 109, 0, 0, 0, 2, 104, 105])
read.([131, 109, 0, 0, 0, 9, 104, 105])
read.([131, 119, 2, 111])

IO.puts("-- cut off")
read.([131, 98, 0, 0, 1, 0])
read.([131, 98, 0, 0, 1])
read.([131])

IO.puts("-- atoms")
read.([131, 119, 2, 111, 107])
read.([131, 119, 2, 195, 169])
read.([131, 115, 1, 233])
read.([131, 115, 2, 195, 169])
read.([131, 119, 1, 233])
read.([131, 118, 0, 3, 226, 134, 146])

IO.puts("-- deep")
read.([131, 104, 2, 97, 1, 104, 1, 97, 2])
read.([131, 108, 0, 0, 0, 2, 107, 0, 1, 1, 104, 0, 106])
read.([131, 108, 0, 0, 0, 1, 97, 1, 97, 2])
read.([131, 116, 0, 0, 0, 1, 97, 1, 116, 0, 0, 0, 1, 97, 2, 97, 3])
read.([131, 104, 1, 104, 1, 104, 1, 104, 0])
read.([131, 104, 1, 104, 1, 104, 1])

IO.puts("-- depth")
million = [131, List.duplicate([104, 1], 1_000_000), 106] |> IO.iodata_to_binary()
IO.puts("a million tuples in one another: #{is_tuple(:erlang.binary_to_term(million))}")

IO.puts("-- room")
read.([131, 108, 255, 255, 255, 255, 97])
read.([131, 105, 255, 255, 255, 255, 97])
read.([131, 116, 255, 255, 255, 255, 97])

IO.puts("-- pids")
# ANCHOR: pids
pid = fn node, id, creation ->
  <<131, 88, 119, byte_size(node), node::binary, id::32, 0::32, creation::32>>
end
[a, b, later] =
  for {node, life} <- [{"a@127.0.0.1", 1}, {"b@127.0.0.1", 1}, {"a@127.0.0.1", 2}] do
    :erlang.binary_to_term(pid.(node, 7, life))
  end
IO.puts("of #{node(a)} and of #{node(b)}: the same #{a == b}")
IO.puts("of #{node(a)} and of its next life: the same #{a == later}")
same = :erlang.term_to_binary(a, minor_version: 2) == pid.("a@127.0.0.1", 7, 1)
IO.puts("written again: as it came #{same}")
# ANCHOR_END: pids
IO.puts("ours or not: #{node(a) == node()}, #{node(self()) == node()}")

IO.puts("-- safe")
for name <- ["ok", "nobody has made this atom"] do
  bytes = <<131, 119, byte_size(name), name::binary>>
  said = try do
    show.(:erlang.binary_to_term(bytes, [:safe]))
  rescue
    ArgumentError -> "refused"
  end
  IO.puts("#{name}: #{said}")
end
