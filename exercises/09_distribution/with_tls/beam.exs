# TLS between nodes: what it promises to whom, who is let in, and what strangers cost.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)
:ok = :logger.set_primary_config(:level, :none)
{:ok, _} = Application.ensure_all_started(:ssl)

say = fn what, how -> IO.puts("#{what}: #{how}") end
chars = &String.to_charlist/1

# An authority, and papers that it gives out: for a host, or for an address.
root = fn name -> :public_key.pkix_test_root_cert(chars.(name), key: {:namedCurve, :secp256r1}) end
papers = fn root, names ->
  for_whom = {:Extension, {2, 5, 29, 17}, false, names}
  :public_key.pkix_test_data(%{
    root: root,
    intermediates: [],
    peer: [key: {:namedCurve, :secp256r1}, extensions: [for_whom]]
  })
end
host = fn name -> [dNSName: chars.(name)] end
[ours, others] = Enum.map(["ours", "others"], root)
alpha = papers.(ours, host.("alpha"))
beta = papers.(ours, host.("beta"))
stranger = papers.(others, host.("alpha"))
nothing = Keyword.take(alpha, [:cacerts])

# ANCHOR: meet
# One calls, one is called, each with its options. What both say about it, and what the caller then reads.
demands = [verify: :verify_peer, fail_if_no_peer_cert: true]
meet = fn version, called, caller ->
  {:ok, listener} = :ssl.listen(0, called ++ demands ++ [versions: [version], active: false])
  {:ok, {_, port}} = :ssl.sockname(listener)
  us = self()
  spawn(fn ->
    {:ok, socket} = :ssl.transport_accept(listener)
    answer = :ssl.handshake(socket, 5000)
    send(us, {:called, elem(answer, 0)})
    with {:ok, socket} <- answer, do: :ssl.send(socket, "data")
    receive do :never -> :ok end
  end)
  call = [versions: [version], active: false, verify: :verify_peer, server_name_indication: 'alpha']
  connected = :ssl.connect('localhost', port, caller ++ call, 5000)
  called = receive do {:called, answer} -> answer end
  read =
    with {:ok, socket} <- connected do
      case :ssl.recv(socket, 0, 5000) do
        {:ok, _} -> :data
        {:error, _} -> :error
      end
    end
  {elem(connected, 0), called, if(is_tuple(read), do: :nothing, else: read)}
end
# ANCHOR_END: meet

tell = fn what, {connected, called, read} ->
  say.(what, "caller #{connected}, called #{called}, then read: #{read}")
end

IO.puts("-- who is let in")
tell.("both show their papers", meet.(:"tlsv1.3", alpha, beta))
tell.("the caller shows none", meet.(:"tlsv1.3", alpha, nothing))
tell.("the same with TLS 1.2", meet.(:"tlsv1.2", alpha, nothing))
tell.("the caller has papers of others", meet.(:"tlsv1.3", alpha, Keyword.put(stranger, :cacerts, alpha[:cacerts])))
tell.("the called has papers of others", meet.(:"tlsv1.3", stranger, beta))
tell.("the called has papers for beta", meet.(:"tlsv1.3", beta, beta))

IO.puts("-- strangers")
{:ok, listener} = :ssl.listen(0, alpha ++ demands ++ [active: false])
{:ok, {_, port}} = :ssl.sockname(listener)
knock = fn says ->
  {:ok, stream} = :gen_tcp.connect('localhost', port, [:binary, active: false])
  :ok = :gen_tcp.send(stream, says)
  {:ok, socket} = :ssl.transport_accept(listener)
  answer = :ssl.handshake(socket, 300)
  :gen_tcp.close(stream)
  case answer do
    {:error, {:tls_alert, {why, _}}} -> "refused, #{why}"
    {:error, why} -> why
  end
end
say.("says nothing", knock.(""))
say.("says its name without TLS", knock.(<<0, 21, ?N, 0::64, 1::32, 6::16, "n@beta">>))

# ANCHOR: nodes
# Nodes with one cookie. The file of options is what the command line points at.
folder = Path.join(System.tmp_dir!(), "with_tls_#{System.pid()}")
File.mkdir_p!(folder)
pem = fn entries -> :public_key.pem_encode(for {type, der} <- entries, do: {type, der, :not_encrypted}) end
over_tls = fn papers, name ->
  path = fn file -> chars.(Path.join(folder, "#{name}_#{file}")) end
  File.write!(path.("cert.pem"), pem.([{:Certificate, papers[:cert]}]))
  File.write!(path.("key.pem"), pem.([papers[:key]]))
  File.write!(path.("authority.pem"), pem.(for der <- papers[:cacerts], do: {:Certificate, der}))
  both = [cacertfile: path.("authority.pem"), certfile: path.("cert.pem"), keyfile: path.("key.pem")]
  options = [server: both ++ demands, client: both ++ [verify: :verify_peer]]
  File.write!(path.("ssl_dist.conf"), :io_lib.format('~p.~n', [options]))
  ['-proto_dist', 'inet_tls', '-ssl_dist_optfile', path.("ssl_dist.conf")]
end
# ANCHOR_END: nodes

run = System.pid()
start = fn name, host, longnames, flags ->
  args = ['-setcookie', 'secret', '-kernel', 'logger_level', 'none' | flags]
  options = %{name: :"#{name}_#{run}", host: chars.(host), longnames: longnames, connection: :standard_io, args: args}
  {:ok, peer, node} = :peer.start(options)
  {peer, node}
end
connects = fn {peer, _}, {_, node} -> :peer.call(peer, :net_kernel, :connect_node, [node]) end

IO.puts("-- nodes with the same cookie")
here = fn root -> papers.(root, host.("localhost")) end
a = start.(:tls_a, "localhost", false, over_tls.(here.(ours), "a"))
b = start.(:tls_b, "localhost", false, over_tls.(here.(ours), "b"))
c = start.(:tls_c, "localhost", false, over_tls.(here.(others), "c"))
d = start.(:tls_d, "localhost", false, [])
f = start.(:tls_f, "localhost", false, over_tls.(papers.(ours, host.("elsewhere")), "f"))
say.("of the same authority", connects.(a, b))
say.("of another authority", connects.(c, a))
say.("without TLS", connects.(d, a))
say.("called, and has papers for another host", connects.(a, f))
say.("calls, and has papers for another host", connects.(f, a))
{:ok, names} = :erl_epmd.names('localhost')
say.("epmd tells us of all five", Enum.count(names, fn {name, _} -> :lists.suffix(chars.("_#{run}"), name) end))

IO.puts("-- a host that is an address")
address = [iPAddress: <<127, 0, 0, 1>>]
g = start.(:tls_g, "127.0.0.1", true, over_tls.(papers.(ours, address), "g"))
h = start.(:tls_h, "127.0.0.1", true, over_tls.(papers.(ours, address), "h"))
say.("each has papers for this address", connects.(g, h))

for {peer, _} <- [a, b, c, d, f, g, h], do: :peer.stop(peer)
File.rm_rf!(folder)
