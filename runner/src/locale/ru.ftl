# Все фразы программы. В en.ftl те же ключи и те же переменные.

minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
   *[other] { $count } минут
}
minutes-short = { $count } мин

## приглашение
welcome-title = Практикум: Erlang, Elixir и Phoenix — строим сами на Rust
welcome = Ты пишешь небольшие крейты, проверки показывают, что они делают, судья — настоящая BEAM, а наставник сначала спрашивает и только потом рассказывает.
welcome-first = Мы видимся впервые. Глава 1 начинается с небольшого упражнения.
welcome-here = Мы на упражнении «{ $title }». Пройдено { $passed } из { $total }.
welcome-next = упражнение, которое сейчас на очереди
welcome-list = все главы и упражнения
welcome-help = все команды
prompt-dropped = Строка отменена. Выйти — Ctrl-D или `quit`.
goodbye = До встречи. Всё сохранено.

## справка
help-intro = Если упражнение не названо, команда относится к текущему. Те же команды работают как `cargo run -q -- КОМАНДА` и из конвейера.
help-outro = { $command } — подробнее об одной команде.
help-options = Везде: `--lang en|ru`, `--plain` для программ чтения с экрана и ASCII, `--root ПАПКА`. Код завершения: 0 — пройдено, 1 — пока не пройдено, 2 — выполнить не удалось.
usage-text = ТЕКСТ
usage-file = ФАЙЛ
usage-section = РАЗДЕЛ
usage-verb = КОМАНДА
group-work = Работа
group-help = Когда не получается
group-files = Твои файлы
group-see = Увидеть и запомнить
group-session = Сама программа
group-author = Авторам
verb-list = главы, упражнения и сколько пройдено
verb-next = перейти к первому непройденному упражнению
verb-open = открыть файлы упражнения в редакторе
verb-task = о чём упражнение, его шаги и файлы
verb-check = запустить проверки
verb-watch = проверять после каждого сохранения
verb-hint = ступенька подсказки: от вопроса до решения
verb-explain = сказать своими словами, в чём идея
verb-solution = наше решение рядом с твоими строками
verb-quiz = несколько вопросов об идее
verb-diff = что изменено с самого начала
verb-reset = начать упражнение заново
verb-undo = вернуть то, что было
verb-trace = последний запуск на диаграмме
verb-lab = поговорить с процессами своего кода, завершить один и посмотреть, кто вернётся
verb-beam = что напечатала настоящая BEAM, рядом с твоими строками
verb-replay = запуск с одним начальным числом
verb-notebook = твои заметки и измеренные числа
verb-book = читать книгу в браузере
verb-lang = на каком языке говорим
verb-doctor = есть ли на этой машине всё нужное
verb-help = этот список или одна команда
verb-quit = выйти
verb-author = делать упражнения
more-next = Это упражнение становится текущим, и показывается его задание.
more-open = Берёт редактор из `VISUAL` или `EDITOR`, а если их нет, говорит, где лежат файлы.
more-check = Собирает упражнение, запускает шаги по порядку и останавливается на первом непройденном; прежние шаги проверяются каждый раз заново. Запуск сам заканчивается за несколько секунд, что бы ни делал код. `--all` проверяет все упражнения, `--format json` — для программ. `--mine` подкладывает под упражнение твои собственные крейты везде, где они проходят проверки, и говорит, какие из них чьи.
more-watch = Если сохранить файл во время проверки, она начнётся сначала. Закончить — Ctrl-C.
more-hint = Ступенек четыре: вопрос, отчего так бывает, небольшой пример о другом, решение. Следующая открывается после новой попытки или через полминуты.
more-explain = Без текста читает строки до пустой или до точки на отдельной строке. Оценок здесь нет.
more-solution = Сначала три коротких вопроса: где сломалось, почему и как это сказать. После двух честных попыток решение откроется в любом случае; слово `хватит` открывает его сразу. С `--apply` решение встаёт в твои файлы; `undo` возвращает твои.
more-quiz = Набери номер ответа.
more-reset = Копия твоих файлов сохраняется; её вернёт `undo`.
more-trace = Процессы — столбцы, время идёт вниз, сообщение — стрелка. `--svg` записывает картинку.
more-lab = Собирает лабораторию упражнения на твоём коде и открывает её: `tree` показывает процессы, `call` и `cast` обращаются к ним, `kill`, `crash` и `exit` их завершают, `trace` рисует, что было. Часы настоящие. Подробнее — `help` внутри; выйти — `quit`, Ctrl-D или Ctrl-C. `--mine` собирает её на твоих собственных крейтах везде, где они проходят проверки.
more-beam = Показывает скрипт на Elixir, его записанный вывод и рядом — что напечатал твой код в последней проверке. С названием раздела — только этот раздел. `--live` запускает скрипт на Elixir этой машины и сравнивает вывод с записью; больше ничему здесь Elixir не нужен.
more-replay = Начальное число решает, в каком порядке работают процессы. Одно и то же число каждый раз даёт один и тот же запуск.
more-notebook = `add` сохраняет твою строку. Числа, которые измерила проверка, сохраняются сами.
more-book = Собирает книгу на двух языках и показывает её только на этой машине. В первый раз это небыстро.
more-help = То же самое делает `--help` после любой команды.
more-author = Записанные файлы перечисляются; о каждой находке сказано, где она, какое правило нарушено и как исправить.
    - `author new ID ГЛАВА`: заготовка нового упражнения
    - `author skeletons [--check]`: вырезать заготовки из решений
    - `author verify [ID … | --course]`: всё ли выполняет обещанное; `--course` — только то, что не относится к одному упражнению
    - `author solve ID | --all`: поставить решение в упражнение
    - `author unsolve ID | --all`: вернуть заготовку
    - `author seal [--check]`: запомнить файлы, которые не меняет читатель
    - `author beam [ID …] [--check]`: записать, что печатает BEAM
    - `author traces [ID …] [--check]`: нарисовать картинки для книги

    С `--check` ничего не записывается, только сообщается о расхождениях.

