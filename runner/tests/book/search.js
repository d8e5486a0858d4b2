// Runs the book's search without a browser: node search.js SEARCH ELASTICLUNR INDEX WORD… prints hits by word.
'use strict';

const fs = require('fs');
const vm = require('vm');

const [search, elasticlunr, index, ...words] = process.argv.slice(2);
const page = { document: { addEventListener() {} } };
page.window = page;
vm.createContext(page);
for (const script of [search, elasticlunr]) vm.runInContext(fs.readFileSync(script, 'utf8'), page);
page.teachElasticlunr(page.elasticlunr);
page.search = {};
vm.runInContext(fs.readFileSync(index, 'utf8'), page);

const loaded = page.elasticlunr.Index.load(page.search.index);
const hits = words.map(word => [word, loaded.search(word, page.search.search_options).length]);
console.log(JSON.stringify(Object.fromEntries(hits)));
