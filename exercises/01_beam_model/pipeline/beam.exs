# Pipelines: reading order, eager and lazy stages, the first flaw, a report.
IO.puts("# OTP #{:erlang.system_info(:otp_release)}, Elixir #{System.version()}")

# ANCHOR: predict
IO.puts("-- predict")
visit = fn label, value -> send(self(), label <> "#{value}"); value end
visits = fn -> {:messages, all} = Process.info(self(), :messages)
  for _ <- all do receive do label -> label end end |> Enum.join(" ") end
slow? = fn n -> visit.("l", n); n >= 2 end

1..3 |> Enum.map(&visit.("r", &1)) |> Enum.filter(slow?) |> Enum.take(1)
IO.puts("eager: " <> visits.())
1..3 |> Stream.map(&visit.("r", &1)) |> Stream.filter(slow?) |> Enum.take(1)
IO.puts("lazy: " <> visits.())
# ANCHOR_END: predict

# ANCHOR: slug
IO.puts("-- slug")
fillers = ~w(a an and is of the)

"  The BEAM is a Virtual Machine of Processes  "
|> String.trim()
|> String.downcase()
|> String.split()
|> tap(&IO.puts("words: " <> Enum.join(&1, " ")))
|> Enum.reject(&(&1 in fillers))
|> Enum.take(3)
|> tap(&IO.puts("kept: " <> Enum.join(&1, " ")))
|> Enum.join("-")
|> then(&IO.puts("slug: " <> &1))
# ANCHOR_END: slug

defmodule Log do
  # ANCHOR: parse
  def parse(line) do
    with {:ok, [method, path, code, ms]} <- fields(line),
         {:ok, status} <- number(code, "status"),
         {:ok, ms} <- number(ms, "time") do
      {:ok, %{method: method, path: path, status: status, ms: ms}}
    end
  end
  # ANCHOR_END: parse

  defp fields(line) do
    case String.split(line) do
      [_, _, _, _] = fields -> {:ok, fields}
      other -> {:error, "#{length(other)} fields instead of 4"}
    end
  end

  defp number(text, what) do
    case Integer.parse(text) do
      {n, ""} -> {:ok, n}
      _ -> {:error, "#{what} #{text} is no number"}
    end
  end
end

log = ["GET /rooms 200 12", "GET /rooms/7 200 80", "POST /login 200 31", "GET /report 200 900",
       "GET /rooms 200 14", "GET /report 200 700"]

# ANCHOR: lazy
IO.puts("-- lazy")
log
|> Stream.with_index(1)
|> Stream.map(fn {line, n} -> IO.puts("read #{n}"); {:ok, request} = Log.parse(line); request end)
|> Stream.filter(&(&1.ms > 50))
|> Enum.take(2)
|> Enum.map_join(" ", & &1.path)
|> then(&IO.puts("slow: " <> &1))
# ANCHOR_END: lazy

IO.puts("-- errors")
for line <- ["GET /rooms 200 12", "GET /rooms", "GET /rooms two 12", "GET /rooms 200 soon", "GET /rooms two soon"] do
  case Log.parse(line) do
    {:ok, r} -> IO.puts("#{line}: #{r.method} #{r.path} gave #{r.status} in #{r.ms} ms")
    {:error, flaw} -> IO.puts("#{line}: #{flaw}")
  end
end

# ANCHOR: report
IO.puts("-- report")
lines = Enum.take(log, 3) ++ ["GET /rooms 200"] ++ Enum.drop(log, 3) ++ ["POST /login two 9", "POST /login 403 9"]
parsed = Enum.map(lines, &Log.parse/1)

for({:ok, request} <- parsed, do: request.path)
|> Enum.frequencies()
|> Enum.sort_by(fn {path, n} -> {-n, path} end)
|> Enum.each(fn {path, n} -> IO.puts("#{path} #{n}") end)

for {{:error, flaw}, n} <- Enum.with_index(parsed, 1), do: IO.puts("line #{n}: #{flaw}")
# ANCHOR_END: report
