//! What a page loads after the first paint: one table of functions.
//!
//! The first paint is the form: every field, and both clocks at the default time. Whatever a person can reach only
//! after seeing it stands behind this table: the reading of dates and times, what is wrong with what was typed,
//! calendar, lists, scheduled callbacks, notices, booking, the rows kept in the browser. These functions are named here and nowhere else. So whoever builds a program decides where they are:
//! [`at_hand`] links them in, and `src/bin/panel.rs` has `tools/` cut them off, with all that only they use, into a
//! chunk of its own (ARCHITECTURE.md, "Chunks").

mod arrival;

pub(crate) use arrival::{Arrival, Stage};
pub use arrival::{Bring, Failed, Then, at_hand};

use crate::behavior::calendar::CalendarDialog;
use crate::behavior::combobox::{ComboboxField, Keys};
use crate::browser::intl::LocaleFacts;
use crate::browser::lexicon;
use crate::effects;
use crate::element::{adopt_later, events};
use crate::state::choices;
use crate::state::combobox::Choice;
use crate::store::{Page, Store, rows};
use crate::strings::{self, Text};
use crate::sync;
use crate::view::calendar::{Marked, calendar};
use crate::view::combobox::options;
use crate::view::el::El;
use crate::view::face::Face;
use crate::view::list::list;
use crate::view::{advice, alert, claim, notices, problems, submit, zones};
use callback_core::desk::Desk;
use callback_core::draft::Pick;
use callback_core::entry::{Lexicon, NotALanguage};
use callback_core::ids::QueueId;
use callback_core::panel::{Button, Effect, Input, OwnedPreview, Panel, Shown};
use callback_core::problem::{Field, ProblemKind};
use callback_core::settings::Queue;
use callback_core::time::Timestamp;
use callback_core::when::Step;
use chrono_tz::Tz;
use std::rc::Rc;
use web_sys::ShadowRoot;

/// The table. What each function does stands where it is written.
pub struct Later {
    pub(crate) texts: &'static str,
    pub(crate) adopt_style: fn(&ShadowRoot),
    pub(crate) lexicon: fn(&LocaleFacts, Option<&str>) -> Result<Lexicon, NotALanguage>,
    pub(crate) shown: fn(&Panel, Timestamp, &Desk) -> Shown,
    pub(crate) sound: fn(&Panel, Timestamp) -> bool,
    pub(crate) stepped: fn(&Panel, Timestamp, Step) -> Option<Timestamp>,
    pub(crate) handle: fn(&mut Panel, Timestamp, Input, &mut Desk, &mut Vec<Effect>),
    pub(crate) perform: fn(&Store, Vec<Effect>),
    pub(crate) refuse: fn(&Store, &'static str, &str),
    pub(crate) read_rows: fn(&Rc<Page>, &Store),
    pub(crate) connect: fn(&Store, &str, &str),
    pub(crate) give_back: fn(&Store, &str),
    pub(crate) feed: fn(&Store, &str),
    pub(crate) learn: fn(&Store, &str, &str),
    pub(crate) zones: fn(Face, &Pick<Tz>) -> Vec<Choice>,
    pub(crate) advice: fn(Face) -> El,
    pub(crate) queues: fn(&[Queue], &Pick<QueueId>) -> Vec<Choice>,
    pub(crate) keys: Keys,
    pub(crate) options: fn(Face, ComboboxField, Text, &[Choice]) -> El,
    pub(crate) terms: fn(Face, OwnedPreview) -> String,
    pub(crate) why: fn(Face, &Button) -> Option<Vec<El>>,
    pub(crate) leave: fn(Face) -> El,
    pub(crate) problems: fn(Face, Field, &[ProblemKind]) -> Vec<El>,
    pub(crate) calendar: fn(Face, CalendarDialog, Marked) -> El,
    pub(crate) above: fn(Face) -> Vec<El>,
    pub(crate) list: fn(Face) -> El,
}

/// The functions themselves.
pub static LATER: Later = Later {
    texts: strings::LATER,
    adopt_style: adopt_later,
    lexicon: lexicon::of,
    shown: Panel::shown,
    sound: Panel::sound,
    stepped: Panel::stepped,
    handle: Panel::handle,
    perform: effects::perform,
    refuse: events::refuse,
    read_rows: rows::read,
    connect: sync::connect,
    give_back: Store::give_back,
    feed: Store::feed,
    learn: Store::learn,
    zones: zones::offered,
    advice: advice::advice,
    queues: choices::queues,
    keys: ComboboxField::key,
    options,
    terms: claim::terms,
    why: submit::why,
    leave: submit::leave,
    problems: problems::said,
    calendar,
    above,
    list,
};

/// What came and what is to be known: above the form.
fn above(face: Face) -> Vec<El> {
    vec![
        alert::alert(face),
        alert::standing(face),
        notices::notices(face),
    ]
}
