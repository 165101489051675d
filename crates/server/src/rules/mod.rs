//! From the API's words to core's values and back. Every rule is core's; here is only what the two call things.

mod problems;
mod verdict;

pub use problems::{of_problems, of_refusal};

use crate::http::{Answer, ApiError};
use crate::store::{OrganizationSettings, Principal, QueueRow, QueueSettings, Store, User};
use callback_core::check::Verdict;
use callback_core::claim::Claim;
use callback_core::context::Context;
use callback_core::draft::{Draft, Pick, When};
use callback_core::entry::Lexicon;
use callback_core::facts::Facts;
use callback_core::ids::{AgentId, QueueId};
use callback_core::settings::{
    Agent, AtExpiry, Horizon, Ownership, PerInteraction, Policy, Queue, QueueChoice, Settings,
};
use callback_core::time::{Fold, Said, Timestamp};
use chrono::NaiveDateTime;
use chrono_tz::Tz;
use std::collections::BTreeMap;
use std::sync::LazyLock;

/// Made once: reading a language takes longer than all else that a request asks of core.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::en_us);

/// What a callback shall be, in core's words, before it is judged.
pub struct Wish {
    pub draft: Draft,
    pub settings: Settings,
    pub context: Context,
    /// What the number library says of the draft's numbers (V1).
    pub verdicts: Vec<Verdict>,
    pub now: Timestamp,
}

impl Wish {
    /// What surrounds the draft when it is judged.
    #[must_use]
    pub fn facts(&self) -> Facts<'_> {
        Facts {
            settings: &self.settings,
            context: &self.context,
            lexicon: &LEXICON,
            now: self.now,
        }
    }
}

/// The parts of a wish as a request names them.
pub struct Asked {
    /// When.
    pub said: Said,
    pub numbers: Vec<String>,
    /// Whether the number library is asked of them (V1).
    pub ask_library: bool,
    pub name: String,
    pub note: String,
    pub country: String,
    pub claim: Claim,
    /// For whom, where the claim names somebody.
    pub agent: Option<String>,
}

/// Puts a wish together for a queue.
///
/// # Errors
/// Where the store fails, or nobody of this organization has the agent's id.
pub async fn wish(
    store: &Store,
    who: &Principal,
    queue: &QueueRow,
    asked: Asked,
    now: Timestamp,
) -> Answer<Wish> {
    let agent = match &asked.agent {
        Some(id) => Some(agent(store, who, id).await?),
        None => None,
    };
    let member = match &agent {
        Some(agent) => store.is_member(&queue.id, agent.id.as_str()).await?,
        None => false,
    };
    let queue = Queue {
        id: QueueId::new(queue.id.clone()),
        name: queue.name.clone(),
        ownership: ownership(&queue.settings),
        member,
    };
    let verdict = |number: &String| match asked.ask_library {
        true => verdict::of(number, &asked.country),
        false => Verdict::Unasked,
    };
    let verdicts = asked.numbers.iter().map(verdict).collect();
    let mut draft = Draft::blank();
    draft.phones = asked.numbers;
    draft.name = asked.name;
    draft.note = asked.note;
    draft.when = When::Said(asked.said);
    draft.queue = Pick::Chosen(queue.id.clone());
    draft.claim = asked.claim;
    Ok(Wish {
        draft,
        settings: Settings {
            policy: policy(&who.organization.settings),
            queues: vec![queue],
            agent,
        },
        context: Context {
            country_code: asked.country,
            ..Context::default()
        },
        verdicts,
        now,
    })
}

async fn agent(store: &Store, who: &Principal, id: &str) -> Answer<Agent> {
    let user = store.user(&who.organization.id, id).await?;
    let user = user.ok_or_else(|| ApiError::not_found("user", id))?;
    Ok(Agent {
        id: AgentId::new(user.id),
        name: user.name,
        zone: user.zone,
        status: None,
        supervisor: !user.supervises.is_empty(),
    })
}

/// Whoever asks, as core knows them in the division of a callback: a program that acts for itself may do what a
/// supervisor may (S4).
#[must_use]
pub fn asker(who: &Principal, division: Option<&str>) -> Agent {
    let supervises = |user: &User| {
        user.supervises
            .iter()
            .any(|held| Some(held.as_str()) == division)
    };
    Agent {
        id: AgentId::new(who.who()),
        name: who.client_name.clone(),
        zone: who.user.as_ref().map_or(Tz::UTC, |user| user.zone),
        status: None,
        supervisor: who.user.as_ref().is_none_or(supervises),
    }
}

/// What the administrator decided for all callbacks. Whether a panel may choose the queue is for panels to know:
/// a request always names it.
fn policy(settings: &OrganizationSettings) -> Policy {
    Policy {
        horizon: Horizon::new(settings.max_hours_ahead).unwrap_or(Horizon::FULL),
        queue_choice: QueueChoice::Free,
        per_interaction: if settings.one_callback_per_interaction {
            PerInteraction::One
        } else {
            PerInteraction::Many
        },
    }
}

fn ownership(settings: &QueueSettings) -> Option<Ownership> {
    if !settings.enable_agent_owned_callbacks {
        return None;
    }
    let at_expiry = if settings.expired_to_queue {
        AtExpiry::HandToQueue
    } else {
        AtExpiry::Disconnect
    };
    let [bookable, held] = [
        settings.max_owned_callback_delay_hours,
        settings.max_owned_callback_hours,
    ];
    Ownership::new(bookable, held, at_expiry).ok()
}

/// When it shall be: what was said where the client tells it (`data`), else the instant, on the clock of UTC (T1).
///
/// # Errors
/// 400 for what cannot be read.
pub fn said_or_at(
    data: &BTreeMap<String, String>,
    at: Option<Timestamp>,
    now: Timestamp,
) -> Answer<Said> {
    // Without a time it is placed at once: at the next millisecond, since a callback lies in the future (P2).
    let at = || Said::of(at.unwrap_or(now + 1), Tz::UTC);
    Ok(said(data)?.unwrap_or_else(at))
}

fn said(data: &BTreeMap<String, String>) -> Answer<Option<Said>> {
    let (Some(zone), Some(local)) = (data.get("timeZone"), data.get("localTime")) else {
        return Ok(None);
    };
    let zone: Tz = zone.parse().map_err(|_| {
        ApiError::bad(
            "invalid.value",
            "data.timeZone must be the name of a zone, such as Europe/Berlin.",
        )
    })?;
    // People promise minutes, which is what the widget sends; seconds are read too.
    let minutes = || format!("{local}:00").parse();
    let local: NaiveDateTime = local.parse().or_else(|_| minutes()).map_err(|_| {
        ApiError::bad(
            "invalid.date",
            "data.localTime must be a date and time, such as 2026-12-01T15:00.",
        )
    })?;
    let fold = match data.get("fold").map(String::as_str) {
        None | Some("") => None,
        Some("earlier") => Some(Fold::Earlier),
        Some("later") => Some(Fold::Later),
        Some(_) => {
            return Err(ApiError::bad(
                "invalid.value",
                "data.fold must be `earlier` or `later`.",
            ));
        }
    };
    Ok(Some(Said { local, zone, fold }))
}
