//! The `name=value` words of a trace line, and the names of things.

use callback_core::routing::{
    AfterCallWork, AgentId, AutoDial, Booking, CampaignId, Contact, ContactId, ContactListId,
    InteractionId, OwnershipExpiry, QueueId, QueueSettings, Routing, Scoring, SkillEvaluation,
    SkillId, SkillSet,
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
    }
}

pub(crate) fn routing(words: &[&str]) -> Routing {
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
    if let Some(mode) = option(words, "acw") {
        settings.after_call_work = after_call_work(mode);
    }
    settings
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
