//! How a language writes dates and times, asked of the browser once for each locale, as plain data.
//!
//! The core reads what the agent types by these facts and never asks a browser. Civil dates are handed to `Intl` as if
//! they were UTC, so that no zone of the device can move them; the calendar is always Gregorian, as the core's is.

use callback_core::entry::DateOrder;
use chrono::{NaiveDate, NaiveDateTime};
use js_sys::{Array, JSON, Reflect};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};

/// What a locale does with dates, times and digits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocaleFacts {
    /// The BCP 47 tag in use: what was asked for, or the nearest that can be had.
    pub tag: String,
    /// The order of a numeric date.
    pub order: DateOrder,
    /// What stands between its numbers.
    pub separator: char,
    /// Whether hours are counted 1-12 with a day period.
    pub twelve_hours: bool,
    /// January to December, in full.
    pub months: [String; 12],
    /// January to December, short.
    pub months_short: [String; 12],
    /// Monday to Sunday, in full.
    pub weekdays: [String; 7],
    /// Monday to Sunday, short.
    pub weekdays_short: [String; 7],
    /// The words for before and after noon.
    pub day_periods: [String; 2],
    /// The words for the present day and the next one.
    pub days: [String; 2],
    /// The first day of the week, 0 for Monday.
    pub first_weekday: u8,
    /// 0 to 9.
    pub digits: [char; 10],
    /// Whether text runs from right to left.
    pub right_to_left: bool,
}

/// How much of a date or time is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// 12/22/2026
    NumericDate,
    /// Tue, Dec 22
    Day,
    /// Tuesday, December 22, 2026
    FullDate,
    /// December 2026
    Month,
    /// 3:42 PM
    Time,
    /// Tue, Dec 22, 3:42 PM
    DayAndTime,
}

/// A locale's facts and its writers, made once.
#[derive(Clone, Debug)]
pub struct Language {
    /// The facts.
    pub facts: LocaleFacts,
    writers: [DateTimeFormat; 6],
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    #[derive(Clone, Debug)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str, options: &JsValue) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &DateTimeFormat, at_ms: f64) -> Result<String, JsValue>;
    #[wasm_bindgen(method, catch, js_name = formatToParts)]
    fn parts(this: &DateTimeFormat, at_ms: f64) -> Result<Array, JsValue>;
    #[wasm_bindgen(method, js_name = resolvedOptions)]
    fn resolved(this: &DateTimeFormat) -> JsValue;

    #[wasm_bindgen(js_namespace = Intl)]
    type Locale;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(tag: &str) -> Result<Locale, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str, options: &JsValue) -> Result<RelativeTimeFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &RelativeTimeFormat, number: f64, unit: &str) -> Result<String, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn new(locale: &str, options: &JsValue) -> Result<NumberFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, number: f64) -> String;
}

const DAY: f64 = 86_400_000.0;
/// Monday 3 January 2000, noon UTC: a week and a year counted from here meet each weekday and month in turn.
const MONDAY: f64 = 946_900_800_000.0;

impl Language {
    /// The language of the first of `tags` that the browser knows, or English.
    ///
    /// `hour_cycle` is the host's wish (`h12`, `h23`, …); anything else leaves it to the locale.
    #[must_use]
    pub fn new(tags: &[&str], hour_cycle: &str) -> Option<Self> {
        let of = |tag: &str| Self::of(tag, hour_cycle).ok();
        for tag in tags {
            // One that is not set asks for nothing.
            if !tag.is_empty()
                && let Some(language) = of(tag)
            {
                return Some(language);
            }
        }
        of("en")
    }

    fn of(tag: &str, hour_cycle: &str) -> Result<Self, JsValue> {
        // `hour12: true` counts from 0 in some locales; h12 and h23 are what a phone says.
        let cycle = match hour_cycle {
            "h11" | "h12" => r#","hourCycle":"h12""#,
            "h23" | "h24" => r#","hourCycle":"h23""#,
            _ => "",
        };
        let writer = |style| writer(tag, &[options(style), cycle].concat());
        let writers = [
            writer(Style::NumericDate)?,
            writer(Style::Day)?,
            writer(Style::FullDate)?,
            writer(Style::Month)?,
            writer(Style::Time)?,
            writer(Style::DayAndTime)?,
        ];
        let facts = facts(tag, &writers)?;
        Ok(Self { facts, writers })
    }

