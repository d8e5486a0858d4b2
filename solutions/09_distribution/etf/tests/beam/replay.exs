# For each line, a list of terms: the bytes of the list, as OTP writes them between nodes and by default, and whether
# the bytes that follow the list on its line give it back.
#
#     LC_ALL=C.UTF-8 elixir replay.exs terms.txt > recorded.txt
IO.puts("# OTP #{System.otp_release()}, Elixir #{System.version()}")

for line <- File.stream!(hd(System.argv())) do
  [text, bytes] = String.split(String.trim_trailing(line, "\n"), "\t")
  {list, _} = Code.eval_string(text)
  hex = fn options -> :erlang.term_to_binary(list, [:deterministic | options]) |> Base.encode16(case: :lower) end
  back = bytes |> Base.decode16!(case: :lower) |> :erlang.binary_to_term()
  IO.puts("#{hex.([{:minor_version, 2}])} #{hex.([])} #{back === list}")
end
