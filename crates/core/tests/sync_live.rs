//! The live side by single steps: the way to the socket, and what an agent answers to an alert.

mod support;

use callback_core::callback::{Callback, State};
use callback_core::ids::{AgentId, CallbackId, ParticipantId};
use callback_core::panel::Answer;
use callback_core::sync::live::{Effect, Input, Live, Question, Say, Told};
use callback_core::sync::{self, Outbox, Protocol, Request};
use callback_core::time::{MINUTE_MS, SECOND_MS, Timestamp};
use callback_core::wire::live as wire;
use support::{Bench, NOW};

struct Tab {
    live: Live,
    now: Timestamp,
    listens: bool,
}

impl Tab {
    fn new() -> Self {
        let now = Timestamp::from_ms(1_000_000_000_000);
        let (live, listens) = (Live::new(), true);
        Self { live, now, listens }
    }

    fn tell(&mut self, input: Input) -> Vec<Effect> {
        let mut effects = Vec::new();
        let (now, draw) = (self.now, u64::MAX);
        self.live
            .handle(now, draw, self.listens, input, &mut effects);
        effects
    }

    fn after(&mut self, ms: i64) -> Vec<Effect> {
        self.now = self.now + ms;
        self.tell(Input::Tick)
    }

    fn told(&mut self, attempt: u64, told: Told) -> Vec<Effect> {
        self.tell(Input::Told { attempt, told })
    }

    /// All the way to an open socket, which has said something.
    fn open(&mut self) {
        let (attempt, _) = asked(&self.tell(Input::Tick));
        let (attempt, _) = asked(&self.told(attempt, Told::Me(AgentId::new("kim"))));
        let (attempt, _) = asked(&self.told(attempt, channel()));
        let open = self.told(attempt, Told::Done);
        assert_eq!(open, [Effect::Open("/channels/c".to_owned())]);
        assert_eq!(self.tell(Input::Opened), [Effect::Changed]);
        assert_eq!(self.tell(Input::Heard(false)), []);
    }
}

fn channel() -> Told {
    Told::Channel("c".to_owned(), "/channels/c".to_owned())
}

/// The one question among the effects.
fn asked(effects: &[Effect]) -> (u64, Question) {
    let mut questions = effects.iter().filter_map(|effect| match effect {
        Effect::Ask { attempt, question } => Some((*attempt, question.clone())),
        _ => None,
    });
    let found = questions.next();
    assert_eq!(questions.next(), None, "{effects:?}");
    found.expect("it asks")
}

fn silent(effects: &[Effect]) -> bool {
    !effects.iter().any(|it| matches!(it, Effect::Ask { .. }))
}

#[test]
fn it_asks_who_it_is_then_for_a_channel_then_for_its_topics() {
    let mut tab = Tab::new();
    let (attempt, question) = asked(&tab.tell(Input::Tick));
    assert_eq!(question, Question::Me);
    let me = AgentId::new("kim");
    let (attempt, question) = asked(&tab.told(attempt, Told::Me(me.clone())));
    assert_eq!(question, Question::Channel);
    let (_, question) = asked(&tab.told(attempt, channel()));
    let channel = "c".to_owned();
    assert_eq!(question, Question::Topics { channel, me });
}

#[test]
fn what_is_heard_is_a_hint_and_a_heartbeat_is_none() {
    let mut tab = Tab::new();
    tab.open();
    assert_eq!(tab.tell(Input::Heard(true)), [Effect::Changed]);
    assert_eq!(tab.tell(Input::Heard(false)), []);
}

#[test]
fn a_socket_that_is_lost_is_opened_anew_after_a_wait_and_the_list_is_read() {
    let mut tab = Tab::new();
    tab.open();
    assert!(silent(&tab.tell(Input::Closed)), "not at once");
    let (attempt, question) = asked(&tab.after(SECOND_MS));
    assert_eq!(question, Question::Channel, "a new one");
    let (attempt, _) = asked(&tab.told(attempt, channel()));
    tab.told(attempt, Told::Done);
    assert_eq!(
        tab.tell(Input::Opened),
        [Effect::Changed],
        "after every gap"
    );
}

