# Все фразы программы. В en.ftl те же ключи и те же переменные.

minutes = { $count ->
    [one] { $count } минута
    [few] { $count } минуты
   *[other] { $count } минут
}

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
progress-no-permission = нет права писать в `{ $path }`; ничего не изменено
progress-disk-full = диск полон: `{ $path }` не записать, ничего не изменено
progress-unreadable = строка { $line } файла `{ $file }` не читается; файл остался как был. Исправь или убери эту строку либо отложи файл в сторону, чтобы начать заново
progress-io = `{ $path }`: { $reason }
