// While a workbook serves the book: reload when it was built again, say so when it could not be built.
// On any other host, and from a disk, this does nothing.
'use strict';

(() => {
    if (document.querySelector('meta[name="workbook"]')?.content !== 'served') return;
    const changes = new EventSource('/api/changes');
    changes.addEventListener('rebuilt', () => location.reload());
    changes.addEventListener('broken', event => {
        const bar = document.querySelector('.book-broken') ?? document.createElement('div');
        bar.className = 'book-broken';
        bar.setAttribute('role', 'status');
        bar.textContent = event.data;
        document.body.append(bar);
    });
    window.addEventListener('pagehide', () => changes.close());
})();
