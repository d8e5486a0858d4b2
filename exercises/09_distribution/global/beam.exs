# TODO: what the transcript shows.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
for n <- [2, 4], do: IO.puts("twice #{n}: #{n * 2}")
