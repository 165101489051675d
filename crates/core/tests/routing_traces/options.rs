//! The `name=value` words of a trace line, and the names of things.

use callback_core::routing::{
    AfterCallWork, AgentId, AutoDial, Booking, CampaignId, Contact, ContactId, ContactListId,
    InteractionId, OwnershipExpiry, PreferredRule, QueueId, QueueSettings, Retry, Ring, RingExit,
    Routing, ScoredAgent, ScoredAgents, Scoring, SkillEvaluation, SkillId, SkillSet, Threshold,
    Window, Windows,
};
use callback_core::time::{MINUTE_MS, SECOND_MS, Timestamp};

pub(crate) const AGENTS: [&str; 4] = ["Kim", "Lee", "Max", "Noa"];
pub(crate) const QUEUES: [&str; 3] = ["Q", "R", "S"];

pub(crate) fn booking(name: &str, words: &[&str]) -> Booking {
    let contact = option(words, "contact").map(|text| {
        let parts: Vec<&str> = text.split('/').collect();
        let campaign = parts.get(2).map(|id| CampaignId(number(id)));
        Contact {
            id: ContactId(number(parts[0])),
            list: ContactListId(number(parts[1])),
            campaign,
        }
    });
    Booking {
        queue: queue(name),
        at: time(option(words, "at").unwrap()),
        routing: routing(words),
        priority: option(words, "priority").map_or(0, number),
        skills: needs(words),
        contact,
        auto_dial: match option(words, "auto-dial") {
            None => AutoDial::AsQueue,
            Some("off") => AutoDial::Never,
            Some(seconds) => AutoDial::AfterMs(number::<i64>(seconds) * SECOND_MS),
        },
        retry: option(words, "retry").map_or(Retry::NEVER, |text| {
            let (times, seconds) = text.split_once('x').unwrap();
            Retry::new(number(times), number::<i64>(seconds) * SECOND_MS).unwrap()
        }),
        windows: option(words, "windows").map(windows),
    }
}

/// `1:00-2:00,5:00-6:00`, or `none`.
fn windows(text: &str) -> Windows {
    let windows = text.split(',').filter(|window| *window != "none");
    let windows: Vec<Window> = windows
        .map(|window| {
            let (from, to) = window.split_once('-').unwrap();
            Window {
                from: time(from),
                to: time(to),
            }
        })
        .collect();
    Windows::new(&windows).unwrap()
}

pub(crate) fn routing(words: &[&str]) -> Routing {
    if let Some(agents) = option(words, "prefers") {
        let scored = |text: &str| {
            let (name, score) = text.split_once(':').unwrap();
            ScoredAgent {
                agent: agent(name),
                score: number(score),
            }
        };
        let agents: Vec<ScoredAgent> = agents.split(',').map(scored).collect();
        return Routing::Preferred(ScoredAgents::new(&agents).unwrap());
    }
    if let Some(name) = option(words, "to") {
        return Routing::ToMe(agent(name));
    }
    let Some((name, minutes)) = option(words, "owner").and_then(|text| text.split_once(':')) else {
        return Routing::Standard;
    };
    Routing::Owned {
        agent: agent(name),
        owned_for_ms: number::<i64>(minutes) * MINUTE_MS,
    }
}

pub(crate) fn settings(words: &[&str]) -> QueueSettings {
    let mut settings = QueueSettings::default();
    if words.contains(&"best") {
        settings.skills = SkillEvaluation::Best;
    }
    if words.contains(&"no-skills") {
        settings.skills = SkillEvaluation::None;
    }
    if words.contains(&"priority-only") {
        settings.scoring = Scoring::PriorityOnly;
    }
    if words.contains(&"hand-over") {
        settings.ownership_expiry = OwnershipExpiry::HandToQueue;
    }
    if let Some(seconds) = option(words, "auto-dial") {
        settings.auto_dial_ms = seconds.parse().ok().map(|seconds: i64| seconds * SECOND_MS);
    }
    if let Some(seconds) = option(words, "auto-end") {
        settings.auto_end_ms = seconds.parse().ok().map(|seconds: i64| seconds * SECOND_MS);
    }
    if let Some(rules) = option(words, "rules") {
        settings.rules = rules.split(',').map(rule).collect();
    }
    if let Some(rings) = option(words, "rings") {
        settings.rings = rings.split(',').map(ring_exit).collect();
    }
    if let Some(mode) = option(words, "acw") {
        settings.after_call_work = after_call_work(mode);
    }
    settings
}

