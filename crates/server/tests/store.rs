//! The store by itself, where a request cannot show it: what shares a transaction, and what a server leaves behind.

mod support;

use callback_core::ids::CallbackId;
use callback_server::store::{Intent, Store, Stored, ToBook, Written};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use support::{Home, Server, command, program};
use tokio::task::JoinSet;

const CALLBACKS: &str = "/api/v2/conversations/callbacks";
/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(60);

/// A callback as the server makes it, and its organization.
async fn sample(store: &Store, server: &Server) -> (String, Stored) {
    let kim = server.sign_in("Kim Ito");
    let made = kim.post(CALLBACKS, &command(&kim.queue("Sales"), 60));
    let organizations = store.unrouted(i64::MAX).await.expect("the store answers");
    let [organization] = organizations.try_into().expect("one organization");
    let id = made.text("/conversation/id");
    let found = store.callback(&organization, id).await;
    let stored = found.expect("the store answers").expect("it was made");
    (organization, stored)
}

fn to_book(sample: &(String, Stored), name: &str, key: &str, place: Option<&str>) -> ToBook {
    let mut new = sample.1.clone();
    new.callback.id = CallbackId::new(name);
    ToBook {
        organization: sample.0.clone(),
        new,
        place: place.map(str::to_owned),
        by: "test".to_owned(),
        key: key.to_owned(),
        intent: Intent {
            request_hash: String::new(),
            callback: name.to_owned(),
        },
        now: 1,
    }
}

async fn bookings_share_transactions_and_not_their_fate(home: Home) {
    let server = Server::start(&home.address());
    let store = Store::open(&home.address()).await.expect("it opens");
    let sample = sample(&store, &server).await;
    let earlier = to_book(&sample, "earlier", "used", None);
    assert!(store.book(earlier).await.expect("it is written"));

    let mut all = JoinSet::new();
    let mut ask = |name: String, key: &str, place| {
        let (store, wanted) = (store.clone(), to_book(&sample, &name, key, place));
        all.spawn(async move { (name, store.book(wanted).await.expect("it is written")) });
    };
    for number in 0..150 {
        for _ in 0..2 {
            ask(format!("twice {number}"), &format!("key {number}"), None);
        }
        if number % 50 == 25 {
            ask(format!("stranger {number}"), "used", None);
            ask(
                format!("here {number}"),
                &format!("here {number}"),
                Some("call"),
            );
        }
    }
    let mut made: BTreeMap<String, u32> = BTreeMap::new();
    for (name, done) in all.join_all().await {
        *made.entry(name).or_default() += u32::from(done);
    }

    let of = |begin: &str| -> Vec<u32> {
        let found = made.iter().filter(|(name, _)| name.starts_with(begin));
        found.map(|(_, done)| *done).collect()
    };
    assert_eq!(of("twice"), [1; 150], "each key makes one callback");
    assert_eq!(of("stranger"), [0; 3], "their key was used");
    assert_eq!(
        of("here").iter().sum::<u32>(),
        1,
        "one stands for the call (P12)"
    );
    for (name, done) in &made {
        let found = store.callback(&sample.0, name).await.expect("it answers");
        let history = store.history(name).await.expect("it answers");
        assert_eq!(found.is_some(), *done == 1, "{name}");
        assert_eq!(history.len(), *done as usize, "{name}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn bookings_share_transactions_on_sqlite() {
    bookings_share_transactions_and_not_their_fate(Home::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn bookings_share_transactions_on_postgres() {
    bookings_share_transactions_and_not_their_fate(Home::postgres()).await;
}

/// A router must hear of what was changed between its look and its write.
async fn news_stays_news_until_it_was_seen(home: Home) {
    let mut server = Server::start(&home.address());
    let store = Store::open(&home.address()).await.expect("it opens");
    let (organization, stored) = sample(&store, &server).await;
    server.kill();
    let id = stored.callback.id.to_string();
    let news = async || {
        let found = store.dispatched(&organization, true).await;
        found.expect("it answers").0.len()
    };
    let seen = async |version: u32| {
        let mut change = store.begin().await.expect("it begins");
        let known = [(id.clone(), version)];
        let put = change.put_standings(&known, "{}").await;
        put.expect("it is written");
        change.commit().await.expect("it is committed");
    };
    let changed = async || {
        let found = store.callback(&organization, &id).await;
        let mut found = found.expect("it answers").expect("it is there");
        found.callback.version += 1;
        let mut change = store.begin().await.expect("it begins");
        let written = change.update_callback(&organization, &found, "somebody", 1);
        assert_eq!(written.await.expect("it answers"), Written::Yes);
        change.commit().await.expect("it is committed");
    };
    let mut change = store.begin().await.expect("it begins");
    let due = stored.callback.promise.at.ms();
    assert_eq!(change.claim(due - 1, 9).await.expect("it answers"), 0);
    assert_eq!(change.claim(due, 9).await.expect("it answers"), 1);
    change.commit().await.expect("it is committed");
    let mut found = vec![news().await];
    seen(2).await;
    found.push(news().await);
    changed().await;
    found.push(news().await);
    seen(2).await;
    found.push(news().await);
    seen(3).await;
    found.push(news().await);
    assert_eq!(
        found,
        [1, 0, 1, 1, 0],
        "claimed, seen, changed, seen before that, seen"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn news_stays_news_on_sqlite() {
    news_stays_news_until_it_was_seen(Home::sqlite()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn news_stays_news_on_postgres() {
    news_stays_news_until_it_was_seen(Home::postgres()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_that_is_told_to_stop_leaves_its_leases() {
    let home = Home::sqlite();
    let mut server = Command::new(program())
        .args(["--listen", "127.0.0.1:0", "--database", &home.address()])
        .stdout(Stdio::piped())
        .spawn()
        .expect("the server starts");
    let output = BufReader::new(server.stdout.take().expect("its output is piped"));
    let begun = output
        .lines()
        .map_while(Result::ok)
        .any(|line| line.starts_with("Listening"));
    assert!(begun, "it says where it listens");
    let store = Store::open(&home.address()).await.expect("it opens");
    // Leases that nobody has, or that were given up: one that only ran out ends later than at 0.
    let free = async || store.unrouted(0).await.expect("it answers").len();
    let since = Instant::now();
    while free().await > 0 {
        assert!(since.elapsed() < PATIENCE, "it takes the lease");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let told = Command::new("kill").arg(server.id().to_string()).status();
    assert!(told.is_ok_and(|status| status.success()), "it is told");
    assert!(server.wait().expect("it ends").success());
    assert_eq!(free().await, 1);
}
