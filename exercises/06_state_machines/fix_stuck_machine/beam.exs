# A printer that waits for ever, and one that does not. The main process plays the device, and alone prints.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Stuck do
  @behaviour :gen_statem
  def callback_mode, do: [:handle_event_function, :state_enter]
  def init(device), do: {:ok, :waking, %{device: device}}

  # ANCHOR: stuck
  def handle_event(:enter, _, :waking, p), do: (send(p.device, {:line, "device: wake, attempt 1"}); {:keep_state, p})
  def handle_event(:enter, _, _, p), do: {:keep_state, p}
  def handle_event(:cast, :awake, :waking, p), do: {:next_state, :ready, p}
  def handle_event({:call, _}, _, :waking, p), do: {:keep_state, p, [:postpone]}
  # ANCHOR_END: stuck
end

defmodule Patient do
  @behaviour :gen_statem
  def callback_mode, do: :handle_event_function
  def init({main, timeout}), do: {:ok, :waiting, main, [{timeout, 100, :over}]}
  # ANCHOR: patient
  def handle_event({:call, from}, :call, :waiting, main), do: {:keep_state, main, [{:reply, from, :ok}]}
  def handle_event(type, :over, :waiting, main), do: (send(main, {:line, "#{type} comes"}); {:keep_state, main})
  # ANCHOR_END: patient
end

defmodule Printer do
  @behaviour :gen_statem
  @waking 100
  @printing 100
  @tries 3
  def callback_mode, do: [:handle_event_function, :state_enter]
  def init(device) do
    Process.monitor(device)
    {:ok, :waking, %{device: device, attempt: 0, page: 0, client: nil}}
  end

  # ANCHOR: enter
  def handle_event(:enter, from, :waking, p) do
    p = %{p | attempt: if(from == :waking, do: p.attempt + 1, else: 1)}
    send(p.device, {:line, "device: wake, attempt #{p.attempt}"})
    {:keep_state, p, [{:state_timeout, @waking, :over}]}
  end
  def handle_event(:enter, _, :printing, p), do: {:keep_state, p, [{:state_timeout, @printing, :over}]}
  def handle_event(:enter, _, _, p), do: {:keep_state, p}
  # ANCHOR_END: enter

  # ANCHOR: printer
  def handle_event(:cast, :awake, :waking, p), do: {:next_state, :ready, p}
  def handle_event(:cast, :out_of_paper, state, p) when state in [:waking, :ready], do: {:next_state, :offline, p}
  def handle_event(:state_timeout, _, :waking, %{attempt: n} = p) when n < @tries, do: {:repeat_state, p}
  def handle_event(:state_timeout, _, :waking, p), do: {:next_state, :offline, p}
  def handle_event({:call, from}, {:print, text}, :ready, p) do
    send(p.device, {:line, "device: print #{text} on page #{p.page + 1}"})
    {:next_state, :printing, %{p | page: p.page + 1, client: from}}
  end
  def handle_event(:cast, {:printed, page}, :printing, %{page: page} = p), do: answer(:ready, p, page)
  def handle_event(:state_timeout, _, :printing, p), do: answer(:waking, p, :no_answer)
  def handle_event(:info, {:DOWN, _, _, _, _}, _, p), do: answer(:offline, p, :offline)
  def handle_event({:call, from}, _, :offline, p), do: {:keep_state, p, [{:reply, from, :offline}]}
  def handle_event({:call, _}, _, _, p), do: {:keep_state, p, [:postpone]}
  def handle_event(_, _, _, p), do: {:keep_state, p}
  # ANCHOR_END: printer

  defp answer(state, %{client: nil} = p, _), do: {:next_state, state, p}
  defp answer(state, p, reply), do: {:next_state, state, %{p | client: nil}, [{:reply, p.client, reply}]}
end

main = self()
until = fn until, last ->
  receive do {:line, line} ->
    IO.puts(line)
    if line != last, do: until.(until, last)
  end
end
wake = fn n -> "device: wake, attempt #{n}" end
print = fn printer, text -> {text, :gen_statem.send_request(printer, {:print, text})} end
got = fn {text, request} -> {:reply, answer} = :gen_statem.wait_response(request, 5000); IO.puts("#{text}: #{answer}") end
printer = fn -> {:ok, pid} = :gen_statem.start(Printer, main, []); pid end
passed = fn ms -> Process.send_after(main, :passed, ms); receive do :passed -> :ok end end

IO.puts("-- stuck")
# ANCHOR: run_stuck
{:ok, p} = :gen_statem.start(Stuck, main, [])
until.(until, wake.(1))
requests = for text <- ["ann", "bob", "eve"], do: print.(p, text)
passed.(100)
{:status, _, _, [_, _, _, _, misc]} = :sys.get_status(p)
facts = misc |> Enum.filter(&match?({:data, _}, &1)) |> Enum.flat_map(&elem(&1, 1)) |> Map.new(fn {key, value} -> {to_string(key), value} end)
answered = Enum.count(requests, fn {_, request} -> :gen_statem.wait_response(request, 0) != :timeout end)
IO.puts("answered: #{answered} of 3")
IO.puts("in the mailbox: #{elem(Process.info(p, :message_queue_len), 1)}")
IO.puts("postponed: #{length(facts["Postponed"])}")
IO.puts("time-outs: #{elem(facts["Time-outs"], 0)}")
# ANCHOR_END: run_stuck

IO.puts("-- which")
# ANCHOR: which
for timeout <- [:state_timeout, :timeout] do
  {:ok, p} = :gen_statem.start(Patient, {main, timeout}, [])
  for _ <- 1..6, do: (passed.(40); :gen_statem.call(p, :call))
  :gen_statem.stop(p)
  receive do {:line, line} -> IO.puts(line) after 0 -> IO.puts("#{timeout} does not come") end
end
# ANCHOR_END: which

IO.puts("-- waking")
p = printer.()
until.(until, wake.(2))
ann = print.(p, "ann")
:gen_statem.cast(p, :awake)
until.(until, "device: print ann on page 1")
:gen_statem.cast(p, {:printed, 1})
got.(ann)

IO.puts("-- silent")
# ANCHOR: silent
p = printer.()
ann = print.(p, "ann")
bob = print.(p, "bob")
until.(until, wake.(3))
got.(ann)
got.(bob)
got.(print.(p, "eve"))
# ANCHOR_END: silent

IO.puts("-- out_of_paper")
p = printer.()
until.(until, wake.(1))
ann = print.(p, "ann")
:gen_statem.cast(p, :out_of_paper)
got.(ann)
got.(print.(p, "bob"))

IO.puts("-- lost_page")
# ANCHOR: lost_page
p = printer.()
until.(until, wake.(1))
:gen_statem.cast(p, :awake)
ann = print.(p, "ann")
bob = print.(p, "bob")
until.(until, wake.(1))
got.(ann)
:gen_statem.cast(p, :awake)
until.(until, "device: print bob on page 2")
:gen_statem.cast(p, {:printed, 1})
:gen_statem.cast(p, {:printed, 2})
got.(bob)
# ANCHOR_END: lost_page

IO.puts("-- gone")
# ANCHOR: gone
device = spawn(fn -> device = fn device -> receive do {:line, _} = line -> send(main, line); device.(device) end end; device.(device) end)
{:ok, p} = :gen_statem.start(Printer, device, [])
until.(until, wake.(1))
:gen_statem.cast(p, :awake)
ann = print.(p, "ann")
bob = print.(p, "bob")
until.(until, "device: print ann on page 1")
Process.exit(device, :kill)
got.(ann)
got.(bob)
# ANCHOR_END: gone