## список и задание
list-chapter = { $number }. { $title }
list-empty = Упражнения этой главы появятся позже.
list-row = { $id }: { $title }. { $state }, шагов { $passed } из { $total }, минут: { $minutes }.
list-next = Это следующее.
list-total = Пройдено упражнений: { $passed } из { $total }.
state-new = Не начато
state-started = Начато
state-passed = Пройдено
kind-build = построить
kind-fix = найти, что сломано
kind-predict = предсказать
kind-measure = измерить
task-steps = Шаги
task-files = Твои файлы
all-passed = Пройдены все упражнения: { $total }. Всё, что построено, — твоё: прочти это ещё раз, от первого файла до последнего.
offer-next = Дальше: { $command }
offer-check = Когда будет что попробовать: { $command }
offer-hint = Не получается? { $command }
offer-open = Начни с { $command }
offer-undo = Если это лишнее: { $command }
offer-diff = Посмотреть, что теперь в файлах: { $command }
offer-apply = Поставить решение в свои файлы: { $command }

## проверка
building = собираем { $name }
building-first = Собираем то, на чём стоят упражнения. Это один раз и может занять минуту.
step-passed = пройден
step-failed = не пройден
step-locked = ждёт предыдущего шага
verdict-passed = Все шаги пройдены.
verdict-failed = Проверка говорит «нет».
verdict-not-yet = Следующий шаг ещё не написан.
verdict-does-not-compile = Пока не компилируется.
verdict-deadlocked = Все ждут, и двигаться некому.
verdict-busy-loop = Что-то ходит по кругу.
verdict-output-flood = Вывода больше, чем кто-нибудь прочтёт.
verdict-out-of-memory = Памяти больше, чем можно в этом упражнении.
verdict-crashed = Завершилась вся программа.
verdict-untouched = Файлы такие, какими пришли.
verdict-seconds = { $seconds } с
verdict-cached = без изменений с прошлой проверки
short-passed = пройдено
short-failed = пока нет
short-does-not-compile = не компилируется
short-deadlocked = взаимная блокировка
short-busy-loop = бесконечный цикл
short-output-flood = слишком много вывода
short-out-of-memory = слишком много памяти
short-crashed = аварийное завершение
short-untouched = не начато
not-checked = проверить не удалось
more-errors = { $count ->
    [one] И ещё { $count } ошибка — возможно, эхо этой.
    [few] И ещё { $count } ошибки — возможно, эхо этой.
   *[other] И ещё { $count } ошибок — возможно, эхо этой.
}
expected = ожидается
got = у нас
no-line = строки нет
row-expected = строка { $line }, ожидается: { $text }
row-got = строка { $line }, у нас: { $text }
row-predicted = строка { $line }: у тебя { $text }, в записи запуска — другое
mark-expected = ожидается: { $text }
mark-got = у нас: { $text }
evidence-message = Что говорит проверка:
evidence-ended = Чем закончилось:
ended-by-exit = код завершения { $code }
ended-by-crowd = слишком много процессов сразу
evidence-output = Последние строки вывода:
evidence-seed = Начальное число этого запуска — { $seed }; { $command } повторит его в точности.
waiting-title = Кто кого ждёт
mailbox-empty = почтовый ящик пуст
mailbox-unread = { $count ->
    [one] { $count } непрочитанное сообщение: { $letters }
    [few] { $count } непрочитанных сообщения: { $letters }
   *[other] { $count } непрочитанных сообщений: { $letters }
}
tampered = { $file } отличается от файла курса. Для проверки взят исходный, а этот остался как есть.
left-behind = { $count ->
    [1] Этот запуск кончился, а программа, которую он запустил, ещё работала: { $names }. Она завершена.
   *[other] Этот запуск кончился, а программы, которые он запустил, ещё работали: { $names }. Они завершены.
}
remarks = Замечания компилятора
more-remarks = { $count ->
    [one] и ещё { $count }
    [few] и ещё { $count }
   *[other] и ещё { $count }
}
replay-start = Запускаем только с начальным числом { $seed }. Если пройдёт, в прогресс это не записывается.
watch-start = Следим за { $id }. Сохрани файл — и запустится проверка; закончить — Ctrl-C.
watch-polls = От этой файловой системы вести о сохранениях не приходят, поэтому смотрим на файлы сами, чуть медленнее.
watch-again = Пока проверяли, файл сохранён заново; ещё раз.
watch-end = Больше не следим.

