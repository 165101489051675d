//! Lists of callbacks: who may see them, which are wanted, one page of them.

use super::callbacks::{Stored, stored};
use super::conditions::Conditions;
use super::{Kept, Store};
use sqlx::{Executor, Row, query};

/// Whose callbacks a list may show (S4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seen {
    /// All of the organization.
    All,
    /// Those that this user owns, booked or has in hand, and those of these divisions.
    Of {
        /// The user's id.
        user: String,
        /// The divisions they supervise.
        divisions: Vec<String>,
    },
}

/// Which callbacks to list. What is empty or missing does not narrow the list.
#[derive(Clone, Debug)]
pub struct Listed {
    pub seen: Seen,
    pub states: Vec<String>,
    pub queues: Vec<String>,
    /// For whom they are promised.
    pub agents: Vec<String>,
    /// Who has them in hand.
    pub with_agents: Vec<String>,
    pub owned: Option<bool>,
    /// One of these numbers, as dialled.
    pub numbers: Vec<String>,
    /// Of this time or later, in ms.
    pub from: Option<i64>,
    /// Before this time, in ms.
    pub until: Option<i64>,
    /// Booked at this time or later, in ms.
    pub booked_from: Option<i64>,
    /// Booked before this time, in ms.
    pub booked_until: Option<i64>,
    /// Also those that have ended.
    pub ended: bool,
    /// After this time and id, in that order.
    pub after: Option<(i64, String)>,
    /// Without so many of the first ones.
    pub skip: i64,
    /// So many at most.
    pub limit: i64,
    /// The latest first.
    pub latest_first: bool,
}

impl Listed {
    /// Everything there is to see that has not ended, the earliest first.
    #[must_use]
    pub const fn of(seen: Seen, limit: i64) -> Self {
        Self {
            seen,
            states: Vec::new(),
            queues: Vec::new(),
            agents: Vec::new(),
            with_agents: Vec::new(),
            owned: None,
            numbers: Vec::new(),
            from: None,
            until: None,
            booked_from: None,
            booked_until: None,
            ended: false,
            after: None,
            skip: 0,
            limit,
            latest_first: false,
        }
    }

    fn conditions(&self, organization: &str) -> Conditions {
        let mut all = Conditions::default();
        let place = all.text(organization);
        all.add(format!("organization = {place}"));
        if !self.ended {
            all.add("ended_at IS NULL".to_owned());
        }
        if let Seen::Of { user, divisions } = &self.seen {
            let user = all.text(user);
            let mut arms: Vec<String> = ["agent", "booked_by", "with_agent"]
                .iter()
                .map(|column| format!("{column} = {user}"))
                .collect();
            if !divisions.is_empty() {
                let divisions = all.list(divisions);
                arms.push(format!(
                    "queue IN (SELECT queues.id FROM queues WHERE division IN ({divisions}))"
                ));
            }
            all.any(arms);
        }
        all.one_of("state", &self.states);
        all.one_of("queue", &self.queues);
        all.one_of("agent", &self.agents);
        all.one_of("with_agent", &self.with_agents);
        if let Some(owned) = self.owned {
            let place = all.number(i64::from(owned));
            all.add(format!("owned = {place}"));
        }
        if !self.numbers.is_empty() {
            let numbers = all.list(&self.numbers);
            all.begin_with(
                &format!("(SELECT DISTINCT callback FROM callback_numbers WHERE number IN ({numbers})) AS numbered"),
                "id = numbered.callback",
            );
        }
        for (column, sign, bound) in [
            ("at", ">=", self.from),
            ("at", "<", self.until),
            ("booked_at", ">=", self.booked_from),
            ("booked_at", "<", self.booked_until),
        ] {
            if let Some(bound) = bound {
                let place = all.number(bound);
                all.add(format!("{column} {sign} {place}"));
            }
        }
        if let Some((at, id)) = &self.after {
            let (at, id) = (all.number(*at), all.text(id));
            let sign = if self.latest_first { '<' } else { '>' };
            all.add(format!(
                "(at {sign} {at} OR (at = {at} AND id {sign} {id}))"
            ));
        }
        all
    }
}

impl Store {
    /// One page of callbacks, by time and id.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn callbacks(&self, organization: &str, listed: &Listed) -> Kept<Vec<Stored>> {
        let mut conditions = listed.conditions(organization);
        let order = if listed.latest_first { "DESC" } else { "ASC" };
        let sql = sqlx::AssertSqlSafe(conditions.page(order, listed.limit, listed.skip));
        let rows = self.readers.fetch_all(conditions.bind(query(sql))).await?;
        rows.iter().map(stored).collect()
    }

    /// How many callbacks that list has on all its pages.
    ///
    /// # Errors
    /// As [`StoreError`](super::StoreError) says.
    pub async fn count(&self, organization: &str, listed: &Listed) -> Kept<i64> {
        let conditions = listed.conditions(organization);
        let sql = sqlx::AssertSqlSafe(conditions.count());
        let row = self.readers.fetch_one(conditions.bind(query(sql))).await?;
        Ok(row.try_get(0)?)
    }
}
