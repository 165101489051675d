//! Clocks that jump, under the real dispatch over a real database.

use crate::homes;
use crate::support::{Server, due_in};
use callback_server::dispatch::{Clock, Dispatch};
use callback_server::store::Store;
use serde_json::json;
use std::time::Duration;

const SECOND: i64 = 1_000;
const HOUR: i64 = 3_600 * SECOND;

#[test]
fn a_jump_dispatches_nothing_early_and_nothing_twice() {
    for home in homes() {
        let address = home.address();
        // The API's server books and then ends; the dispatch whose clock is stepped is this test's own.
        let mut server = Server::start(&address);
        let kim = server.sign_in("Kim Ito");
        let book = |ms: i64| due_in(&kim, ms, &json!({}));
        let (soon, in_an_hour, in_a_month) = (
            book(50 * SECOND),
            book(HOUR - 60 * SECOND),
            book(20 * 24 * HOUR),
        );
        server.kill();
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let store = Store::open(&address).await.expect("the database is there");
            let clock = Clock::default();
            let dispatch = Dispatch::start(store.clone(), clock.clone());
            let queued = async |id: &str| {
                tokio::time::sleep(Duration::from_millis(900)).await;
                let all = store.history(id).await.expect("a history");
                all.iter().filter(|it| it.by == "dispatch").count()
            };
            assert_eq!(queued(&soon).await, 0);
            clock.step(HOUR);
            assert_eq!(
                (queued(&soon).await, queued(&in_an_hour).await),
                (0, 0),
                "an hour forward"
            );
            assert!(dispatch.frozen());
            clock.step(-HOUR);
            assert_eq!(queued(&soon).await, 0);
            assert!(!dispatch.frozen(), "the clocks agree again");
            clock.step(30 * 24 * HOUR);
            assert_eq!(
                (queued(&soon).await, queued(&in_a_month).await),
                (0, 0),
                "a month forward"
            );
            clock.step(-30 * 24 * HOUR);
            clock.step(60 * SECOND);
            assert_eq!(queued(&soon).await, 1, "a minute forward is believed");
            clock.step(-60 * SECOND);
            clock.step(-HOUR);
            assert_eq!(queued(&soon).await, 1, "back: not twice");
            clock.step(HOUR + 60 * SECOND);
            assert_eq!(queued(&soon).await, 1, "forth again: not twice");
            clock.step(HOUR);
            assert_eq!(queued(&in_an_hour).await, 0);
            dispatch.resume();
            assert_eq!(
                queued(&in_an_hour).await,
                1,
                "an operator said that the clock is right"
            );
            assert_eq!(queued(&in_a_month).await, 0);
        });
    }
}

#[test]
fn an_ownership_ends_at_its_hour_and_not_before() {
    for home in homes() {
        let address = home.address();
        let mut server = Server::start(&address);
        let kim = server.sign_in("Kim Ito");
        let routing = json!({
            "scoredAgents": [{"agent": {"id": kim.me()}, "score": 100}],
            "routingFlags": ["AGENT_OWNED_CALLBACK"],
        });
        let id = due_in(&kim, 1_000, &json!({"routingData": routing}));
        server.kill();
        let runtime = tokio::runtime::Runtime::new().expect("a runtime");
        runtime.block_on(async {
            let store = Store::open(&address).await.expect("the database is there");
            let clock = Clock::default();
            let dispatch = Dispatch::start(store.clone(), clock.clone());
            let state = async || {
                // Longer than the lease of the server that was killed.
                tokio::time::sleep(Duration::from_millis(2_500)).await;
                let all = store.history(&id).await.expect("a history");
                all.last().map(|it| it.body["state"].clone())
            };
            assert_eq!(state().await, Some(json!("queued")));
            clock.step(24 * HOUR - 60 * SECOND);
            tokio::time::sleep(Duration::from_millis(700)).await;
            dispatch.resume();
            assert_eq!(
                state().await,
                Some(json!("queued")),
                "the owner has a minute left"
            );
            clock.step(60 * SECOND);
            assert_eq!(state().await, Some(json!("timeout")));
        });
    }
}