## наставник
mentor-observations = Наблюдения
mentor-analogy = На что это похоже
mentor-question = Вопрос
mentor-next-step = Следующий шаг
mentor-sign = Как это видно по запуску
mentor-why = Отчего так бывает
mentor-example = Небольшой пример о другом
greeting = Хорошо, что ты здесь. К упражнению «{ $title }» пока никто не прикасался, так что судить не о чем, а попробовать можно многое.
ask-for-attempt = Идея сказана. Теперь первая попытка, пусть самая маленькая: «{ $step }».
remind-explain = Одна фраза о том, в чём идея, поможет нам обоим: { $command }.
hint-rung = Ступенька { $rung } из 4
hint-deeper = { $seconds ->
    [one] Следующая ступенька — после новой попытки или через { $seconds } секунду.
    [few] Следующая ступенька — после новой попытки или через { $seconds } секунды.
   *[other] Следующая ступенька — после новой попытки или через { $seconds } секунд.
}
hint-stale = Файлы изменились с прошлой проверки. То, что ниже, — о ней; { $command } посмотрит на них заново.
hint-passed = Упражнение { $id } пройдено, подсказывать нечего.
celebrate = { $count ->
    [one] Вот он, нужный ход: «{ $step }». Теперь это держится, и проверка каждый раз это подтвердит.
    [few] Вот он, нужный ход: «{ $step }». Держатся все { $count } шага, и проверки каждый раз это подтвердят.
   *[other] Вот он, нужный ход: «{ $step }». Держатся все { $count } шагов, и проверки каждый раз это подтвердят.
}
bonus = Два задания сверх того — если хочется
explain-ask = «{ $title }»: в чём идея? Пустая строка заканчивает рассказ.
explain-nothing = Ничего не сказано, ничего и не записано.
explain-kept = Записано. У решения это будет стоять рядом с нашими словами.
gate-intro = Перед решением — три коротких вопроса: с ними оно запомнится. `хватит` откроет его сразу, `назад` — выход.
gate-point = В какой строке всё впервые пошло не так? Набери её номер.
gate-choose = В чём причина? Набери номер.
gate-say = В двух фразах: что здесь происходит и почему?
gate-theirs = Твои слова
gate-ours = Наши слова
gate-rate = Насколько они близки: 1 — далеко, 2 — рядом, 3 — та же мысль?
gate-right = Да.
gate-later = До этой строки всё сходится. Смотри ниже.
gate-earlier = Началось раньше этой строки. Смотри выше.
gate-would-show = С такой причиной запуск показал бы другое:
gate-enough = Двух честных попыток достаточно, путь открыт.
gate-was-line = Впервые не так — в строке { $line }.
gate-was-cause = Причина: { $cause }
gate-number = Набери число от 1 до { $last }.
gate-too-short = Чуть подробнее: целая фраза или две.
gate-thanks = Спасибо.
gate-rest = Отдых — хорошая причина. Вот решение.
gate-open = Решение уже открывалось, поэтому без вопросов.
gate-passed = Проверки пройдены; вот как это сделано у нас.
gate-left = Решение остаётся закрытым. К нему можно вернуться когда угодно.
gate-needs-answers = На эти вопросы нужны ответы: в приглашении (`cargo run`) или строками из конвейера, { $command }.
solution-same = Твои файлы и наше решение совпадают строка в строку.
solution-legend = `-` было, твоё. `+` стало, наше.
solution-why = Почему: { $step }
symbols = Знаки и слова
mistakes = Частые ошибки
mini-challenges = Два маленьких задания

