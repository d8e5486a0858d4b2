# A thousand requests, number 50 crashes: who notices?
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)
me = self()
handle = fn n -> if n == 50, do: raise("request #{n}: no such account"), else: n * 2 end

# ANCHOR: predict
IO.puts("-- predict")
{_, ref} = spawn_monitor(fn -> for n <- 1..1000, do: send(me, {:answer, handle.(n)}) end)
receive do {:DOWN, ^ref, _, _, _} -> :ok end
{:messages, answers} = Process.info(me, :messages)
IO.puts("loop: #{1000 - length(answers)} without an answer")
for _ <- answers, do: (receive do {:answer, _} -> :ok end)
# ANCHOR_END: predict

# ANCHOR: each
refs = for n <- 1..1000 do
  {_, ref} = spawn_monitor(fn -> exit({:answer, handle.(n)}) end)
  {n, ref}
end
results = for {n, ref} <- refs do
  receive do
    {:DOWN, ^ref, _, _, {:answer, answer}} -> {:ok, answer}
    {:DOWN, ^ref, _, _, {%RuntimeError{message: reason}, _stack}} -> {:crash, n, reason}
  end
end
# ANCHOR_END: each
IO.puts("each: #{Enum.count(results, &match?({:crash, _, _}, &1))} without an answer")

IO.puts("-- each")
IO.puts("answered #{Enum.count(results, &match?({:ok, _}, &1))}")
for {:crash, n, reason} <- results, do: IO.puts("crashed #{n}: #{reason}")

# ANCHOR: owner
defmodule Bank do
  def start, do: spawn_monitor(fn -> own({1000, 0}) end)

  defp own({here, there}) do
    receive do
      {50, _client} -> raise "request 50: no such account"
      {_n, client} -> send(client, {:total, here - 1 + there + 1}); own({here - 1, there + 1})
    end
  end

  def call({pid, ref}, n) do
    send(pid, {n, self()})
    receive do
      {:total, total} -> {:ok, total}
      {:DOWN, ^ref, _, _, {%RuntimeError{message: reason}, _stack}} -> {:crash, reason}
    end
  end
end
# ANCHOR_END: owner

IO.puts("-- owner")
Enum.reduce([48, 49, 50, 51, 52], {Bank.start(), 0}, fn n, {owner, restarts} ->
  case Bank.call(owner, n) do
    {:ok, total} -> IO.puts("request #{n}: total #{total}, restarts #{restarts}"); {owner, restarts}
    {:crash, _} -> IO.puts("request #{n}: crashed, restarts #{restarts + 1}"); {Bank.start(), restarts + 1}
  end
end)
