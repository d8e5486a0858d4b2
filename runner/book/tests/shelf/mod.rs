//! A small book in which nothing is wrong, in a folder of its own.

use std::fs;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

const ENGLISH: &str = "# A page {#page}

Prose, and a [link](other.md#there).

```rust,ignore
{{#include ../../solutions/code.rs:take}}
```

```text
{{#include ../../beam.out:2:3}}
```

<div class=\"exercise\" data-id=\"mailbox\">

`cargo run -q -- check mailbox`

</div>
";

const RUSSIAN: &str = "# Страница {#page}

Текст и [ссылка](other.md#there).

```rust,ignore
{{#include ../../solutions/code.rs:take}}
```

```text
{{#include ../../beam.out:2:3}}
```

<div class=\"exercise\" data-id=\"mailbox\">

`cargo run -q -- check mailbox`

</div>
";

/// A book of two pages in a folder of its own.
pub struct Shelf(pub TempDir);

impl Shelf {
    pub fn new() -> Self {
        let shelf = Self(tempfile::tempdir().expect("a temporary folder"));
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("runner/book is two deep");
        copy(&root.join("book/theme"), &shelf.path("book/theme"));
        fs::copy(root.join("book.toml"), shelf.path("book.toml")).expect("book.toml can be copied");
        for tree in ["exercises", "solutions"] {
            let mailbox = Path::new(tree).join("02_processes/mailbox");
            copy(&root.join(&mailbox), &shelf.0.path().join(&mailbox));
        }
        shelf.write(
            "exercises/course.toml",
            "[[chapter]]\nnumber = 2\nid = \"processes\"\ntitle = { en = \"Processes\", ru = \"Процессы\" }\n\
             exercises = [\"mailbox\"]\n",
        );
        shelf.write("solutions/code.rs", "// ANCHOR: take\nfn take() {}\n// ANCHOR_END: take\n// ANCHOR: nothing\n// ANCHOR_END: nothing\n");
        shelf.write("beam.out", "# OTP 25\n-- one\na\n-- two\nb\nc\n");
        for (language, page, title) in [("en", ENGLISH, "Two"), ("ru", RUSSIAN, "Вторая")] {
            let summary = "# Summary\n\n- [One](page.md)\n- [Two](other.md)\n";
            shelf.write(&format!("book/{language}/SUMMARY.md"), summary);
            shelf.write(&format!("book/{language}/page.md"), page);
            shelf.write(&format!("book/{language}/other.md"), &format!("# {title} {{#there}}\n"));
        }
        shelf
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    pub fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("files lie in folders")).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).expect("a readable folder") {
        let entry = entry.expect("a readable entry");
        if entry.path().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            fs::copy(entry.path(), to.join(entry.file_name())).expect("a file can be copied");
        }
    }
}
