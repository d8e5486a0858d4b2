# Every sentence of the runner. ru.ftl has the same keys with the same variables.

minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}

## base: files of the course (file and line stand in front of the sentence)
course-missing = the file is missing
course-no-permission = no permission to read the file
course-not-utf8 = the file is not UTF-8; save it as UTF-8
course-cannot-read = the file cannot be read: { $reason }
course-broken-toml = this is not TOML; the parser says: { $reason }
course-unknown-key = unknown key `{ $key }`; expected: { $expected }
course-missing-key = the key `{ $key }` is missing
course-wrong-type = `{ $key }` should be { $expected ->
    [list] a list
    [string] a string in quotes
    [number] a whole number from 1
   *[table] a table
}
course-empty = `{ $key }` is empty
course-unknown-kind = unknown kind `{ $kind }`; expected: { $expected }
course-missing-language = `{ $key }` has no text for the language `{ $language }`
course-duplicate = `{ $id }` stands twice in `{ $key }`
course-bad-id = `{ $id }` in `{ $key }` is no id; an id starts with a small letter and goes on with small letters, digits and `_`
course-bad-path = `{ $path }` in `{ $key }` is no path below `src/`
course-step-without-checks = the step `{ $step }` has no checks
course-chapter-order = chapter { $number } stands in the wrong place; chapters are numbered upwards from 1
course-missing-exercise = the exercise `{ $id }` is listed, but there is no folder `{ $folder }`
course-bad-pattern = the cause `{ $cause }` has a pattern that is no regular expression, `{ $pattern }`: { $reason }

## base: markers in solutions and wrong solutions (file and line stand in front of the sentence)
cut-unclosed = `{ $name }` is opened and never closed; write `// ANCHOR_END: { $name }`
cut-nested = `{ $name }` is opened inside `{ $outer }`; cut regions do not nest
cut-stray = `ANCHOR_END: { $name }` closes nothing; lines of the starter stand right below the end of their region
cut-not-a-cut = `=>` belongs to regions named `cut_STEP`, not to `{ $name }`
cut-no-such-region = the solution has no region number { $number } of `{ $name }`
cut-stray-code = outside its regions, a wrong solution holds comments only
cut-replaces-nothing = this wrong solution replaces no region of the solution
cut-unknown-verdict = unknown verdict `{ $given }`
cut-not-utf8 = the file is not UTF-8; save it as UTF-8
cut-cannot-read = the file cannot be read: { $reason }

## base: progress
progress-no-permission = no permission to write `{ $path }`; nothing was changed
progress-disk-full = the disk is full: `{ $path }` could not be written, and nothing was changed
progress-unreadable = line { $line } of `{ $file }` cannot be understood; the file was left as it is. Mend or remove that line, or move the file away to start anew
progress-io = `{ $path }`: { $reason }
