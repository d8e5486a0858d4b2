# A local PubSub, as Phoenix.PubSub builds it: a Registry with duplicate keys, and dispatch in the sender.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ANCHOR: pubsub
defmodule PubSub do
  def start_link(name), do: Registry.start_link(keys: :duplicate, name: name, partitions: 4)

  # The value of a subscription is a pattern: only messages that match it are wanted.
  def subscribe(name, topic, pattern \\ :_) do
    {:ok, _} = Registry.register(name, topic, pattern)
    :ok
  end

  def unsubscribe(name, topic), do: Registry.unregister(name, topic)
  def broadcast(name, topic, message), do: broadcast_from(name, :nobody, topic, message)

  def broadcast_from(name, from, topic, message) do
    Registry.dispatch(name, topic, fn entries ->
      for {pid, pattern} <- entries, pid != from, wants?(pattern, message), do: send(pid, {:message, message})
    end)
  end

  defp wants?(pattern, message) do
    :ets.match_spec_run([message], :ets.match_spec_compile([{pattern, [], [true]}])) == [true]
  end
end
# ANCHOR_END: pubsub

# ANCHOR: subscriber
defmodule Subscriber do
  # Remembers what it hears, and does in its own name what it is told.
  def start(name) do
    pid = spawn(fn -> loop([]) end)
    :persistent_term.put(pid, name)
    pid
  end

  defp loop(heard) do
    receive do
      {:message, message} -> loop(heard ++ [message])
      {from, :heard} -> send(from, {self(), heard}); loop([])
      {from, work} -> send(from, {self(), work.()}); loop(heard)
    end
  end

  def ask(pid, work) do
    send(pid, {self(), work})
    receive do {^pid, answer} -> answer end
  end
end
# ANCHOR_END: subscriber

{:ok, _} = PubSub.start_link(Chat)
[a, b, c] = all = for name <- [:a, :b, :c], do: Subscriber.start(name)
name = fn pid -> :persistent_term.get(pid) end
subscribe = fn pid, topic -> IO.puts("#{name.(pid)} subscribes to #{topic}: #{Subscriber.ask(pid, fn -> PubSub.subscribe(Chat, topic) end)}") end
subscribe_to = fn pid, topic, pattern -> IO.puts("#{name.(pid)} subscribes to #{topic} #{inspect(pattern)}: #{Subscriber.ask(pid, fn -> PubSub.subscribe(Chat, topic, pattern) end)}") end
unsubscribe = fn pid, topic -> IO.puts("#{name.(pid)} unsubscribes from #{topic}: #{Subscriber.ask(pid, fn -> PubSub.unsubscribe(Chat, topic) end)}") end
broadcast = fn topic, message -> IO.puts("broadcast #{topic} #{inspect(message)}: #{PubSub.broadcast(Chat, topic, message)}") end
heard = fn -> for pid <- all, Process.alive?(pid), do: IO.puts("#{name.(pid)} heard: #{inspect(Subscriber.ask(pid, :heard))}") end

# ANCHOR: subscribe
IO.puts("-- subscribe")
subscribe.(a, "news")
subscribe.(b, "news")
subscribe.(b, "news")
subscribe.(c, "sport")
broadcast.("news", {:n, 1})
broadcast.("news", {:n, 2})
broadcast.("nobody", {:n, 3})
heard.()
# ANCHOR_END: subscribe

# ANCHOR: unsubscribe
IO.puts("-- unsubscribe")
unsubscribe.(b, "news")
unsubscribe.(c, "news")
broadcast.("news", {:n, 4})
broadcast.("sport", {:s, 1})
heard.()
# ANCHOR_END: unsubscribe

# ANCHOR: from
IO.puts("-- from")
subscribe.(b, "news")
subscribe.(b, "news")
IO.puts("b broadcasts from itself: #{Subscriber.ask(b, fn -> PubSub.broadcast_from(Chat, self(), "news", {:n, 5}) end)}")
heard.()
IO.puts("b broadcasts: #{Subscriber.ask(b, fn -> PubSub.broadcast(Chat, "news", {:n, 6}) end)}")
heard.()
# ANCHOR_END: from

# ANCHOR: filter
IO.puts("-- filter")
subscribe_to.(a, "orders", {:paid, :_})
subscribe_to.(b, "orders", {:_, 7})
subscribe.(c, "orders")
broadcast.("orders", {:paid, 7})
broadcast.("orders", {:sent, 7})
broadcast.("orders", {:paid, 8})
heard.()
# ANCHOR_END: filter

# ANCHOR: death
IO.puts("-- death")
Process.exit(a, :kill)
broadcast.("orders", {:paid, 9})
heard.()
# ANCHOR_END: death
