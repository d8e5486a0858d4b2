# Every sentence of the runner. ru.ftl has the same keys with the same variables.

minutes = { $count ->
    [one] { $count } minute
   *[other] { $count } minutes
}
minutes-short = { $count } min

## the prompt
welcome-title = Workbook: Erlang, Elixir and Phoenix by building them in Rust
welcome = You write small crates, checks say what they do, a real BEAM is the judge, and a mentor asks before it tells.
welcome-first = This is the first time we meet. Chapter 1 begins with a small exercise.
welcome-here = We are at “{ $title }”. { $passed } of { $total } exercises passed.
welcome-next = the exercise to do now
welcome-list = all chapters and exercises
welcome-help = every command
prompt-dropped = Line dropped. Ctrl-D or `quit` leaves.
goodbye = Until next time. Everything is kept.

## help
help-intro = Without an exercise's name a command is about the current one. The same commands work as `cargo run -q -- COMMAND` and from a pipe.
help-outro = { $command } says more about one command.
help-options = Everywhere: `--lang en|ru`, `--plain` for screen readers and ASCII, `--root FOLDER`. Exit code: 0 passed, 1 not passed yet, 2 could not be carried out.
usage-text = TEXT
usage-file = FILE
usage-section = SECTION
usage-verb = COMMAND
group-work = Work
group-help = When it does not go on
group-files = Your files
group-see = See and remember
group-session = This program
group-author = For authors
verb-list = chapters and exercises, and how far you are
verb-next = go to the first exercise that has not passed
verb-open = open the exercise's files in your editor
verb-task = what the exercise is about, its steps and files
verb-check = run the checks
verb-watch = check again after every save
verb-hint = one rung of help, from a question to the solution
verb-explain = say in your words what the idea is
verb-solution = our solution beside your lines
verb-quiz = a few questions about the idea
verb-diff = what you have changed since the start
verb-reset = start the exercise again
verb-undo = bring back what was there before
verb-trace = the last run as a chart
verb-lab = talk to the processes of your own code, kill one, see what comes back
verb-beam = what the real BEAM printed, beside your lines
verb-replay = run with one seed
verb-notebook = your notes and measured figures
verb-book = read the book in the browser
verb-lang = the language we speak
verb-doctor = is everything here that we need
verb-help = this list, or one command
verb-quit = leave
verb-author = make exercises
more-next = Makes that exercise the current one and shows its task.
more-open = Uses `VISUAL` or `EDITOR` when one of them is set, else says where the files are.
more-check = Builds the exercise, runs its steps in order and stops at the first that fails; earlier steps run again each time. A run ends by itself after at most a few seconds, whatever the code does. `--all` checks every exercise, `--format json` is for programs. `--mine` puts your own crates below the exercise wherever they pass their checks, and says which are whose.
more-watch = A save during a run starts the run again. Ctrl-C ends it.
more-hint = There are four rungs: a question, why it happens, a small example of something else, the solution. The next one opens after a new attempt or half a minute.
more-explain = Without text it reads lines until an empty one or a full stop on a line of its own. Nobody grades it.
more-solution = First three short questions: where it goes wrong, why, and how you would say it. Two honest tries open the solution anyway, and so does the word `tired`. `--apply` puts the solution into your files; `undo` brings yours back.
more-quiz = Type the number of the answer.
more-reset = A copy of your files is kept; `undo` brings it back.
more-trace = Processes are columns, time runs down, a message is an arrow. `--svg` writes a picture.
more-lab = Builds the lab of the exercise on your code and opens it: `tree` shows the processes, `call` and `cast` talk to them, `kill`, `crash` and `exit` end them, `trace` draws what happened. The clock is the real one. `help` inside says more; `quit`, Ctrl-D and Ctrl-C leave. `--mine` builds it on your own crates wherever they pass their checks.
more-beam = Shows the Elixir script, the recorded transcript, and beside it what your code printed in the last check. With a section's name, only that. `--live` runs the script with the Elixir of this machine and compares it with the record; nothing else needs Elixir.
more-replay = A seed decides in which order processes run. The same seed gives the same run, every time.
more-notebook = `add` keeps a line of yours. Figures that a check measured are kept by themselves.
more-book = Builds both languages and serves them on this machine only. The first time takes a while.
more-help = `--help` behind any command does the same.
more-author = Paths are printed as they are written; findings come with file, line, rule and repair.
    - `author new ID CHAPTER`: an exercise to fill in
    - `author skeletons [--check]`: cut the starters out of the solutions
    - `author verify [ID … | --course]`: does everything keep its promise; `--course`: only what is about no exercise alone
    - `author solve ID | --all`: put the solution into the exercise
    - `author unsolve ID | --all`: put the starter back
    - `author seal [--check]`: remember the files that are not the learner's
    - `author beam [ID …] [--check]`: record what the BEAM prints
    - `author traces [ID …] [--check]`: draw the pictures of the book

    With `--check` nothing is written and differences are told.

