// The card of an exercise: a button that copies its command. Without this script the command stands there all the
// same; a runner that checks from the page adds its buttons to `.exercise-actions`.
'use strict';

(() => {
    const words = document.documentElement.lang === 'ru'
        ? { copy: 'Скопировать', copied: 'Скопировано' }
        : { copy: 'Copy', copied: 'Copied' };

    for (const card of document.querySelectorAll('.exercise[data-id]')) {
        const command = [...card.querySelectorAll('p > code')].find(code => code.textContent.startsWith('cargo run'));
        if (!command) continue;
        const actions = document.createElement('span');
        actions.className = 'exercise-actions';
        const button = document.createElement('button');
        button.type = 'button';
        button.textContent = words.copy;
        button.addEventListener('click', async () => {
            await navigator.clipboard.writeText(command.textContent);
            button.textContent = words.copied;
            setTimeout(() => { button.textContent = words.copy; }, 1500);
        });
        actions.append(button);
        command.parentElement.classList.add('exercise-command');
        command.parentElement.append(actions);
    }
})();
