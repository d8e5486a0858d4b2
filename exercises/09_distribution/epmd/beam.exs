# epmd: the port mapper. A real one, on a port of its own; what goes over its sockets is printed byte by byte.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# A port that is free, and a port mapper on it. It ends when we ask for it, though nodes are registered.
free = fn ->
  {:ok, socket} = :gen_tcp.listen(0, ip: {127, 0, 0, 1})
  {:ok, port} = :inet.port(socket)
  :gen_tcp.close(socket)
  port
end
port = free.()
epmd = System.find_executable("epmd")
options = ["-port", "#{port}", "-address", "127.0.0.1", "-relaxed_command_check"]
Port.open({:spawn_executable, epmd}, [:binary, :stderr_to_stdout, args: options])

# ANCHOR: ask
defmodule Epmd do
  # A request has its length in front, in two bytes.
  def frame(request), do: <<byte_size(request)::16, request::binary>>
  # ALIVE2_REQ: port, kind, protocol, highest and lowest version, name, extra.
  def alive(name, port, version \\ 6, kind \\ ?M) do
    <<120, port::16, kind, 0, version::16, 5::16, byte_size(name)::16, name::binary, 0::16>>
  end

  def say(port, bytes) do
    {:ok, socket} = :gen_tcp.connect({127, 0, 0, 1}, port, [:binary, active: false, nodelay: true])
    for piece <- List.wrap(bytes), do: :ok = :gen_tcp.send(socket, piece)
    socket
  end

  # All that comes until the other side hangs up.
  def all(socket), do: all(socket, "")
  defp all(socket, got) do
    case :gen_tcp.recv(socket, 0) do
      {:ok, bytes} -> all(socket, got <> bytes)
      {:error, _} -> got
    end
  end

  def ask(port, request), do: port |> say(frame(request)) |> all()
end
# ANCHOR_END: ask

bytes = fn "" -> "hung up"; binary -> binary |> :binary.bin_to_list() |> Enum.join(" ") end
start = fn socket -> {:ok, head} = :gen_tcp.recv(socket, 2); bytes.(head) end
creation = fn socket -> {:ok, <<number::32>>} = :gen_tcp.recv(socket, 4); number end
where = fn name -> Epmd.ask(port, <<122, name::binary>>) end
until = fn until, done -> if done.(), do: :ok, else: until.(until, done) end
free? = fn name -> fn -> where.(name) == <<119, 1>> end end
until.(until, fn ->
  case :gen_tcp.connect({127, 0, 0, 1}, port, []) do
    {:ok, socket} -> :gen_tcp.close(socket) == :ok
    _ -> false
  end
end)

# ANCHOR: frame
IO.puts("-- frame")
a = Epmd.say(port, Epmd.frame(Epmd.alive("a", 4711)))
IO.puts("a, in one piece: #{start.(a)}")
b = Epmd.say(port, for(<<byte <- Epmd.frame(Epmd.alive("b", 4712))>>, do: <<byte>>))
IO.puts("b, byte by byte: #{start.(b)}")
# ANCHOR_END: frame

# ANCHOR: register
IO.puts("-- register")
again = Epmd.say(port, Epmd.frame(Epmd.alive("a", 9999)))
IO.puts("a, from elsewhere: #{start.(again)}")
:gen_tcp.close(again)
first = creation.(a)
old = Epmd.say(port, Epmd.frame(Epmd.alive("old", 4713, 5)))
IO.puts("old, of version 5: #{start.(old)}")
{:ok, <<two_bits::16>>} = :gen_tcp.recv(old, 2)
IO.puts("its creation is from 1 to 3: #{two_bits in 1..3}")
# ANCHOR_END: register

# ANCHOR: port_please
IO.puts("-- port_please")
IO.puts("a: #{bytes.(where.("a"))}")
IO.puts("nobody: #{bytes.(where.("nobody"))}")
<<^port::32, text::binary>> = Epmd.ask(port, <<110>>)
for line <- text |> String.split("\n", trim: true) |> Enum.sort(), do: IO.puts(line)
# ANCHOR_END: port_please

