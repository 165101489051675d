//! A store of the bench's own, and the server over it.

use crate::client::Line;
use crate::{Outcome, postgres::Cluster};
use std::path::Path;
use std::process::Stdio;
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::process::{Child, Command};

pub(crate) enum Home {
    Sqlite(TempDir),
    Postgres(Cluster),
}

impl Home {
    pub(crate) fn sqlite() -> Outcome<Self> {
        Ok(Self::Sqlite(TempDir::new()?))
    }

    /// As Debian sets it: every commit is synced.
    pub(crate) fn postgres() -> Self {
        Self::Postgres(Cluster::start())
    }

    pub(crate) fn address(&self) -> String {
        match self {
            Self::Sqlite(folder) => {
                let file = folder.path().join("callbacks.db");
                format!("sqlite://{}?mode=rwc", file.display())
            }
            Self::Postgres(cluster) => cluster.address("postgres"),
        }
    }
}

/// A client of the API, as the server printed it.
#[derive(Clone, Debug)]
struct Known {
    name: String,
    id: String,
    secret: String,
}

/// The running server. It ends with this value.
pub(crate) struct Served {
    process: Child,
    host: String,
    clients: Vec<Known>,
}

impl Served {
    pub(crate) async fn start(program: &Path, database: &str) -> Outcome<Self> {
        let mut process = Command::new(program)
            .args(["--listen", "127.0.0.1:0", "--requests-a-minute", "0"])
            .args(["--database", database])
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()?;
        let output = process.stdout.take().ok_or("its output is piped")?;
        let mut lines = BufReader::new(output).lines();
        let mut clients = Vec::new();
        while let Some(line) = lines.next_line().await? {
            if let Some(host) = line.strip_prefix("Listening on http://") {
                return Ok(Self {
                    process,
                    host: host.to_owned(),
                    clients,
                });
            }
            clients.extend(known(&line));
        }
        Err("the server did not start".into())
    }

    /// Ends it, as a power cut would, and keeps what is needed to start it again.
    pub(crate) async fn stop(mut self) -> Outcome<Stopped> {
        self.process.kill().await?;
        Ok(Stopped(self.clients))
    }

    /// A connection with a token of the client of that name.
    pub(crate) async fn sign_in(&self, name: &str) -> Outcome<Line> {
        let client = self.clients.iter().find(|it| it.name == name);
        let Known { id, secret, .. } = client.ok_or("no such client was printed")?;
        let form = format!("grant_type=client_credentials&client_id={id}&client_secret={secret}");
        let mut line = Line::open(&self.host, "").await?;
        let answer = line.form("/login/oauth/token", form).await?;
        let token = answer["access_token"].as_str().ok_or("no token")?;
        Line::open(&self.host, token).await
    }

    /// What of it is in memory now, in MiB.
    pub(crate) fn memory_mib(&self) -> Outcome<f64> {
        self.status("VmRSS:")
    }

    /// The most that ever was.
    pub(crate) fn memory_peak_mib(&self) -> Outcome<f64> {
        self.status("VmHWM:")
    }

    fn status(&self, name: &str) -> Outcome<f64> {
        let id = self.process.id().ok_or("the server has ended")?;
        let text = std::fs::read_to_string(format!("/proc/{id}/status"))?;
        let line = text.lines().find_map(|line| line.strip_prefix(name));
        let kib = line.and_then(|rest| rest.split_whitespace().next());
        Ok(kib.ok_or("not told")?.parse::<f64>()? / 1024.0)
    }
}

/// The clients of a server that was stopped.
pub(crate) struct Stopped(Vec<Known>);

impl Stopped {
    /// A new process over the same database.
    pub(crate) async fn start(self, program: &Path, database: &str) -> Outcome<Served> {
        let started = Served::start(program, database).await?;
        let clients = self.0;
        Ok(Served { clients, ..started })
    }
}

fn known(line: &str) -> Option<Known> {
    let (name, rest) = line.split_once("client id ")?;
    let (id, secret) = rest.split_once("  secret ")?;
    Some(Known {
        name: name.trim().to_owned(),
        id: id.to_owned(),
        secret: secret.to_owned(),
    })
}
