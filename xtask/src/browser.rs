//! The browser that the tests run in, and its driver: Debian's, or the one the reader has.

use std::path::PathBuf;

use crate::apt;
use crate::project::Project;
use crate::task::Task;
use crate::tools::{Row, Source};
use crate::version::{self, Wanted};

const CHROMIUM: &str = "Chromium or Chrome on PATH, or $CALLBACK_CHROMIUM set to the program";
const DRIVER: &str =
    "ChromeDriver of Chromium's first number on PATH, or $CHROMEDRIVER set to the program";

/// Chromium, whichever of its names it has here.
pub(crate) fn chromium(project: &Project) -> Option<PathBuf> {
    const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "chrome"];
    const MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    set_to("CALLBACK_CHROMIUM")
        .or_else(|| NAMES.iter().find_map(|name| project.which(name)))
        .or_else(|| Some(PathBuf::from(MAC)).filter(|path| path.is_file()))
}

/// ChromeDriver, which the browser tests of wasm are driven with.
pub(crate) fn driver(project: &Project) -> Option<PathBuf> {
    set_to("CHROMEDRIVER").or_else(|| project.which("chromedriver"))
}

pub(crate) fn chromium_row(project: &Project) -> Row {
    let found = chromium(project).and_then(|path| version_of(project, path));
    Row {
        name: "Chromium",
        wanted: Wanted::Any,
        found,
        source: source(project, CHROMIUM),
    }
}

pub(crate) fn driver_row(project: &Project) -> Row {
    let browser = chromium(project).and_then(|path| version_of(project, path));
    let wanted = browser.map_or(Wanted::Any, |browser| {
        Wanted::Major(version::major(&browser).to_owned())
    });
    let found = driver(project).and_then(|path| version_of(project, path));
    Row {
        name: "ChromeDriver",
        wanted,
        found,
        source: source(project, DRIVER),
    }
}

fn source(project: &Project, advice: &'static str) -> Source {
    // A font, because without its recommendations Chromium brings none and screenshots show boxes.
    apt::source(project, "chromium chromium-driver fonts-liberation", advice)
}

fn set_to(name: &str) -> Option<PathBuf> {
    std::env::var_os(name)
        .filter(|value| !value.is_empty())
        .map(PathBuf::from)
}

fn version_of(project: &Project, program: PathBuf) -> Option<String> {
    Task::program(project, program)
        .arg("--version")
        .read()
        .and_then(|text| version::first_in(&text))
}
