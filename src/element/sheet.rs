//! The one stylesheet of the panel, made once for each page and adopted by every shadow root.
//!
//! A constructed sheet, because a strict policy refuses `<style>`; never a rule for the page around the panel.

use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

/// What is in `style/`, in the order in which it cascades.
const STYLE: &str = concat!(
    include_str!("../../style/tokens.css"),
    include_str!("../../style/panel.css"),
    include_str!("../../style/notices.css"),
    include_str!("../../style/form.css"),
    include_str!("../../style/combobox.css"),
    include_str!("../../style/calendar.css"),
    include_str!("../../style/list.css"),
    include_str!("../../style/alert.css"),
);

thread_local! {
    static SHEET: Option<CssStyleSheet> = make();
}

fn make() -> Option<CssStyleSheet> {
    let sheet = CssStyleSheet::new().ok()?;
    sheet.replace_sync(STYLE).ok()?;
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
