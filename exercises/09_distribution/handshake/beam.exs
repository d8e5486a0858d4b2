# A handshake by hand: we speak with real nodes over plain sockets, once as who calls and once as who is called.
Logger.configure(level: :none)
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

unique = "#{System.os_time()}x#{System.pid()}"
start = fn letter ->
  {:ok, peer, node} =
    :peer.start(%{
      name: String.to_charlist(letter <> unique), host: '127.0.0.1', longnames: true, connection: :standard_io,
      args: ['-setcookie', 'secret', '-kernel', 'logger_level', 'none']
    })
  {peer, node}
end
# Our name stands between those of the two nodes: one is lesser, the other greater.
{lesser, greater} = {start.("a"), start.("z")}
ours = "m#{unique}@127.0.0.1"

{:ok, listener} = :gen_tcp.listen(0, [:binary, packet: 2, active: false, ip: {127, 0, 0, 1}])
{:ok, port} = :inet.port(listener)
{:ok, _} = :erl_epmd.start_link()
{:ok, _} = :erl_epmd.register_node(String.to_charlist("m#{unique}"), port)

# ANCHOR: frames
flags = 0x1D03074FBC
name = fn own -> <<?N, flags::64, 1::32, byte_size(own)::16, own::binary>> end
challenge = fn own, number -> <<?N, flags::64, number::32, 1::32, byte_size(own)::16, own::binary>> end
digest = fn cookie, number -> :erlang.md5([cookie, Integer.to_string(number)]) end
# ANCHOR_END: frames

on_the_wire = fn frame -> Process.put(:wire, [frame | Process.get(:wire, [])]) end
say = fn socket, words, frame ->
  on_the_wire.(frame)
  IO.puts("we: #{words}")
  :ok = :gen_tcp.send(socket, frame)
end
hear = fn socket ->
  received = :gen_tcp.recv(socket, 0, 10_000)
  with {:ok, frame} <- received, do: on_the_wire.(frame)
  case received do
    {:ok, "s" <> word} -> IO.puts("node: status #{word}")
    {:ok, <<?N, _::64, number::32, _::32, size::16, _::binary-size(size)>>} ->
      IO.puts("node: name and challenge")
      number
    {:ok, <<?N, _::64, _::32, size::16, _::binary-size(size)>>} -> IO.puts("node: name")
    {:ok, <<?r, number::32, answer::binary>>} ->
      IO.puts("node: challenge and answer, right: #{answer == digest.("secret", 23)}")
      number
    {:ok, <<?a, answer::binary>>} -> IO.puts("node: answer, right: #{answer == digest.("secret", 17)}")
    {:error, :closed} -> IO.puts("node: closes")
  end
end
sees = fn {peer, _} -> String.to_atom(ours) in :peer.call(peer, :erlang, :nodes, [:connected]) end
told = fn node -> IO.puts("the node sees us: #{sees.(node)}") end
# A handshake ends a moment before the node counts us in, and a connection a moment before it counts us out.
wait = fn node, until, again -> if sees.(node) != until, do: again.(node, until, again) end
up = fn node ->
  wait.(node, true, wait)
  told.(node)
end

dial = fn {_, node} ->
  [short, _] = String.split(to_string(node), "@")
  {:port, port, _} = :erl_epmd.port_please(String.to_charlist(short), {127, 0, 0, 1})
  {:ok, socket} = :gen_tcp.connect({127, 0, 0, 1}, port, [:binary, packet: 2, active: false])
  say.(socket, "name", name.(ours))
  hear.(socket)
  socket
end
# ANCHOR: answer
# The node has put a challenge: we answer it with this cookie, and put one of ours.
answer = fn socket, cookie ->
  number = hear.(socket)
  say.(socket, "challenge and answer", <<?r, 17::32, digest.(cookie, number)::binary>>)
  hear.(socket)
end
# ANCHOR_END: answer