## файлы
diff-nothing = В { $id } всё как вначале, изменений нет.
diff-gone = Этого файла больше нет; вернуть его можно командой `undo` или `reset`.
diff-line = строка { $line }
reset-ask = Начать { $id } заново? Твои файлы сохранятся, и `undo` их вернёт. (д/н)
reset-untouched = В { $id } и так всё как вначале; ничего не изменено.
reset-kept = Ничего не изменено.
reset-done = В { $id } всё как вначале. Твои файлы сохранены.
undo-done = Файлы { $id } возвращены.
undo-nothing = Для { $id } возвращать нечего.
applied = В твоих файлах { $id } теперь наше решение; твои сохранены.

## диаграмма, вопросы, тетрадь, язык, книга
trace-no-run = Пока нет запуска, который можно показать.
trace-nothing = От последнего запуска { $id } рисовать нечего: его проверки не посылают сообщений.
trace-saved = Картинка в файле { $file }.
beam-recorded = BEAM, запись
beam-yours = твой код
beam-now = BEAM, сейчас
beam-not-reached = (до этого проверки ещё не дошли)
beam-not-asked = (об этом проверки не спрашивают)
beam-nothing-yet = Ничего из этого твой код пока не напечатал.
beam-differs = Отмечена строка, на которой твой код расходится с BEAM.
beam-same = { $count ->
    [one] Твой код печатает то же самое: { $count } строка.
    [few] Твой код печатает то же самое: { $count } строки.
   *[other] Твой код печатает то же самое: { $count } строк.
}
beam-asked = Твой код печатает то же самое: { $count } из { $total } строк; об остальных проверки не спрашивают.
beam-part = Пока есть { $count } из { $total } строк, и они совпадают.
beam-no-elixir = пропущено: Elixir не установлен, и ничего не запускалось
beam-live-same = { $count ->
    [one] { $script } печатает здесь то же самое: { $count } строка ({ $versions }).
    [few] { $script } печатает здесь то же самое: { $count } строки ({ $versions }).
   *[other] { $script } печатает здесь то же самое: { $count } строк ({ $versions }).
}
beam-live-differs = BEAM этой машины ({ $versions }) печатает не то, что в записи.
quiz-none = У { $id } пока нет вопросов.
quiz-number = Вопрос { $number } из { $total }
quiz-right = Да.
quiz-wrong = Верный ответ — { $number }.
quiz-left = Вопросы отложены, ничего не записано. Отвечать можно в приглашении или строками из конвейера.
quiz-result = Верных ответов: { $right } из { $total }.
noted = Записано.
notebook-empty = Тетрадь пуста. { $command } сохранит строку; измеренные числа появятся сами.
lang-now = Мы говорим по-русски. Выбрать можно так: { $command }.
lang-changed = Теперь говорим по-русски.
lang-fixed = При следующем запуске решит { $variable } или { $option }, если задано.
book-first = Собираем книгу в первый раз. Это минута-другая.

