# The thinking exercise of the chapter, one second of it in 0.3 s: work takes 600 ms, everybody who
# waits does so for 1.5 s.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Worker do
  use GenServer
  def init(_), do: {:ok, 0}

  def handle_call(:work, _, done) do
    Process.sleep(600)
    {:reply, :done, done + 1}
  end

  def handle_call(:ping, _, done), do: {:reply, :pong, done}

  def handle_cast(:work, done) do
    Process.sleep(600)
    {:noreply, done + 1}
  end
end

defmodule Clients do
  # Starts a client and waits until `length` messages lie before the server, which is suspended meanwhile.
  def client(server, length, fun) do
    main = self()
    spawn(fn -> send(main, {self(), fun.()}) end) |> tap(fn _ -> wait(server, length) end)
  end

  def wait(server, length) do
    case Process.info(server, :message_queue_len) do
      {_, ^length} -> :ok
      _ -> wait(server, length)
    end
  end

  def call(server, request) do
    try do
      inspect(GenServer.call(server, request, 1500))
    catch
      :exit, {reason, _} -> "exit #{inspect(reason)}"
    end
  end

  def hears(client), do: receive(do: ({^client, what} -> what))
end

section = fn name, ben ->
  IO.puts("-- #{name}")
  {:ok, server} = GenServer.start(Worker, nil)
  :sys.suspend(server)
  ada = Clients.client(server, 1, fn -> Clients.call(server, :work) end)
  {ben, length} = ben.(server)
  eve = Clients.client(server, length + 1, fn -> Clients.call(server, :ping) end)
  :sys.resume(server)
  IO.puts("Ada hears #{Clients.hears(ada)}")
  for {client, n} <- Enum.with_index(ben, 1), do: IO.puts("Ben #{n} hears #{Clients.hears(client)}")
  IO.puts("Eve hears #{Clients.hears(eve)}")
  Process.exit(server, :kill)
end

# ANCHOR: ben
section.("ten casts", fn server ->
  {[Clients.client(server, 11, fn -> for(_ <- 1..10, do: GenServer.cast(server, :work)) |> hd() |> inspect() end)], 11}
end)

section.("calls, one after the other", fn server ->
  {[Clients.client(server, 2, fn -> Clients.call(server, :work) end)], 2}
end)

section.("calls from three processes", fn server ->
  {for(n <- 1..3, do: Clients.client(server, n + 1, fn -> Clients.call(server, :work) end)), 4}
end)
# ANCHOR_END: ben
