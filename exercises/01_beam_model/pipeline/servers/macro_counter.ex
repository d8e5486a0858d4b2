defmodule MacroCounter do
  use TinyServer, start_with: 0

  defcast increment(n), do: n + 1

  defcall value(n), do: {n, n}
end