/// `80:30`: those of score 80 or more, for 30 s; `any:5`.
fn rule(text: &str) -> PreferredRule {
    let (threshold, seconds) = text.split_once(':').unwrap();
    PreferredRule {
        threshold: match threshold {
            "any" => Threshold::Any,
            score => Threshold::Meets(number(score)),
        },
        wait_ms: seconds_ms(seconds),
    }
}

/// `10`: the ring is left after 10 s; `10/1/2`: and the skills 1 and 2 are given up.
fn ring_exit(text: &str) -> RingExit {
    let mut parts = text.split('/');
    let after_ms = seconds_ms(parts.next().unwrap());
    let skills: Vec<SkillId> = parts.map(|skill| SkillId(number(skill))).collect();
    RingExit {
        after_ms,
        skills_to_remove: SkillSet::of(&skills),
    }
}

/// `5`, or `1.999` to the millisecond.
fn seconds_ms(text: &str) -> i64 {
    let (seconds, ms) = text.split_once('.').unwrap_or((text, "0"));
    number::<i64>(seconds) * SECOND_MS + number::<i64>(ms)
}

/// `Q`, or `Q/2` for the second ring of it.
pub(crate) fn queue_and_ring(text: &str) -> (QueueId, Ring) {
    let (name, ring) = text.split_once('/').unwrap_or((text, "1"));
    (queue(name), Ring::new(number(ring)).unwrap())
}

fn after_call_work(mode: &str) -> AfterCallWork {
    let (mode, seconds) = mode.split_once(':').unwrap_or((mode, "0"));
    let timeout_ms = number::<i64>(seconds) * SECOND_MS;
    match mode {
        "mandatory" => AfterCallWork::Mandatory,
        "timeout" => AfterCallWork::MandatoryTimeout { timeout_ms },
        "forced" => AfterCallWork::MandatoryForcedTimeout { timeout_ms },
        "asked" => AfterCallWork::AgentRequested { timeout_ms },
        _ => panic!("{mode}"),
    }
}

pub(crate) fn needs(words: &[&str]) -> SkillSet {
    let skills = option(words, "needs").map_or(Vec::new(), |text| text.split(',').collect());
    SkillSet::of(
        &skills
            .into_iter()
            .map(|skill| SkillId(number(skill)))
            .collect::<Vec<_>>(),
    )
}

pub(crate) fn option<'a>(words: &[&'a str], name: &str) -> Option<&'a str> {
    words
        .iter()
        .find_map(|word| word.strip_prefix(name)?.strip_prefix('='))
}

pub(crate) fn time(text: &str) -> Timestamp {
    let (minutes, seconds) = text
        .split_once(':')
        .unwrap_or_else(|| panic!("no time: {text}"));
    let (seconds, ms) = seconds.split_once('.').unwrap_or((seconds, "0"));
    Timestamp::from_ms(
        number::<i64>(minutes) * MINUTE_MS + number::<i64>(seconds) * SECOND_MS + number::<i64>(ms),
    )
}

/// An agent by name, or `agent9` for one nobody knows.
pub(crate) fn agent(name: &str) -> AgentId {
    AgentId(index(&AGENTS, name, "agent"))
}

pub(crate) fn queue(name: &str) -> QueueId {
    QueueId(index(&QUEUES, name, "queue"))
}

fn index(names: &[&str], name: &str, prefix: &str) -> u32 {
    let known = names.iter().position(|known| *known == name);
    known.map_or_else(
        || number(name.strip_prefix(prefix).unwrap_or(name)),
        |at| u32::try_from(at).unwrap(),
    )
}

pub(crate) fn interaction(word: &str) -> InteractionId {
    InteractionId(number(word.strip_prefix('#').unwrap()))
}

pub(crate) fn number<T: std::str::FromStr>(text: &str) -> T {
    text.parse().unwrap_or_else(|_| panic!("no number: {text}"))
}
