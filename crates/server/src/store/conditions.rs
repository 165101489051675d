//! A query for callbacks put together from what was asked, for both databases: values are always bound, never written
//! into SQL.

use sqlx::Any;
use sqlx::any::AnyArguments;
use sqlx::query::Query;

#[derive(Clone, Debug)]
enum Value {
    Text(String),
    Number(i64),
}

/// The conditions so far, joined by `AND`.
#[derive(Clone, Debug, Default)]
pub(super) struct Conditions {
    parts: Vec<String>,
    /// What is looked through first, where it is much less than all callbacks.
    first: String,
    /// One of these must hold. Each is looked up by itself: with `OR`, SQLite goes through all callbacks in the order
    /// of the list, and finds out late that an agent has none.
    arms: Vec<String>,
    values: Vec<Value>,
}

impl Conditions {
    /// Binds a text and returns its place, such as `$3`.
    pub(super) fn text(&mut self, value: &str) -> String {
        self.values.push(Value::Text(value.to_owned()));
        format!("${}", self.values.len())
    }

    /// Binds a number and returns its place.
    pub(super) fn number(&mut self, value: i64) -> String {
        self.values.push(Value::Number(value));
        format!("${}", self.values.len())
    }

    /// One more condition.
    pub(super) fn add(&mut self, condition: String) {
        self.parts.push(condition);
    }

    /// `column` is one of these; no value means no condition.
    pub(super) fn one_of(&mut self, column: &str, values: &[String]) {
        if !values.is_empty() {
            let list = self.list(values);
            self.add(format!("{column} IN ({list})"));
        }
    }

    /// The places of these, as `IN (…)` takes them. SQL knows no empty list; nothing equals `NULL`.
    pub(super) fn list(&mut self, values: &[String]) -> String {
        if values.is_empty() {
            return "NULL".to_owned();
        }
        let places: Vec<String> = values.iter().map(|value| self.text(value)).collect();
        places.join(", ")
    }

    /// Looks through these rows first, and at the callbacks that the condition joins to them.
    pub(super) fn begin_with(&mut self, rows: &str, condition: &str) {
        // SQLite keeps the order of a cross join; PostgreSQL knows better.
        self.first = format!("{rows} CROSS JOIN ");
        self.add(condition.to_owned());
    }

    /// One of these must hold, and each has an index of its own.
    pub(super) fn any(&mut self, arms: Vec<String>) {
        self.arms = arms;
    }

    /// The first `limit` callbacks in that order, without the first `skip` ones.
    pub(super) fn page(&mut self, order: &str, limit: i64, skip: i64) -> String {
        let order = format!("ORDER BY at {order}, id {order}");
        let (all, skip) = (self.number(limit + skip), self.number(skip));
        let limit = self.number(limit);
        let page = format!("{order} LIMIT {limit} OFFSET {skip}");
        if self.arms.is_empty() {
            return self.rows("body, extra", "", &page);
        }
        let arms = self.union("at, id, body, extra", &format!("{order} LIMIT {all}"));
        format!("SELECT body, extra FROM ({arms}) AS found {page}")
    }

    /// How many there are.
    pub(super) fn count(&self) -> String {
        if self.arms.is_empty() {
            return self.rows("COUNT(*)", "", "");
        }
        format!("SELECT COUNT(*) FROM ({}) AS found", self.union("id", ""))
    }

    fn union(&self, columns: &str, end: &str) -> String {
        let arms = self.arms.iter().enumerate().map(|(number, arm)| {
            let rows = self.rows(columns, arm, end);
            format!("SELECT * FROM ({rows}) AS arm{number}")
        });
        arms.collect::<Vec<_>>().join(" UNION ")
    }

    fn rows(&self, columns: &str, arm: &str, end: &str) -> String {
        let Self { parts, first, .. } = self;
        let and = if arm.is_empty() { "" } else { " AND " };
        let parts = parts.join(" AND ");
        format!("SELECT {columns} FROM {first}callbacks WHERE {parts}{and}{arm} {end}")
    }

    /// Binds the values to a query made by [`Self::page`] or [`Self::count`].
    pub(super) fn bind<'q>(
        &'q self,
        mut query: Query<'q, Any, AnyArguments>,
    ) -> Query<'q, Any, AnyArguments> {
        for value in &self.values {
            query = match value {
                Value::Text(text) => query.bind(text.as_str()),
                Value::Number(number) => query.bind(*number),
            };
        }
        query
    }
}
