//! A small static server for the demo and the stories, on 127.0.0.1 only: right types, nothing cached, and the
//! strict policy on demand. It serves `dist` at `/` and the host pages of `tests/stories` at `/stories/`.

use std::fs::{self, File};
use std::net::Ipv4Addr;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::thread;

use tiny_http::{Header, Method, Request, Response, Server, StatusCode};

use crate::failure::{Failure, Outcome};
use crate::project::Project;

/// The policy of the embedding contract, which the panel must run under. No backend is served here.
const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; \
                      require-trusted-types-for 'script'; trusted-types callback-scheduler";
/// The same for the demo, whose own style sheet is no part of the panel.
const STRICT_DEMO: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; \
                           style-src 'self'; require-trusted-types-for 'script'; trusted-types callback-scheduler";
/// Enough for a page and its parts at once; a browser opens six connections.
const THREADS: usize = 6;

/// Which pages are sent with the strict policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Policy {
    /// Those asked for with `?csp=strict`.
    AsAsked,
    /// Every page.
    Strict,
}

/// The built pages at an address.
pub(crate) struct Site {
    server: Server,
    folders: Folders,
    policy: Policy,
}

struct Folders {
    dist: PathBuf,
    stories: PathBuf,
}

/// What a path of the site stands for.
#[derive(Debug, PartialEq, Eq)]
enum Found {
    File(PathBuf),
    /// A folder named without its slash: relative addresses in its page need it.
    Folder,
    Nothing,
}

impl Site {
    /// Takes the first of the ports that is free; 0 is any.
    pub(crate) fn bind(project: &Project, ports: &[u16], policy: Policy) -> Outcome<Self> {
        let mut cause = "no port was named".to_owned();
        for port in ports {
            match Server::http((Ipv4Addr::LOCALHOST, *port)) {
                Ok(server) => {
                    let folders = Folders {
                        dist: project.dist(),
                        stories: project.root.join("tests/stories"),
                    };
                    return Ok(Self {
                        server,
                        folders,
                        policy,
                    });
                }
                Err(error) => cause = format!("port {port} of 127.0.0.1: {error}"),
            }
        }
        Err(Failure::new(
            cause,
            "Name a free port, or none: `cargo xtask demo` then takes one.",
        ))
    }

    /// Where the site is, with a slash at its end.
    pub(crate) fn address(&self) -> String {
        format!("http://{}/", self.server.server_addr())
    }

    /// Answers until the process ends.
    pub(crate) fn serve(self) {
        let site = Arc::new(self);
        let threads: Vec<_> = (0..THREADS)
            .map(|_| {
                let site = Arc::clone(&site);
                thread::spawn(move || {
                    site.server
                        .incoming_requests()
                        .for_each(|request| site.answer(request));
                })
            })
            .collect();
        for thread in threads {
            // A thread that panicked has said so; the others go on.
            let _ = thread.join();
        }
    }

    fn answer(&self, request: Request) {
        let (path, query) = request.url().split_once('?').unwrap_or((request.url(), ""));
        let answer = match (request.method(), self.folders.find(path)) {
            (Method::Get | Method::Head, Found::File(file)) => self.file(&file, query),
            (Method::Get | Method::Head, Found::Folder) => {
                empty(301).with_header(header("Location", &format!("{path}/")))
            }
            (Method::Get | Method::Head, Found::Nothing) => empty(404),
            _ => empty(405),
        };
        // The browser went away before the end: nothing to be done about it.
        let _ = request.respond(answer);
    }

    fn file(&self, path: &Path, query: &str) -> Response<Box<dyn std::io::Read + Send>> {
        let Ok(file) = File::open(path) else {
            return empty(404);
        };
        let kind = media_type(path);
        let mut answer = Response::from_file(file)
            .with_header(header("Content-Type", kind))
            .with_header(header("Cache-Control", "no-store"))
            .with_header(header("X-Content-Type-Options", "nosniff"));
        let strict = query
            .split('&')
            .any(|pair| pair == "csp=strict")
            .then_some(STRICT);
        let policy = match self.policy {
            Policy::Strict => strict.or(Some(STRICT_DEMO)),
            Policy::AsAsked => strict,
        };
        if let Some(policy) = policy.filter(|_| kind.starts_with("text/html")) {
            answer.add_header(header("Content-Security-Policy", policy));
        }
        answer.boxed()
    }
}

