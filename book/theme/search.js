// Search that knows Russian word forms, over mdBook's own search box.
//
// mdBook indexes every page with elasticlunr's English pipeline, whose trimmer strips whatever is not [A-Za-z0-9_]:
// not one Russian word stays in the index. The full text of the pages does, in the document store. So this script,
// loaded before elasticlunr, waits for it, replaces its trimmer and its stemmer, and builds the index again from the
// documents when search is first opened.
//
// Loaded twice: by head.hbs, early, and as a script of the book (which is what copies the file); once is enough.
// Source: the Russian stemming algorithm of Snowball, https://snowballstem.org/algorithms/russian/stemmer.html
'use strict';

if (!window.stemRussian) {
    /** The stem of a Russian word in lower case: "процессами" -> "процесс". ё counts as е. */
    window.stemRussian = (() => {
        const VOWELS = 'аеиоуыэюя';
        const longestFirst = endings => endings.split(' ').sort((a, b) => b.length - a.length);

        // Endings of the first group count only after а or я, which stays; those of the second count always.
        const GERUND = [longestFirst('в вши вшись'), longestFirst('ив ивши ившись ыв ывши ывшись')];
        const PARTICIPLE = [longestFirst('ем нн вш ющ щ'), longestFirst('ивш ывш ующ')];
        const VERB = [
            longestFirst('ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно'),
            longestFirst('ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует уют ит ыт ены '
                + 'ить ыть ишь ую ю'),
        ];
        const ADJECTIVE = longestFirst('ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую юю ая '
            + 'яя ою ею');
        const REFLEXIVE = longestFirst('ся сь');
        const NOUN = longestFirst('а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам ом о у ах '
            + 'иях ях ы ь ию ью ю ия ья я');
        const SUPERLATIVE = longestFirst('ейш ейше');
        const DERIVATIONAL = longestFirst('ост ость');

        /** The longest of `endings` that lies wholly in `word` from `from` on, or undefined. */
        const ending = (word, endings, from) =>
            endings.find(e => word.endsWith(e) && word.length - e.length >= from);

        /** The word without such an ending, or null where it has none. */
        const cut = (word, endings, from) => {
            const found = ending(word, endings, from);
            return found ? word.slice(0, -found.length) : null;
        };

        /** The same for two groups of endings; the longest match over both decides. */
        const cutGroups = (word, [afterA, always], from) => {
            const first = ending(word, afterA, from), second = ending(word, always, from);
            if (first && first.length > (second ?? '').length) {
                const before = word.length - first.length - 1;
                return before >= from && 'ая'.includes(word[before]) ? word.slice(0, before + 1) : null;
            }
            return second ? word.slice(0, -second.length) : null;
        };

        /** Where the part after the first vowel starts, from `from` on. */
        const afterVowel = (word, from) => {
            let i = from;
            while (i < word.length && !VOWELS.includes(word[i])) i++;
            return Math.min(i + 1, word.length);
        };

        /** Where the part after the first consonant that follows a vowel starts, from `from` on. */
        const afterConsonant = (word, from) => {
            let i = afterVowel(word, from);
            while (i < word.length && VOWELS.includes(word[i])) i++;
            return Math.min(i + 1, word.length);
        };

        const inflection = (word, rv) => {
            const gerund = cutGroups(word, GERUND, rv);
            if (gerund !== null) return gerund;
            word = cut(word, REFLEXIVE, rv) ?? word;
            const adjective = cut(word, ADJECTIVE, rv);
            if (adjective !== null) return cutGroups(adjective, PARTICIPLE, rv) ?? adjective;
            return cutGroups(word, VERB, rv) ?? cut(word, NOUN, rv) ?? word;
        };

        const undouble = (word, rv) =>
            word.endsWith('нн') && word.length - 2 >= rv ? word.slice(0, -1) : null;

        return original => {
            let word = original.replace(/ё/g, 'е');
            if (!/^[а-я]+$/.test(word)) return word;
            const rv = afterVowel(word, 0);
            const r2 = afterConsonant(word, afterConsonant(word, 0));
            word = inflection(word, rv);
            word = cut(word, ['и'], rv) ?? word;
            word = cut(word, DERIVATIONAL, r2) ?? word;
            const single = undouble(word, rv);
            if (single !== null) return single;
            const plain = cut(word, SUPERLATIVE, rv);
            if (plain !== null) return undouble(plain, rv) ?? plain;
            return cut(word, ['ь'], rv) ?? word;
        };
    })();

    /** Teaches elasticlunr Unicode words and Russian stems. */
    window.teachElasticlunr = elasticlunr => {
        const english = elasticlunr.stemmer;
        const trim = word => word.replace(/^[^\p{L}\p{N}_]+|[^\p{L}\p{N}_]+$/gu, '');
        const stem = word => (/[а-яё]/.test(word) ? window.stemRussian(word) : english(word));
        elasticlunr.Pipeline.registerFunction(trim, 'trimUnicode');
        elasticlunr.Pipeline.registerFunction(stem, 'stemRussianOrEnglish');
        elasticlunr.stemmer = stem; // the excerpts under a result mark their words with it
        elasticlunr.Index.load = dump => {
            const index = new elasticlunr.Index();
            index.pipeline.add(trim, elasticlunr.stopWordFilter, stem);
            dump.fields.forEach(field => index.addField(field));
            index.setRef(dump.ref);
            Object.values(dump.documentStore.docs).forEach(doc => index.addDoc(doc));
            return index;
        };
    };

    // `load` of a script does not bubble, but it can be caught on the way down: after elasticlunr has run and before
    // the next script, which loads the index, does.
    document.addEventListener('load', event => {
        const script = event.target;
        if (script.tagName === 'SCRIPT' && /elasticlunr/.test(script.src)) window.teachElasticlunr(window.elasticlunr);
    }, true);
}
