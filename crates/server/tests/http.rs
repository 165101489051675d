//! What every answer has in common, as the public API has it.

mod support;

use serde_json::json;
use support::{Home, Server, command, in_minutes};

const CALLBACKS: &str = "/api/v2/conversations/callbacks";

#[test]
fn errors_have_the_body_and_the_correlation_id_of_the_public_api() {
    let home = Home::sqlite();
    let server = Server::start(&home.address());
    let kim = server.sign_in("Kim Ito");
    let lost = kim.get("/api/v2/nowhere");
    assert_eq!((lost.status, lost.text("/code")), (404, "not.found"));
    assert_eq!(lost.text("/contextId"), lost.header("inin-correlation-id"));
    let wrong = kim.send("DELETE", "/api/v2/date", &[], &json!({}));
    assert_eq!(
        (wrong.status, wrong.text("/code")),
        (405, "method.not.allowed")
    );
    let kind = kim.send(
        "POST",
        CALLBACKS,
        &[("Content-Type", "text/plain")],
        &json!({}),
    );
    assert_eq!(kind.status, 415, "{:?}", kind.body);
    let large = json!({"callbackUserName": "x".repeat(1 << 20)});
    assert_eq!(kim.post(CALLBACKS, &large).status, 413);
    let nothing = kim.post(CALLBACKS, &json!(null));
    assert_eq!(nothing.text("/code"), "callback.error.missing.queue.id");
    let mut stranger = server.sign_in("Kim Ito");
    stranger.token = "nobody".to_owned();
    let refused = stranger.get(CALLBACKS);
    assert_eq!(
        (refused.status, refused.text("/code")),
        (401, "bad.credentials")
    );
}

#[test]
fn all_problems_of_a_request_are_told_at_once() {
    let home = Home::sqlite();
    let server = Server::start(&home.address());
    let kim = server.sign_in("Kim Ito");
    let mut body = command(&kim.queue("Billing"), -5);
    body["callbackNumbers"] = json!(["+1 999 999 9999"]);
    body["routingData"] = json!({
        "queueId": body["queueId"],
        "scoredAgents": [{"agent": {"id": kim.me()}, "score": 100}],
        "routingFlags": ["AGENT_OWNED_CALLBACK"],
    });
    let refused = kim.post(CALLBACKS, &body);
    let details = refused.body["details"].as_array().expect("details");
    let codes: Vec<_> = details.iter().map(|it| it["errorCode"].as_str()).collect();
    assert_eq!(
        codes,
        [
            Some("callback.error.invalid.phone.number"),
            Some("callback.error.scheduled.time.in.past"),
            Some("callback.error.ownership.not.enabled"),
        ]
    );
}

#[test]
fn what_was_said_is_kept_with_its_zone() {
    let home = Home::sqlite();
    let server = Server::start(&home.address());
    let kim = server.sign_in("Kim Ito");
    let mut body = command(&kim.queue("Sales"), 60);
    let local = in_minutes(60 * 24);
    body["data"] = json!({"timeZone": "Asia/Tokyo", "localTime": &local[..19]});
    let made = kim.post(CALLBACKS, &body);
    let read = kim.get(&format!(
        "/x/v1/callbacks/{}",
        made.text("/conversation/id")
    ));
    assert_eq!(
        (read.text("/row/zone"), read.text("/row/local")),
        ("Asia/Tokyo", &local[..16])
    );
    // Nine hours before the same clock time in UTC: what was said wins over the instant that was sent.
    assert_eq!(
        read.text("/callbackScheduledTime")[..16],
        in_minutes(60 * 15)[..16]
    );
}

#[test]
fn of_two_releases_of_zone_data_the_newer_one_says_when_it_is() {
    let home = Home::sqlite();
    let server = Server::start(&home.address());
    let kim = server.sign_in("Kim Ito");
    // By the server's own data it is in 15 hours.
    let [ours, theirs, local, far] = [15, 16, 24, 50].map(|hours| in_minutes(60 * hours));
    let cases = [
        ("2099z", &theirs, &theirs),
        ("2001a", &theirs, &ours),
        ("2099z", &far, &ours),
    ];
    for (release, sent, taken) in cases {
        let mut body = command(&kim.queue("Sales"), 60);
        let zone = "Asia/Tokyo";
        body["callbackScheduledTime"] = json!(sent);
        body["data"] = json!({"timeZone": zone, "localTime": &local[..16], "tzVersion": release});
        let made = kim.post(CALLBACKS, &body);
        let id = made.text("/conversation/id");
        let read = kim.get(&format!("/x/v1/callbacks/{id}"));
        assert_eq!(
            read.text("/callbackScheduledTime")[..16],
            taken[..16],
            "{release}, sent as {sent}"
        );
    }
}

