//! The stylesheets of the panel, made once for each page and adopted by every shadow root: what the first paint needs,
//! and what comes with the chunk.
//!
//! Constructed sheets, because a strict policy refuses `<style>`; never a rule for the page around the panel.

use std::thread::LocalKey;
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

/// What is in `style/` for the first paint, in the order in which it cascades.
const FIRST: &str = concat!(
    include_str!("../../style/tokens.css"),
    include_str!("../../style/panel.css"),
    include_str!("../../style/form.css"),
);

/// And for what comes later.
const LATER: &str = concat!(
    include_str!("../../style/combobox.css"),
    include_str!("../../style/problems.css"),
    include_str!("../../style/notices.css"),
    include_str!("../../style/calendar.css"),
    include_str!("../../style/list.css"),
    include_str!("../../style/alert.css"),
);

/// The same without comments and indentation, which no browser needs.
macro_rules! packed {
    ($source:expr) => {{
        const PACKED: ([u8; $source.len()], usize) = pack($source.as_bytes());
        static STYLE: [u8; PACKED.1] = {
            let mut style = [0; PACKED.1];
            style.copy_from_slice(PACKED.0.split_at(PACKED.1).0);
            style
        };
        &STYLE
    }};
}

/// The text packed, and its length. No text of ours has a comment's start inside a string.
const fn pack<const SIZE: usize>(source: &[u8]) -> ([u8; SIZE], usize) {
    let mut packed = [0; SIZE];
    let (mut from, mut to) = (0, 0);
    // The start of the text is the start of a line.
    let mut margin = true;
    while from < source.len() {
        if source[from] == b'/' && source[from + 1] == b'*' {
            from += 2;
            while !(source[from] == b'*' && source[from + 1] == b'/') {
                from += 1;
            }
            from += 2;
            continue;
        }
        let blank = matches!(source[from], b' ' | b'\n');
        if !(margin && blank) {
            packed[to] = source[from];
            to += 1;
        }
        margin = (margin && blank) || source[from] == b'\n';
        from += 1;
    }
    (packed, to)
}

type Sheet = LocalKey<Option<CssStyleSheet>>;

thread_local! {
    static FIRST_SHEET: Option<CssStyleSheet> = make(packed!(FIRST));
    static LATER_SHEET: Option<CssStyleSheet> = make(packed!(LATER));
}

fn make(style: &[u8]) -> Option<CssStyleSheet> {
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(str::from_utf8(style).ok()?).ok()?;
    Some(sheet)
}

/// Gives `shadow` the sheet of the first paint. Without constructed sheets the panel is plain, not broken.
pub(super) fn adopt_first(shadow: &ShadowRoot) {
    adopt(shadow, &FIRST_SHEET);
}

/// Gives it the sheet of what comes later.
pub(crate) fn adopt_later(shadow: &ShadowRoot) {
    adopt(shadow, &LATER_SHEET);
}

/// Adds a sheet after those that are there.
fn adopt(shadow: &ShadowRoot, sheet: &'static Sheet) {
    sheet.with(|sheet| {
        let Some(sheet) = sheet else { return };
        let sheets = shadow.adopted_style_sheets();
        if !sheets.includes(sheet, 0) {
            sheets.push(sheet);
        }
        shadow.set_adopted_style_sheets(&JsValue::from(sheets));
    });
}

#[cfg(test)]
mod tests {
    use super::{FIRST, LATER, pack};

    #[test]
    fn packing_keeps_every_rule_and_drops_every_comment() {
        check(FIRST, packed!(FIRST));
        check(LATER, packed!(LATER));
    }

    fn check(source: &str, packed: &[u8]) {
        let packed = str::from_utf8(packed).expect("it is cut at lines and comments");
        let rules = |style: &str| style.matches('{').count();
        assert_eq!(
            rules(packed) + rules_in_comments(source),
            rules(source),
            "a rule is gone"
        );
        assert_eq!(rules(packed), packed.matches('}').count());
        assert!(!packed.contains("/*") && !packed.contains("\n\n") && !packed.contains("\n "));
    }

    fn rules_in_comments(source: &str) -> usize {
        let comments = source.split("/*").skip(1);
        let comment = comments.filter_map(|rest| rest.split_once("*/"));
        comment.map(|(inside, _)| inside.matches('{').count()).sum()
    }
}
