//! The one form in which the fields print a date and a time: what is printed is read back as itself.

use super::lexicon::{DateOrder, HourCycle, Lexicon};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};

/// Prints a date with its year, in the language's order: `12/24/2026`, `24.12.2026`, `2026-12-24`.
///
/// Always two digits for day and month, so that the field does not jump. Read back for the years 1
/// to 9999.
///
/// ```
/// use callback_core::entry::{Lexicon, print_date};
/// let date = chrono::NaiveDate::from_ymd_opt(2026, 3, 8).expect("a date");
/// assert_eq!(print_date(date, &Lexicon::en_us()), "03/08/2026");
/// assert_eq!(print_date(date, &Lexicon::en_gb()), "08/03/2026");
/// ```
#[must_use]
pub fn print_date(date: NaiveDate, lexicon: &Lexicon) -> String {
    let (year, month, day) = (date.year(), date.month(), date.day());
    let mark = lexicon.separator();
    match lexicon.order() {
        DateOrder::DayMonthYear => format!("{day:02}{mark}{month:02}{mark}{year:04}"),
        DateOrder::MonthDayYear => format!("{month:02}{mark}{day:02}{mark}{year:04}"),
        DateOrder::YearMonthDay => format!("{year:04}{mark}{month:02}{mark}{day:02}"),
    }
}

/// Prints a time to the minute: `2:30 PM`, `14:30`.
///
/// ```
/// use callback_core::entry::{Lexicon, print_time};
/// let time = chrono::NaiveTime::from_hms_opt(0, 5, 0).expect("a time");
/// assert_eq!(print_time(time, &Lexicon::en_us()), "12:05 AM");
/// assert_eq!(print_time(time, &Lexicon::en_gb()), "00:05");
/// ```
#[must_use]
pub fn print_time(time: NaiveTime, lexicon: &Lexicon) -> String {
    let (pm, hour) = time.hour12();
    match (lexicon.hours(), lexicon.halves()) {
        (HourCycle::H12, Some([am, after])) => {
            format!(
                "{hour}:{:02} {}",
                time.minute(),
                if pm { after } else { am }
            )
        }
        _ => format!("{:02}:{:02}", time.hour(), time.minute()),
    }
}
