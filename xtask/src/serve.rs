//! A static server for the demo and the stories, on 127.0.0.1 only: nothing cached, and the strict policy on demand.
//! It serves `dist` at `/` and, where that has nothing, `tests`: the host pages of the stories are at `/stories/`.

use std::io;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::Path;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use tower_http::services::ServeDir;

use crate::failure::{Failure, OrSay, Outcome};

/// The policy of the embedding contract, which the panel must run under. No backend is served here.
const STRICT: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; \
                      require-trusted-types-for 'script'; trusted-types callback-scheduler";
/// The same for the demo, whose own style sheet is no part of the panel.
const STRICT_DEMO: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; \
                           style-src 'self'; require-trusted-types-for 'script'; trusted-types callback-scheduler";

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
    listener: TcpListener,
    address: SocketAddr,
    pages: Router,
}

impl Site {
    /// Takes the first of the ports that is free; 0 is any.
    pub(crate) fn bind(root: &Path, ports: &[u16], policy: Policy) -> Outcome<Self> {
        let folders = ServeDir::new(root.join("dist")).fallback(ServeDir::new(root.join("tests")));
        let addresses: Vec<_> = ports
            .iter()
            .map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, *port)))
            .collect();
        let listen = || {
            let listener = TcpListener::bind(&*addresses)?;
            listener.set_nonblocking(true)?;
            Ok((listener.local_addr()?, listener))
        };
        let (address, listener) = listen().map_err(|error: std::io::Error| {
            Failure::new(
                format!("ports {ports:?} of 127.0.0.1: {error}"),
                "Name a free port, or none: `cargo xtask demo` then takes one.",
            )
        })?;
        let pages = Router::new()
            .fallback_service(folders)
            .layer(from_fn_with_state(policy, with_headers));
        Ok(Self {
            listener,
            address,
            pages,
        })
    }

    /// Where the site is, with a slash at its end.
    pub(crate) fn address(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// Answers until the process ends.
    pub(crate) fn serve(self) -> Outcome {
        self.serve_until(std::future::pending())
    }

    /// Answers until Ctrl-C, which then ends nothing by itself: what was started for the pages can be put away.
    pub(crate) fn serve_until_interrupted(self) -> Outcome {
        self.serve_until(async { tokio::signal::ctrl_c().await })
    }

    fn serve_until(self, end: impl Future<Output = io::Result<()>>) -> Outcome {
        let remedy = "Look at the machine's limits of threads and open files.";
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .or_say("the site", remedy)?;
        runtime
            .block_on(async {
                let listener = tokio::net::TcpListener::from_std(self.listener)?;
                tokio::select! {
                    served = axum::serve(listener, self.pages) => served,
                    ended = end => ended,
                }
            })
            .or_say("the site", remedy)
    }
}

/// Nothing is kept by the browser, nothing guessed, and the policy is sent with the pages that it is for.
async fn with_headers(State(policy): State<Policy>, request: Request, next: Next) -> Response {
    let asked = request
        .uri()
        .query()
        .is_some_and(|query| query.split('&').any(|pair| pair == "csp=strict"));
    let mut answer = next.run(request).await;
    let headers = answer.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    let strict = match policy {
        _ if asked => Some(STRICT),
        Policy::Strict => Some(STRICT_DEMO),
        Policy::AsAsked => None,
    };
    if let Some(strict) = strict.filter(|_| is_page(headers)) {
        headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(strict));
    }
    answer
}

fn is_page(headers: &HeaderMap) -> bool {
    headers
        .get(CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::thread;

    /// A site over a folder of this test's own.
    fn site(name: &str, policy: Policy) -> SocketAddr {
        let root =
            std::env::temp_dir().join(format!("callback-serve-{}-{name}", std::process::id()));
        for (file, text) in [
            ("dist/index.html", "demo"),
            ("dist/a b.wasm", "wasm"),
            ("tests/stories/one/index.html", "one"),
            ("secret", ""),
        ] {
            let file = root.join(file);
            fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
            fs::write(file, text).expect("a file");
        }
        let site = Site::bind(&root, &[0], policy).expect("a free port");
        let address = site.address;
        thread::spawn(move || site.serve());
        address
    }

    fn answer(address: SocketAddr, path: &str) -> String {
        let mut stream = TcpStream::connect(address).expect("the site listens");
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        )
        .expect("it reads");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).expect("it answers");
        answer.to_lowercase()
    }

    #[test]
    fn files_are_sent_with_their_type_and_are_not_cached() {
        let address = site("types", Policy::AsAsked);
        for (path, kind, body) in [
            ("/", "text/html", "demo"),
            ("/a%20b.wasm", "application/wasm", "wasm"),
            ("/stories/one/", "text/html", "one"),
        ] {
            let answer = answer(address, path);
            assert!(
                answer.starts_with("http/1.1 200") && answer.ends_with(body),
                "{answer}"
            );
            assert!(
                answer.contains(&format!("content-type: {kind}")) && answer.contains("no-store"),
                "{answer}"
            );
            assert!(!answer.contains("content-security-policy"), "{answer}");
        }
    }

    #[test]
    fn the_strict_policy_is_sent_with_pages_that_ask_for_it_or_with_all() {
        let strict = |address, path| {
            answer(address, path).contains("content-security-policy: default-src 'none'")
        };
        let asked = site("asked", Policy::AsAsked);
        let paths = ["/?csp=strict", "/?csp=lax", "/a%20b.wasm?csp=strict"];
        assert_eq!(paths.map(|path| strict(asked, path)), [true, false, false]);
        assert!(strict(site("strict", Policy::Strict), "/"));
    }

    #[test]
    fn nothing_outside_the_two_folders_is_found() {
        let address = site("outside", Policy::AsAsked);
        for path in [
            "/../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/stories/../../secret",
            "//etc/passwd",
            "/%",
            "/%zz",
            "/none",
        ] {
            let answer = answer(address, path);
            assert!(answer.starts_with("http/1.1 4"), "{path}: {answer}");
        }
    }

    #[test]
    fn a_folder_without_its_slash_is_told_from_one_without_a_page() {
        let address = site("folders", Policy::AsAsked);
        assert!(answer(address, "/stories/one").contains("location: /stories/one/"));
        assert!(answer(address, "/stories/").starts_with("http/1.1 404"));
    }

    /// A browser keeps six connections alive; none of them may keep another one waiting.
    #[test]
    fn a_connection_kept_alive_delays_no_other() {
        let address = site("alive", Policy::AsAsked);
        let idle: Vec<_> = (0..64)
            .map(|_| TcpStream::connect(address).expect("the site listens"))
            .collect();
        assert!(answer(address, "/").starts_with("http/1.1 200"));
        drop(idle);
    }
}
