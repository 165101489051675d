//! From one database to another, row by row, as SQLite grows into PostgreSQL: everything or nothing.

use super::{Kept, Kind, Store, StoreError};
use futures_util::TryStreamExt;
use sqlx::{Any, Executor, Row, Transaction, query};

/// All tables, each after those that its rows refer to.
pub const TABLES: &[&str] = &[
    "organizations",
    "divisions",
    "users",
    "clients",
    "tokens",
    "sign_ins",
    "queues",
    "queue_members",
    "callbacks",
    "callback_numbers",
    "intents",
    "history",
    "dispatch",
    "leases",
    "commands",
    "uncallable",
    "derived",
];

struct Column {
    name: String,
    number: bool,
}

impl Store {
    /// Copies every row into `to`, which must be new, and says how many of each table. What is written to this database
    /// meanwhile waits (SQLite) or is not copied (PostgreSQL): stop the servers first.
    ///
    /// # Errors
    /// Where `to` is in use or a database fails; nothing is written then.
    pub async fn copy_to(&self, to: &Self) -> Kept<Vec<(&'static str, u64)>> {
        let mut source = self.writers.begin_with(self.kind.begin_reading()).await?;
        let mut target = to.writers.begin_with(to.kind.begin()).await?;
        let row = target
            .fetch_one("SELECT COUNT(*) FROM organizations")
            .await?;
        if row.try_get::<i64, _>(0)? != 0 {
            return Err(StoreError::InUse);
        }
        let mut copied = Vec::new();
        for table in TABLES {
            let columns = columns(self.kind, &mut source, table).await?;
            let rows = copy_table(table, &columns, &mut source, &mut target).await?;
            copied.push((*table, rows));
        }
        target.commit().await?;
        Ok(copied)
    }

    /// Writes a copy of this SQLite database, as it is at one moment, into a new file; servers go on meanwhile.
    ///
    /// # Errors
    /// Where the file is there already, cannot be written, or the database is no SQLite's.
    pub async fn back_up(&self, file: &str) -> Kept<()> {
        if self.kind != Kind::Sqlite {
            return Err(StoreError::NotHere(
                "PostgreSQL is backed up by its own pg_dump",
            ));
        }
        self.readers
            .execute(query("VACUUM INTO $1").bind(file))
            .await?;
        Ok(())
    }

    /// The tables of this database, but for the one of migrations.
    ///
    /// # Errors
    /// As [`StoreError`] says.
    pub async fn tables(&self) -> Kept<Vec<String>> {
        let sql = match self.kind {
            Kind::Sqlite => {
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
            }
            Kind::Postgres => {
                "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = current_schema()"
            }
        };
        let rows = self.readers.fetch_all(sql).await?;
        let mut tables = Vec::new();
        for row in rows {
            let name: String = row.try_get(0)?;
            if name != "_sqlx_migrations" {
                tables.push(name);
            }
        }
        Ok(tables)
    }
}

async fn columns(kind: Kind, source: &mut Transaction<'_, Any>, table: &str) -> Kept<Vec<Column>> {
    let sql = match kind {
        Kind::Sqlite => "SELECT name, type FROM pragma_table_info($1)",
        Kind::Postgres => {
            "SELECT CAST(column_name AS TEXT), CAST(data_type AS TEXT) FROM information_schema.columns \
             WHERE table_schema = current_schema() AND table_name = $1"
        }
    };
    let rows = source.fetch_all(query(sql).bind(table)).await?;
    rows.iter()
        .map(|row| {
            let kind: String = row.try_get(1)?;
            Ok(Column {
                name: row.try_get(0)?,
                number: kind.eq_ignore_ascii_case("bigint"),
            })
        })
        .collect()
}

async fn copy_table(
    table: &str,
    columns: &[Column],
    source: &mut Transaction<'_, Any>,
    target: &mut Transaction<'_, Any>,
) -> Kept<u64> {
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let places: Vec<String> = (1..=columns.len())
        .map(|place| format!("${place}"))
        .collect();
    let names = names.join(", ");
    let insert = format!(
        "INSERT INTO {table} ({names}) VALUES ({})",
        places.join(", ")
    );
    let select = sqlx::AssertSqlSafe(format!("SELECT {names} FROM {table}"));
    let mut rows = query(select).fetch(&mut **source);
    let mut copied = 0;
    while let Some(row) = rows.try_next().await? {
        let mut new = query(sqlx::AssertSqlSafe(insert.clone()));
        for (place, column) in columns.iter().enumerate() {
            new = if column.number {
                new.bind(row.try_get::<Option<i64>, _>(place)?)
            } else {
                new.bind(row.try_get::<Option<String>, _>(place)?)
            };
        }
        target.execute(new).await?;
        copied += 1;
    }
    Ok(copied)
}
