# One server in Erlang, in Elixir and with a macro library: the same lines from all three.
# Run: `elixir exercises/01_beam_model/pipeline/servers.exs`.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)
path = &Path.join([__DIR__, "servers", &1])
lines = fn file -> path.(file) |> File.stream!() |> Enum.count() end

{:ok, :counter, code} = :compile.file(to_charlist(path.("counter.erl")), [:binary])
{:module, :counter} = :code.load_binary(:counter, ~c"counter.erl", code)
for file <- ["counter.ex", "tiny_server.ex", "macro_counter.ex"], do: Code.require_file(path.(file))

# ANCHOR: drive
servers = [{:counter, "counter.erl"}, {Counter, "counter.ex"}, {MacroCounter, "macro_counter.ex"}]

pids = for {module, file} <- servers do
  {:ok, pid} = module.start()
  IO.puts("-- #{file}, #{lines.(file)} lines")
  IO.puts("at first: #{module.value(pid)}")
  module.increment(pid)
  module.increment(pid)
  IO.puts("after two casts: #{module.value(pid)}")
  pid
end
# ANCHOR_END: drive

# ANCHOR: same
IO.puts("-- what the VM sees")
for {module, _file} <- servers do
  exported = for {name, arity} <- module.module_info(:exports), name not in [:module_info, :__info__], do: "#{name}/#{arity}"
  wanted = ~w(start/0 increment/1 value/1 init/1 handle_call/3 handle_cast/2)
  IO.puts("#{inspect(module)}: #{Enum.count(wanted, &(&1 in exported))} of #{length(wanted)} functions")
end
# ANCHOR_END: same

# ANCHOR: crash
IO.puts("-- one crashes")
[erlang, elixir, macro] = pids
ref = Process.monitor(erlang)
GenServer.cast(erlang, :decrement)
receive do {:DOWN, ^ref, _, _, {reason, _stack}} -> IO.puts("the Erlang one ended: #{reason}") end
IO.puts("the others say: #{Counter.value(elixir)} and #{MacroCounter.value(macro)}")
# ANCHOR_END: crash
