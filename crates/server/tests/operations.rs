//! What an operator does: refuse what is unsafe, back up and restore, grow from SQLite to PostgreSQL, forget and erase.

mod support;

use callback_server::store::{Store, TABLES};
use serde_json::{Value, json};
use std::io::Write;
use std::process::{Command, Output, Stdio};
use support::{Cluster, Home, Known, Server, command, program};

const CALLBACKS: &str = "/api/v2/conversations/callbacks";

fn run(database: &str, words: &[&str]) -> Output {
    let done = Command::new(program())
        .args(["--database", database])
        .args(words)
        .output();
    done.expect("the server's program runs")
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

/// A server with some callbacks, one of them changed and one cancelled.
fn filled(server: &Server) -> Vec<Known> {
    let kim = server.sign_in("Kim Ito");
    let queue = kim.queue("Sales");
    for minutes in 60..70 {
        assert_eq!(kim.post(CALLBACKS, &command(&queue, minutes)).status, 200);
    }
    let all = kim.get("/x/v1/callbacks");
    let [first, second] = ["/entities/0/id", "/entities/1/id"].map(|id| all.text(id).to_owned());
    let patch =
        json!({"conversationId": first, "agentId": kim.me(), "callbackNumbers": ["+13172224444"]});
    assert_eq!(kim.patch(CALLBACKS, &patch).status, 200);
    let ended = kim.patch(
        &format!("{CALLBACKS}/{second}"),
        &json!({"state": "disconnected"}),
    );
    assert_eq!(ended.status, 200);
    server.clients.clone()
}

/// Everything that can be read of the callbacks.
fn read(server: &mut Server, clients: &[Known]) -> Value {
    server.clients = clients.to_vec();
    let kim = server.sign_in("Kim Ito");
    let all = kim.get("/x/v1/callbacks?ended=true&limit=500").body;
    let ids: Vec<String> = all["entities"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|it| it["id"].as_str().expect("an id").to_owned())
        .collect();
    let history = |id: &String| kim.get(&format!("/x/v1/callbacks/{id}/history")).body;
    let histories: Vec<Value> = ids.iter().map(history).collect();
    json!({"all": all, "histories": histories})
}

#[test]
fn unsafe_settings_are_refused_by_name() {
    let home = Home::sqlite();
    let address = format!("{}&synchronous=NORMAL", home.address());
    let refused = run(&address, &["add-organization", "X"]);
    assert!(
        !refused.status.success() && said(&refused).contains("synchronous"),
        "{}",
        said(&refused)
    );
    let memory = run("sqlite::memory:", &["add-organization", "X"]);
    assert!(
        !memory.status.success() && said(&memory).contains("journal_mode"),
        "{}",
        said(&memory)
    );
    for setting in ["fsync", "synchronous_commit", "full_page_writes"] {
        let cluster = Cluster::start_with(&[&format!("{setting}=off")]);
        let refused = run(&cluster.address("postgres"), &["add-organization", "X"]);
        assert!(
            !refused.status.success() && said(&refused).contains(setting),
            "{}",
            said(&refused)
        );
    }
}

#[test]
fn sqlite_grows_into_postgres_and_loses_nothing() {
    let home = Home::sqlite();
    let mut server = Server::start(&home.address());
    let clients = filled(&server);
    let before = read(&mut server, &clients);
    drop(server);
    let cluster = Cluster::start();
    let target = cluster.address("postgres");
    let copied = run(&home.address(), &["copy", "--to", &target]);
    assert!(copied.status.success(), "{}", said(&copied));
    assert!(
        said(&copied)
            .lines()
            .any(|line| line.trim() == "12 history"),
        "{}",
        said(&copied)
    );
    let mut server = Server::start(&target);
    assert!(server.clients.is_empty(), "no second set of clients");
    assert_eq!(read(&mut server, &clients), before);
    let again = run(&home.address(), &["copy", "--to", &target]);
    assert!(
        !again.status.success() && said(&again).contains("in use"),
        "{}",
        said(&again)
    );
}

#[tokio::test]
async fn every_table_is_copied() {
    for home in [Home::sqlite(), Home::postgres()] {
        let store = Store::open(&home.address()).await.expect("the store opens");
        let mut tables = store.tables().await.expect("the tables are listed");
        tables.sort();
        let mut copied = TABLES.to_vec();
        copied.sort_unstable();
        assert_eq!(tables, copied);
    }
}

#[test]
fn a_backup_of_sqlite_restores_while_the_server_goes_on() {
    let home = Home::sqlite();
    let mut server = Server::start(&home.address());
    let clients = filled(&server);
    let other = tempfile::TempDir::new().expect("a temporary folder");
    let file = other.path().join("backup.db");
    let done = run(
        &home.address(),
        &["backup", "--to", &file.display().to_string()],
    );
    assert!(done.status.success(), "{}", said(&done));
    let before = read(&mut server, &clients);
    let mut restored = Server::start(&format!("sqlite://{}", file.display()));
    assert_eq!(read(&mut restored, &clients), before);
}

#[test]
fn a_dump_of_postgres_restores() {
    let cluster = Cluster::start();
    let mut server = Server::start(&cluster.address("postgres"));
    let clients = filled(&server);
    let before = read(&mut server, &clients);
    assert!(cluster.psql("postgres", "CREATE DATABASE restored"));
    assert!(cluster.dump_and_restore("postgres", "restored"));
    let mut restored = Server::start(&cluster.address("restored"));
    assert_eq!(read(&mut restored, &clients), before);
}

#[test]
fn a_persons_data_is_erased_once_their_callbacks_have_ended() {
    for home in [Home::sqlite(), Home::postgres()] {
        let mut server = Server::start(&home.address());
        let clients = filled(&server);
        let mut erase = Command::new(program())
            .args(["--database", &home.address(), "erase"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server's program runs");
        let input = erase.stdin.take();
        writeln!(input.expect("its input is piped"), "+1 317 222 3333").expect("it reads");
        let output = erase.wait_with_output().expect("it ends");
        assert_eq!(said(&output).trim(), "1 erased, 8 not ended");
        let left = read(&mut server, &clients);
        assert_eq!(left["all"]["entities"].as_array().map(Vec::len), Some(9));
    }
}

#[tokio::test]
async fn callbacks_are_forgotten_once_they_ended_long_ago() {
    for home in [Home::sqlite(), Home::postgres()] {
        let server = Server::start(&home.address());
        filled(&server);
        let now = callback_server::clock::now().ms();
        let store = Store::open(&home.address()).await.expect("the store opens");
        for (before, expected) in [(now - 60_000, 0), (now + 60_000, 1)] {
            let mut change = store.begin().await.expect("a change");
            assert_eq!(
                change.forget_ended(before).await.expect("it is forgotten"),
                expected
            );
            change.commit().await.expect("it is kept");
        }
    }
}
