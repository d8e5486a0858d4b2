# A macro library in the style of ExActor: it writes the interface and the callbacks of a GenServer.
defmodule TinyServer do
  defmacro __using__(start_with: initial) do
    quote do
      use GenServer
      import TinyServer
      def start, do: GenServer.start(__MODULE__, unquote(initial))
      def init(state), do: {:ok, state}
    end
  end

  # ANCHOR: defcast
  defmacro defcast({name, _, [state]}, do: body) do
    quote do
      def unquote(name)(pid), do: GenServer.cast(pid, unquote(name))
      def handle_cast(unquote(name), unquote(state)), do: {:noreply, unquote(body)}
    end
  end
  # ANCHOR_END: defcast

  defmacro defcall({name, _, [state]}, do: body) do
    quote do
      def unquote(name)(pid), do: GenServer.call(pid, unquote(name))

      def handle_call(unquote(name), _from, unquote(state)) do
        {reply, next} = unquote(body)
        {:reply, reply, next}
      end
    end
  end
end
