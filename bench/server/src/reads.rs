//! Lists and searches as a panel, a wallboard and a supervisor ask for them.

use crate::Outcome;
use crate::client::Line;
use crate::fill::{QUEUES, queue};
use crate::home::Served;
use crate::load::Latency;
use serde_json::{Value, json};
use std::time::Instant;

/// Requests of each kind, one after another.
const ASKED: i64 = 200;
const LIST: &str = "/x/v1/callbacks?limit=100";
const SEARCH: &str = "/api/v2/analytics/conversations/details/query";

/// The p99 of each kind, in ms.
pub(crate) async fn measure(server: &Served) -> Outcome<Vec<(String, f64)>> {
    let mut all = server.sign_in("administrator").await?;
    let mut agent = server.sign_in("Kim Ito").await?;
    let mut supervisor = server.sign_in("Lee Moreau").await?;
    let mut found = vec![("list_p99".to_owned(), pages(&mut all).await?)];
    let of_queue =
        |number: i64| format!("{LIST}&state=scheduled&queueId={}", queue(number % QUEUES));
    found.push((
        "list_p99_of_a_queue".to_owned(),
        listed(&mut all, of_queue).await?,
    ));
    let of_day = |number: i64| format!("{LIST}&from=2026-12-{:02}T00:00:00Z", 1 + number % 20);
    found.push((
        "list_p99_from_a_day".to_owned(),
        listed(&mut all, of_day).await?,
    ));
    found.push((
        "list_p99_of_an_agent".to_owned(),
        listed(&mut agent, |_| LIST.to_owned()).await?,
    ));
    let divisions = listed(&mut supervisor, |_| LIST.to_owned()).await?;
    found.push(("list_p99_of_a_supervisor".to_owned(), divisions));
    let number = |number: i64| json!({"dimension": "callbackNumber", "value": format!("+1317555{}", 1000 + number)});
    found.push((
        "search_p99_by_number".to_owned(),
        searched(&mut all, number).await?,
    ));
    let queue = |number: i64| json!({"dimension": "queueId", "value": queue(number % QUEUES)});
    found.push((
        "search_p99_by_queue".to_owned(),
        searched(&mut all, queue).await?,
    ));
    Ok(found)
}

/// The whole list, page after page.
async fn pages(line: &mut Line) -> Outcome<f64> {
    let mut latency = Latency::new()?;
    let mut next = LIST.to_owned();
    for _ in 0..ASKED {
        let begun = Instant::now();
        let page = line.get(&next).await?;
        latency.record(begun.elapsed())?;
        let after = page["next"].as_str().ok_or("the list is too short")?;
        next = format!("{LIST}&after={after}");
    }
    Ok(latency.ms(0.99))
}

async fn listed(line: &mut Line, path: impl Fn(i64) -> String) -> Outcome<f64> {
    let mut latency = Latency::new()?;
    for number in 0..ASKED {
        let begun = Instant::now();
        line.get(&path(number)).await?;
        latency.record(begun.elapsed())?;
    }
    Ok(latency.ms(0.99))
}

async fn searched(line: &mut Line, predicate: impl Fn(i64) -> Value) -> Outcome<f64> {
    let mut latency = Latency::new()?;
    for number in 0..ASKED / 4 {
        let asked = json!({
            "interval": "2026-01-01T00:00:00Z/2100-01-01T00:00:00Z",
            "segmentFilters": [{"type": "and", "predicates": [predicate(number)]}],
        });
        let begun = Instant::now();
        let found = line
            .post(SEARCH, &format!("search {number}"), &asked)
            .await?;
        latency.record(begun.elapsed())?;
        if found["totalHits"].as_i64().unwrap_or_default() == 0 {
            return Err(format!("nothing is found by {}", predicate(number)).into());
        }
    }
    Ok(latency.ms(0.99))
}
