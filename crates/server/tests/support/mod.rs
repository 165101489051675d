//! The real server over a real database, spoken to as a client does: over HTTP.

#![allow(dead_code, reason = "each test program uses a part of it")]

mod postgres;

pub(crate) use postgres::Cluster;

use serde_json::{Value, json};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use ureq::Agent;
use ureq::http::{HeaderMap, HeaderName, Response};

/// A store of its own, which ends with the test.
pub(crate) enum Home {
    Sqlite(TempDir),
    Postgres(Cluster),
}

impl Home {
    pub(crate) fn sqlite() -> Self {
        Self::Sqlite(TempDir::new().expect("a temporary folder"))
    }

    pub(crate) fn postgres() -> Self {
        Self::Postgres(Cluster::start())
    }

    /// What `--database` gets.
    pub(crate) fn address(&self) -> String {
        match self {
            Self::Sqlite(folder) => format!(
                "sqlite://{}?mode=rwc",
                folder.path().join("callbacks.db").display()
            ),
            Self::Postgres(cluster) => cluster.address("postgres"),
        }
    }

    /// Changes rows past the server.
    pub(crate) fn write(&self, sql: &str) {
        match self {
            Self::Postgres(cluster) => assert!(cluster.psql("postgres", sql), "{sql}"),
            Self::Sqlite(_) => {
                let runtime = tokio::runtime::Runtime::new().expect("a runtime");
                runtime.block_on(async {
                    sqlx::any::install_default_drivers();
                    let pool = sqlx::AnyPool::connect(&self.address()).await;
                    let sql = sqlx::query(sqlx::AssertSqlSafe(sql.to_owned()));
                    let done = sql.execute(&pool.expect("the database")).await;
                    done.expect("it is written");
                });
            }
        }
    }
}

pub(crate) fn program() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_callback-server"))
}

/// A client that the server printed.
#[derive(Clone, Debug)]
pub(crate) struct Known {
    pub(crate) name: String,
    pub(crate) id: String,
    pub(crate) secret: String,
}

/// Reads the lines of clients out of what the server printed.
pub(crate) fn clients_in(text: &str) -> Vec<Known> {
    text.lines()
        .filter_map(|line| {
            let (name, rest) = line.split_once("client id ")?;
            let (id, secret) = rest.split_once("  secret ")?;
            Some(Known {
                name: name.trim().to_owned(),
                id: id.to_owned(),
                secret: secret.to_owned(),
            })
        })
        .collect()
}

/// A running server. Dropping it kills it, as a power cut would.
pub(crate) struct Server {
    process: Child,
    pub(crate) base: String,
    pub(crate) clients: Vec<Known>,
}

impl Server {
    pub(crate) fn start(database: &str) -> Self {
        Self::start_with(database, &["--requests-a-minute", "0"])
    }

    pub(crate) fn start_with(database: &str, options: &[&str]) -> Self {
        let mut process = Command::new(program())
            .args(["--listen", "127.0.0.1:0", "--database", database])
            .args(options)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the server starts");
        let output = process.stdout.take().expect("its output is piped");
        let mut said = String::new();
        let mut base = None;
        for line in BufReader::new(output).lines() {
            let line = line.expect("its output is text");
            if let Some(address) = line.strip_prefix("Listening on ") {
                base = Some(address.to_owned());
                break;
            }
            said.push_str(&line);
            said.push('\n');
        }
        Self {
            process,
            base: base.expect("the server says where it listens; its log tells why it does not"),
            clients: clients_in(&said),
        }
    }

    /// A token for the client of that name.
    pub(crate) fn sign_in(&self, name: &str) -> Caller {
        let client = self.clients.iter().find(|it| it.name == name);
        self.sign_in_as(client.expect("the server printed this client"))
    }

    pub(crate) fn sign_in_as(&self, client: &Known) -> Caller {
        let form = [
            ("grant_type", "client_credentials"),
            ("client_id", &client.id),
            ("client_secret", &client.secret),
        ];
        let mut response = agent()
            .post(format!("{}/login/oauth/token", self.base))
            .send_form(form)
            .expect("the server answers");
        let answer: Value = response.body_mut().read_json().expect("a token in JSON");
        let token = answer["access_token"].as_str().expect("a token");
        Caller {
            base: self.base.clone(),
            token: token.to_owned(),
            agent: agent(),
        }
    }
}

