//! A second package of an exercise, below the target folder: for code that is not the learner's (starters,
//! solutions, wrong solutions), and for a learner whose checks are not the course's any more.
//!
//! The shadow is a workspace of its own, with the dependencies, lints and profiles of ours, so that everything
//! that was built for the course serves it too. One shadow serves all variants of an exercise: only files that
//! differ are written, and only what depends on them is built again.
//!
//! A desk is a shadow without files: only a manifest, whose targets are the learner's own. In the workspace of the
//! course, cargo reads the manifests of all exercises and solutions before it builds one of them, which takes the
//! longer the more there are; here it reads those that the exercise needs.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::error::At;
use super::hash::Sum;
use super::seal::Sealed;
use super::{CheckError, hash, place};
use crate::course::Exercise;

/// Bytes of the package's files, by their path in it.
pub(super) type Contents = BTreeMap<PathBuf, Vec<u8>>;

/// Folders of an exercise that a build does not need.
const NOT_BUILT: [&str; 6] = ["src", "mentor", "wrong", "traces", "examples", "target"];
/// Tables of the root's manifest that the shadow must have as well.
const SHARED: [&str; 2] = ["profile", "patch"];
const DEPENDENCIES: [&str; 3] = ["dependencies", "dev-dependencies", "build-dependencies"];

/// A package ready to be built. While it is held, no other runner changes it.
pub(super) struct Shadow {
    pub(super) dir: PathBuf,
    _lock: File,
}

/// The exercise's checks around other code.
pub(super) fn around(exercise: &Exercise, code: &BTreeMap<PathBuf, String>) -> Result<Contents, CheckError> {
    let mut contents = Contents::new();
    for file in place::files_below(&exercise.dir)? {
        if !NOT_BUILT.iter().any(|folder| file.starts_with(folder)) {
            let path = exercise.dir.join(&file);
            contents.insert(file, fs::read(&path).at(&path)?);
        }
    }
    contents.extend(code.iter().map(|(file, text)| (file.clone(), text.clone().into_bytes())));
    Ok(contents)
}

/// The learner's code with the originals of everything else.
pub(super) fn originals(exercise: &Exercise, sealed: &Sealed) -> Result<Contents, CheckError> {
    let mut contents = Contents::new();
    for file in place::files_below(&exercise.dir.join("src"))? {
        let file = Path::new("src").join(file);
        let path = exercise.dir.join(&file);
        contents.insert(file, fs::read(&path).at(&path)?);
    }
    for file in sealed.files.keys() {
        contents.insert(file.clone(), sealed.original(exercise, file)?);
    }
    Ok(contents)
}

/// What a package has that is built from where its manifest lies: a script, programs that its checks run.
const BOUND: [&str; 3] = ["build.rs", "src/main.rs", "src/bin"];

/// The manifest with which the exercise is built where it lies. `None` for one that only the course's workspace
/// can build.
pub(super) fn desk(root: &Path, target: &Path, exercise: &Exercise) -> Result<Option<PathBuf>, CheckError> {
    if BOUND.iter().any(|file| exercise.dir.join(file).exists()) {
        return Ok(None);
    }
    let (dir, lock_file) = below(target, "desk", exercise);
    let (manifest, lock, made_from) = (dir.join("Cargo.toml"), dir.join("Cargo.lock"), dir.join(ORIGIN));
    let mut sum = Sum::new("desk");
    sum.add("root", root.as_os_str().as_encoded_bytes());
    for file in [root.join("Cargo.toml"), root.join("Cargo.lock"), exercise.dir.join("Cargo.toml")] {
        sum.add_file(&file.to_string_lossy(), &file)?;
    }
    let sum = sum.finish();
    if manifest.exists() && lock.exists() && fs::read_to_string(&made_from).is_ok_and(|known| known == sum) {
        return Ok(Some(manifest));
    }
    let _lock = locked(&dir, &lock_file)?; // others wait only while this is written
    let own = exercise.dir.join("Cargo.toml");
    let mut package = package_of(root, exercise, &fs::read_to_string(&own).at(&own)?, own_version(&dir))?;
    if package.contains_key("bin") {
        return Ok(None);
    }
    build_in_place(&mut package, exercise);
    place::write_atomically(&manifest, package.to_string().as_bytes())?;
    if let Ok(bytes) = fs::read(root.join("Cargo.lock")) {
        place::write_atomically(&lock, &bytes)?;
    }
    place::write_atomically(&made_from, sum.as_bytes())?;
    Ok(Some(manifest))
}

