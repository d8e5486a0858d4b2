//! Papers as a node of the BEAM wants them.

use std::path::{Path, PathBuf};
use std::{fs, io};

use with_tls::Papers;

// ANCHOR: options
/// Writes the papers and, beside them, the file for `-ssl_dist_optfile`; gives the path of that file.
pub fn options(folder: &Path, papers: &Papers) -> io::Result<PathBuf> {
    papers.write(folder)?;
    let at = folder.display();
    let both = format!(
        r#"{{cacertfile, "{at}/authority.pem"}}, {{certfile, "{at}/cert.pem"}}, {{keyfile, "{at}/key.pem"}},
           {{verify, verify_peer}}"#
    );
    let file = folder.join("ssl_dist.conf");
    fs::write(
        &file,
        format!("[{{server, [{both}, {{fail_if_no_peer_cert, true}}]}},\n {{client, [{both}]}}].\n"),
    )?;
    Ok(file)
}
// ANCHOR_END: options
