//! A PostgreSQL cluster of the test's own: in a temporary folder, on a free port, as a user that is not root.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const REMEDY: &str = "PostgreSQL is missing. On Debian: apt-get install postgresql; `cargo xtask test server` does that.";

pub(crate) struct Cluster {
    process: Child,
    port: u16,
    folder: TempDir,
    programs: PathBuf,
}

impl Cluster {
    pub(crate) fn start() -> Self {
        Self::start_with(&[])
    }

    /// With these settings, such as `fsync=off`.
    pub(crate) fn start_with(settings: &[&str]) -> Self {
        let programs = programs().expect(REMEDY);
        let folder = TempDir::new().expect("a temporary folder");
        if let Some((user, group)) = other_user() {
            chown(folder.path(), Some(user), Some(group)).expect("root gives the folder away");
        }
        let data = folder.path().join("data");
        let made = as_user(&programs.join("initdb"))
            .args([
                "--auth=trust",
                "--username=postgres",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync",
                "-D",
            ])
            .arg(&data)
            .stdout(Stdio::null())
            .status();
        assert!(made.expect(REMEDY).success(), "initdb fails");
        let port = free_port();
        let mut command = as_user(&programs.join("postgres"));
        command
            .arg("-D")
            .arg(&data)
            .arg("-k")
            .arg(folder.path())
            .args(["-p", &port.to_string()]);
        for setting in ["listen_addresses=127.0.0.1", "max_connections=200"]
            .iter()
            .chain(settings)
        {
            command.args(["-c", setting]);
        }
        let process = command.stderr(Stdio::null()).spawn().expect(REMEDY);
        let cluster = Self {
            process,
            port,
            folder,
            programs,
        };
        cluster.wait();
        cluster
    }

    fn wait(&self) {
        let begun = Instant::now();
        while !self.psql("postgres", "SELECT 1") {
            assert!(
                begun.elapsed() < Duration::from_secs(60),
                "PostgreSQL does not come up"
            );
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Runs SQL; says whether it went well.
    pub(crate) fn psql(&self, database: &str, sql: &str) -> bool {
        let done = Command::new(self.programs.join("psql"))
            .args([
                "--no-psqlrc",
                "--quiet",
                "--username=postgres",
                "--host=127.0.0.1",
            ])
            .args([
                "--port",
                &self.port.to_string(),
                "--dbname",
                database,
                "--command",
                sql,
            ])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        done.expect(REMEDY).success()
    }

    /// Stops it as a power cut would: no checkpoint, no good-bye.
    pub(crate) fn stop_immediate(&self) {
        self.control(&["stop", "--silent", "--mode=immediate"]);
    }

    /// Starts it after [`Self::stop_immediate`], and waits until it has recovered.
    pub(crate) fn start_again(&self) {
        let options = format!(
            "-k {} -p {} -c listen_addresses=127.0.0.1 -c max_connections=200",
            self.folder.path().display(),
            self.port
        );
        self.control(&[
            "start",
            "--silent",
            "--wait",
            "--log=/dev/null",
            "--options",
            &options,
        ]);
        self.wait();
    }

    fn control(&self, words: &[&str]) {
        let done = as_user(&self.programs.join("pg_ctl"))
            .args(words)
            .arg("-D")
            .arg(self.folder.path().join("data"))
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        assert!(done.expect(REMEDY).success(), "pg_ctl {words:?} fails");
    }

    /// What a query answers, one row a line, columns by `|`.
    pub(crate) fn ask(&self, database: &str, sql: &str) -> String {
        let done = Command::new(self.programs.join("psql"))
            .args(["--no-psqlrc", "--quiet", "--tuples-only", "--no-align"])
            .args(["--username=postgres", "--host=127.0.0.1"])
            .args(["--port", &self.port.to_string(), "--dbname", database])
            .args(["--command", sql])
            .output()
            .expect(REMEDY);
        assert!(
            done.status.success(),
            "{sql}: {}",
            String::from_utf8_lossy(&done.stderr)
        );
        String::from_utf8_lossy(&done.stdout).trim().to_owned()
    }

    /// Writes one database out and into another, as an operator does; says whether it went well.
    pub(crate) fn dump_and_restore(&self, from: &str, to: &str) -> bool {
        let at = ["--username=postgres", "--host=127.0.0.1", "--port"];
        let file = self.folder.path().join("dump");
        let run = |program: &str, words: &[&str]| {
            let mut command = as_user(&self.programs.join(program));
            command.args(at).arg(self.port.to_string()).args(words);
            command
        };
        let dump = run("pg_dump", &["--format=custom", from, "--file"])
            .arg(&file)
            .status();
        let restore = || {
            run("pg_restore", &["--exit-on-error", "--dbname", to])
                .arg(&file)
                .status()
        };
        dump.expect(REMEDY).success() && restore().expect(REMEDY).success()
    }

    /// The address of a database in it.
    pub(crate) fn address(&self, database: &str) -> String {
        format!("postgres://postgres@127.0.0.1:{}/{database}", self.port)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        let stop = as_user(&self.programs.join("pg_ctl"))
            .args(["stop", "--silent", "--mode=immediate", "-D"])
            .arg(self.folder.path().join("data"))
            .status();
        if !stop.is_ok_and(|status| status.success()) {
            let _ = self.process.kill();
        }
        let _ = self.process.wait();
    }
}

/// The folder of the newest version that is installed.
fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").ok()?;
    let mut folders: Vec<(u32, PathBuf)> = versions
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let version = path.file_name()?.to_str()?.parse().ok()?;
            Some((version, path.join("bin")))
        })
        .filter(|(_, path)| path.join("initdb").is_file())
        .collect();
    folders.sort();
    folders.pop().map(|(_, path)| path)
}

/// PostgreSQL refuses to run as root: then it is run as the user that its package made.
fn other_user() -> Option<(u32, u32)> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let own = status.lines().find_map(|line| line.strip_prefix("Uid:"))?;
    if own.split_whitespace().next() != Some("0") {
        return None;
    }
    let users = fs::read_to_string("/etc/passwd").ok()?;
    let line = users.lines().find(|line| line.starts_with("postgres:"))?;
    let mut parts = line.split(':').skip(2);
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

fn as_user(program: &Path) -> Command {
    let mut command = Command::new(program);
    if let Some((user, group)) = other_user() {
        command.uid(user).gid(group);
    }
    command.current_dir("/").env("LC_ALL", "C");
    command
}

fn free_port() -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    listener.local_addr().expect("its number").port()
}
