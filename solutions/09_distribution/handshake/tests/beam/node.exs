# A node that does what the lines of its standard input say, and ends with them.
Logger.configure(level: :none)
IO.puts("ready")

for line <- IO.stream(:stdio, :line) do
  case String.split(line) do
    ["connect", name] -> IO.inspect(Node.connect(String.to_atom(name)))
    ["nodes"] -> IO.inspect(Node.list(:connected))
  end
end