## осмотр
doctor-install-rust = не нашлось: поставь Rust с https://rustup.rs
doctor-disk = диск
doctor-free = свободно { $gigabytes } ГБ
doctor-disk-advice = свободно меньше 2 ГБ: все упражнения могут не поместиться
doctor-writing = запись
doctor-may-write = писать можно, например в { $folder }
doctor-writing-advice = в папку курса не записать (нет права или места): прогресс не сохранить
doctor-watching = слежение
doctor-watch-works = весть о сохранении приходит сразу
doctor-watch-polls = вести о сохранениях не приходят: `watch` будет смотреть на файлы сам, чуть медленнее
doctor-journal = прогресс
doctor-entries = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[other] { $count } записей
}
doctor-torn = последняя строка оборвана (процесс убит или диск полон); она уйдёт со следующей записью, всё до неё цело
doctor-elixir = необязательно, не нашлось: вместо настоящей BEAM берётся её записанный вывод
doctor-node = необязательно, не нашлось: нужно только тестам с клиентами на JavaScript
doctor-chromium = необязательно, не нашлось: нужно только тестам в браузере
doctor-terminal = терминал
doctor-no-terminal = нет; столбцов: { $columns }
doctor-rich = с цветом, столбцов: { $columns }
doctor-still = без цвета, столбцов: { $columns }
doctor-plain = простой вывод, столбцов: { $columns }
doctor-well = Всё, что нам нужно, здесь есть.
doctor-ill = Чего-то не хватает: смотри отмеченные строки.

## что выполнить не удалось
unknown-verb = неизвестная команда `{ $verb }`; все команды покажет `help`
unknown-verb-near = неизвестная команда `{ $verb }`; похоже на: { $near }
unknown-exercise = неизвестное упражнение `{ $id }`; все упражнения покажет `list`
unknown-exercise-near = неизвестное упражнение `{ $id }`; похоже на: { $near }
unknown-option = неизвестный ключ `{ $option }`; о ключах расскажет `help КОМАНДА`
wrong-value = `{ $value }` сюда не подходит; ожидается: `{ $wanted }`
missing-word = чего-то не хватает: `{ $wanted }`
too-many-words = `{ $word }` — лишнее слово
no-exercise = в курсе пока нет упражнений
no-course = здесь нет курса: запусти программу в его папке или назови эту папку: `--root ПАПКА`
no-permission = нет прав: `{ $path }`; ничего не изменено
disk-full = диск полон: `{ $path }`; ничего не изменено
not-utf8 = `{ $path }` не в UTF-8; сохрани файл в UTF-8
io-error = `{ $path }`: { $reason }
reason-no-file = такого файла или папки нет
reason-no-file-of-exercise = такого файла нет; его вернёт `reset`
reason-folder = это папка, а нужен файл
reason-no-folder = часть этого пути — файл, а нужна папка
reason-link-loop = эта ссылка ведёт сама на себя; удали её
no-cargo = cargo не найден; поставь Rust с https://rustup.rs
cargo-failed = cargo не может это собрать: { $reason }
no-report = о проверке `{ $check }` ничего не сказано: либо её нет в `tests/checks.rs`, либо код перезаписывает или удаляет файл, в котором проверки отчитываются
no-network = нужного крейта на этой машине нет, и скачать его не удалось; проверь, есть ли сеть, и повтори
checks-lost = `{ $path }` — не тот файл, который запечатан, а исходного под рукой нет: его изменили или удалили; верни его из репозитория (автор упражнения, если так и задумано, запускает `author seal`)
check-cancelled = прервано, ничего не записано
editor-failed = редактор `{ $editor }` не запустился или завершился с ошибкой
beam-none = у { $id } нет скрипта для BEAM
beam-no-section = у { $id } нет такого раздела; есть: { $known }
beam-no-sections = в записи { $id } нет разделов
beam-failed = скрипт не дошёл до конца: { $reason }
lab-unfinished = Твой код написан ещё не весь; первый пробел — { $place }. Дойдя до такого места, лаборатория скажет об этом и продолжит.
lab-none = у { $id } нет лаборатории
lab-none-but = у { $id } нет лаборатории; она есть у: { $ids }
mine-sum = Твоих крейтов внизу: { $mine } из { $all }. Твой служит там, где проходит свои проверки, в остальных местах — наш.
mine-yours = твой
mine-ours = наш
lab-failed = лаборатория не запустилась или завершилась не так, как надо
book-failed = книгу не удалось собрать или показать; почему — в строках выше
author-looks-at-book = книга
author-sum = Записано файлов: { $written }. Ошибок: { $errors }, предупреждений: { $warnings }, пропущено: { $skipped }.
mentor-cannot-read = текст наставника не читается: { $reason }
mentor-not-utf8 = текст наставника не в UTF-8; сохрани его в UTF-8
mentor-text-outside = текст без своего заголовка
mentor-duplicate = заголовок `{ $heading }` встречается дважды
mentor-unknown-heading = неизвестный заголовок `{ $heading }`
mentor-missing-part = в `{ $section }` не хватает `{ $part }`
mentor-quiz-shape = вопросу { $question } нужны текст, два варианта или больше, ровно один верный и пояснение
mentor-change-shape = изменение начинается с шага в обратных кавычках и двоеточия: `{ $step }`
mentor-question-marks = вопросительных знаков в вопросе `{ $section }`: { $found }; нужен один
mentor-asks-elsewhere = в `{ $part }` у `{ $section }` вне кода стоит вопросительный знак, а спрашивает только `question`; скажи то же утверждением или просьбой
mentor-length = слов в fact, analogy, question и next step у `{ $section }`: { $words }; нужно от 40 до 120
mentor-long-name = знаков в имени `{ $section }`: { $found }; нужно не больше 80, в одну строку

