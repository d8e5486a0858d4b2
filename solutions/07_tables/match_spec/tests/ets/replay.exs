# Plays sequences of operations on real ETS tables and prints what each gives: elixir replay.exs FILE
#
# A line is {type, key_position, [operation, …]}. What ETS leaves open, the order of a walk through anything but an
# ordered_set, is printed in the order of the texts.
defmodule Replay do
  # A term of its syntax tree; evaluating some thousand of them would compile each.
  def term({:{}, _, items}), do: List.to_tuple(Enum.map(items, &term/1))
  def term({:%{}, _, pairs}), do: Map.new(pairs, &term/1)
  def term({:<<>>, _, bytes}), do: :erlang.list_to_binary(bytes)
  def term({:-, _, [number]}), do: -number
  def term({a, b}), do: {term(a), term(b)}
  def term([{:|, _, [item, tail]}]), do: [term(item) | term(tail)]
  def term([item | rest]), do: [term(item) | term(rest)]
  def term(other), do: other

  def text(term), do: inspect(term, charlists: :as_lists, limit: :infinity, width: :infinity, printable_limit: :infinity)

  def play({type, position, operations}) do
    table = :ets.new(:table, [type, {:keypos, position}])
    lines = for operation <- operations, do: line(table, type, operation)
    :ets.delete(table)
    lines
  end

  defp line(table, type, operation) do
    case run(operation, table) do
      {:walk, list} when type == :ordered_set -> text(list)
      {:walk, list} -> "any order: " <> Enum.join(Enum.sort(Enum.map(list, &text/1)), ", ")
      {:chunks, chunks} when type == :ordered_set -> text(chunks)
      {:chunks, chunks} -> "any order: " <> Enum.join(Enum.sort(Enum.map(Enum.concat(chunks), &text/1)), ", ")
      {:key, key} when type == :ordered_set -> text(key)
      {:key, _} -> "some key"
      result -> text(result)
    end
  rescue
    _ in ArgumentError ->
      causes = Map.values(:erl_stdlib_errors.format_error(:badarg, __STACKTRACE__))
      Enum.join(["badarg" | causes], ": ")
  end

  defp run({:insert, row}, t), do: :ets.insert(t, row)
  defp run({:insert_new, row}, t), do: :ets.insert_new(t, row)
  defp run({:lookup, key}, t), do: :ets.lookup(t, key)
  defp run({:lookup_element, key, position}, t), do: :ets.lookup_element(t, key, position)
  defp run({:member, key}, t), do: :ets.member(t, key)
  defp run({:delete, key}, t), do: :ets.delete(t, key)
  defp run({:delete_object, row}, t), do: :ets.delete_object(t, row)
  defp run({:take, key}, t), do: :ets.take(t, key)
  defp run({:update_counter, key, increment}, t), do: :ets.update_counter(t, key, increment)
  defp run({:update_counter, key, increment, row}, t), do: :ets.update_counter(t, key, increment, row)
  defp run({:update_element, key, places}, t), do: :ets.update_element(t, key, places)
  defp run({:tab2list}, t), do: {:walk, :ets.tab2list(t)}
  defp run({:keys}, t), do: {:walk, keys(t, :ets.first(t), &:ets.next/2)}
  defp run({:keys_back}, t), do: {:walk, keys(t, :ets.last(t), &:ets.prev/2)}
  defp run({:next, key}, t), do: {:key, :ets.next(t, key)}
  defp run({:prev, key}, t), do: {:key, :ets.prev(t, key)}
  defp run({:foldl}, t), do: {:walk, :ets.foldl(&[&1 | &2], [], t)}
  defp run({:foldr}, t), do: {:walk, :ets.foldr(&[&1 | &2], [], t)}
  defp run({:size}, t), do: :ets.info(t, :size)
  defp run({:delete_all_objects}, t), do: :ets.delete_all_objects(t)
  defp run({:match, pattern}, t), do: {:walk, :ets.match(t, pattern)}
  defp run({:match_object, pattern}, t), do: {:walk, :ets.match_object(t, pattern)}
  defp run({:match_delete, pattern}, t), do: :ets.match_delete(t, pattern)
  defp run({:select, spec}, t), do: {:walk, :ets.select(t, spec)}
  defp run({:select_reverse, spec}, t), do: {:walk, :ets.select_reverse(t, spec)}
  defp run({:select_count, spec}, t), do: :ets.select_count(t, spec)
  defp run({:select_delete, spec}, t), do: :ets.select_delete(t, spec)
  defp run({:select_replace, spec}, t), do: :ets.select_replace(t, spec)
  defp run({:select_limit, spec, limit}, t), do: {:chunks, chunks(:ets.select(t, spec, limit), &:ets.select/1)}
  defp run({:select_reverse_limit, spec, limit}, t), do: {:chunks, chunks(:ets.select_reverse(t, spec, limit), &:ets.select_reverse/1)}

  # The words of its errors have terms in them, written as Erlang writes them: what counts is how many there are.
  defp run({:test_ms, row, spec}, _) do
    case :ets.test_ms(row, spec) do
      {:ok, result} -> {:ok, result}
      {:error, problems} -> {:error, length(problems)}
    end
  end

  defp keys(_, :"$end_of_table", _), do: []
  defp keys(t, key, next), do: [key | keys(t, next.(t, key), next)]

  defp chunks(:"$end_of_table", _), do: []
  defp chunks({rows, more}, next), do: [rows | chunks(next.(more), next)]
end

IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")
for {line, number} <- Enum.with_index(File.stream!(hd(System.argv())), 1) do
  lines = Replay.play(Replay.term(Code.string_to_quoted!(line)))
  IO.puts(["-- ", Integer.to_string(number), "\n" | Enum.intersperse(lines, "\n")])
end
