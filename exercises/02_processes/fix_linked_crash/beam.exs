# A worker crashes. What its parent sees, for each way the two can be connected.
# Each parent is a process of its own; its last words and its exit reason are told to the one that prints.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Teller do
  def hear(ref) do
    receive do
      {:line, line} ->
        IO.puts("parent: #{line}")
        hear(ref)

      {:DOWN, ^ref, :process, _, reason} ->
        IO.puts("the parent's exit reason: #{inspect(reason)}")
    end
  end
end

teller = self()
say = fn line -> send(teller, {:line, line}) end

run = fn section, parent ->
  IO.puts("-- #{section}")
  {_, ref} = spawn_monitor(parent)
  Teller.hear(ref)
end

# ANCHOR: match
run.("match", fn ->
  parent = self()
  worker = spawn_link(fn -> send(parent, {:result, exit(:boom)}) end)
  outcome = receive do
    {:result, value} -> {:ok, value}
    {:EXIT, ^worker, reason} -> {:error, reason}
  end
  case outcome do
    {:ok, value} -> say.("worked: #{value}")
    {:error, reason} -> say.("caught: #{reason}")
  end
end)
# ANCHOR_END: match

# ANCHOR: rescue
run.("rescue", fn ->
  parent = self()
  try do
    spawn_link(fn -> send(parent, {:result, exit(:boom)}) end)
    receive do {:result, value} -> say.("worked: #{value}") end
  rescue
    error -> say.("rescued: #{inspect(error)}")
  catch
    kind, reason -> say.("caught #{kind}: #{reason}")
  end
end)
# ANCHOR_END: rescue

# ANCHOR: trap
run.("trap", fn ->
  Process.flag(:trap_exit, true)
  worker = spawn_link(fn -> exit(:boom) end)
  receive do {:EXIT, ^worker, reason} -> say.("got EXIT: #{reason}") end
  say.("still here")
end)
# ANCHOR_END: trap

# ANCHOR: monitor
run.("monitor", fn ->
  {_, ref} = spawn_monitor(fn -> exit(:boom) end)
  receive do {:DOWN, ^ref, :process, _, reason} -> say.("got DOWN: #{reason}") end
  say.("still here")
end)
# ANCHOR_END: monitor

# ANCHOR: supervisor
run.("supervisor", fn ->
  parent = self()
  job = fn -> send(parent, {:started, self()}); receive do :crash -> exit(:boom) end end
  child = %{id: :worker, start: {Task, :start_link, [job]}, restart: :permanent}
  {:ok, supervisor} = Supervisor.start_link([child], strategy: :one_for_one)
  first = receive do {:started, pid} -> pid end
  send(first, :crash)
  second = receive do {:started, pid} -> pid end
  say.("the worker is #{if first == second, do: "the same", else: "a new one"}")
  Supervisor.stop(supervisor)
  say.("still here")
end)
# ANCHOR_END: supervisor
