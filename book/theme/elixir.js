// Elixir for highlight.js: mdBook's copy does not know it. Loaded early and taught as soon as highlight.js has run,
// before the pages' code is coloured; see search.js for why it is loaded twice.
'use strict';

if (!window.teachElixir) {
    window.teachElixir = hljs => hljs.registerLanguage('elixir', hljs => {
        const name = '[a-zA-Z_][a-zA-Z_0-9]*[!?]?';
        const keywords = {
            $pattern: name,
            keyword: 'after alias and case catch cond def defmacro defmodule defp defstruct do else end fn for if import '
                + 'in not or quote raise receive require rescue super throw try unless unquote use when with',
            literal: 'true false nil',
        };
        const interpolation = { className: 'subst', begin: /#\{/, end: /\}/, keywords };
        const string = {
            className: 'string',
            contains: [hljs.BACKSLASH_ESCAPE, interpolation],
            variants: [{ begin: /"""/, end: /"""/ }, { begin: /"/, end: /"/ }, { begin: /'/, end: /'/ }],
        };
        const contains = [
            string,
            { className: 'string', begin: /~[a-zA-Z]\(/, end: /\)[a-z]*/ },
            { className: 'string', begin: /~[a-zA-Z]\[/, end: /\][a-z]*/ },
            { className: 'string', begin: /~[a-zA-Z]\//, end: /\/[a-z]*/, contains: [hljs.BACKSLASH_ESCAPE] },
            hljs.HASH_COMMENT_MODE,
            { className: 'symbol', begin: '(?<!:):' + name },
            { className: 'symbol', begin: /(?<!:):"/, end: /"/ },
            { className: 'symbol', begin: name + ':(?=\\s)' },
            { className: 'title', begin: /\b[A-Z][a-zA-Z0-9_]*(\.[A-Z][a-zA-Z0-9_]*)*/ },
            { className: 'meta', begin: '@' + name },
            { className: 'number', begin: /\b\d[\d_]*(\.\d+(e[+-]?\d+)?)?/ },
        ];
        const braces = { begin: /\{/, end: /\}/, keywords, contains };
        interpolation.contains = [braces, ...contains];
        contains.push(braces);
        return { name: 'Elixir', aliases: ['ex', 'exs'], keywords, contains };
    });

    document.addEventListener('load', event => {
        const script = event.target;
        if (script.tagName === 'SCRIPT' && /\/highlight-[^/]*\.js/.test(script.src)) window.teachElixir(window.hljs);
    }, true);
}
