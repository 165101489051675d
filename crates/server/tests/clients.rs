//! The public API's own clients, unpatched, against the server over both stores; and its description under a fuzzer.
//!
//! `cargo xtask test server` installs what these need: the packages of `tests/clients`.

mod support;

use serde_json::{Map, Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::{Caller, Home, Server, command, in_minutes};

const REMEDY: &str = "`cargo xtask test server` installs the clients and says where they are";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/clients")
}

/// Python with the packages of `requirements.txt`.
fn python() -> PathBuf {
    PathBuf::from(std::env::var_os("CALLBACK_PYTHON").expect(REMEDY))
}

/// Runs a client's program against a server over each store.
fn run_on_both(program: impl Fn() -> Command) {
    for home in [Home::sqlite(), Home::postgres()] {
        let server = Server::start(&home.address());
        let clients: Map<_, _> = server
            .clients
            .iter()
            .map(|it| (it.name.clone(), json!({"id": it.id, "secret": it.secret})))
            .collect();
        let output = program()
            .current_dir(folder())
            .env("CALLBACK_BASE", &server.base)
            .env("CALLBACK_CLIENTS", json!(clients).to_string())
            .output()
            .expect(REMEDY);
        let said =
            String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
    }
}

#[test]
fn the_javascript_client_works() {
    assert!(
        folder()
            .join("node_modules/purecloud-platform-client-v2")
            .is_dir(),
        "{REMEDY}"
    );
    run_on_both(|| {
        let mut command = Command::new("node");
        // Before Node 22, a WebSocket must be asked for.
        command.args(["--experimental-websocket", "--test", "javascript.mjs"]);
        command
    });
}

#[test]
fn the_python_client_works() {
    run_on_both(|| {
        let mut command = Command::new(python());
        command.args(["python.py", "--verbose"]);
        command
    });
}

/// No answer is a server's error, and each is as `/openapi.json` says. The seed repeats a run.
#[test]
fn the_description_holds_under_a_fuzzer() {
    const SEED: &str = "7";
    const CASES: &str = "40";
    const CHECKS: &str = "not_a_server_error,status_code_conformance,content_type_conformance,\
        response_headers_conformance,response_schema_conformance";
    for home in [Home::sqlite(), Home::postgres()] {
        let server = Server::start(&home.address());
        let lee = server.sign_in("Lee Moreau");
        let description = folder_of(&home).join("openapi.json");
        fs::write(&description, told(&lee).to_string()).expect("the description is written");
        let output = Command::new(python())
            .args(["-m", "schemathesis.cli", "run"])
            .arg(&description)
            .args(["--url", &server.base])
            .args(["--header", &format!("Authorization: Bearer {}", lee.token)])
            .args([
                "--checks",
                CHECKS,
                "--phases",
                "coverage,fuzzing",
                "--max-examples",
                CASES,
                "--seed",
                SEED,
            ])
            .args(["--generation-database", "none", "--no-color"])
            .current_dir(folder_of(&home))
            .output()
            .expect(REMEDY);
        let said =
            String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{said}");
        let callbacks = lee.get("/x/v1/callbacks?ended=true&limit=500");
        let made = callbacks.body["entities"].as_array().map_or(0, Vec::len);
        let metrics = lee.get_text("/metrics");
        assert!(
            made > 10,
            "the fuzzer scheduled only {made} callbacks: it has not reached the rules\n{metrics}"
        );
    }
}

/// The description with ids and values that are there, so that the fuzzer gets past *not found*.
fn told(lee: &Caller) -> Value {
    let queue = lee.queue("Sales");
    let made = lee.post("/api/v2/conversations/callbacks", &command(&queue, 600));
    let callback = made.text("/conversation/id");
    let mut description = lee.get("/openapi.json").body;
    let known = [
        ("queueId", vec![queue.clone(), "nobody".to_owned()]),
        (
            "conversationId",
            vec![callback.to_owned(), "nobody".to_owned()],
        ),
        (
            "id",
            vec![callback.to_owned(), lee.me(), "nobody".to_owned()],
        ),
        ("agentId", vec![lee.me(), "nobody".to_owned()]),
        ("userId", vec![lee.me()]),
        (
            "callbackScheduledTime",
            vec![in_minutes(60), in_minutes(600), "soon".to_owned()],
        ),
        (
            "interval",
            vec![format!("{}/{}", in_minutes(-600), in_minutes(600))],
        ),
    ];
    for (name, values) in known {
        tell(
            &mut description,
            name,
            &json!({"type": "string", "enum": values}),
        );
    }
    let key = json!({"type": "string", "pattern": "^[a-z]{12}$"});
    tell(&mut description, "Idempotency-Key", &key);
    let version = json!({"type": "string", "enum": ["\"1\"", "\"2\"", "*"]});
    tell(&mut description, "If-Match", &version);
    let numbers = json!({"type": "array", "items": {"enum": ["+13172223333", "+13172224444", "5"]}, "minItems": 1, "maxItems": 3});
    tell(&mut description, "callbackNumbers", &numbers);
    let command = &mut description["components"]["schemas"]["CreateCallbackCommand"];
    command["required"] = json!(["queueId", "callbackNumbers", "callbackScheduledTime"]);
    description
}

/// Gives the parameters and the fields of requests of that name this schema.
fn tell(description: &mut Value, name: &str, schema: &Value) {
    const REQUESTS: [&str; 5] = [
        "CreateCallbackCommand",
        "PatchCallbackRequest",
        "CallbackDisconnectIdentifier",
        "RoutingData",
        "ConversationQuery",
    ];
    for request in REQUESTS {
        let place = format!("/components/schemas/{request}/properties/{name}");
        if let Some(field) = description.pointer_mut(&place) {
            *field = schema.clone();
        }
    }
    for methods in description["paths"]
        .as_object_mut()
        .into_iter()
        .flat_map(Map::values_mut)
    {
        for operation in methods
            .as_object_mut()
            .into_iter()
            .flat_map(Map::values_mut)
        {
            let parameters = operation
                .get_mut("parameters")
                .and_then(Value::as_array_mut);
            for parameter in parameters
                .into_iter()
                .flatten()
                .filter(|it| it["name"] == name)
            {
                parameter["schema"] = schema.clone();
            }
        }
    }
}

/// Where the fuzzer may leave its files.
fn folder_of(home: &Home) -> &Path {
    match home {
        Home::Sqlite(folder) => folder.path(),
        Home::Postgres(cluster) => cluster.folder(),
    }
}
