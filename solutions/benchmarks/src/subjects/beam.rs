//! The BEAM, by scripts beside this crate.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::work::{Measurement, Work};

/// Whether there is an `elixir` to run.
pub fn is_installed() -> bool {
    static INSTALLED: OnceLock<bool> = OnceLock::new();
    *INSTALLED.get_or_init(|| {
        let mut elixir = Command::new("elixir");
        elixir.arg("--version").stdout(Stdio::null()).stderr(Stdio::null());
        elixir.status().is_ok_and(|status| status.success())
    })
}

/// Where a script of this crate lies.
pub fn script(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("beam").join(name)
}

/// Runs the script of this work in `mode`, with as many schedulers as there are workers.
pub fn beam_command(mode: &str, measurement: Measurement) -> Command {
    let script = match measurement.work {
        Work::Spawn => "spawn.exs",
        Work::Call => "call.exs",
        Work::Cast => "cast.exs",
        Work::Restart => "restart.exs",
        Work::Children => "children.exs",
    };
    let flags = format!("+S {0}:{0} +P 4000000", measurement.workers);
    let mut elixir = Command::new("elixir");
    elixir.args(["--erl", &flags]).arg(self::script(script)).args([mode, &measurement.count.to_string()]);
    if measurement.work == Work::Restart {
        elixir.arg(measurement.children.to_string());
    }
    elixir
}
