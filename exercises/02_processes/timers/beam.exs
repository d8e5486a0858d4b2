# Timers: in which order they fire, what is left of one, and what becomes of one whose receiver ends.
Logger.configure(level: :none)
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

# ANCHOR: helpers
defmodule T do
  def left(what, answer), do: IO.puts("#{what}: #{text(answer)}")
  defp text(false), do: "false"
  defp text(ms) when is_integer(ms) and ms > 0, do: "some time left"

  # The next `n` messages, in the order they come.
  def receive_next(n), do: for(_ <- 1..n, do: (receive do message -> IO.puts("got #{message}") end))
end
# ANCHOR_END: helpers

# ANCHOR: order
IO.puts("-- order")
Process.send_after(self(), :late, 60)
Process.send_after(self(), :early, 10)
Process.send_after(self(), :middle, 35)
T.receive_next(3)
# ANCHOR_END: order

# ANCHOR: cancel_and_read
IO.puts("-- cancel and read")
timer = Process.send_after(self(), :never, 60_000)
T.left("read", Process.read_timer(timer))
T.left("read again", Process.read_timer(timer))
T.left("cancel", Process.cancel_timer(timer))
T.left("cancel again", Process.cancel_timer(timer))
T.left("read", Process.read_timer(timer))
# ANCHOR_END: cancel_and_read

# ANCHOR: after_it_has_fired
IO.puts("-- after it has fired")
timer = Process.send_after(self(), :tick, 1)
T.receive_next(1)
T.left("cancel", Process.cancel_timer(timer))
# ANCHOR_END: after_it_has_fired

# ANCHOR: receiver_ends
IO.puts("-- the receiver ends")
b = spawn(fn -> receive do :end -> :ok end end)
timer = Process.send_after(b, :tick, 60_000)
T.left("read", Process.read_timer(timer))
ref = Process.monitor(b)
send(b, :end)
receive do {:DOWN, ^ref, _, _, _} -> :ok end
T.left("read", Process.read_timer(timer))
# ANCHOR_END: receiver_ends

IO.puts("-- an interval by hand")
# ANCHOR: interval
defmodule Interval do
  def tick(0), do: :ok
  def tick(n) do
    Process.send_after(self(), :tick, 5)
    receive do :tick -> IO.puts("got tick") end
    tick(n - 1)
  end
end
# ANCHOR_END: interval
Interval.tick(3)
