//! A `WHERE` put together from what was asked, for both databases: values are always bound, never written into SQL.

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

    /// `WHERE …`, or nothing.
    pub(super) fn sql(&self) -> String {
        if self.parts.is_empty() {
            return String::new();
        }
        format!("WHERE {}", self.parts.join(" AND "))
    }

    /// Binds the values to a query made of [`Self::sql`].
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