#[test]
fn too_many_requests_are_told_when_to_come_back() {
    let home = Home::sqlite();
    let server = Server::start_with(&home.address(), &["--requests-a-minute", "5"]);
    let kim = server.sign_in("Kim Ito");
    let first = kim.get("/api/v2/date");
    assert_eq!(
        (
            first.header("inin-ratelimit-allowed"),
            first.header("inin-ratelimit-count")
        ),
        ("5", "1")
    );
    let refused = (0..6)
        .map(|_| kim.get("/api/v2/date"))
        .find(|it| it.status != 200);
    let refused = refused.expect("the sixth request is refused");
    assert_eq!(
        (refused.status, refused.text("/code")),
        (429, "too.many.requests")
    );
    assert!(
        refused
            .header("retry-after")
            .parse::<u32>()
            .is_ok_and(|secs| (1..=12).contains(&secs))
    );
    let sam = server.sign_in("Sam Okafor");
    assert_eq!(
        sam.get("/api/v2/date").status,
        200,
        "another token has its own limit"
    );
}

#[test]
fn a_browser_may_send_what_the_widget_sends() {
    let home = Home::sqlite();
    let server = Server::start(&home.address());
    let kim = server.sign_in("Kim Ito");
    let asked = [
        ("Origin", "https://desk.example"),
        ("Access-Control-Request-Method", "PATCH"),
        (
            "Access-Control-Request-Headers",
            "authorization,content-type,idempotency-key,if-match",
        ),
    ];
    let allowed = kim.send("OPTIONS", CALLBACKS, &asked, &json!(null));
    assert_eq!(
        (
            allowed.status,
            allowed.header("access-control-allow-origin")
        ),
        (200, "*")
    );
    for name in [
        "authorization",
        "content-type",
        "idempotency-key",
        "if-match",
    ] {
        assert!(
            allowed
                .header("access-control-allow-headers")
                .contains(name),
            "{name}"
        );
    }
    let answer = kim.send(
        "GET",
        "/api/v2/date",
        &[("Origin", "https://desk.example")],
        &json!(null),
    );
    for name in [
        "inin-correlation-id",
        "retry-after",
        "inin-ratelimit-count",
        "etag",
    ] {
        assert!(
            answer
                .header("access-control-expose-headers")
                .contains(name),
            "{name}"
        );
    }
}

#[test]
fn it_tells_of_itself_without_a_number() {
    let home = Home::sqlite();
    let server = Server::start(&home.address());
    let kim = server.sign_in("Kim Ito");
    kim.post(CALLBACKS, &command(&kim.queue("Sales"), 60));
    assert_eq!(kim.get("/healthz").status, 204);
    assert_eq!(kim.get("/readyz").status, 204);
    let metrics = kim.get_text("/metrics");
    assert!(metrics.contains("callback_scheduled_total 1"), "{metrics}");
    assert!(
        metrics.contains(r#"route="/api/v2/conversations/callbacks""#),
        "{metrics}"
    );
    assert!(!metrics.contains("3172223333"));
}

#[test]
fn settings_are_an_administrators() {
    let home = Home::sqlite();
    let server = Server::start(&home.address());
    let [kim, admin] = ["Kim Ito", "administrator"].map(|name| server.sign_in(name));
    let lower = json!({"maxHoursAhead": 24});
    let refused = kim.patch("/x/v1/settings", &lower);
    assert_eq!(
        (refused.status, refused.text("/code")),
        (403, "missing.permissions")
    );
    assert_eq!(
        admin
            .patch("/x/v1/settings", &json!({"maxHoursAhead": 721}))
            .status,
        400
    );
    assert_eq!(
        admin.patch("/x/v1/settings", &lower).body["maxHoursAhead"],
        24
    );
    let late = kim.post(CALLBACKS, &command(&kim.queue("Sales"), 60 * 25));
    assert_eq!(
        late.text("/code"),
        "callback.error.scheduled.time.too.far.in.future"
    );
}

#[test]
fn the_list_goes_on_from_a_cursor() {
    let home = Home::sqlite();
    let server = Server::start(&home.address());
    let kim = server.sign_in("Kim Ito");
    let [sales, service] = ["Sales", "Service"].map(|name| kim.queue(name));
    for minutes in 60..65 {
        kim.post(CALLBACKS, &command(&sales, minutes));
    }
    kim.post(CALLBACKS, &command(&service, 62));
    let mut ids = Vec::new();
    let mut path = "/x/v1/callbacks?limit=2".to_owned();
    loop {
        let page = kim.get(&path).body;
        let entities = page["entities"].as_array().expect("a page").clone();
        ids.extend(entities.into_iter().map(|it| it["id"].to_string()));
        let Some(next) = page["next"].as_str() else {
            break;
        };
        path = format!("/x/v1/callbacks?limit=2&after={next}");
    }
    assert_eq!(ids.len(), 6);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 6, "none twice");
    let count = |filter: &str| {
        let page = kim.get(&format!("/x/v1/callbacks?{filter}")).body;
        page["entities"].as_array().map(Vec::len)
    };
    assert_eq!(count(&format!("queueId={service}")), Some(1));
    assert_eq!(count(&format!("queueId={service},{sales}")), Some(6));
    assert_eq!(
        count(&format!("from={}", in_minutes(61).replace(':', "%3A"))),
        Some(4)
    );
    assert_eq!(count("state=queued"), Some(0));
    assert_eq!(kim.get("/x/v1/callbacks?state=asleep").status, 400);
}

