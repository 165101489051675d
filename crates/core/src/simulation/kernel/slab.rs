//! The contacts in the center, by a number that is used again.

/// Memory follows what is in it at most at one time.
#[derive(Clone, Debug)]
pub(crate) struct Slab<T> {
    rows: Vec<T>,
    free: Vec<u32>,
}

impl<T> Slab<T> {
    pub(crate) const fn new() -> Self {
        Self {
            rows: Vec::new(),
            free: Vec::new(),
        }
    }

    #[inline]
    pub(crate) fn insert(&mut self, row: T) -> u32 {
        if let Some(id) = self.free.pop() {
            self.rows[id as usize] = row;
            return id;
        }
        self.rows.push(row);
        (self.rows.len() - 1) as u32
    }

    /// The row is free to be used again; whoever still has its number must not ask.
    #[inline]
    pub(crate) fn free(&mut self, id: u32) {
        self.free.push(id);
    }

    #[inline]
    pub(crate) fn at(&self, id: u32) -> &T {
        &self.rows[id as usize]
    }

    #[inline]
    pub(crate) fn at_mut(&mut self, id: u32) -> &mut T {
        &mut self.rows[id as usize]
    }

    /// How many are in it.
    #[inline]
    pub(crate) fn len(&self) -> usize {
        self.rows.len() - self.free.len()
    }
}