## list and task
list-chapter = { $number }. { $title }
list-empty = The exercises of this chapter come later.
list-row = { $id }: { $title }. { $state }, { $passed } of { $total } steps, { $minutes } minutes.
list-next = This is the next one.
list-total = { $passed } of { $total } exercises passed.
state-new = New
state-started = Begun
state-passed = Passed
kind-build = build
kind-fix = find what is wrong
kind-predict = predict
kind-measure = measure
task-steps = Steps
task-files = Your files
all-passed = All { $total } exercises passed. What you have built is yours: read it once more from the first file to the last.
offer-next = Go on: { $command }
offer-check = When you have something to try: { $command }
offer-hint = Stuck? { $command }
offer-open = Begin with { $command }
offer-undo = Changed your mind: { $command }
offer-diff = See what is there now: { $command }
offer-apply = Put it into your files: { $command }

## check
building = building { $name }
building-first = Building what the exercises stand on. This happens once and may take a minute.
step-passed = passed
step-failed = fails
step-locked = waits for the step before it
verdict-passed = All steps pass.
verdict-failed = A check says no.
verdict-not-yet = The next step is not written yet.
verdict-does-not-compile = It does not compile yet.
verdict-deadlocked = Everybody waits, and nobody is left to move.
verdict-busy-loop = Something runs round in circles.
verdict-output-flood = More output than anybody would read.
verdict-out-of-memory = More memory than this exercise may use.
verdict-crashed = The whole program ended.
verdict-untouched = The files are as they came.
verdict-seconds = { $seconds } s
verdict-cached = unchanged since the last check
short-passed = passed
short-failed = not yet
short-does-not-compile = does not compile
short-deadlocked = deadlock
short-busy-loop = endless loop
short-output-flood = too much output
short-out-of-memory = too much memory
short-crashed = crashed
short-untouched = not begun
not-checked = cannot be checked
more-errors = { $count ->
    [one] One more error, perhaps its echo.
   *[other] { $count } more errors, perhaps its echo.
}
expected = expected
got = got
no-line = no line
row-expected = line { $line }, expected: { $text }
row-got = line { $line }, got: { $text }
row-predicted = line { $line }: you say { $text }; the recorded run says something else
mark-expected = expected: { $text }
mark-got = got: { $text }
evidence-message = What the check says:
evidence-ended = It ended by:
ended-by-exit = exit code { $code }
ended-by-crowd = too many processes at once
evidence-output = The last lines of the output:
evidence-seed = This run has the seed { $seed }; { $command } repeats it exactly.
waiting-title = Who waits for whom
mailbox-empty = mailbox empty
mailbox-unread = { $count ->
    [one] one message unread: { $letters }
   *[other] { $count } messages unread: { $letters }
}
tampered = { $file } is not the one of the course. We checked with the original and left yours as it is.
left-behind = { $count ->
    [one] A program that this run started was still running when it ended: { $names }. We have ended it.
   *[other] Programs that this run started were still running when it ended: { $names }. We have ended them.
}
remarks = Remarks of the compiler
more-remarks = { $count ->
    [one] and one more
   *[other] and { $count } more
}
replay-start = Running with the seed { $seed } only. A pass here is not recorded.
watch-start = Watching { $id }. Save a file and the check runs; Ctrl-C ends it.
watch-polls = No news of saves comes from this file system, so we look at the files ourselves, a little slower.
watch-again = Saved meanwhile; once more.
watch-end = No longer watching.