impl Server {
    /// As [`Self::start`], for a database whose clients are known already.
    pub(crate) fn join(database: &str, clients: &[Known]) -> Self {
        let mut server = Self::start(database);
        server.clients = clients.to_vec();
        server
    }

    /// Stops it where it stands, as a machine that is put to sleep, until [`Self::go_on`].
    pub(crate) fn stand_still(&self) {
        self.signal("-STOP");
    }

    pub(crate) fn go_on(&self) {
        self.signal("-CONT");
    }

    fn signal(&self, which: &str) {
        let sent = Command::new("kill")
            .args([which, &self.process.id().to_string()])
            .status();
        assert!(sent.is_ok_and(|status| status.success()), "kill {which}");
    }

    /// `kill -9`
    pub(crate) fn kill(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

pub(crate) fn agent() -> Agent {
    Agent::config_builder()
        .http_status_as_error(false)
        .allow_non_standard_methods(true)
        .max_redirects(0)
        .build()
        .into()
}

/// What the server answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
}

impl Answer {
    fn of(mut response: Response<ureq::Body>) -> Self {
        let text = response
            .body_mut()
            .read_to_string()
            .expect("the answer is text");
        Self {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: serde_json::from_str(&text).unwrap_or(Value::Null),
        }
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default()
    }

    pub(crate) fn text(&self, pointer: &str) -> &str {
        let found = self.body.pointer(pointer).and_then(Value::as_str);
        found.unwrap_or_else(|| panic!("{pointer} is no text in {:?}", self.body))
    }
}

/// Somebody with a token.
pub(crate) struct Caller {
    base: String,
    pub(crate) token: String,
    agent: Agent,
}

impl Caller {
    pub(crate) fn get(&self, path: &str) -> Answer {
        let request = self.agent.get(format!("{}{path}", self.base));
        let request = request.header("Authorization", format!("Bearer {}", self.token));
        Answer::of(request.call().expect("the server answers"))
    }

    pub(crate) fn get_text(&self, path: &str) -> String {
        let request = self.agent.get(format!("{}{path}", self.base));
        let mut response = request.call().expect("the server answers");
        response
            .body_mut()
            .read_to_string()
            .expect("the answer is text")
    }

    /// The same token at another server of the same database.
    pub(crate) fn at(&self, base: &str) -> Self {
        Self {
            base: base.to_owned(),
            token: self.token.clone(),
            agent: agent(),
        }
    }

    /// How many callbacks there are that have not ended, page by page.
    pub(crate) fn count(&self) -> usize {
        let (mut count, mut after) = (0, String::new());
        loop {
            let page = self.get(&format!("/x/v1/callbacks?limit=500{after}"));
            count += page.body["entities"].as_array().map_or(0, Vec::len);
            match page.body["next"].as_str() {
                Some(next) => after = format!("&after={next}"),
                None => return count,
            }
        }
    }

    /// `None` where no answer came.
    pub(crate) fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Option<Answer> {
        let request = self.request(method, path, headers);
        let mut response = self.agent.run(request.body(body.to_string()).ok()?).ok()?;
        let text = response.body_mut().read_to_string().ok()?;
        Some(Answer {
            status: response.status().as_u16(),
            headers: response.headers().clone(),
            body: serde_json::from_str(&text).unwrap_or(Value::Null),
        })
    }

    /// A body as it is.
    pub(crate) fn send_text(&self, method: &str, path: &str, body: &str) -> Answer {
        let request = self.request(method, path, &[]).body(body.to_owned());
        let request = request.expect("a request");
        Answer::of(self.agent.run(request).expect("the server answers"))
    }

    fn request(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
    ) -> ureq::http::request::Builder {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("Authorization", format!("Bearer {}", self.token))
            .header("Content-Type", "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        request
    }

    pub(crate) fn send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &Value,
    ) -> Answer {
        let mut request = ureq::http::Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.base))
            .header("Authorization", format!("Bearer {}", self.token))
            .header("Content-Type", "application/json");
        if let Some(all) = request.headers_mut() {
            for (name, value) in headers {
                let name: HeaderName = name.parse().expect("a header's name");
                all.insert(name, value.parse().expect("a header's value"));
            }
        }
        let request = request.body(body.to_string()).expect("a request");
        Answer::of(self.agent.run(request).expect("the server answers"))
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Answer {
        self.send("POST", path, &[], body)
    }

