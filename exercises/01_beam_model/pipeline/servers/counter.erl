-module(counter).
-behaviour(gen_server).
-export([start/0, increment/1, value/1, init/1, handle_call/3, handle_cast/2]).

start() -> gen_server:start(?MODULE, 0, []).
increment(Pid) -> gen_server:cast(Pid, increment).
value(Pid) -> gen_server:call(Pid, value).

init(N) -> {ok, N}.

handle_call(value, _From, N) ->
    {reply, N, N}.

handle_cast(increment, N) ->
    {noreply, N + 1}.