## the mentor
mentor-observations = Code Observations
mentor-analogy = A comparison
mentor-question = Socratic Question
mentor-next-step = Next Step
mentor-sign = How a run shows it
mentor-why = Why this can happen
mentor-example = A small example of something else
greeting = Good that you are here. “{ $title }” is untouched, so there is nothing to judge, and much to try.
ask-for-attempt = The idea is there. Now a first attempt, however small: “{ $step }”.
remind-explain = One sentence about the idea would help us both: { $command }.
hint-rung = Rung { $rung } of 4
hint-deeper = { $seconds ->
    [one] The next rung opens after a new attempt, or in a second.
   *[other] The next rung opens after a new attempt, or in { $seconds } seconds.
}
hint-stale = The files have changed since the last check. What follows is about that check; { $command } looks at them anew.
hint-passed = { $id } has passed; there is nothing to hint at.
celebrate = { $count ->
    [one] That was the move: “{ $step }”. It holds now, and the check will say so every time.
   *[other] That was the move: “{ $step }”. All { $count } steps hold now, and the checks will say so every time.
}
bonus = Two challenges, if you like
explain-ask = “{ $title }”: what is the idea? An empty line ends your words.
explain-nothing = Nothing was said, nothing was kept.
explain-kept = Kept. At the solution you will see it beside ours.
gate-intro = Before the solution, three short questions. They make it stay. `tired` opens it at once, `back` leaves.
gate-point = In which line does it go wrong first? Type its number.
gate-choose = What is the cause? Type its number.
gate-say = In two sentences: what happens here, and why?
gate-theirs = Your words
gate-ours = Our words
gate-rate = How close are they: 1 far, 2 near, 3 the same idea?
gate-right = Yes.
gate-later = Up to that line everything agrees. Look further down.
gate-earlier = It has begun before that line. Look further up.
gate-would-show = A run with that cause would show something else:
gate-enough = Two honest tries are enough; the way is open.
gate-was-line = It goes wrong first in { $line }.
gate-was-cause = The cause: { $cause }
gate-number = Type a number from 1 to { $last }.
gate-too-short = A little more: a whole sentence or two.
gate-thanks = Thank you.
gate-rest = A rest is a good reason. Here it is.
gate-open = The solution was opened before, so there are no questions.
gate-passed = Your checks have passed; here is how we did it.
gate-left = The solution stays closed. Come back whenever you like.
gate-needs-answers = These questions want answers: at the prompt (`cargo run`), or as lines on the pipe, { $command }.
solution-same = Your files and our solution are the same, line by line.
solution-legend = `-` was, yours. `+` now, ours.
solution-why = Why: { $step }
symbols = Symbols and words
mistakes = Common mistakes
mini-challenges = Two mini-challenges

## files
diff-nothing = { $id } is as it came; nothing was changed.
diff-gone = This file is not there any more; `undo` or `reset` brings it back.
diff-line = line { $line }
reset-ask = Start { $id } again? Your files are kept and `undo` brings them back. (y/n)
reset-untouched = { $id } is as it came already; nothing was changed.
reset-kept = Nothing was changed.
reset-done = { $id } is as it came. Your files are kept.
undo-done = { $id } has its files back.
undo-nothing = There is nothing to bring back for { $id }.
applied = Our solution now stands in your files of { $id }; yours are kept.

## trace, quiz, notebook, language, book
trace-no-run = There is no run to show yet.
trace-nothing = The last run of { $id } left nothing to draw: its checks send no messages.
trace-saved = The picture is in { $file }.
beam-recorded = the BEAM, recorded
beam-yours = your code
beam-now = the BEAM, now
beam-not-reached = (no check has come this far)
beam-not-asked = (no check asks for this)
beam-nothing-yet = Your code has printed none of this yet.
beam-differs = The marked line is where your code leaves the BEAM.
beam-same = { $count ->
    [one] Your code prints the same line.
   *[other] Your code prints the same { $count } lines.
}
beam-asked = Your code prints the same { $count } of { $total } lines; no check asks for the others.
beam-part = { $count } of { $total } lines so far, and they are the same.
beam-no-elixir = skipped: Elixir is not installed, so nothing was run
beam-live-same = { $count ->
    [one] { $script } prints the recorded line here too ({ $versions }).
   *[other] { $script } prints the same { $count } lines here ({ $versions }).
}
beam-live-differs = This machine's BEAM ({ $versions }) prints something else than the recorded one.
quiz-none = { $id } has no questions yet.
quiz-number = Question { $number } of { $total }
quiz-right = Yes.
quiz-wrong = It is { $number }.
quiz-left = The quiz is left; nothing was recorded. Answers are typed at the prompt, or come as lines on the pipe.
quiz-result = { $right } of { $total } right.
noted = Noted.
notebook-empty = The notebook is empty. { $command } keeps a line; measured figures come by themselves.
lang-now = We speak English. { $command } choose.
lang-changed = From now on we speak English.
lang-fixed = At the next start { $variable } or { $option } decides, as long as it is set.
book-first = Building the book for the first time. This takes a minute or two.

