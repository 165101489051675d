//! Pages of a list, with the addresses around them.

use super::error::Answer;
use super::model::Page;
use super::request::Query;

const SIZE_DEFAULT: usize = 25;
/// The largest page.
const SIZE_MAX: usize = 500;
/// The last page that is looked for: as far as the largest list there may be.
const NUMBER_MAX: usize = 1_000_000;

/// Which page is wanted.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paging {
    size: usize,
    /// From 1.
    number: usize,
}

impl Paging {
    /// `pageSize` and `pageNumber` of a query.
    pub(super) fn of(query: &Query) -> Answer<Self> {
        Ok(Self {
            size: query.number("pageSize", SIZE_DEFAULT, SIZE_MAX)?,
            number: query.number("pageNumber", 1, NUMBER_MAX)?,
        })
    }

    /// How many entities stand on earlier pages.
    pub(super) fn skip(&self) -> i64 {
        i64::try_from((self.number - 1) * self.size).unwrap_or(i64::MAX)
    }

    /// How many entities stand on this page.
    pub(super) fn limit(&self) -> i64 {
        i64::try_from(self.size).unwrap_or(i64::MAX)
    }
}

/// One page of a list that is here as a whole.
pub(super) fn page<T>(all: Vec<T>, query: &Query, path: &str) -> Answer<Page<T>> {
    let paging = Paging::of(query)?;
    let total = all.len();
    let skip = (paging.number - 1) * paging.size;
    let entities = all.into_iter().skip(skip).take(paging.size).collect();
    Ok(page_of(entities, total, &paging, query, path))
}

/// The page that these entities are. Addresses keep the filters of the query.
pub(super) fn page_of<T>(
    entities: Vec<T>,
    total: usize,
    paging: &Paging,
    query: &Query,
    path: &str,
) -> Page<T> {
    let Paging { size, number } = *paging;
    let count = total.div_ceil(size);
    let filters = query.without(&["pageSize", "pageNumber"]);
    let and = if filters.is_empty() { "" } else { "&" };
    let uri = |number: usize| format!("{path}?{filters}{and}pageSize={size}&pageNumber={number}");
    Page {
        entities,
        page_size: size,
        page_number: number,
        page_count: count,
        total,
        self_uri: uri(number),
        first_uri: uri(1),
        last_uri: uri(count.max(1)),
        next_uri: (number < count).then(|| uri(number + 1)),
        previous_uri: (number > 1).then(|| uri(number - 1)),
    }
}