## base: файлы курса (перед предложением стоят файл и строка)
course-missing = файла нет
course-no-permission = нет права читать файл
course-not-utf8 = файл не в UTF-8; сохрани его в UTF-8
course-cannot-read = файл не читается: { $reason }
course-broken-toml = это не TOML; разборщик говорит: { $reason }
course-unknown-key = неизвестный ключ `{ $key }`; ожидается: { $expected }
course-missing-key = не хватает ключа `{ $key }`
course-wrong-type = в `{ $key }` { $expected ->
    [list] ожидается список
    [string] ожидается строка в кавычках
    [number] ожидается целое число от 1
   *[table] ожидается таблица
}
course-empty = `{ $key }` — пусто
course-unknown-kind = неизвестный вид упражнения `{ $kind }`; ожидается: { $expected }
course-missing-language = у `{ $key }` нет текста для языка `{ $language }`
course-duplicate = `{ $id }` встречается в `{ $key }` дважды
course-bad-id = `{ $id }` в `{ $key }` не годится как имя: нужна строчная латинская буква, за ней такие же буквы, цифры и `_`
course-bad-path = `{ $path }` в `{ $key }` — не путь внутри `src/`
course-step-without-checks = у шага `{ $step }` нет проверок
course-chapter-order = глава { $number } стоит не на месте; номера глав растут, начиная с 1
course-missing-exercise = упражнение `{ $id }` есть в списке, но нет папки `{ $folder }`
course-bad-pattern = у причины `{ $cause }` образец `{ $pattern }` — не регулярное выражение: { $reason }

## base: метки в решениях и неверных решениях (перед предложением стоят файл и строка)
cut-unclosed = область `{ $name }` открыта и не закрыта; нужна строка `// ANCHOR_END: { $name }`
cut-nested = область `{ $name }` открыта внутри `{ $outer }`; вырезаемые области не вкладываются
cut-stray = `ANCHOR_END: { $name }` ничего не закрывает; строки заготовки стоят сразу под концом своей области
cut-not-a-cut = `=>` бывает только у областей `cut_ШАГ`, а здесь `{ $name }`
cut-no-such-region = в решении нет области `{ $name }` с номером { $number }
cut-stray-code = вне областей в неверном решении стоят только комментарии
cut-replaces-nothing = это неверное решение не заменяет ни одной области
cut-unknown-verdict = неизвестный вердикт `{ $given }`
cut-not-utf8 = файл не в UTF-8; сохрани его в UTF-8
cut-cannot-read = файл не читается: { $reason }