## doctor
doctor-install-rust = not found: install Rust from https://rustup.rs
doctor-disk = disk
doctor-free = { $gigabytes } GB free
doctor-disk-advice = less than 2 GB free: building all exercises may not fit
doctor-writing = writing
doctor-may-write = we may write in { $folder }
doctor-writing-advice = the course's folder cannot be written to (no permission, or no room): progress cannot be kept
doctor-watching = watching
doctor-watch-works = news of a save comes at once
doctor-watch-polls = no news of saves here: `watch` will look at the files itself, a little slower
doctor-journal = progress
doctor-entries = { $count ->
    [one] one entry
   *[other] { $count } entries
}
doctor-torn = the last line was cut off by a kill or a full disk; it goes with the next entry, everything before it is whole
doctor-elixir = optional, not found: recorded transcripts are used instead of a real BEAM
doctor-node = optional, not found: needed only by tests with JavaScript clients
doctor-chromium = optional, not found: needed only by tests in a browser
doctor-terminal = terminal
doctor-no-terminal = none; { $columns } columns
doctor-rich = colours, { $columns } columns
doctor-still = no colours, { $columns } columns
doctor-plain = plain, { $columns } columns
doctor-well = Everything we need is here.
doctor-ill = Something is missing; see the marked lines.

## what could not be carried out
unknown-verb = unknown command `{ $verb }`; `help` lists them all
unknown-verb-near = unknown command `{ $verb }`; near it: { $near }
unknown-exercise = unknown exercise `{ $id }`; `list` shows them all
unknown-exercise-near = unknown exercise `{ $id }`; near it: { $near }
unknown-option = unknown option `{ $option }`; `help COMMAND` lists them
wrong-value = `{ $value }` does not fit here; expected: `{ $wanted }`
missing-word = something is missing: `{ $wanted }`
too-many-words = `{ $word }` is one word too many
no-exercise = the course has no exercises yet
no-course = no course here: start in its folder, or name it with `--root FOLDER`
no-permission = no permission: `{ $path }`; nothing was changed
disk-full = the disk is full: `{ $path }`; nothing was changed
not-utf8 = `{ $path }` is not UTF-8; save it as UTF-8
io-error = `{ $path }`: { $reason }
reason-no-file = there is no such file or folder
reason-no-file-of-exercise = there is no such file; `reset` brings it back
reason-folder = this is a folder, and a file is needed
reason-no-folder = a part of this path is a file, and a folder is needed
reason-link-loop = this link leads to itself; remove it
no-cargo = cargo was not found; install Rust from https://rustup.rs
cargo-failed = cargo cannot build this: { $reason }
no-report = nothing was reported about the check `{ $check }`: `tests/checks.rs` has none of this name, or code overwrites or removes the file that the checks report to
no-network = a crate that is needed is not on this machine and cannot be downloaded; see that the network can be reached, then try again
checks-lost = `{ $path }` is not the file that was sealed, and its original is not at hand: it was changed, or is missing; bring it back from the repository (an author who means the change runs `author seal`)
check-cancelled = cancelled; nothing was recorded
editor-failed = the editor `{ $editor }` did not start or did not end well
beam-none = { $id } has no script of the BEAM
beam-no-section = { $id } has no such section; it has: { $known }
beam-no-sections = the transcript of { $id } has no sections
beam-failed = the script did not run to its end: { $reason }
lab-unfinished = Not all of your code is written yet; the first gap is { $place }. Where the lab comes to one, it says so and goes on.
lab-none = { $id } has no lab
lab-none-but = { $id } has no lab; these have one: { $ids }
mine-sum = Of the crates below, { $mine ->
    [0] none is yours
    [one] one is yours
   *[other] { $mine } are yours
    } ({ $all } in all): yours serves where its checks pass, ours elsewhere.