IO.puts("-- digest")
for {cookie, number} <- [{"secret", 0}, {"secret", 17}, {"other", 17}, {"secret", 4_294_967_295}] do
  IO.puts("#{cookie} #{number}: #{Base.encode16(digest.(cookie, number), case: :lower)}")
end

IO.puts("-- wrong cookie")
answer.(dial.(lesser), "guess")
told.(lesser)

IO.puts("-- right cookie")
old = dial.(lesser)
answer.(old, "secret")
up.(lesser)

open = fn -> IO.puts("the old connection is open: #{:gen_tcp.recv(old, 0, 0) == {:error, :timeout}}") end

IO.puts("-- alive, no cookie")
stranger = dial.(lesser)
say.(stranger, "status true", "strue")
answer.(stranger, "guess")
open.()

IO.puts("-- alive, but so is the old one")
again = dial.(lesser)
say.(again, "status false", "sfalse")
hear.(again)
open.()

IO.puts("-- alive, and we know better")
again = dial.(lesser)
say.(again, "status true", "strue")
answer.(again, "secret")
until_closed = fn f -> with {:ok, _} <- :gen_tcp.recv(old, 0, 10_000), do: f.(f) end
{:error, :closed} = until_closed.(until_closed)
IO.puts("the old connection is open: false")
:gen_tcp.close(again)
wait.(lesser, false, wait)

# A node calls us; `during` says what we do with its connection. What `Node.connect` gives comes last.
called = fn {peer, _} = node, during ->
  caller = Task.async(fn -> :peer.call(peer, :net_kernel, :connect_node, [String.to_atom(ours)], 30_000) end)
  {:ok, socket} = :gen_tcp.accept(listener, 10_000)
  hear.(socket)
  other = during.(socket)
  connected = if sees.(node), do: true, else: (:gen_tcp.close(socket); Task.await(caller, 30_000))
  IO.puts("connected: #{connected}")
  for open <- [socket, other], is_port(open), do: :gen_tcp.close(open)
  wait.(node, false, wait)
end

for {title, node} <- [{"lesser", lesser}, {"greater", greater}] do
  IO.puts("-- at once, the node is the #{title} one")
  called.(node, fn _ ->
    other = dial.(node)
    if title == "lesser", do: answer.(other, "secret"), else: hear.(other)
    if title == "lesser", do: wait.(node, true, wait)
    other
  end)
end

IO.puts("-- not allowed")
:ok = :peer.call(lesser |> elem(0), :net_kernel, :allow, [[:"somebody@127.0.0.1"]])
hear.(dial.(lesser))

# ANCHOR: calls
for {title, own, cookie} <- [{"right cookie", ours, "secret"}, {"wrong cookie", ours, "guess"}, {"other name", "x" <> ours, "secret"}] do
  IO.puts("-- the node calls, #{title}")
  called.(greater, fn socket ->
    say.(socket, "status ok", "sok")
    say.(socket, "name and challenge", challenge.(own, 23))
    number = hear.(socket)
    if number != :ok do
      say.(socket, "answer", <<?a, digest.(cookie, number)::binary>>)
      if title == "right cookie", do: up.(greater), else: hear.(socket)
    end
  end)
end
# ANCHOR_END: calls

for status <- ["ok_simultaneous", "alive", "not_allowed"] do
  IO.puts("-- the node calls, #{status}")
  called.(greater, fn socket ->
    say.(socket, "status #{status}", "s" <> status)
    if status == "ok_simultaneous", do: say.(socket, "name and challenge", challenge.(ours, 23))
    hear.(socket)
  end)
end

for {peer, _} <- [lesser, greater], do: :peer.stop(peer)

IO.puts("-- wire")
with_cookie = Enum.count(Process.get(:wire), &(:binary.match(&1, "secret") != :nomatch))
IO.puts("frames with the cookie in them: #{with_cookie} of #{length(Process.get(:wire))}")
