//! The choice at a repeated hour, in a row.

use crate::time::Fold;
use serde::{Deserialize, Serialize};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum FoldRow {
    Earlier,
    Later,
}

pub(super) const fn fold_row(fold: Fold) -> FoldRow {
    match fold {
        Fold::Earlier => FoldRow::Earlier,
        Fold::Later => FoldRow::Later,
    }
}

pub(super) const fn read_fold(row: FoldRow) -> Fold {
    match row {
        FoldRow::Earlier => Fold::Earlier,
        FoldRow::Later => Fold::Later,
    }
}