#[test]
fn a_person_signs_in_by_code_with_pkce_once() {
    // RFC 7636, appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    const BACK: &str = "https://desk.example/signed-in";
    let home = Home::sqlite();
    let server = Server::start_with(&home.address(), &["--redirect", BACK]);
    let kim = server
        .clients
        .iter()
        .find(|it| it.name == "Kim Ito")
        .expect("Kim is there");
    let agent = support::agent();
    let address = |redirect: &str| {
        format!(
            "{}/login/oauth/authorize?response_type=code&client_id={}&redirect_uri={redirect}&state=s%26t\
             &code_challenge={CHALLENGE}&code_challenge_method=S256",
            server.base, kim.id
        )
    };
    let elsewhere = agent
        .get(address("https://evil.example"))
        .call()
        .expect("an answer");
    assert_eq!(elsewhere.status(), 400);
    let sign_in = |secret: &str| {
        let form = [("email", "kim.ito@example.com"), ("secret", secret)];
        agent
            .post(address(BACK))
            .send_form(form)
            .expect("an answer")
    };
    assert_eq!(sign_in("wrong").status(), 200, "the page again");
    let code = || {
        let back = sign_in(&kim.secret);
        assert_eq!(back.status(), 303);
        let location = back.headers()["location"].to_str().expect("an address");
        let code = location
            .strip_prefix("https://desk.example/signed-in?code=")
            .and_then(|rest| rest.strip_suffix("&state=s%26t"));
        code.expect("a code and the state").to_owned()
    };
    let token = |code: &str, verifier: &str| {
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", BACK),
            ("code_verifier", verifier),
        ];
        let address = format!("{}/login/oauth/token", server.base);
        let answer = agent.post(address).send_form(form);
        answer.expect("an answer").status().as_u16()
    };
    assert_eq!(token(&code(), "not the other half"), 401);
    let code = code();
    assert_eq!(token(&code, VERIFIER), 200);
    assert_eq!(token(&code, VERIFIER), 401, "a code is taken once");
}

#[test]
fn a_queue_is_a_scenario_that_the_simulator_reads() {
    let home = Home::sqlite();
    let server = Server::start(&home.address());
    let kim = server.sign_in("Kim Ito");
    let status = format!("/api/v2/users/{}/routingstatus", kim.me());
    assert_eq!(
        kim.send("PUT", &status, &[], &json!({"status": "IDLE"}))
            .status,
        200
    );
    let answer = kim.get(&format!("/x/v1/scenario/{}", kim.queue("Sales")));
    let file: callback_core::wire::scenario::ScenarioFile =
        serde_json::from_value(answer.body).expect("no field that is not known");
    let asked = file.read().expect("every name is found");
    callback_core::simulation::Plan::new(&asked.scenario).expect("its numbers make sense");
}
