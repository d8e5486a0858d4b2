# A hundred hits in a minute for each user: by a fixed window, and by one that slides.
# Both are pure functions of the state and the time; a server hands them a clock that the script sets.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
Logger.configure(level: :none)

# ANCHOR: fixed
defmodule Fixed do
  def hit(users, user, now, {limit, window}) do
    begin = div(now, window) * window

    case users do
      %{^user => {^begin, ^limit}} -> {{:wait, begin + window - now}, users}
      %{^user => {^begin, used}} -> {{:allow, limit - used - 1}, Map.put(users, user, {begin, used + 1})}
      _ -> {{:allow, limit - 1}, Map.put(users, user, {begin, 1})}
    end
  end
end
# ANCHOR_END: fixed

# ANCHOR: sliding
defmodule Sliding do
  # For each user the times of the allowed hits, newest first.
  def hit(users, user, now, {limit, window}) do
    log = Enum.take_while(Map.get(users, user, []), fn hit -> now - hit < window end)

    if length(log) == limit do
      {{:wait, List.last(log) + window - now}, Map.put(users, user, log)}
    else
      {{:allow, limit - length(log) - 1}, Map.put(users, user, [now | log])}
    end
  end

  def forget_quiet(users, now, {_, window}) do
    Map.filter(users, fn {_, [newest | _]} -> now - newest < window end)
  end
end
# ANCHOR_END: sliding

# ANCHOR: server
defmodule RateLimiter do
  use GenServer
  def init({rule, limit, now}), do: {:ok, %{rule: rule, limit: limit, now: now, users: %{}}}

  def handle_call({:hit, user}, _from, state) do
    {decision, users} = state.rule.hit(state.users, user, state.now.(), state.limit)
    {:reply, decision, %{state | users: users}}
  end

  def handle_call(:users, _from, state), do: {:reply, map_size(state.users), state}

  def handle_info(:forget, state) do
    {:noreply, %{state | users: state.rule.forget_quiet(state.users, state.now.(), state.limit)}}
  end
end
# ANCHOR_END: server

# A limiter, and a function that sets its clock.
start = fn rule, limit ->
  {:ok, clock} = Agent.start_link(fn -> 0 end)
  now = fn -> Agent.get(clock, & &1) end
  {:ok, limiter} = GenServer.start_link(RateLimiter, {rule, limit, now})
  {limiter, fn ms -> Agent.update(clock, fn _ -> ms end) end}
end

hit = fn limiter, user -> GenServer.call(limiter, {:hit, user}) end

burst = fn limiter, ms ->
  decisions = for _ <- 1..100, do: hit.(limiter, :ann)
  allowed = Enum.count(decisions, &match?({:allow, _}, &1))
  IO.puts("at #{ms} ms: #{allowed} of 100 allowed, then #{inspect(hit.(limiter, :ann))}")
end

minute = {100, 60_000}

for {section, rule} <- [fixed_edge: Fixed, sliding_edge: Sliding] do
  IO.puts("-- #{section}")
  # ANCHOR: edge
  {limiter, at} = start.(rule, minute)
  for ms <- [59_500, 60_400, 119_500] do
    at.(ms)
    burst.(limiter, ms)
  end
  # ANCHOR_END: edge
end

say = fn limiter, user, ms -> IO.puts("at #{ms} ms, #{user}: #{inspect(hit.(limiter, user))}") end

for {section, rule} <- [fixed_wait: Fixed, sliding_wait: Sliding] do
  IO.puts("-- #{section}")
  # ANCHOR: wait
  {limiter, at} = start.(rule, {3, 60_000})
  for ms <- [0, 10_000, 20_000, 30_000, 59_999, 60_000, 60_000] do
    at.(ms)
    say.(limiter, :ann, ms)
  end
  say.(limiter, :bob, 60_000)
  # ANCHOR_END: wait
end

IO.puts("-- quiet")
# ANCHOR: quiet
{limiter, at} = start.(Sliding, minute)
for user <- 1..1000, do: hit.(limiter, user)
at.(30_000)
for user <- 1..10, do: hit.(limiter, user)
for ms <- [59_999, 60_000, 90_000] do
  at.(ms)
  send(limiter, :forget)
  IO.puts("at #{ms} ms, after forgetting: #{GenServer.call(limiter, :users)} users in memory")
end
# ANCHOR_END: quiet
