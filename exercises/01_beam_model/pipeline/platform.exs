# What the platform is made of, asked from inside.
# Run: `elixir exercises/01_beam_model/pipeline/platform.exs`.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

# ANCHOR: language
IO.puts("-- language")
IO.puts("Elixir calls Erlang: #{inspect(:lists.reverse([1, 2, 3]))}")
IO.puts("a module is an atom: #{Enum == :"Elixir.Enum"}")
defmodule(Tiny, do: def(one, do: 1))
IO.puts("a call by its name: #{apply(:"Elixir.Tiny", :one, [])}")
# ANCHOR_END: language

# ANCHOR: vm
IO.puts("-- VM")
{:module, _, code, _} = defmodule(Small, do: def(two, do: 2))
IO.puts("compiled code begins with #{binary_part(code, 0, 4)} and holds #{binary_part(code, 8, 4)}")
IO.puts("machine: #{:erlang.system_info(:machine)}")
# ANCHOR_END: vm

# ANCHOR: otp
IO.puts("-- OTP")
running = for {name, _, _} <- Application.started_applications(), do: name
IO.puts("running here: #{running |> Enum.sort() |> Enum.join(" ")}")
{:ok, agent} = Agent.start(fn -> 0 end)
{:status, _, {:module, module}, _} = :sys.get_status(agent)
IO.puts("an Agent of Elixir runs in: #{inspect(module)} of Erlang")
# ANCHOR_END: otp

# ANCHOR: tools
IO.puts("-- tools")
for tool <- [Mix, IEx, ExUnit, Logger] do
  IO.puts("#{inspect(tool)}: #{if Code.ensure_loaded?(tool), do: "an Elixir module", else: "not here"}")
end
# ANCHOR_END: tools
