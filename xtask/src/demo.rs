//! `cargo xtask demo`: the demo page, built and served on this machine. It needs no Node.

use std::thread;

use crate::backend::Backend;
use crate::bundle;
use crate::failure::{Failure, Outcome};
use crate::project::Project;
use crate::serve::{Policy, Site};
use crate::task::Task;
use crate::tools::{self, Tool};

pub(crate) const TOOLS: &[Tool] = bundle::TOOLS;
pub(crate) const HELP: &str = "Build the demo and serve it on 127.0.0.1 (port 8787 or a free one); --csp sends every page under the strict policy; --with-server starts a backend, and two windows are two agents";
const PORT: u16 = 8787;

/// What was asked for on the command line.
#[derive(Debug, PartialEq, Eq)]
struct Wish {
    port: Option<u16>,
    open: bool,
    policy: Policy,
    server: bool,
}

pub(crate) fn run(project: &Project, words: &[String]) -> Outcome {
    let wish = read(words)?;
    tools::ensure(project, TOOLS)?;
    bundle::build(project)?;
    // The port asked for and no other; else the usual one, or any that is free.
    let asked = wish.port.map(|port| [port]);
    let site = Site::bind(
        &project.root,
        asked.as_ref().map_or(&[PORT, 0], |port| port),
        wish.policy,
    )?;
    if wish.server {
        return with_server(project, site, wish.open);
    }
    println!("\nThe demo is at {}\nCtrl-C ends it.", site.address());
    if wish.open {
        open(project, &site.address());
    }
    site.serve()
}

/// Two sites, because what a browser keeps belongs to an address: each agent has an outbox of their own.
fn with_server(project: &Project, site: Site, show: bool) -> Outcome {
    Task::new(project, "cargo build --package callback-server --locked").run()?;
    let backend = Backend::start(project)?;
    let sites = [site, Site::bind(&project.root, &[0], Policy::AsAsked)?];
    println!("\nTwo agents, each in a window of their own:");
    for (call, (site, agent)) in sites.iter().zip(backend.agents()).enumerate() {
        let desk = backend.desk(&site.address(), agent, call);
        println!("  {}: {desk}", agent.name);
        if show {
            open(project, &desk);
        }
    }
    println!("Ctrl-C ends both, and the server.");
    let [first, second] = sites;
    thread::spawn(move || second.serve());
    first.serve_until_interrupted()
}

fn read(words: &[String]) -> Outcome<Wish> {
    let mut wish = Wish {
        port: None,
        open: true,
        policy: Policy::AsAsked,
        server: false,
    };
    let mut words = words.iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--no-open" => wish.open = false,
            "--with-server" => wish.server = true,
            "--csp" => wish.policy = Policy::Strict,
            "--port" => wish.port = Some(port(words.next().map_or("", String::as_str))?),
            other => {
                return Err(Failure::new(
                    format!("demo does not know `{other}`"),
                    "demo [--port N] [--no-open] [--csp | --with-server]",
                ));
            }
        }
    }
    if wish.server && wish.policy == Policy::Strict {
        return Err(Failure::new(
            "--csp allows no backend",
            "The pages of --with-server carry a strict policy of their own, which names it.",
        ));
    }
    Ok(wish)
}

fn port(word: &str) -> Outcome<u16> {
    word.parse().map_err(|_| {
        Failure::new(
            format!("`{word}` is no port"),
            "Name one between 1 and 65535: --port 8080",
        )
    })
}

/// Shows the page where there is somebody to see it. That it can't is no failure: the address is printed.
fn open(project: &Project, address: &str) {
    let seen = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let program = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ if seen("DISPLAY") || seen("WAYLAND_DISPLAY") => "xdg-open",
        _ => return,
    };
    let _ = Task::new(project, program).arg(address).start();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_line(line: &str) -> Outcome<Wish> {
        read(
            &line
                .split_whitespace()
                .map(str::to_owned)
                .collect::<Vec<_>>(),
        )
    }

    #[test]
    fn a_wish_is_read_in_any_order() {
        let wish = Wish {
            port: Some(9000),
            open: false,
            policy: Policy::Strict,
            server: false,
        };
        assert_eq!(read_line("--csp --port 9000 --no-open"), Ok(wish));
        assert_eq!(
            read_line(""),
            Ok(Wish {
                port: None,
                open: true,
                policy: Policy::AsAsked,
                server: false
            })
        );
        assert!(read_line("--with-server").is_ok_and(|wish| wish.server));
    }

    #[test]
    fn a_wish_not_understood_is_said_back() {
        for line in [
            "--prot 1",
            "--port",
            "--port 65536",
            "--port x",
            "--csp --with-server",
        ] {
            assert!(read_line(line).is_err(), "{line}");
        }
    }
}