impl Folders {
    /// The file a path stands for, never one outside the two folders.
    fn find(&self, path: &str) -> Found {
        let (folder, rest) = match path.strip_prefix("/stories/") {
            Some(rest) => (&self.stories, rest),
            None => (&self.dist, path.trim_start_matches('/')),
        };
        let Some(rest) = decode(rest) else {
            return Found::Nothing;
        };
        // Only plain names: neither `..` nor a drive or a root leads out.
        if !Path::new(&rest)
            .components()
            .all(|part| matches!(part, Component::Normal(_)))
        {
            return Found::Nothing;
        }
        let file = folder.join(&rest);
        match fs::metadata(&file) {
            Ok(entry) if entry.is_file() => Found::File(file),
            Ok(_) if !(rest.is_empty() || rest.ends_with('/')) => Found::Folder,
            Ok(_) if file.join("index.html").is_file() => Found::File(file.join("index.html")),
            _ => Found::Nothing,
        }
    }
}

/// Undoes percent-encoding; nothing if it is broken.
fn decode(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.bytes();
    while let Some(byte) = rest.next() {
        let decoded = match byte {
            b'%' => {
                let digits = [rest.next()?, rest.next()?];
                u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?
            }
            byte => byte,
        };
        bytes.push(decoded);
    }
    String::from_utf8(bytes).ok()
}

/// The types of what this project serves; wasm streams only under its own.
fn media_type(path: &Path) -> &'static str {
    match path
        .extension()
        .and_then(|ending| ending.to_str())
        .unwrap_or_default()
    {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" | "map" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

fn header(name: &str, value: &str) -> Header {
    Header::from_bytes(name, value).unwrap_or_else(|()| unreachable!("{name}: {value} is ASCII"))
}

fn empty(status: u16) -> Response<Box<dyn std::io::Read + Send>> {
    Response::empty(StatusCode(status)).boxed()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{Read, Write};
    use std::net::TcpStream;

    /// A site over a folder of this test's own.
    fn site(name: &str, policy: Policy) -> Site {
        let folder =
            std::env::temp_dir().join(format!("callback-serve-{}-{name}", std::process::id()));
        for (file, text) in [
            ("dist/index.html", "demo"),
            ("dist/a b.wasm", "wasm"),
            ("stories/one/index.html", "one"),
            ("secret", ""),
        ] {
            let file = folder.join(file);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        }
        let folders = Folders {
            dist: folder.join("dist"),
            stories: folder.join("stories"),
        };
        Site {
            server: Server::http((Ipv4Addr::LOCALHOST, 0)).expect("a free port"),
            folders,
            policy,
        }
    }

    /// The whole answer to each request for one of these paths.
    fn answers(site: Site, paths: &[&str]) -> Vec<String> {
        let address = site
            .server
            .server_addr()
            .to_ip()
            .expect("an address of the internet");
        thread::spawn(move || site.serve());
        let ask = |path: &&str| {
            let mut stream = TcpStream::connect(address).expect("the site listens");
            write!(
                stream,
                "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            )
            .expect("it reads");
            let mut answer = String::new();
            stream.read_to_string(&mut answer).expect("it answers");
            answer
        };
        paths.iter().map(ask).collect()
    }

    #[test]
    fn files_are_sent_with_their_type_and_are_not_cached() {
        let answers = answers(
            site("types", Policy::AsAsked),
            &["/", "/a%20b.wasm", "/stories/one/"],
        );
        for (answer, kind, body) in [
            (0, "text/html", "demo"),
            (1, "application/wasm", "wasm"),
            (2, "text/html", "one"),
        ] {
            let answer = &answers[answer];
            assert!(
                answer.starts_with("HTTP/1.1 200") && answer.ends_with(body),
                "{answer}"
            );
            assert!(
                answer.contains(&format!("Content-Type: {kind}")) && answer.contains("no-store"),
                "{answer}"
            );
            assert!(!answer.contains("Content-Security-Policy"), "{answer}");
        }
    }

    #[test]
    fn the_strict_policy_is_sent_with_pages_that_ask_for_it_or_with_all() {
        let strict =
            |answer: &String| answer.contains("Content-Security-Policy: default-src 'none'");
        let asked = answers(
            site("asked", Policy::AsAsked),
            &["/?csp=strict", "/?csp=lax", "/a%20b.wasm?csp=strict"],
        );
        assert_eq!(
            asked.iter().map(strict).collect::<Vec<_>>(),
            [true, false, false]
        );
        assert!(
            answers(site("strict", Policy::Strict), &["/"])
                .iter()
                .all(strict)
        );
    }

    #[test]
    fn nothing_outside_the_two_folders_is_found() {
        let folders = site("outside", Policy::AsAsked).folders;
        for path in [
            "/../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/stories/../../secret",
            "//etc/passwd",
            "/%",
            "/%zz",
        ] {
            assert_eq!(folders.find(path), Found::Nothing, "{path}");
        }
    }

    #[test]
    fn a_folder_without_its_slash_is_told_from_one_without_a_page() {
        let folders = site("folders", Policy::AsAsked).folders;
        assert_eq!(folders.find("/stories/one"), Found::Folder);
        assert_eq!(folders.find("/stories/"), Found::Nothing);
    }
}
