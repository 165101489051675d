//! A table whose keys are dense numbers: one index instead of a search.

/// Rows by number; numbers that were never used are empty. Never shrinks.
#[derive(Clone, Debug)]
pub(super) struct Table<T> {
    rows: Vec<Option<T>>,
}

impl<T> Table<T> {
    pub(super) const fn new() -> Self {
        Self { rows: Vec::new() }
    }

    pub(super) fn get(&self, index: usize) -> Option<&T> {
        self.rows.get(index)?.as_ref()
    }

    pub(super) fn get_mut(&mut self, index: usize) -> Option<&mut T> {
        self.rows.get_mut(index)?.as_mut()
    }

    /// The caller has checked the number against its limit; the table grows up to it.
    pub(super) fn insert(&mut self, index: usize, row: T) {
        if index >= self.rows.len() {
            self.rows.resize_with(index + 1, || None);
        }
        self.rows[index] = Some(row);
    }

    pub(super) fn remove(&mut self, index: usize) {
        if let Some(row) = self.rows.get_mut(index) {
            *row = None;
        }
    }

    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.rows.iter_mut().flatten()
    }

    /// Rows in the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = &T> {
        self.rows.iter().flatten()
    }
}
