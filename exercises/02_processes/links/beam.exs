# Links: who ends with whom, and what a removed link changes.
Logger.configure(level: :none)
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

# ANCHOR: helpers
defmodule L do
  # A process that does what it is told, and keeps the exit messages it gets.
  def start(trap \\ false) do
    main = self()
    pid = spawn(fn -> Process.flag(:trap_exit, trap); send(main, :ready); loop([]) end)
    receive do :ready -> pid end
  end

  defp loop(got) do
    receive do
      {:do, main, what} -> what.(); send(main, :done); loop(got)
      {:end, reason} -> exit(reason)
      {:EXIT, from, reason} -> loop([{from, reason} | got])
      {:show, main} -> send(main, {:got, got}); loop(got)
    end
  end

  def tell(pid, what) do
    send(pid, {:do, self(), what})
    receive do :done -> :ok end
  end

  def link(a, b), do: tell(a, fn -> Process.link(b) end)
  def unlink(a, b), do: tell(a, fn -> Process.unlink(b) end)

  # Ends a process and waits until we know of everybody that dies with it.
  def finish(pid, reason, dying) do
    send(pid, {:end, reason})
    wait_for([pid | dying])
  end

  defp wait_for(dying) do
    {:monitors, watched} = Process.info(self(), :monitors)
    if Enum.any?(dying, &({:process, &1} in watched)), do: wait_for(dying)
  end

  # What has become of each: `watch` holds monitors made at the start.
  def show(watch) do
    for {name, pid, ref} <- watch do
      receive do
        {:DOWN, ^ref, _, _, reason} -> IO.puts("#{name} died: #{reason}")
      after 0 -> IO.puts("#{name} lives#{letters(pid, watch)}") end
    end
  end

  defp letters(pid, watch) do
    wait_until_felt(pid)
    send(pid, {:show, self()})
    receive do
      {:got, got} -> for {from, reason} <- Enum.reverse(got), do: ", EXIT from #{name(from, watch)}: #{reason}"
    end
  end

  # It has handled every exit signal when it is linked with no dead process.
  def wait_until_felt(pid) do
    {:links, links} = Process.info(pid, :links)
    if Enum.any?(links, &(not Process.alive?(&1))), do: wait_until_felt(pid)
  end

  defp name(pid, watch), do: Enum.find_value(watch, "?", fn {name, p, _} -> p == pid && name end)

  def named(list), do: for({name, trap} <- list, do: (pid = start(trap); {name, pid, Process.monitor(pid)}))
end
# ANCHOR_END: helpers

four = [a: false, b: false, c: false, d: false]
pids = fn watch -> for {_, pid, _} <- watch, do: pid end

# ANCHOR: chain
IO.puts("-- a chain")
watch = L.named(four)
[a, b, c, d] = pids.(watch)
L.link(a, b); L.link(b, c); L.link(c, d)
L.finish(a, :boom, [b, c, d])
L.show(watch)
# ANCHOR_END: chain

# ANCHOR: cycle
IO.puts("-- a cycle")
watch = L.named(four)
[a, b, c, d] = pids.(watch)
L.link(a, b); L.link(b, c); L.link(c, d); L.link(d, a)
L.finish(c, :boom, [a, b, d])
L.show(watch)
# ANCHOR_END: cycle

# ANCHOR: trapping
IO.puts("-- somebody in the chain traps exits")
watch = L.named(a: false, b: false, c: true, d: false)
[a, b, c, d] = pids.(watch)
L.link(a, b); L.link(b, c); L.link(c, d)
L.finish(a, :boom, [b])
L.show(watch)
# ANCHOR_END: trapping

# ANCHOR: normal_end
IO.puts("-- a normal end")
watch = L.named(a: false, b: false, c: true)
[a, b, c] = pids.(watch)
L.link(a, b); L.link(a, c)
L.finish(a, :normal, [])
L.show(watch)
# ANCHOR_END: normal_end

# ANCHOR: linked_twice_unlinked_once
IO.puts("-- linked twice, unlinked once")
watch = L.named(a: false, b: false)
[a, b] = pids.(watch)
L.link(a, b); L.link(b, a); L.unlink(b, a)
L.finish(a, :boom, [])
L.show(watch)
# ANCHOR_END: linked_twice_unlinked_once

# ANCHOR: unlink_after_the_exit_has_come
IO.puts("-- unlink after the exit has come")
watch = L.named(a: false, b: true)
[a, b] = pids.(watch)
L.link(a, b)
L.finish(a, :boom, [])
L.wait_until_felt(b)
L.unlink(b, a)
L.show(watch)
# ANCHOR_END: unlink_after_the_exit_has_come

# ANCHOR: link_with_a_process_that_has_ended
IO.puts("-- a link with a process that has ended")
watch = L.named(a: false, b: true)
[a, b] = pids.(watch)
L.finish(a, :boom, [])
L.link(b, a)
L.show(watch)
# ANCHOR_END: link_with_a_process_that_has_ended
