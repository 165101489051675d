//! The values a booking brings to the router, at both sides of their limits.

use callback_core::routing::{
    AgentId, RETRIES_MAX, RETRY_MS_MAX, RETRY_MS_MIN, Retry, Ring, SCORED_AGENTS_MAX, ScoredAgent,
    ScoredAgents, ScoredAgentsError, WINDOWS_MAX, Window, Windows,
};
use callback_core::time::Timestamp;

fn window(from: i64, to: i64) -> Window {
    let (from, to) = (Timestamp::from_ms(from), Timestamp::from_ms(to));
    Window { from, to }
}

fn scored(agent: u32, score: u8) -> ScoredAgent {
    let agent = AgentId(agent);
    ScoredAgent { agent, score }
}

#[test]
fn preferred_agents_come_by_score_and_then_by_id() {
    let agents = ScoredAgents::new(&[scored(3, 50), scored(2, 0), scored(1, 50), scored(4, 100)]);
    let order: Vec<u32> = agents.unwrap().iter().map(|it| it.agent.0).collect();
    assert_eq!(order, [4, 1, 3, 2]);
}

#[test]
fn a_list_of_preferred_agents_has_its_limits() {
    let many = |count: usize| {
        (0..)
            .take(count)
            .map(|id| scored(id, 7))
            .collect::<Vec<_>>()
    };
    assert!(ScoredAgents::new(&many(SCORED_AGENTS_MAX)).is_ok());
    let wrong = |agents: &[ScoredAgent]| ScoredAgents::new(agents).unwrap_err();
    assert_eq!(
        wrong(&many(SCORED_AGENTS_MAX + 1)),
        ScoredAgentsError::TooMany
    );
    assert_eq!(wrong(&[]), ScoredAgentsError::Empty);
    assert_eq!(
        wrong(&[scored(5, 101)]),
        ScoredAgentsError::Score(AgentId(5))
    );
    assert_eq!(
        wrong(&[scored(5, 1), scored(6, 1), scored(5, 2)]),
        ScoredAgentsError::Twice(AgentId(5))
    );
}

#[test]
fn a_ladder_has_its_limits() {
    assert!(Retry::new(RETRIES_MAX, RETRY_MS_MIN).is_some());
    assert!(Retry::new(0, RETRY_MS_MAX).is_some());
    assert_eq!(Retry::new(RETRIES_MAX + 1, RETRY_MS_MIN), None);
    assert_eq!(Retry::new(1, RETRY_MS_MIN - 1), None);
    assert_eq!(Retry::new(1, RETRY_MS_MAX + 1), None);
}

#[test]
fn rings_are_numbered_from_1_to_6() {
    assert_eq!(Ring::new(0), None);
    assert_eq!(Ring::new(1), Some(Ring::FIRST));
    assert_eq!(Ring::new(6), Some(Ring::LAST));
    assert_eq!(Ring::new(7), None);
}

#[test]
fn windows_that_touch_or_overlap_are_one() {
    let windows = [
        window(30, 40),
        window(10, 20),
        window(20, 30),
        window(12, 15),
        window(70, 60),
    ];
    assert_eq!(Windows::new(&windows), Windows::new(&[window(10, 40)]));
}

#[test]
fn a_window_is_open_from_its_first_instant_to_before_its_end() {
    let windows = Windows::new(&[window(10, 20), window(30, 40)]).unwrap();
    let at = Timestamp::from_ms;
    for (asked, next, closes) in [
        (9, Some(10), None),
        (10, Some(10), Some(20)),
        (19, Some(19), Some(20)),
        (20, Some(30), None),
        (39, Some(39), Some(40)),
        (40, None, None),
    ] {
        assert_eq!(windows.next(at(asked)), next.map(at), "{asked}");
        assert_eq!(windows.closes(at(asked)), closes.map(at), "{asked}");
    }
}

#[test]
fn there_are_only_so_many_windows() {
    let many = |count: usize| -> Vec<Window> {
        let starts = (0..).step_by(10).take(count);
        starts.map(|from| window(from, from + 5)).collect()
    };
    assert!(Windows::new(&many(WINDOWS_MAX)).is_some());
    assert_eq!(Windows::new(&many(WINDOWS_MAX + 1)), None);
}
