//! `callback-server` for the demo and the stories: where its program is, and one that runs with a database of its own.

use std::env;
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, ChildStdout};

use crate::failure::{Failure, OrSay, Outcome};
use crate::project::Project;
use crate::task::Task;

const REMEDY: &str = "`cargo run -p callback-server` shows what it says.";

/// The program: this one lies beside it, wherever the target folder is.
pub(crate) fn program() -> Outcome<PathBuf> {
    let here = env::current_exe().or_say("where this program is", "Run it as `cargo xtask`.")?;
    let name = format!("callback-server{}", env::consts::EXE_SUFFIX);
    Ok(here.with_file_name(name))
}

/// A client of the server, as it was printed once.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Client {
    pub(crate) name: String,
    id: String,
    secret: String,
}

/// A server that runs until it is dropped, or until Ctrl-C, which reaches it too. Its database is dropped with it.
pub(crate) struct Backend {
    child: Child,
    folder: PathBuf,
    address: String,
    clients: Vec<Client>,
}

impl Backend {
    /// Starts it on a free port of 127.0.0.1 with a new database, and waits until it listens.
    pub(crate) fn start(project: &Project) -> Outcome<Self> {
        let folder = env::temp_dir().join(format!("callback-demo-{}", std::process::id()));
        fs::create_dir_all(&folder).or_say(folder.display(), "Is there room for a database?")?;
        let database = folder.join("callbacks.db");
        let task = Task::program(project, program()?)
            .arg("--listen")
            .arg("127.0.0.1:0")
            .arg("--database")
            .arg(format!("sqlite://{}?mode=rwc", database.display()))
            .set("RUST_LOG", "warn");
        let (child, output) = task.start_and_read()?;
        let mut started = Self {
            child,
            folder,
            address: String::new(),
            clients: Vec::new(),
        };
        started.listen(output)?;
        Ok(started)
    }

    fn listen(&mut self, output: ChildStdout) -> Outcome {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if let Some(address) = line.strip_prefix("Listening on ") {
                address.clone_into(&mut self.address);
                return Ok(());
            }
            self.clients.extend(client(&line));
        }
        Err(Failure::new("the server ended before it listened", REMEDY))
    }

    /// The clients that are an agent's: the first one printed is the administrator's.
    pub(crate) fn agents(&self) -> &[Client] {
        self.clients.get(1..).unwrap_or_default()
    }

    /// The agent's desktop on a site. What stands behind `#` stays in the browser.
    pub(crate) fn desk(&self, site: &str, client: &Client, call: usize) -> String {
        let (backend, Client { id, secret, .. }) = (&self.address, client);
        format!("{site}desk/#backend={backend}&client={id}&secret={secret}&call={call}")
    }
}

impl Drop for Backend {
    fn drop(&mut self) {
        // One that has ended cannot be ended, which is all there is to fail.
        let _ = self.child.kill();
        let _ = self.child.wait();
        if let Err(error) = fs::remove_dir_all(&self.folder) {
            eprintln!("{} is left behind: {error}", self.folder.display());
        }
    }
}

/// A line such as `  Kim Ito   client id 1b…  secret 9f…`.
fn client(line: &str) -> Option<Client> {
    let (name, rest) = line.split_once(" client id ")?;
    let (id, secret) = rest.split_once(" secret ")?;
    Some(Client {
        name: name.trim().to_owned(),
        id: id.trim().to_owned(),
        secret: secret.trim().to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_printed_client_is_read_and_nothing_else_is() {
        let read = client("  Kim Ito          client id 1b-2  secret 9f");
        let kim = Client {
            name: "Kim Ito".to_owned(),
            id: "1b-2".to_owned(),
            secret: "9f".to_owned(),
        };
        assert_eq!(read, Some(kim));
        assert_eq!(client("A new database. These clients are said once:"), None);
    }
}
