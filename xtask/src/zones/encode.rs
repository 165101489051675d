//! Writes `zones.bin`. The format is described where it is read: `crates/tz/src/data.rs`.

use super::footer::{Day, Rule};
use super::history::{LocalTime, Zone};

/// The unit of most distances between transitions.
const QUARTER_HOUR_S: i64 = 900;

/// The file and what is in it.
pub(super) struct Encoded {
    pub(super) bytes: Vec<u8>,
    pub(super) histories: usize,
    pub(super) transitions: usize,
}

/// Tables that records refer to by place.
struct Tables {
    local_times: Vec<LocalTime>,
    rules: Vec<Rule>,
}

pub(super) fn encode(zones: &[(&str, Zone)]) -> Result<Encoded, String> {
    let mut histories: Vec<&Zone> = Vec::new();
    let mut places: Vec<u8> = Vec::new();
    for (_, zone) in zones {
        match histories.iter().position(|known| *known == zone) {
            Some(place) => places.extend(number::<_, u16>(place + 1, "histories")?.to_be_bytes()),
            None => {
                histories.push(zone);
                places.extend([0, 0]);
            }
        }
    }
    let tables = Tables::of(&histories);
    let names: Vec<&str> = zones.iter().map(|(name, _)| *name).collect();

    let mut out = Vec::new();
    block(&mut out, names.join("\n").as_bytes())?;
    block(&mut out, &places)?;
    block(&mut out, &tables.local_times_bytes()?)?;
    block(&mut out, &tables.rules_bytes()?)?;
    for zone in &histories {
        block(&mut out, &tables.record(zone)?)?;
    }
    Ok(Encoded {
        bytes: out,
        histories: histories.len(),
        transitions: histories.iter().map(|zone| zone.transitions.len()).sum(),
    })
}

/// Appends a length of two bytes and then `bytes`.
fn block(out: &mut Vec<u8>, bytes: &[u8]) -> Result<(), String> {
    let length: u16 = number(bytes.len(), "bytes of a block")?;
    out.extend(length.to_be_bytes());
    out.extend(bytes);
    Ok(())
}

/// Narrows, or says what grew beyond the format.
fn number<From, To: TryFrom<From>>(value: From, what: &str) -> Result<To, String> {
    To::try_from(value).map_err(|_| format!("zones.bin cannot hold that many: {what}"))
}

impl Tables {
    fn of(histories: &[&Zone]) -> Self {
        let mut local_times = Vec::new();
        let mut rules = Vec::new();
        for zone in histories {
            local_times.push(zone.first.clone());
            local_times.extend(zone.transitions.iter().map(|(_, local)| local.clone()));
            if let Some((standard, daylight, rule)) = &zone.tail {
                local_times.extend([standard.clone(), daylight.clone()]);
                if !rules.contains(rule) {
                    rules.push(*rule);
                }
            }
        }
        local_times.sort();
        local_times.dedup();
        Self { local_times, rules }
    }

    fn place(&self, local: &LocalTime) -> Result<u8, String> {
        let place = self.local_times.binary_search(local);
        number(
            place.map_err(|_| "a local time is not in the table")?,
            "kinds of local time",
        )
    }

    fn local_times_bytes(&self) -> Result<Vec<u8>, String> {
        let mut out = Vec::new();
        for local in &self.local_times {
            let quarters = i64::from(local.saving_s) / QUARTER_HOUR_S;
            if quarters * QUARTER_HOUR_S != i64::from(local.saving_s)
                || local.offset_s.abs() >= 86_400
            {
                return Err(format!("zones.bin cannot hold {local:?}"));
            }
            out.extend(local.offset_s.to_be_bytes());
            out.extend(number::<_, i8>(quarters, "quarters of an hour of saving")?.to_be_bytes());
            out.push(number(
                local.abbreviation.len(),
                "letters of an abbreviation",
            )?);
            out.extend(local.abbreviation.as_bytes());
        }
        Ok(out)
    }

    fn rules_bytes(&self) -> Result<Vec<u8>, String> {
        let mut out = Vec::new();
        for Day {
            month,
            week,
            weekday,
            time_s,
        } in self.rules.iter().flat_map(|rule| [rule.begin, rule.end])
        {
            out.extend([month, week, weekday]);
            if time_s % 60 != 0 {
                return Err("zones.bin holds the time of a rule in minutes".to_owned());
            }
            out.extend(number::<_, i16>(time_s / 60, "minutes of a rule")?.to_be_bytes());
        }
        Ok(out)
    }

    /// One history: local times in use, the tail, then the transitions from the newest back.
    fn record(&self, zone: &Zone) -> Result<Vec<u8>, String> {
        let mut used = vec![self.place(&zone.first)?];
        let mut order: Vec<u8> = Vec::new();
        for (_, local) in zone.transitions.iter().rev() {
            let place = self.place(local)?;
            let at = used.iter().position(|known| *known == place);
            order.push(number(at.unwrap_or(used.len()), "local times of a zone")?);
            if at.is_none() {
                used.push(place);
            }
        }
        let mut out = vec![number(used.len(), "local times of a zone")?];
        out.extend(used);
        match &zone.tail {
            None => out.push(0),
            Some((standard, daylight, rule)) => {
                let rule = self.rules.iter().position(|known| known == rule);
                out.push(number(
                    rule.ok_or("a rule is not in the table")? + 1,
                    "rules",
                )?);
                out.extend([self.place(standard)?, self.place(daylight)?]);
            }
        }
        out.extend(number::<_, u16>(order.len(), "transitions of a zone")?.to_be_bytes());
        out.extend(order);
        out.extend(instants(zone)?);
        Ok(out)
    }
}

/// The newest transition in seconds, then the distance back from each to the one before it.
fn instants(zone: &Zone) -> Result<Vec<u8>, String> {
    let mut out = Vec::new();
    let mut later = None;
    for (at, _) in zone.transitions.iter().rev() {
        let Some(later) = later.replace(*at) else {
            out.extend(number::<_, u32>(*at, "seconds since 1970")?.to_be_bytes());
            continue;
        };
        let back_s: i64 = later - at;
        let quarters = u16::try_from(back_s / QUARTER_HOUR_S);
        match quarters {
            Ok(quarters @ 1..) if back_s % QUARTER_HOUR_S == 0 => {
                out.extend(quarters.to_be_bytes());
            }
            _ => {
                out.extend([0, 0]);
                out.extend(number::<_, u32>(back_s, "seconds between transitions")?.to_be_bytes());
            }
        }
    }
    Ok(out)
}
