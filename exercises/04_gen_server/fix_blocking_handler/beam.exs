# A shop that asks its supplier for quotes, which takes long: in the handler, and in a process for each request.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

defmodule Blocking do
  use GenServer
  def init(supplier), do: {:ok, supplier}

  # ANCHOR: blocking
  def handle_call({:quote, item, _until}, _from, supplier), do: {:reply, supplier.(item), supplier}
  def handle_call(:status, _from, supplier), do: {:reply, "ready", supplier}
  # ANCHOR_END: blocking
end

defmodule Shop do
  use GenServer
  @at_once 3
  def init(supplier), do: {:ok, %{supplier: supplier, running: %{}, queue: []}}

  def handle_call(:status, _from, s) do
    {:reply, "#{map_size(s.running)} running, #{length(s.queue)} waiting", s}
  end

  # ANCHOR: handed_on
  def handle_call({:quote, item, until}, from, s) do
    {:noreply, start_some(%{s | queue: s.queue ++ [{item, until, from}]})}
  end

  defp start(%{supplier: supplier} = s, {item, _until, from}) do
    {_pid, monitor} = spawn_monitor(fn -> GenServer.reply(from, supplier.(item)) end)
    %{s | running: Map.put(s.running, monitor, from)}
  end

  def handle_info({:DOWN, monitor, _, _, reason}, s) do
    {from, running} = Map.pop(s.running, monitor)
    if reason != :normal, do: GenServer.reply(from, "error #{reason}")
    {:noreply, start_some(%{s | running: running})}
  end
  # ANCHOR_END: handed_on

  # ANCHOR: start_some
  defp start_some(%{queue: [job | rest], running: running} = s) when map_size(running) < @at_once do
    s = %{s | queue: rest}
    start_some(if wanted?(job), do: start(s, job), else: s)
  end

  defp start_some(s), do: s

  defp wanted?({_item, until, {pid, _}}) do
    Process.alive?(pid) and System.monotonic_time(:millisecond) < until
  end
  # ANCHOR_END: start_some
end

main = self()

# A supplier in the hands of the main process: it says what it is asked, and waits to be told the answer.
supplier = fn item ->
  send(main, {:asked, self(), item})
  receive do
    {:answer, answer} -> answer
    :boom -> exit(:boom)
  end
end
asked = fn -> receive do {:asked, pid, item} -> {pid, item} end end

# A client asks, with a limit, and tells the main process what it got.
call = fn shop, request, limit ->
  try do GenServer.call(shop, request, limit) catch :exit, {reason, _} -> reason end
end
quote = fn shop, item, limit ->
  until = System.monotonic_time(:millisecond) + limit
  spawn(fn -> send(main, {:got, item, call.(shop, {:quote, item, until}, limit)}) end)
end
got = fn item -> receive do {:got, ^item, answer} -> answer end end
until = fn until, shop, status -> if GenServer.call(shop, :status) != status, do: until.(until, shop, status) end
mailbox = fn f, shop, n ->
  {:message_queue_len, len} = Process.info(shop, :message_queue_len)
  if len < n, do: f.(f, shop, n)
end

IO.puts("-- blocked")
# ANCHOR: blocked
{:ok, shop} = GenServer.start(Blocking, supplier)
quote.(shop, "apples", 60_000)
{busy, "apples"} = asked.()
quote.(shop, "pears", 60_000)
mailbox.(mailbox, shop, 1)
for item <- ["plums", "figs", "nuts"], do: quote.(shop, item, 10)
for item <- ["plums", "figs", "nuts"], do: got.(item)
IO.puts("status, while it asks for apples: #{call.(shop, :status, 10)}")
send(busy, {:answer, "7"})
rest = for _ <- 1..4 do {pid, item} = asked.(); send(pid, {:answer, "7"}); item end
IO.puts("quotes that reached a client: #{Enum.count(["apples", "pears"], &(got.(&1) == "7"))} of 5")
IO.puts("quotes that the supplier was asked for: #{length(["apples" | rest])}")
# ANCHOR_END: blocked

IO.puts("-- handed_on")
# ANCHOR: run_handed_on
{:ok, shop} = GenServer.start(Shop, supplier)
quote.(shop, "apples", 60_000)
quote.(shop, "pears", 60_000)
until.(until, shop, "2 running, 0 waiting")
IO.puts("status, while it asks: #{call.(shop, :status, 1000)}")
for _ <- 1..2 do {pid, _} = asked.(); send(pid, {:answer, "7"}) end
for item <- ["apples", "pears"], do: IO.puts("#{item}: #{got.(item)}")
# ANCHOR_END: run_handed_on

IO.puts("-- crash")
# ANCHOR: run_crash
until.(until, shop, "0 running, 0 waiting")
quote.(shop, "apples", 60_000)
{worker, "apples"} = asked.()
send(worker, :boom)
IO.puts("apples: #{got.("apples")}")
IO.puts("the shop: #{call.(shop, :status, 1000)}")
# ANCHOR_END: run_crash

IO.puts("-- limit")
# ANCHOR: run_limit
items = ["apples", "pears", "plums", "figs", "nuts"]
for {item, n} <- Enum.with_index(items, 1) do
  quote.(shop, item, 60_000)
  until.(until, shop, "#{min(n, 3)} running, #{max(n - 3, 0)} waiting")
end
IO.puts(call.(shop, :status, 1000))
first = for _ <- 1..3, do: asked.()
for {pid, _} <- first, do: send(pid, {:answer, "7"})
for item <- ["apples", "pears", "plums"], do: got.(item)
until.(until, shop, "2 running, 0 waiting")
IO.puts(call.(shop, :status, 1000))
for _ <- 1..2 do {pid, _} = asked.(); send(pid, {:answer, "7"}) end
IO.puts("answered: #{Enum.join((for item <- ["figs", "nuts"], got.(item) == "7", do: item), " ")}")
# ANCHOR_END: run_limit

IO.puts("-- gone")
# ANCHOR: run_gone
{:ok, shop} = GenServer.start(Shop, supplier)
for item <- ["apples", "pears", "plums"], do: quote.(shop, item, 60_000)
first = for _ <- 1..3, do: asked.()
quote.(shop, "figs", 10)
IO.puts("figs: #{got.("figs")}")
killed = quote.(shop, "nuts", 60_000)
until.(until, shop, "3 running, 2 waiting")
Process.exit(killed, :kill)
quote.(shop, "kiwis", 60_000)
until.(until, shop, "3 running, 3 waiting")
IO.puts(call.(shop, :status, 1000))
for {pid, _} <- first, do: send(pid, {:answer, "7"})
{pid, item} = asked.()
until.(until, shop, "1 running, 0 waiting")
IO.puts("then the supplier is asked for: #{item}")
send(pid, {:answer, "7"})
IO.puts("kiwis: #{got.("kiwis")}")
# ANCHOR_END: run_gone
