//! `workbook-book`: builds, verifies and serves the book. The runner calls it when the book is first opened, so that
//! nobody waits for mdBook before the prompt.
//!
//! Exit status: 0 done, 1 the book has findings, 2 it could not be carried out.

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Parser, Subcommand, ValueEnum};
use workbook::course::{Course, Language, find_root};
use workbook_book::build::{self, BookError};
use workbook_book::serve;
use workbook_book::verify::{self, Report};

/// The book: build it, verify it, serve it.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    verb: Option<Verb>,
    /// The language to speak: en or ru. Both books are built all the same.
    #[arg(long, global = true, value_parser = serve::language)]
    lang: Option<Language>,
}

#[derive(Subcommand)]
enum Verb {
    /// Build both languages into target/book.
    Build,
    /// Look for everything that is wrong with the pages.
    Verify {
        /// For a reader or for a program.
        #[arg(long, value_enum, default_value_t = Format::Text)]
        format: Format,
    },
    /// Serve both languages on this machine, and again after each change.
    Serve(serve::Options),
}

#[derive(Clone, Copy, ValueEnum)]
enum Format {
    Text,
    Json,
}

fn main() -> ExitCode {
    let root = root();
    let Arguments { verb, lang } = Arguments::parse();
    let done = match verb.unwrap_or(Verb::Build) {
        Verb::Build => build(&root).map(|()| ExitCode::SUCCESS),
        Verb::Verify { format } => verify::verify(&root).map(|report| print(&report, format)),
        Verb::Serve(options) => return serve::run(&root, &options, lang),
    };
    done.unwrap_or_else(|error| {
        eprintln!("{}", error.said(serve::choose_language(lang)));
        ExitCode::from(2)
    })
}

/// The folder of the course: above the current one, else the one this program was built in.
fn root() -> PathBuf {
    let here = std::env::current_dir().ok().and_then(|dir| find_root(&dir));
    let built =
        Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).expect("runner/book lies two folders deep");
    here.unwrap_or_else(|| built.to_owned())
}

fn build(root: &Path) -> Result<(), BookError> {
    let course = Course::load(root).map_err(BookError::Course)?;
    let site = build::build(root, &Arc::new(course))?;
    for language in Language::ALL {
        println!("{}", site.join(language.code()).join("index.html").display());
    }
    Ok(())
}

fn print(report: &Report, format: Format) -> ExitCode {
    match format {
        Format::Json => println!("{}", serde_json::to_string(report).expect("a report is plain data")),
        Format::Text => {
            report.findings.iter().for_each(|finding| println!("{finding}"));
            println!(
                "{} pages, {} exercises, {} findings",
                report.pages,
                report.exercises,
                report.findings.len()
            );
        }
    }
    if report.findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(1) }
}
