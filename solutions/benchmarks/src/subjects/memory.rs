//! Memory of this process and of the machine, where the system tells.

/// Bytes of this process that are in memory now.
pub fn resident() -> Option<usize> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    kilobytes(&status, "VmRSS:")
}

/// Bytes that can be used without writing others to disk.
pub fn available() -> Option<usize> {
    let memory = std::fs::read_to_string("/proc/meminfo").ok()?;
    kilobytes(&memory, "MemAvailable:")
}

fn kilobytes(text: &str, key: &str) -> Option<usize> {
    let line = text.lines().find_map(|line| line.strip_prefix(key))?;
    line.split_whitespace().next()?.parse().ok().map(|kilobytes: usize| kilobytes * 1024)
}
