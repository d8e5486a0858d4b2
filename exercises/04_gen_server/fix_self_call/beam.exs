# A server that calls itself: directly, through a task, by a cast. Then the repairs.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ANCHOR: accounts
defmodule Accounts do
  use GenServer

  def balance(name), do: GenServer.call(:accounts, {:balance, name}, :infinity)

  def init(balances), do: {:ok, balances}
  def handle_call({:balance, name}, _from, balances), do: {:reply, balances[name], balances}

  def handle_call({:transfer, from, to, amount}, _from, balances) do
    if balance(from) >= amount do
      {:reply, :done, %{balances | from => balances[from] - amount, to => balances[to] + amount}}
    else
      {:reply, :not_covered, balances}
    end
  end
  # ANCHOR_END: accounts

  # ANCHOR: statement
  def handle_call(:statement, _from, balances) do
    task = Task.async(fn -> for name <- Map.keys(balances), do: {name, balance(name)} end)
    {:reply, Task.await(task, :infinity), balances}
  end
  # ANCHOR_END: statement

  # ANCHOR: self_cast
  def handle_cast({:note, line}, state) do
    GenServer.cast(self(), :audit)
    {:noreply, %{state | journal: state.journal ++ [line]}}
  end

  def handle_cast(:audit, state), do: {:noreply, %{state | journal: state.journal ++ ["audit"]}}
  # ANCHOR_END: self_cast
end

# ANCHOR: repaired
defmodule Repaired do
  use GenServer

  def balance(name), do: GenServer.call(:accounts, {:balance, name}, :infinity)

  def init(balances), do: {:ok, balances}
  def handle_call({:balance, name}, _from, balances), do: {:reply, balances[name], balances}

  def handle_call({:transfer, from, to, amount}, _from, balances) do
    if balances[from] >= amount do
      {:reply, :done, %{balances | from => balances[from] - amount, to => balances[to] + amount}}
    else
      {:reply, :not_covered, balances}
    end
  end

  def handle_call(:statement, from, balances) do
    spawn_link(fn -> GenServer.reply(from, Enum.to_list(balances)) end)
    {:noreply, balances}
  end
  # ANCHOR_END: repaired

  # ANCHOR: continue
  def handle_cast({:note, line}, state) do
    {:noreply, %{state | journal: state.journal ++ [line]}, {:continue, :audit}}
  end

  def handle_continue(:audit, state), do: {:noreply, %{state | journal: state.journal ++ ["audit"]}}
  # ANCHOR_END: continue
end

defmodule Run do
  def transfer(module) do
    {:ok, accounts} = GenServer.start(module, %{ada: 10, tom: 5}, name: :accounts)
    Process.monitor(accounts)
    IO.puts("the caller: #{GenServer.call(accounts, {:transfer, :ada, :tom, 3}, :infinity)}")
    IO.puts("the accounts: live")
    GenServer.stop(accounts)
    receive do {:DOWN, _, _, _, _} -> :ok end
  catch
    :exit, {{reason, _}, _} ->
      IO.puts("the caller: exit #{reason}")
      receive do {:DOWN, _, _, _, {reason, _}} -> IO.puts("the accounts: end, #{reason}") end
  end

  def statement(module) do
    main = self()
    {:ok, accounts} = GenServer.start(module, %{ada: 10, tom: 5}, name: :accounts)
    caller = spawn(fn -> send(main, {:statement, GenServer.call(accounts, :statement, :infinity)}) end)
    line = receive do {:statement, statement} -> inspect(statement) after 200 -> "no answer after 200 ms" end
    IO.puts("the caller: #{line}")
    {:message_queue_len, waiting} = Process.info(accounts, :message_queue_len)
    IO.puts("the accounts: live, #{waiting} in the mailbox")
    Process.exit(caller, :kill)
    ref = Process.monitor(accounts)
    Process.exit(accounts, :kill)
    receive do {:DOWN, ^ref, _, _, _} -> :ok end
  end

  def journal(module) do
    {:ok, accounts} = GenServer.start(module, %{journal: []})
    :sys.suspend(accounts)
    for line <- ["first", "second"], do: GenServer.cast(accounts, {:note, line})
    :sys.resume(accounts)
    _ = :sys.get_state(accounts)
    IO.puts(Enum.join(:sys.get_state(accounts).journal, ", "))
  end
end

IO.puts("-- direct")
Run.transfer(Accounts)
IO.puts("-- hidden")
Run.statement(Accounts)
IO.puts("-- self_cast")
Run.journal(Accounts)

IO.puts("-- repaired")
Run.transfer(Repaired)
Run.statement(Repaired)
Run.journal(Repaired)