    pub(crate) fn patch(&self, path: &str, body: &Value) -> Answer {
        self.send("PATCH", path, &[], body)
    }

    /// The id of the queue of that name.
    pub(crate) fn queue(&self, name: &str) -> String {
        self.get(&format!("/api/v2/routing/queues?name={name}"))
            .text("/entities/0/id")
            .to_owned()
    }

    pub(crate) fn me(&self) -> String {
        self.get("/api/v2/users/me").text("/id").to_owned()
    }
}

/// An instant so many minutes ahead, as the API writes it.
pub(crate) fn in_minutes(minutes: i64) -> String {
    in_ms(minutes * 60_000)
}

/// A command for that queue, so many minutes ahead.
pub(crate) fn command(queue: &str, minutes: i64) -> Value {
    json!({
        "queueId": queue,
        "callbackNumbers": ["+13172223333"],
        "callbackUserName": "Ada",
        "callbackScheduledTime": in_minutes(minutes),
        "data": {"notes": "Call about the order", "ticket": "7"},
    })
}

/// An instant so many milliseconds ahead, as the API writes it.
pub(crate) fn in_ms(ms: i64) -> String {
    let at = callback_server::clock::now() + ms;
    let at = at.to_utc().expect("a year that chrono knows");
    at.format("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// Promises a callback in so many ms; with these fields over those of a plain one.
pub(crate) fn due_in(who: &Caller, ms: i64, fields: &Value) -> String {
    let mut body = command(&who.queue("Sales"), 1);
    body["callbackScheduledTime"] = json!(in_ms(ms));
    for (name, value) in fields.as_object().into_iter().flatten() {
        body[name] = value.clone();
    }
    let answer = who.post("/api/v2/conversations/callbacks", &body);
    assert_eq!(answer.status, 200, "{:?}", answer.body);
    answer.text("/conversation/id").to_owned()
}

/// The state of a callback, as `/x/v1` has it.
pub(crate) fn state_of(who: &Caller, id: &str) -> String {
    let found = who.get(&format!("/x/v1/callbacks/{id}"));
    found.text("/row/state").to_owned()
}

/// Waits until it holds, at most 20 s.
pub(crate) fn eventually(what: &str, holds: impl Fn() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(20), "never: {what}");
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// A notification channel's socket.
pub(crate) struct Socket(
    tungstenite::WebSocket<tungstenite::stream::MaybeTlsStream<std::net::TcpStream>>,
);

impl Socket {
    pub(crate) fn open(who: &Caller, topics: &[String]) -> Self {
        let channel = who.post("/api/v2/notifications/channels", &Value::Null);
        let id = channel.text("/id");
        let topics: Vec<Value> = topics.iter().map(|id| json!({"id": id})).collect();
        let path = format!("/api/v2/notifications/channels/{id}/subscriptions");
        let subscribed = who.send("PUT", &path, &[], &json!(topics));
        assert_eq!(subscribed.status, 200, "{:?}", subscribed.body);
        let (socket, _) = tungstenite::connect(channel.text("/connectUri")).expect("a socket");
        if let tungstenite::stream::MaybeTlsStream::Plain(stream) = socket.get_ref() {
            let wait = Some(Duration::from_secs(20));
            stream.set_read_timeout(wait).expect("a time-out");
        }
        Self(socket)
    }

    pub(crate) fn say(&mut self, text: &str) {
        let message = tungstenite::Message::Text(text.to_owned().into());
        self.0.send(message).expect("the socket is open");
    }

    /// The next event that fits.
    pub(crate) fn until(&mut self, what: &str, fits: impl Fn(&Value) -> bool) -> Value {
        loop {
            let message = self
                .0
                .read()
                .unwrap_or_else(|error| panic!("never came: {what}: {error}"));
            let text = message.to_text().unwrap_or_default();
            if let Ok(event) = serde_json::from_str::<Value>(text)
                && fits(&event)
            {
                return event;
            }
        }
    }
}