/// Lets the targets of a package be the files of the exercise: its library and its checks.
fn build_in_place(package: &mut Table, exercise: &Exercise) {
    let path = |file: &str| Value::String(exercise.dir.join(file).to_string_lossy().into_owned());
    ["example", "bench"].iter().for_each(|targets| drop(package.remove(*targets)));
    let library = package.entry("lib").or_insert_with(|| Value::Table(Table::new()));
    if let Value::Table(library) = library {
        let own = path(library.get("path").and_then(Value::as_str).unwrap_or("src/lib.rs"));
        library.insert("path".to_owned(), own);
    }
    let checks = [("name", Value::String("checks".to_owned())), ("path", path("tests/checks.rs"))];
    let checks: Table = checks.into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
    package.insert("test".to_owned(), Value::Array(vec![Value::Table(checks)]));
    if cfg!(target_os = "linux") {
        strip(package, &exercise.package());
    }
}

/// Nobody reads the debug information of a test binary that only we run: panics know their line without it, and
/// linking it takes a part of every check. Elsewhere a program of its own strips, which would cost more.
fn strip(manifest: &mut Table, package: &str) {
    let mut table = manifest;
    for key in ["profile", "dev", "package", package] {
        let inner = table.entry(key).or_insert_with(|| Value::Table(Table::new()));
        let Value::Table(inner) = inner else { return };
        table = inner;
    }
    table.insert("strip".to_owned(), Value::String("debuginfo".to_owned()));
}

/// The folder of a shadow, and the file that is locked while it changes.
fn below(target: &Path, purpose: &str, exercise: &Exercise) -> (PathBuf, PathBuf) {
    let shadows = target.join("workbook/shadow").join(purpose);
    let dir = shadows.join("exercises").join(&exercise.chapter_folder).join(&exercise.id);
    (dir, shadows.join(format!("{}.lock", exercise.id)))
}

/// Makes the folder, and keeps other runners from it while the file is held.
fn locked(dir: &Path, lock_file: &Path) -> Result<File, CheckError> {
    fs::create_dir_all(dir).at(dir)?;
    let lock = File::create(lock_file).at(lock_file)?;
    lock.lock().at(lock_file)?;
    Ok(lock)
}

impl Shadow {
    /// Writes the package below `target`. `purpose` keeps shadows apart that would undo each other.
    pub(super) fn make(
        root: &Path,
        target: &Path,
        purpose: &str,
        exercise: &Exercise,
        mut contents: Contents,
    ) -> Result<Self, CheckError> {
        let (dir, lock_file) = below(target, purpose, exercise);
        let lock = locked(&dir, &lock_file)?;

        let manifest = contents.remove(Path::new("Cargo.toml")).unwrap_or_default();
        let version = own_version(&dir);
        let manifest = package_of(root, exercise, &String::from_utf8_lossy(&manifest), version)?;
        contents.insert(PathBuf::from("Cargo.toml"), manifest.to_string().into_bytes());
        for file in place::files_below(&dir)? {
            if !contents.contains_key(&file) && !file.starts_with("Cargo.lock") && !file.starts_with(ORIGIN) {
                fs::remove_file(dir.join(&file)).at(&dir.join(&file))?;
            }
        }
        for (file, bytes) in &contents {
            place::write_if_changed(&dir.join(file), bytes)?;
        }
        copy_lock(root, &dir)?;
        Ok(Self { dir, _lock: lock })
    }
}

