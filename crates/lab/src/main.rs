//! The simulator on this machine. `cargo xtask` builds this program optimized and calls it; what it
//! prints is for people and for xtask.

use std::process::ExitCode;

mod replicate;
mod simulate;
mod vectors;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["vectors", rest @ ..] => vectors::run(rest),
        ["simulate", rest @ ..] => simulate::run(rest),
        _ => Err(
            "usage: callback-lab vectors FILE [--only TEXT] [--million CONTACTS], or simulate FILE"
                .to_owned(),
        ),
    };
    match done {
        Ok(code) => code,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}
