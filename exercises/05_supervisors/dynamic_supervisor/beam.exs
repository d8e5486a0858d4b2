# A DynamicSupervisor: children come and go while it runs; at its end all of them are told at once.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ANCHOR: worker
defmodule Worker do
  use GenServer, restart: :permanent
  def start_link(name), do: GenServer.start_link(__MODULE__, name, name: name)

  def init(name) do
    Process.flag(:trap_exit, true)
    send(:main, {:started, name})
    {:ok, name}
  end

  def handle_cast({:exit, reason}, name), do: {:stop, reason, name}

  # At its end it tells so, and waits for a word: thus we see who is ending at the same time.
  def terminate(reason, name) do
    send(:main, {:ending, name, reason, self()})
    receive do :go -> :ok end
  end
end
# ANCHOR_END: worker

defmodule Hear do
  def started(name), do: receive(do: ({:started, ^name} -> :ok))
  def ending(), do: receive(do: ({:ending, name, reason, pid} -> {name, reason, pid}))
  def exit(sup), do: receive(do: ({:EXIT, ^sup, reason} -> reason))

  # Ends a child by a cast, and waits until it has ended.
  def end_child(name, reason) do
    pid = Process.whereis(name)
    ref = Process.monitor(pid)
    GenServer.cast(pid, {:exit, reason})
    receive do {:ending, ^name, _, ^pid} -> send(pid, :go) end
    receive do {:DOWN, ^ref, _, _, _} -> :ok end
  end
end

Process.register(self(), :main)
shown = fn
  {:ok, _} -> "ok"
  {:error, {:already_started, _}} -> "error already_started"
  {:error, reason} -> "error #{reason}"
  :ok -> "ok"
end
spec = fn name, restart -> %{id: name, start: {Worker, :start_link, [name]}, restart: restart} end
start = fn sup, name, restart -> IO.puts("start #{name}: #{shown.(DynamicSupervisor.start_child(sup, spec.(name, restart)))}") end
count = fn sup -> DynamicSupervisor.count_children(sup) |> Enum.sort() |> inspect() end

# ANCHOR: children
IO.puts("-- children")
{:ok, sup} = DynamicSupervisor.start_link(strategy: :one_for_one, max_children: 3)
start.(sup, :a, :permanent)
start.(sup, :b, :transient)
start.(sup, :a, :permanent)
start.(sup, :c, :temporary)
start.(sup, :d, :permanent)
IO.puts("which: #{DynamicSupervisor.which_children(sup) |> Enum.map(fn {id, pid, type, _} -> {id, is_pid(pid), type} end) |> inspect()}")
IO.puts("count: #{count.(sup)}")
# ANCHOR_END: children
for name <- [:a, :b, :c], do: Hear.started(name)

# ANCHOR: restart
IO.puts("-- restart")
Hear.end_child(:a, :boom)
Hear.started(:a)
IO.puts("a crashes: started again")
Hear.end_child(:b, :boom)
Hear.started(:b)
IO.puts("b crashes: started again")
Hear.end_child(:c, :boom)
Hear.end_child(:b, :normal)
# a comes back from here, so the supervisor has handled what came before.
Hear.end_child(:a, :normal)
Hear.started(:a)
IO.puts("a ends normally: started again")
IO.puts("b ended normally, c crashed: #{count.(sup)}")
# ANCHOR_END: restart

# ANCHOR: terminate
IO.puts("-- terminate")
start.(sup, :d, :temporary)
a = Process.whereis(:a)
task = Task.async(fn -> DynamicSupervisor.terminate_child(sup, a) end)
{:a, reason, pid} = Hear.ending()
IO.puts("a ends: #{reason}")
send(pid, :go)
IO.puts("terminate a: #{shown.(Task.await(task))}")
IO.puts("terminate a again: #{shown.(DynamicSupervisor.terminate_child(sup, a))}")
IO.puts("left: #{count.(sup)}")
# ANCHOR_END: terminate

# ANCHOR: at_once
IO.puts("-- at_once")
start.(sup, :e, :permanent)
start.(sup, :f, :permanent)
task = Task.async(fn -> DynamicSupervisor.stop(sup) end)
ending = for _ <- 1..3, do: Hear.ending()
IO.puts("ending at the same time: #{ending |> Enum.map(fn {name, reason, _} -> "#{name} #{reason}" end) |> Enum.sort() |> Enum.join(", ")}")
for {_, _, pid} <- ending, do: send(pid, :go)
IO.puts("stop: #{shown.(Task.await(task))}")
# ANCHOR_END: at_once

# ANCHOR: intensity
IO.puts("-- intensity")
Process.flag(:trap_exit, true)
{:ok, sup} = DynamicSupervisor.start_link(strategy: :one_for_one, max_restarts: 1)
{:ok, _} = DynamicSupervisor.start_child(sup, spec.(:g, :permanent))
{:ok, _} = DynamicSupervisor.start_child(sup, spec.(:h, :permanent))
for name <- [:d, :e, :f, :g, :h], do: Hear.started(name)
Hear.end_child(:g, :boom)
Hear.started(:g)
IO.puts("g crashes: started again")
Hear.end_child(:h, :boom)
{:g, reason, pid} = Hear.ending()
IO.puts("h crashes: g ends #{reason}")
send(pid, :go)
IO.puts("the supervisor ends: #{Hear.exit(sup)}")
# ANCHOR_END: intensity