/// Remembers which lock file of the course the shadow's own was made from: cargo takes out of the copy what the
/// shadow does not need.
const ORIGIN: &str = ".lock-origin";

fn copy_lock(root: &Path, dir: &Path) -> Result<(), CheckError> {
    let Ok(bytes) = fs::read(root.join("Cargo.lock")) else { return Ok(()) }; // cargo will make one
    let (origin, lock) = (dir.join(ORIGIN), dir.join("Cargo.lock"));
    let hash = hash::of(&bytes);
    if lock.exists() && fs::read_to_string(&origin).is_ok_and(|known| known == hash) {
        return Ok(());
    }
    fs::write(&lock, bytes).at(&lock)?;
    fs::write(&origin, hash).at(&origin)
}

/// A version that no other shadow has. To cargo, packages of one name and version that are roots of their
/// workspaces are one package: in a shared target folder it would take what was built for the other shadow as
/// fresh, because the sources it remembers, which lie there as well, have not changed.
fn own_version(dir: &Path) -> String {
    format!("0.0.0-shadow.h{}", &hash::of(dir.as_os_str().as_encoded_bytes())[..16])
}

/// The exercise's manifest as a workspace of its own.
fn package_of(
    root: &Path,
    exercise: &Exercise,
    manifest: &str,
    version: String,
) -> Result<Table, CheckError> {
    let mut package = parse(&exercise.dir.join("Cargo.toml"), manifest)?;
    let root_file = root.join("Cargo.toml");
    let mut course = parse(&root_file, &fs::read_to_string(&root_file).at(&root_file)?)?;
    // No check needs the lab, and its path leads nowhere from here.
    ["example", "features"].iter().for_each(|key| drop(package.remove(*key)));
    for table in DEPENDENCIES {
        without_optional(package.get_mut(table));
        package.get_mut(table).into_iter().for_each(|table| make_absolute(table, &exercise.dir));
    }
    let mut workspace = match course.remove("workspace") {
        Some(Value::Table(workspace)) => workspace,
        _ => Table::new(),
    };
    ["members", "default-members", "exclude"].iter().for_each(|key| drop(workspace.remove(*key)));
    workspace.get_mut("dependencies").into_iter().for_each(|table| make_absolute(table, root));
    package.insert("workspace".to_owned(), Value::Table(workspace));
    if let Some(Value::Table(package)) = package.get_mut("package") {
        package.insert("version".to_owned(), Value::String(version));
    }
    for key in SHARED {
        if let Some(mut table) = course.remove(key) {
            general_only(&mut table);
            package.insert(key.to_owned(), table);
        }
    }
    Ok(package)
}

fn without_optional(dependencies: Option<&mut Value>) {
    if let Some(Value::Table(dependencies)) = dependencies {
        dependencies.retain(|_, one| one.get("optional").and_then(Value::as_bool) != Some(true));
    }
}

/// Without the settings of single packages: most are not among the shadow's, and cargo would warn of each.
fn general_only(profiles: &mut Value) {
    for (_, profile) in profiles.as_table_mut().into_iter().flat_map(|table| table.iter_mut()) {
        if let Some(Value::Table(packages)) = profile.get_mut("package") {
            packages.retain(|name, _| name == "*");
        }
    }
}

fn parse(file: &Path, text: &str) -> Result<Table, CheckError> {
    let error = |error: toml::de::Error| format!("{}: {}", file.display(), error.message());
    text.parse::<Table>().map_err(|cause| CheckError::Cargo { message: error(cause) })
}

/// Paths of dependencies, which are written relative to the manifest they stand in.
fn make_absolute(dependencies: &mut Value, from: &Path) {
    let tables = dependencies.as_table_mut().into_iter().flat_map(|table| table.iter_mut());
    for (_, dependency) in tables {
        if let Some(Value::String(path)) = dependency.get_mut("path") {
            *path = from.join(&path).to_string_lossy().into_owned();
        }
    }
}