## base: прогресс
progress-no-permission = нет доступа к `{ $path }`; ничего не изменено
progress-disk-full = диск полон: `{ $path }` не записать, ничего не изменено
progress-unreadable = строка { $line } файла `{ $file }` не читается; файл остался как был. Исправь или убери эту строку либо отложи файл в сторону, чтобы начать заново
progress-io = `{ $path }`: { $reason }

## base: находки авторских команд (перед предложением стоят файл и строка) и чем их исправить
author-stale-starter = решение даёт не такую заготовку
author-repair-skeletons = запусти `author skeletons`
author-stray-file = в решении нет такого файла
author-stale-seal = файл изменился с тех пор, как записан `checks.lock`
author-repair-seal = запусти `author seal`
author-no-elixir = пропущено: Elixir не установлен, записи не сверены с настоящей BEAM
author-beam-failed = скрипт не дошёл до конца: { $reason }
author-beam-header = первая строка вывода должна назвать версии: `# OTP …, Elixir …`
author-stale-beam = BEAM печатает `{ $got }`, а записано `{ $expected }`
author-no-transcript = нет записи вывода для `beam.exs`
author-repair-beam = запусти `author beam`
author-solution-does-not-build = проверки не собираются с решением: { $reason }
author-no-picture = для рисунка `{ $picture }` нечего рисовать: проверка `{ $check }` не дала событий. { $reason }
author-stale-picture = рисунок показывает не то, что было в запуске
author-repair-traces = запусти `author traces`
author-no-such-edit = в решении нет файла `{ $path }`, который предлагается править
author-long-starter = { $lines } строк — слишком долгое чтение перед началом; хватит { $limit }
author-cut-without-step = в решении вырезано `cut_{ $step }`, но шага `{ $step }` нет
author-unknown-cause = у причины `{ $cause }` здесь нет `[[cause]]`, и среди общих её нет
author-few-wrong-solutions = неверных решений: { $count }; упражнению нужно не меньше { $needed }
author-cause-without-wrong = ни одно неверное решение не приводит к причине `{ $cause }`
author-repair-wrong = напиши `wrong/ПРИЧИНА.rs` с областями, которые к ней приводят
author-later-dependency = здесь нужно `{ $id }`, а оно идёт в курсе позже
author-placeholder = `TODO`: здесь ещё нужно что-то написать
author-unknown-placeholder = `{"{"}{ $name }{"}"}` никто не заполнит
author-wrong-language = этот текст не на языке `{ $language }`
author-other-shape = в языке `{ $language }` нет «{ $part }», а в другом есть
author-no-list = список проверок не получен: { $reason }
author-unlisted-check = проверки `{ $check }` нет ни в одном шаге
author-missing-check = проверки `{ $check }` не существует
author-starter = заготовка должна не пройти с причиной `{ $expected }`; её вердикт — `{ $verdict }`, причина — `{ $cause }`
author-no-verdict = проверки не дали вердикта: { $reason }
author-solution-fails = решение не проходит: { $verdict }, { $cause }. { $reason }
author-wrong-told-otherwise = здесь ждём причину `{ $cause }` ({ $verdict }), а названа `{ $got }` ({ $got_verdict }). { $reason }
author-repair-told = пусть проверка назовёт это подозрение до сравнения, или переименуй неверное решение
author-lab-unlisted = у решения есть лаборатория, а упражнение её не называет
author-lab-elsewhere = лаборатория упражнения — не `examples/lab_ID.rs` решения
author-lab-missing = упражнение называет лабораторию, которой нет
author-lab-fails = лаборатория не собирается или не открывается: { $reason }
author-repair-lab = назови её, как сказано в CONTRIBUTING.md, раздел Labs
author-unlisted = этого упражнения нет в `course.toml`
author-book = { $message }
author-repair-book = { $repair }
author-book-not-verified = книгу проверить не удалось: { $reason }
author-unknown-exercise = нет упражнения `{ $id }`
author-unknown-chapter = нет главы `{ $chapter }`; назови её именем, номером или папкой
author-taken = имя `{ $id }` занято; ничего не записано
author-bad-id = `{ $id }` не годится как имя: нужна строчная латинская буква, за ней такие же буквы, цифры и `_`
author-check = проверку не удалось провести: { $reason }