# ANCHOR: gone
IO.puts("-- gone")
:gen_tcp.close(a)
until.(until, free?.("a"))
IO.puts("a has hung up: #{bytes.(where.("a"))}")
a = Epmd.say(port, Epmd.frame(Epmd.alive("a", 9999)))
IO.puts("a, from elsewhere: #{start.(a)}")
IO.puts("with the creation it had before: #{creation.(a) == first}")
IO.puts("b: #{bytes.(where.("b"))}")
# ANCHOR_END: gone

# ANCHOR: hostile
IO.puts("-- hostile")
half_open = for _ <- 1..50, do: Epmd.say(port, <<0>>)
IO.puts("no request: #{bytes.(Epmd.ask(port, <<1, 2, 3>>))}")
IO.puts("a name of 500 bytes, it claims: #{bytes.(Epmd.ask(port, <<120, 0::16, ?M, 0, 6::16, 5::16, 500::16, "c">>))}")
IO.puts("a request of 65535 bytes, it claims: #{bytes.(Epmd.all(Epmd.say(port, <<65535::16, 110>>)))}")
IO.puts("b, still: #{bytes.(where.("b"))}")
# ANCHOR_END: hostile
Enum.each(half_open, &:gen_tcp.close/1)

# ANCHOR: nodes
IO.puts("-- nodes")
node = fn name, port, options ->
  env = [{~c"ERL_EPMD_PORT", ~c"#{port}"}]
  args = [~c"-setcookie", ~c"epmd" | Enum.map(options, &to_charlist/1)]
  {:ok, peer, _} =
    :peer.start(%{name: name, host: ~c"127.0.0.1", longnames: true, connection: :standard_io, env: env, args: args})
  peer
end
one = node.(:one, port, ["-start_epmd", "false"])
two = node.(:two, port, ["-start_epmd", "false"])
IO.puts("one connects to two: #{:peer.call(one, :net_kernel, :connect_node, [:"two@127.0.0.1"])}")
life = :peer.call(two, :erlang, :system_info, [:creation])
killed = Process.monitor(two)
System.cmd("kill", ["-9", "#{:peer.call(two, :os, :getpid, [])}"])
receive do {:DOWN, ^killed, _, _, _} -> IO.puts("two is killed") end
until.(until, free?.("two"))
IO.puts("the name two: #{bytes.(where.("two"))}")
two = node.(:two, port, ["-start_epmd", "false"])
IO.puts("two is back, with the same creation: #{:peer.call(two, :erlang, :system_info, [:creation]) == life}")
IO.puts("one connects to two: #{:peer.call(one, :net_kernel, :connect_node, [:"two@127.0.0.1"])}")
# ANCHOR_END: nodes

# ANCHOR: without
System.cmd(epmd, ["-port", "#{port}", "-kill"])
until.(until, fn -> match?({:error, _}, :gen_tcp.connect({127, 0, 0, 1}, port, [])) end)
IO.puts("the port mapper ends")
IO.puts("one sees #{inspect(:peer.call(one, :erlang, :nodes, []))}")
IO.puts("one calls two: #{:peer.call(one, :rpc, :call, [:"two@127.0.0.1", :erlang, :+, [1, 2]])}")
# ANCHOR_END: without
:peer.stop(one)
:peer.stop(two)

# ANCHOR: ensure
IO.puts("-- ensure")
elsewhere = free.()
listens = free.()
range = ["-kernel", "inet_dist_listen_min", "#{listens}", "inet_dist_listen_max", "#{listens}"]
IO.puts("no port mapper: #{inspect(:gen_tcp.connect({127, 0, 0, 1}, elsewhere, []))}")
three = node.(:three, elsewhere, range)
<<119, 0, at::16, _::binary>> = Epmd.ask(elsewhere, <<122, "three">>)
IO.puts("three has started one; it listens where it was told: #{at == listens}")
:peer.stop(three)
# ANCHOR_END: ensure
until.(until, fn ->
  System.cmd(epmd, ["-port", "#{elsewhere}", "-kill"])
  match?({:error, _}, :gen_tcp.connect({127, 0, 0, 1}, elsewhere, []))
end)
