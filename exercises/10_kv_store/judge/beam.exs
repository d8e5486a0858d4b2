# The same questions to one process, and to two copies that tell each other a moment later. What clients see is printed
# as a history: who, from when to when, what, and what was answered.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ANCHOR: replica
defmodule Replica do
  # Answers a put at once, and gives it to the cable; the cable brings it to the other copy when it is told to.
  def start(name, cable), do: Process.register(spawn(fn -> loop(%{}, name, cable) end), name)

  defp loop(rows, name, cable) do
    receive do
      {:put, from, key, value} ->
        if cable, do: send(cable, {:carry, name, key, value})
        send(from, {name, "ok"})
        loop(Map.put(rows, key, value), name, cable)
      {:get, from, key} ->
        send(from, {name, Map.get(rows, key, "none")})
        loop(rows, name, cable)
      {:copy, from, key, value} ->
        send(from, :copied)
        loop(Map.put(rows, key, value), name, cable)
    end
  end
end
# ANCHOR_END: replica

# ANCHOR: cable
cable = fn cable, letters ->
  receive do
    {:carry, from, key, value} -> cable.(cable, letters ++ [{from, key, value}])
    {:deliver, who} ->
      for {from, key, value} <- letters do
        send(if(from == :alpha, do: :beta, else: :alpha), {:copy, self(), key, value})
        receive do :copied -> :ok end
      end
      send(who, :delivered)
      cable.(cable, [])
  end
end
# ANCHOR_END: cable

ask = fn client, replica, at, request ->
  {words, message} =
    case request do
      {:put, key, value} -> {"put #{key} #{value}", {:put, self(), key, value}}
      {:get, key} -> {"get #{key}", {:get, self(), key}}
    end
  send(replica, message)
  receive do {^replica, answer} -> IO.puts("#{client} #{at}..#{at + 5} #{words} -> #{answer}") end
end

IO.puts("-- one process")
Replica.start(:one, nil)
ask.("a", :one, 0, {:put, "x", 1})
ask.("b", :one, 10, {:get, "x"})
ask.("b", :one, 20, {:put, "x", 2})
ask.("a", :one, 30, {:get, "x"})

# ANCHOR: two
wire = spawn(fn -> cable.(cable, []) end)
deliver = fn ->
  send(wire, {:deliver, self()})
  receive do :delivered -> :ok end
end
Replica.start(:alpha, wire)
Replica.start(:beta, wire)

IO.puts("-- a copy that comes late")
ask.("a", :alpha, 0, {:put, "x", 1})
ask.("b", :beta, 10, {:get, "x"})
deliver.()
ask.("b", :beta, 20, {:get, "x"})

IO.puts("-- two copies that cross")
ask.("a", :alpha, 0, {:put, "y", 1})
ask.("b", :beta, 10, {:put, "y", 2})
deliver.()
ask.("a", :alpha, 20, {:get, "y"})
ask.("b", :beta, 30, {:get, "y"})
# ANCHOR_END: two