    /// Writes a civil date and time. Empty where the browser cannot (a year out of its range).
    #[must_use]
    pub fn write(&self, style: Style, civil: NaiveDateTime) -> String {
        #[allow(clippy::cast_precision_loss)] // a date's milliseconds are exact below 2^53
        let at_ms = civil.and_utc().timestamp_millis() as f64;
        self.writers[style as usize]
            .format(at_ms)
            .unwrap_or_default()
    }

    /// What `zone` is called at an instant (`Pacific Standard Time`), or nothing where the browser does not know it.
    #[must_use]
    pub fn zone_name(&self, zone: &str, at_ms: i64) -> Option<String> {
        let zone = JSON::stringify(&zone.into()).ok()?;
        let options = format!(r#"{{"timeZone":{zone},"timeZoneName":"long"}}"#);
        let writer = DateTimeFormat::new(&self.facts.tag, &JSON::parse(&options).ok()?).ok()?;
        #[allow(clippy::cast_precision_loss)]
        part(&writer, at_ms as f64, "timeZoneName")
            .ok()
            .filter(|name| !name.is_empty())
    }

    /// The date and time that the browser's clock shows in `zone` at an instant, or nothing where it does not know the
    /// zone. By its own zone data, which are as old as the browser.
    #[must_use]
    pub fn shows(zone: &str, at_ms: i64) -> Option<NaiveDateTime> {
        let zone = JSON::stringify(&zone.into()).ok()?;
        let options = format!(
            r#"{{"timeZone":{zone},"calendar":"gregory","numberingSystem":"latn","hourCycle":"h23","year":"numeric","month":"numeric","day":"numeric","hour":"numeric","minute":"numeric"}}"#
        );
        let writer = DateTimeFormat::new("en", &JSON::parse(&options).ok()?).ok()?;
        #[allow(clippy::cast_precision_loss)]
        let parts = writer.parts(at_ms as f64).ok()?;
        let number = |kind: &str| {
            let named = |part: &JsValue| get(part, "type").as_string().as_deref() == Some(kind);
            let part = parts.iter().find(named)?;
            get(&part, "value").as_string()?.parse::<u16>().ok()
        };
        let date = NaiveDate::from_ymd_opt(
            number("year")?.into(),
            number("month")?.into(),
            number("day")?.into(),
        )?;
        date.and_hms_opt(number("hour")?.into(), number("minute")?.into(), 0)
    }
}

/// The zone of this device, as the browser names it.
#[must_use]
pub fn device_zone() -> Option<String> {
    let writer = DateTimeFormat::new("en", &JsValue::UNDEFINED).ok()?;
    get(&writer.resolved(), "timeZone").as_string()
}

/// What each style asks of `Intl`, as the inside of a JSON object.
fn options(style: Style) -> &'static str {
    match style {
        Style::NumericDate => r#""year":"numeric","month":"2-digit","day":"2-digit""#,
        Style::Day => r#""weekday":"short","month":"short","day":"numeric""#,
        Style::FullDate => r#""dateStyle":"full""#,
        Style::Month => r#""year":"numeric","month":"long""#,
        Style::Time => r#""hour":"numeric","minute":"2-digit""#,
        Style::DayAndTime => {
            r#""weekday":"short","month":"short","day":"numeric","hour":"numeric","minute":"2-digit""#
        }
    }
}