#[test]
fn waits_grow_while_it_fails() {
    let mut tab = Tab::new();
    let mut questions = 0;
    for _ in 0..60 {
        let effects = tab.after(SECOND_MS);
        if !silent(&effects) {
            questions += 1;
            tab.told(asked(&effects).0, Told::Failed(None));
        }
    }
    assert!((3..10).contains(&questions), "{questions} in a minute");
}

#[test]
fn a_backend_that_asks_to_wait_is_not_asked_before() {
    let mut tab = Tab::new();
    let (attempt, _) = asked(&tab.tell(Input::Tick));
    tab.told(attempt, Told::Failed(Some(20 * SECOND_MS)));
    tab.tell(Input::Woke);
    assert!(silent(&tab.after(19 * SECOND_MS)));
    assert_eq!(asked(&tab.after(2 * SECOND_MS)).1, Question::Me);
}

#[test]
fn a_backend_without_sockets_is_left_in_peace() {
    let mut tab = Tab::new();
    let (attempt, _) = asked(&tab.tell(Input::Tick));
    assert!(silent(&tab.told(attempt, Told::Refused)));
    assert!(silent(&tab.after(MINUTE_MS)));
    assert_eq!(asked(&tab.after(5 * MINUTE_MS)).1, Question::Me);
}

#[test]
fn a_socket_that_says_nothing_is_given_up() {
    let mut tab = Tab::new();
    tab.open();
    assert_eq!(tab.after(70 * SECOND_MS), []);
    assert!(tab.after(10 * SECOND_MS).contains(&Effect::Close));
}

#[test]
fn a_tab_that_does_not_send_listens_to_nothing() {
    let mut tab = Tab::new();
    tab.open();
    tab.listens = false;
    assert_eq!(tab.tell(Input::Tick), [Effect::Close]);
    assert!(silent(&tab.after(MINUTE_MS)));
}

#[test]
fn an_answer_goes_to_the_agents_own_part_and_the_list_says_what_came_of_it() {
    let mut tab = Tab::new();
    tab.listens = false;
    let (id, say) = (CallbackId::new("cb"), Say::Connect);
    let (attempt, question) = asked(&tab.tell(Input::Said {
        id: id.clone(),
        say,
    }));
    assert_eq!(question, Question::Part { id: id.clone() });
    let part = ParticipantId::new("p");
    let (attempt, question) = asked(&tab.told(attempt, Told::Part(part.clone())));
    assert_eq!(question, Question::Say { id, part, say });
    assert_eq!(tab.told(attempt, Told::Done), [Effect::Changed]);
}

#[test]
fn an_answer_is_tried_a_few_times_and_then_given_up() {
    let mut tab = Tab::new();
    tab.listens = false;
    let (id, say) = (CallbackId::new("cb"), Say::Disconnect);
    let mut effects = tab.tell(Input::Said { id, say });
    let mut tries = 0;
    while !effects.contains(&Effect::Changed) {
        tries += 1;
        assert!(tries < 10, "it ends");
        tab.told(asked(&effects).0, Told::Failed(None));
        effects = tab.after(MINUTE_MS);
        if silent(&effects) {
            break;
        }
    }
    assert_eq!(tries, 5);
    assert!(silent(&tab.after(MINUTE_MS)));
}

#[test]
fn the_end_of_after_call_work_is_no_end_of_a_call() {
    let agent = AgentId::new("kim");
    let state = State::WrapUp {
        agent: agent.clone(),
    };
    assert_eq!(Say::of(Answer::End, &state), Say::WrapUp);
    let state = State::Connected { agent };
    assert_eq!(Say::of(Answer::End, &state), Say::Disconnect);
    assert_eq!(Say::of(Answer::Accept, &state), Say::Connect);
}