mine-yours = yours
mine-ours = ours
lab-failed = the lab did not start or did not end well
book-failed = the book could not be built or served; the lines above say why
author-looks-at-book = the book
author-sum = Written: { $written }. Errors: { $errors }, warnings: { $warnings }, skipped: { $skipped }.
mentor-cannot-read = the mentor's text cannot be read: { $reason }
mentor-not-utf8 = the mentor's text is not UTF-8; save it as UTF-8
mentor-text-outside = text without a heading of its own
mentor-duplicate = the heading `{ $heading }` stands twice
mentor-unknown-heading = unknown heading `{ $heading }`
mentor-missing-part = `{ $section }` lacks `{ $part }`
mentor-quiz-shape = question { $question } needs a text, two options or more, exactly one right, and an explanation
mentor-change-shape = a change starts with its step in backticks and a colon: `{ $step }`
mentor-question-marks = the question of `{ $section }` has { $found } question marks; it needs one
mentor-asks-elsewhere = `{ $part }` of `{ $section }` has a question mark outside of code, and only `question` asks; state it or give an order
mentor-length = `{ $section }` has { $words } words in fact, analogy, question and next step; 40 to 120 are wanted
mentor-long-name = the name of `{ $section }` has { $found } characters; at most 80 on one line

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
progress-no-permission = no permission for `{ $path }`; nothing was changed
progress-disk-full = the disk is full: `{ $path }` could not be written, and nothing was changed
progress-unreadable = line { $line } of `{ $file }` cannot be understood; the file was left as it is. Mend or remove that line, or move the file away to start anew
progress-io = `{ $path }`: { $reason }

## base: findings of authors' verbs (file and line stand in front of the sentence), and what mends them
author-stale-starter = this is not what the solution gives
author-repair-skeletons = run `author skeletons`
author-stray-file = the solution has no such file
author-stale-seal = changed since `checks.lock` was written
author-repair-seal = run `author seal`
author-no-elixir = skipped: Elixir is not installed, transcripts were not compared with a real BEAM
author-beam-failed = the script did not run to its end: { $reason }
author-beam-header = the first line printed must name the versions: `# OTP …, Elixir …`
author-stale-beam = the BEAM prints `{ $got }` where `{ $expected }` is recorded
author-no-transcript = the transcript of `beam.exs` is missing
author-repair-beam = run `author beam`
author-solution-does-not-build = the checks do not build against the solution: { $reason }
author-no-picture = there is nothing to draw for the picture `{ $picture }`: check `{ $check }` gave no events. { $reason }
author-stale-picture = the picture is not what the run shows
author-repair-traces = run `author traces`
author-no-such-edit = the solution has no file `{ $path }` to edit
author-long-starter = { $lines } lines are a lot to read before starting; { $limit } are enough
author-cut-without-step = the solution cuts `cut_{ $step }`, but there is no step `{ $step }`
author-unknown-cause = the cause `{ $cause }` has no `[[cause]]` here and is none of the common ones
author-few-wrong-solutions = wrong solutions: { $count }; an exercise needs { $needed } or more
author-cause-without-wrong = no wrong solution is told the cause `{ $cause }`
author-repair-wrong = write `wrong/CAUSE.rs` with the regions that lead to it
author-later-dependency = it depends on `{ $id }`, which comes later in the course
author-placeholder = `TODO`: here somebody still has to write something
author-unknown-placeholder = nobody fills in `{"{"}{ $name }{"}"}`
author-wrong-language = this text is not in the language `{ $language }`
author-other-shape = the language `{ $language }` lacks “{ $part }”, which the other one has
author-no-list = the checks could not be listed: { $reason }
author-unlisted-check = no step lists the check `{ $check }`
author-missing-check = there is no check `{ $check }`
author-starter = the starter must fail with `{ $expected }`; its verdict is `{ $verdict }`, its cause `{ $cause }`
author-no-verdict = the checks gave no verdict: { $reason }
author-solution-fails = the solution does not pass: { $verdict }, { $cause }. { $reason }
author-wrong-told-otherwise = it must be told `{ $cause }` ({ $verdict }), and is told `{ $got }` ({ $got_verdict }). { $reason }
author-repair-told = let the check name this suspect before it asserts, or rename the wrong solution
author-lab-unlisted = the solution has a lab that the exercise does not name
author-lab-elsewhere = the exercise's lab is not `examples/lab_ID.rs` of the solution
author-lab-missing = the exercise names a lab that is not there
author-lab-fails = the lab does not build or does not open: { $reason }
author-repair-lab = name it as CONTRIBUTING.md, "Labs", says
author-unlisted = this exercise is not in `course.toml`
author-book = { $message }
author-repair-book = { $repair }
author-book-not-verified = the book could not be verified: { $reason }
author-unknown-exercise = there is no exercise `{ $id }`
author-unknown-chapter = there is no chapter `{ $chapter }`; name it by id, number or folder
author-taken = `{ $id }` is taken; nothing was written
author-bad-id = `{ $id }` is no id; an id starts with a small letter and goes on with small letters, digits and `_`
author-check = the check could not be carried out: { $reason }
