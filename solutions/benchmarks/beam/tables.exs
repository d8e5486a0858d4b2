# Tables of rows {key, value}: `elixir tables.exs ets|ets_concurrent|ets_ordered|ets_ordered_concurrent THREADS ROWS`
# prints {"insert":..,"lookup":..,"mix":..,"read_p95_ns":..,"bound_ns":..,"scan_ms":..}.
defmodule Bench do
  @timed 16
  @selections 100_000

  def options("ets"), do: [:set]
  def options("ets_concurrent"), do: [:set | concurrent()]
  def options("ets_ordered"), do: [:ordered_set]
  def options("ets_ordered_concurrent"), do: [:ordered_set | concurrent()]

  defp concurrent, do: [read_concurrency: true, write_concurrency: true]

  def run(name, threads, count) do
    table = :ets.new(:rows, [:public | options(name)])
    Enum.each([:inserting, :reading, :mixing], &:persistent_term.put(&1, shuffled(count, &1)))

    insert =
      per_second(threads, count, fn turn ->
        key = key(:inserting, turn)
        :ets.insert(table, {key, key * 3})
      end)

    lookup =
      per_second(threads, count, fn turn ->
        [_row] = :ets.lookup(table, key(:reading, turn))
      end)

    {mix, p95} = mixed(table, threads, count)
    selections = min(@selections, count)

    bound =
      per_second(threads, selections, fn turn ->
        [_value] = :ets.select(table, [{{key(:reading, turn), :"$1"}, [], [:"$1"]}])
      end)

    above = count * 3 - div(count, 100) * 3
    from = now()
    found = :ets.select(table, [{{:"$1", :"$2"}, [{:>, :"$2", above}], [:"$1"]}])
    scan = now() - from
    true = length(found) == div(count, 100) - 1

    IO.puts(
      ~s({"insert":#{insert},"lookup":#{lookup},"mix":#{mix},"read_p95_ns":#{p95},) <>
        ~s("bound_ns":#{1.0e9 / bound},"scan_ms":#{scan / 1.0e6}})
    )
  end

  # The keys in an order that follows from the name. A persistent term is not copied to those who read it.
  defp shuffled(count, name) do
    :rand.seed(:exsss, :erlang.phash2(name))
    0..(count - 1) |> Enum.shuffle() |> List.to_tuple()
  end

  defp key(order, turn), do: elem(:persistent_term.get(order), turn)

  defp now, do: :erlang.monotonic_time(:nanosecond)

  # Each worker takes its part of the turns; how many a second all of them reached.
  defp per_second(threads, count, act) do
    from = now()
    in_parts(threads, count, fn first, last -> repeat(first, last, act) end)
    count / ((now() - from) / 1.0e9)
  end

  defp in_parts(threads, count, work) do
    parts =
      for thread <- 0..(threads - 1) do
        first = div(count * thread, threads)
        last = div(count * (thread + 1), threads)
        Task.async(fn -> work.(first, last) end)
      end

    Task.await_many(parts, :infinity)
  end

  defp repeat(turn, last, _act) when turn == last, do: :ok

  defp repeat(turn, last, act) do
    act.(turn)
    repeat(turn + 1, last, act)
  end

  defp mixed(table, threads, count) do
    from = now()
    took = in_parts(threads, count, fn first, last -> mix(table, first, last, []) end)
    rate = count / ((now() - from) / 1.0e9)
    sorted = took |> Enum.concat() |> Enum.sort()
    {rate, Enum.at(sorted, div(length(sorted) * 95, 100))}
  end

  defp mix(_table, turn, last, took) when turn == last, do: took

  defp mix(table, turn, last, took) do
    key = key(:mixing, turn)

    cond do
      rem(turn, 10) == 0 ->
        :ets.insert(table, {key, key * 3})
        mix(table, turn + 1, last, took)

      rem(turn, @timed) == 1 ->
        from = now()
        :ets.lookup(table, key)
        mix(table, turn + 1, last, [now() - from | took])

      true ->
        :ets.lookup(table, key)
        mix(table, turn + 1, last, took)
    end
  end
end

[name, threads, rows] = System.argv()
Bench.run(name, String.to_integer(threads), String.to_integer(rows))