fn writer(tag: &str, options: &str) -> Result<DateTimeFormat, JsValue> {
    let options = ["{", options, r#","timeZone":"UTC","calendar":"gregory"}"#].concat();
    DateTimeFormat::new(tag, &JSON::parse(&options)?)
}

fn facts(tag: &str, writers: &[DateTimeFormat; 6]) -> Result<LocaleFacts, JsValue> {
    let time = &writers[Style::Time as usize];
    let resolved = time.resolved();
    let text = |key: &str| {
        Reflect::get(&resolved, &key.into()).map(|value| value.as_string().unwrap_or_default())
    };
    let month = |length: &str| {
        let mut names = <[String; 12]>::default();
        let options = [r#""month":""#, length, "\""].concat();
        name(&writer(tag, &options)?, 30.5, &mut names).map(|()| names)
    };
    let weekday = |length: &str| {
        let mut names = <[String; 7]>::default();
        let options = [r#""weekday":""#, length, "\""].concat();
        name(&writer(tag, &options)?, 1.0, &mut names).map(|()| names)
    };
    let halves = writer(tag, r#""hour":"numeric","hourCycle":"h12""#)?;
    let half = |index: u8| {
        part(
            &halves,
            MONDAY + f64::from(index) * DAY / 2.0 - DAY / 4.0,
            "dayPeriod",
        )
    };
    let week = week_and_text(tag);
    let ahead = RelativeTimeFormat::new(tag, &JSON::parse(r#"{"numeric":"auto"}"#)?)?;
    let numeric = &writers[Style::NumericDate as usize];
    Ok(LocaleFacts {
        tag: text("locale")?,
        order: order(numeric)?,
        separator: part(numeric, MONDAY, "literal")?
            .trim()
            .chars()
            .next()
            .unwrap_or('/'),
        twelve_hours: matches!(text("hourCycle")?.as_str(), "h11" | "h12"),
        months: month("long")?,
        months_short: month("short")?,
        weekdays: weekday("long")?,
        weekdays_short: weekday("short")?,
        day_periods: [half(0)?, half(1)?],
        days: [ahead.format(0.0, "day")?, ahead.format(1.0, "day")?],
        first_weekday: week.0,
        digits: digits(tag)?,
        right_to_left: week.1,
    })
}

/// Fills in what `writer` calls each of the instants that are so many days apart.
fn name(writer: &DateTimeFormat, days: f64, names: &mut [String]) -> Result<(), JsValue> {
    let mut at = MONDAY;
    for name in names {
        *name = writer.format(at)?;
        at += days * DAY;
    }
    Ok(())
}

/// The text of the first part of this kind, empty where there is none.
fn part(writer: &DateTimeFormat, at_ms: f64, kind: &str) -> Result<String, JsValue> {
    let parts = writer.parts(at_ms)?;
    let found = parts
        .iter()
        .find(|part| get(part, "type").as_string().as_deref() == Some(kind));
    Ok(found
        .and_then(|part| get(&part, "value").as_string())
        .unwrap_or_default())
}

fn order(numeric: &DateTimeFormat) -> Result<DateOrder, JsValue> {
    let kinds = numeric
        .parts(MONDAY)?
        .iter()
        .filter_map(|part| get(&part, "type").as_string())
        .collect::<Vec<_>>();
    let place = |kind: &str| kinds.iter().position(|other| other == kind);
    Ok(if place("year") < place("day") {
        DateOrder::YearMonthDay
    } else if place("month") < place("day") {
        DateOrder::MonthDayYear
    } else {
        DateOrder::DayMonthYear
    })
}

/// The first weekday (0 for Monday) and the direction. Browsers have these as getters, as methods, or not at all.
fn week_and_text(tag: &str) -> (u8, bool) {
    let Ok(locale) = Locale::new(tag) else {
        return (0, false);
    };
    let either = |method: &str, getter: &str| {
        let method = get(&locale, method).dyn_into::<js_sys::Function>();
        method
            .ok()
            .and_then(|method| method.call0(&locale).ok())
            .unwrap_or_else(|| get(&locale, getter))
    };
    let first = get(&either("getWeekInfo", "weekInfo"), "firstDay")
        .as_f64()
        .unwrap_or(1.0);
    let direction = get(&either("getTextInfo", "textInfo"), "direction").as_string();
    let right_to_left = direction.map_or_else(
        || {
            matches!(
                get(&locale, "language").as_string().as_deref(),
                Some("ar" | "he" | "fa" | "ur")
            )
        },
        |direction| direction == "rtl",
    );
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // 1 to 7
    ((first as u8).wrapping_sub(1) % 7, right_to_left)
}

fn digits(tag: &str) -> Result<[char; 10], JsValue> {
    let number =
        NumberFormat::new(tag, &JSON::parse(r#"{"useGrouping":false}"#)?)?.format(9_876_543_210.0);
    let digits = number
        .chars()
        .filter(|c| !matches!(c, '\u{61C}' | '\u{200E}' | '\u{200F}'))
        .rev()
        .collect::<Vec<_>>();
    Ok(digits
        .try_into()
        .unwrap_or(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']))
}

fn get(object: &JsValue, key: &str) -> JsValue {
    Reflect::get(object, &key.into()).unwrap_or(JsValue::UNDEFINED)
}