#[test]
fn questions_are_those_of_the_public_api() {
    let said = |text: &str| serde_json::from_str(text).expect("it can be read");
    let told = wire::told(
        &Question::Channel,
        200,
        None,
        said(r#"{"id":"c/1","connectUri":"wss://elsewhere.example/channels/c"}"#),
    );
    let path = "/channels/c".to_owned();
    assert_eq!(told, Told::Channel("c/1".to_owned(), path), "S2");
    let me = AgentId::new("kim");
    let call = wire::call(&Question::Topics {
        channel: "c/1".to_owned(),
        me,
    });
    assert_eq!(
        call.path,
        "/api/v2/notifications/channels/c%2F1/subscriptions"
    );
    let body = serde_json::to_string(&call.body).expect("it is JSON");
    assert_eq!(body, r#"[{"id":"v2.users.kim.conversations.callbacks"}]"#);
    let id = CallbackId::new("cb");
    let part = Question::Part { id };
    let both = r#"{"participants":[{"id":"a","purpose":"customer"},{"id":"b","purpose":"agent"}]}"#;
    let told = wire::told(&part, 200, None, said(both));
    assert_eq!(told, Told::Part(ParticipantId::new("b")));
    let alone = r#"{"participants":[{"id":"a","purpose":"customer"}]}"#;
    assert_eq!(wire::told(&part, 200, None, said(alone)), Told::Refused);
    assert_eq!(
        wire::told(&part, 503, Some(2), None),
        Told::Failed(Some(2_000))
    );
    assert_eq!(wire::told(&part, 404, None, None), Told::Refused);
}

/// Effects of an outbox at one instant.
fn post(outbox: &mut Outbox, input: sync::Input) -> Vec<sync::Effect> {
    let mut effects = Vec::new();
    outbox.handle(NOW, 0, input, &mut effects);
    effects
}

fn requests(effects: &[sync::Effect]) -> Vec<(u64, Request)> {
    let sent = effects.iter().filter_map(|effect| match effect {
        sync::Effect::Send { attempt, request } => Some((*attempt, request.clone())),
        _ => None,
    });
    sent.collect()
}

#[test]
fn what_the_list_has_no_more_is_read_by_itself_and_once_it_is_over_never_again() {
    let mut bench = Bench::new();
    bench.when("tomorrow", "3 pm");
    let theirs = bench.schedule().expect("it can be scheduled");
    let over = Callback {
        state: State::Ended,
        version: 2,
        ..theirs.clone()
    };
    let mut outbox = Outbox::new(Protocol::Keys);
    post(&mut outbox, sync::Input::Leading);
    let read = || sync::Input::Read(Box::default());
    let listed = |attempt, entities| sync::Input::Answered {
        attempt,
        answer: sync::Answer::Listed(entities, None),
    };
    let [(attempt, Request::List { .. })] = &requests(&post(&mut outbox, read()))[..] else {
        panic!("the list is read first");
    };
    let met = listed(*attempt, vec![theirs.clone()]);
    post(&mut outbox, met);
    post(&mut outbox, read());
    let mut list = || {
        let hinted = requests(&post(&mut outbox, sync::Input::Hinted));
        let [(attempt, Request::List { .. })] = hinted[..] else {
            panic!("a hint has the list read: {hinted:?}");
        };
        let asked = requests(&post(&mut outbox, listed(attempt, Vec::new())));
        for (attempt, request) in &asked {
            let id = theirs.id.clone();
            assert_eq!(*request, Request::Read { id });
            let answer = sync::Answer::Held(Box::new(over.clone()));
            let attempt = *attempt;
            post(&mut outbox, sync::Input::Answered { attempt, answer });
        }
        asked.len()
    };
    assert_eq!([list(), list()], [1, 0]);
}
