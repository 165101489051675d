//! The one stylesheet of the panel, made once for each page and adopted by every shadow root.
//!
//! A constructed sheet, because a strict policy refuses `<style>`; never a rule for the page around the panel.

use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

/// What is in `style/`, in the order in which it cascades.
const SOURCE: &str = concat!(
    include_str!("../../style/tokens.css"),
    include_str!("../../style/panel.css"),
    include_str!("../../style/notices.css"),
    include_str!("../../style/form.css"),
    include_str!("../../style/combobox.css"),
    include_str!("../../style/calendar.css"),
    include_str!("../../style/list.css"),
    include_str!("../../style/alert.css"),
);

/// The same without comments and indentation, which no browser needs.
static STYLE: [u8; PACKED.1] = {
    let mut style = [0; PACKED.1];
    style.copy_from_slice(PACKED.0.split_at(PACKED.1).0);
    style
};

const PACKED: ([u8; SOURCE.len()], usize) = pack(SOURCE.as_bytes());

/// The text packed, and its length. No text of ours has a comment's start inside a string.
const fn pack(source: &[u8]) -> ([u8; SOURCE.len()], usize) {
    let mut packed = [0; SOURCE.len()];
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

thread_local! {
    static SHEET: Option<CssStyleSheet> = make();
}

fn make() -> Option<CssStyleSheet> {
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(str::from_utf8(&STYLE).ok()?).ok()?;
    Some(sheet)
}

/// Adds the panel's sheet after those `shadow` has. Without constructed sheets the panel is plain, not broken.
pub fn adopt(shadow: &ShadowRoot) {
    SHEET.with(|sheet| {
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
    use super::{SOURCE, STYLE};

    #[test]
    fn packing_keeps_every_rule_and_drops_every_comment() {
        let packed = str::from_utf8(&STYLE).expect("it is cut at lines and comments");
        let rules = |style: &str| style.matches('{').count();
        assert_eq!(
            rules(packed) + rules_in_comments(),
            rules(SOURCE),
            "a rule is gone"
        );
        assert_eq!(rules(packed), packed.matches('}').count());
        assert!(!packed.contains("/*") && !packed.contains("\n\n") && !packed.contains("\n "));
    }

    fn rules_in_comments() -> usize {
        let comments = SOURCE.split("/*").skip(1);
        let comment = comments.filter_map(|rest| rest.split_once("*/"));
        comment.map(|(inside, _)| inside.matches('{').count()).sum()
    }
}
