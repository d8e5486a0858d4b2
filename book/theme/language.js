// The way to the other language: the same page, at the paragraph that is being read.
//
// Both trees have the same pages with the same heading ids, so a place is a heading and how far behind it the reader
// is: the n-th of m blocks. It travels in the address (`?at=n/m#heading`) and works from a disk as well.
'use strict';

(() => {
    const here = document.documentElement.lang;
    const there = here === 'ru' ? 'en' : 'ru';
    const names = { en: 'English', ru: 'Русский' };
    const invitations = { en: 'Read this page in English', ru: 'Читать эту страницу по-русски' };
    const belowMenu = () => (document.getElementById('mdbook-menu-bar')?.offsetHeight ?? 50) + 10;

    const blocks = () => [...document.querySelectorAll('#mdbook-content main > *')];
    const isHeading = block => /^H[1-6]$/.test(block.tagName) && block.id !== '';

    /** The section that holds the block at `index`: its heading and the blocks from there to the next heading. */
    function sectionOf(all, index) {
        let start = index;
        while (start > 0 && !isHeading(all[start])) start--;
        let end = start + 1;
        while (end < all.length && !isHeading(all[end])) end++;
        return { heading: all[start], blocks: all.slice(start, end) };
    }

    /** What is being read: the first block whose end is still in view. */
    function place() {
        const all = blocks();
        const index = all.findIndex(block => block.getBoundingClientRect().bottom > belowMenu());
        if (index < 0) return { heading: '', at: '' };
        const section = sectionOf(all, index);
        const n = section.blocks.indexOf(all[index]);
        return { heading: isHeading(section.heading) ? section.heading.id : '', at: n + '/' + section.blocks.length };
    }

    /** The same page in the other language; `path_to_root` is mdBook's way from a page to the root of its tree. */
    function address() {
        const url = new URL(location.href);
        const root = new URL(path_to_root || './', url).pathname;
        const target = new URL(root + '../' + there + '/' + url.pathname.slice(root.length), url);
        const { heading, at } = place();
        if (at && at !== '0/' + at.split('/')[1]) target.searchParams.set('at', at);
        target.hash = heading;
        return target.href;
    }

    /** Scrolls to the place an address names, and takes it out of the address again. */
    function arrive() {
        const url = new URL(location.href);
        const [n, m] = (url.searchParams.get('at') ?? '').split('/').map(Number);
        if (!m) return;
        const all = blocks();
        const start = all.findIndex(block => url.hash !== '' && block.id === decodeURIComponent(url.hash.slice(1)));
        const section = sectionOf(all, Math.max(start, 0)).blocks;
        const block = section[Math.min(Math.round(n * section.length / m), section.length - 1)];
        window.scrollTo({ top: block.getBoundingClientRect().top + window.scrollY - belowMenu(), behavior: 'instant' });
        url.searchParams.delete('at');
        history.replaceState(history.state, '', url);
    }

    const link = document.createElement('a');
    link.className = 'language-switch';
    link.lang = link.hreflang = there;
    link.textContent = names[there];
    link.title = invitations[there];
    link.href = address();
    const update = () => { link.href = address(); };
    for (const event of ['pointerdown', 'focus', 'mouseenter', 'click']) link.addEventListener(event, update);
    link.addEventListener('click', () => {
        try { localStorage.setItem('workbook-language', there); } catch { /* then the root page asks the browser */ }
    });
    document.querySelector('.right-buttons')?.prepend(link);

    if (document.readyState === 'complete') arrive();
    else window.addEventListener('load', arrive);
})();
