//! Rows of text under a key, kept in this browser (IndexedDB), so that a reload or a crash loses nothing.
//!
//! What the rows mean is the core's. A store that is refused (a private window, a blocked frame, a full disk) or
//! holds rubbish is reported, never a crash: the panel says *before* Schedule that nothing is durable here (S1).
//! web-sys directly: `indexed_db_futures` 0.6.4 did the same for 15 KB (brotli) more, of the panel's 100.

use js_sys::{Array, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, IdbDatabase, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
    IdbTransactionMode,
};

/// The object stores of a database; keys stand outside of the rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    /// Callbacks.
    Rows,
    /// What waits for a backend, sealed.
    Outbox,
    /// What it is sealed with.
    Keys,
}

impl Table {
    const ALL: [Self; 3] = [Self::Rows, Self::Outbox, Self::Keys];

    const fn name(self) -> &'static str {
        match self {
            Self::Rows => "rows",
            Self::Outbox => "outbox",
            Self::Keys => "keys",
        }
    }
}

/// Raised whenever there is another table.
const VERSION: u32 = 2;

/// Why nothing can be kept here, in the browser's words (for a report, not for the agent).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

/// How a new row fared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is kept.
    New,
    /// Another tab was first; this is its row, and nothing was changed.
    Taken(Table, String),
}

/// What a store holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    /// Key and text, in the order of the keys.
    pub texts: Vec<(String, String)>,
    /// How many are no text, so not written by us. They stay where they are.
    pub unreadable: usize,
}

/// One change of what is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Keeps `row` under `key`; where something is there, nothing of the whole write is done.
    Add {
        /// The key, unique in the store.
        key: String,
        /// Any text.
        row: String,
    },
    /// Keeps `row` under `key`, in place of what was there.
    Put {
        /// The key, unique in the store.
        key: String,
        /// Any text.
        row: String,
    },
    /// Forgets what is under `key`; nothing there is no error.
    Delete {
        /// The key.
        key: String,
    },
}

/// An open store.
#[derive(Clone, Debug)]
pub struct Storage {
    database: IdbDatabase,
}

#[wasm_bindgen]
extern "C" {
    // web-sys keeps the third argument behind its flag for unstable interfaces; every browser has it.
    type Durable;
    #[wasm_bindgen(method, catch)]
    fn transaction(
        this: &Durable,
        stores: &Array,
        mode: &str,
        options: &Object,
    ) -> Result<IdbTransaction, JsValue>;
}

impl Storage {
    /// Opens the store called `name`, and makes it where it is new.
    ///
    /// # Errors
    /// Where the browser refuses storage, or holds a newer version of this store.
    pub async fn open(name: &str) -> Result<Self, Refused> {
        let request = factory()?.open_with_u32(name, VERSION).map_err(refused)?;
        let upgrade = upgrade(&request);
        request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
        let outcome = answer(&request).await;
        request.set_onupgradeneeded(None);
        let database: IdbDatabase = outcome?.unchecked_into();
        close_when_asked(&database);
        Ok(Self { database })
    }

    /// All rows, of one moment.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn rows(&self) -> Result<Rows, Refused> {
        self.rows_of(Table::Rows).await
    }

    /// All rows of that table, of one moment.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn rows_of(&self, table: Table) -> Result<Rows, Refused> {
        let store = self.reading(table)?;
        // Both are asked for before either is awaited: one transaction, one state of the store.
        let keys = answer(&store.get_all_keys().map_err(refused)?);
        let rows = answer(&store.get_all().map_err(refused)?);
        let (keys, rows): (Array, Array) =
            (keys.await?.unchecked_into(), rows.await?.unchecked_into());
        let pairs = keys.iter().zip(rows.iter());
        let texts = pairs
            .filter_map(|(key, row)| Some((key.as_string()?, row.as_string()?)))
            .collect::<Vec<_>>();
        let unreadable = rows.length() as usize - texts.len();
        Ok(Rows { texts, unreadable })
    }

    /// Keeps `row` under `key` unless something is there already: of two tabs the first one wins (P12).
    ///
    /// # Errors
    /// As [`Self::write`].
    pub async fn add(&self, key: &str, row: &str) -> Result<Added, Refused> {
        let (key, row) = (key.to_owned(), row.to_owned());
        self.transact(&[(Table::Rows, Change::Add { key, row })])
            .await
    }

    /// Performs all `changes` or none of them; when this returns they are on the disk (durability `strict`).
    ///
    /// # Errors
    /// Where the browser refuses: nothing was changed then.
    pub async fn write(&self, changes: &[Change]) -> Result<(), Refused> {
        let changes = changes.iter().map(|it| (Table::Rows, it.clone()));
        self.transact(&changes.collect::<Vec<_>>())
            .await
            .map(|_| ())
    }

    /// The same over several tables. Where a row to be added is there already, it is answered, the first of them, and
    /// nothing was changed.
    ///
    /// # Errors
    /// Where the browser refuses: nothing was changed then.
    pub async fn transact(&self, changes: &[(Table, Change)]) -> Result<Added, Refused> {
        let transaction = self.writing()?;
        for (table, change) in changes {
            let store = transaction.object_store(table.name());
            if let Err(error) = store.and_then(|store| perform(&store, change)) {
                // The transaction would commit by itself what it has so far.
                let _ = transaction.abort();
                return Err(refused(error));
            }
        }
        match done(&transaction).await {
            Ok(()) => Ok(Added::New),
            Err(error) if error.name() == "ConstraintError" => self.taken(changes).await,
            Err(error) => Err(refused(error.into())),
        }
    }

    async fn taken(&self, changes: &[(Table, Change)]) -> Result<Added, Refused> {
        for (table, change) in changes {
            if let Change::Add { key, .. } = change {
                let there = self.reading(*table)?.get(&JsValue::from(key));
                let there = answer(&there.map_err(refused)?).await?;
                if let Some(row) = there.as_string() {
                    return Ok(Added::Taken(*table, row));
                }
            }
        }
        Err(Refused("what is there is no text".to_owned()))
    }

    /// Forgets everything in these tables, or nothing.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn clear(&self, tables: &[Table]) -> Result<(), Refused> {
        let transaction = self.writing()?;
        for table in tables {
            let store = transaction.object_store(table.name()).map_err(refused)?;
            store.clear().map_err(refused)?;
        }
        done(&transaction)
            .await
            .map_err(|error| refused(error.into()))
    }

    /// What is under that key, text or not.
    ///
    /// # Errors
    /// Where the store cannot be read.
    pub async fn value(&self, table: Table, key: &str) -> Result<JsValue, Refused> {
        let request = self.reading(table)?.get(&key.into()).map_err(refused)?;
        answer(&request).await
    }

    /// Keeps something that is no text, unless something is there already; then nothing is changed.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn add_value(&self, table: Table, key: &str, value: &JsValue) -> Result<(), Refused> {
        let transaction = self.writing()?;
        let store = transaction.object_store(table.name()).map_err(refused)?;
        store.add_with_key(value, &key.into()).map_err(refused)?;
        match done(&transaction).await {
            Err(error) if error.name() != "ConstraintError" => Err(refused(error.into())),
            _ => Ok(()),
        }
    }

    fn reading(&self, table: Table) -> Result<IdbObjectStore, Refused> {
        let transaction = self
            .database
            .transaction_with_str_and_mode(table.name(), IdbTransactionMode::Readonly);
        transaction
            .and_then(|transaction| transaction.object_store(table.name()))
            .map_err(refused)
    }

    fn writing(&self) -> Result<IdbTransaction, Refused> {
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &"strict".into()).map_err(refused)?;
        let tables = Table::ALL.iter().map(|table| JsValue::from(table.name()));
        self.database
            .unchecked_ref::<Durable>()
            .transaction(&tables.collect::<Array>(), "readwrite", &options)
            .map_err(refused)
    }
}

/// Waits until everything asked of `transaction` is on the disk, or nothing of it was done.
async fn done(transaction: &IdbTransaction) -> Result<(), DomException> {
    let settled = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    match JsFuture::from(settled).await {
        Ok(_) => Ok(()),
        Err(_) => Err(transaction.error().unwrap_or_else(aborted)),
    }
}

/// Only where a transaction was aborted without an error of its own.
fn aborted() -> DomException {
    DomException::new_with_message_and_name("aborted", "AbortError")
        .unwrap_or_else(JsCast::unchecked_into)
}

fn perform(store: &IdbObjectStore, change: &Change) -> Result<IdbRequest, JsValue> {
    match change {
        Change::Add { key, row } => store.add_with_key(&row.into(), &key.into()),
        Change::Put { key, row } => store.put_with_key(&row.into(), &key.into()),
        Change::Delete { key } => store.delete(&key.into()),
    }
}

fn factory() -> Result<web_sys::IdbFactory, Refused> {
    let window = web_sys::window().ok_or_else(|| Refused("no window".to_owned()))?;
    window
        .indexed_db()
        .map_err(refused)?
        .ok_or_else(|| Refused("no IndexedDB".to_owned()))
}

/// Makes the object stores that an older database lacks.
fn upgrade(request: &IdbOpenDbRequest) -> Closure<dyn FnMut()> {
    let request = request.clone();
    Closure::new(move || {
        let database = request.result().map(JsCast::unchecked_into::<IdbDatabase>);
        // A failure here aborts the upgrade, and the open request reports it.
        let _ = database.map(|database| {
            let there = database.object_store_names();
            for table in Table::ALL {
                if !there.contains(table.name()) {
                    let _ = database.create_object_store(table.name());
                }
            }
        });
    })
}

/// Another tab may need a newer version of the store, or to delete it: an open connection would block it for ever.
fn close_when_asked(database: &IdbDatabase) {
    let connection = database.clone();
    let close = Closure::once_into_js(move || connection.close());
    database.set_onversionchange(Some(close.unchecked_ref()));
}

/// What a request answers. The promise's own functions are the handlers, so nothing has to be kept or freed.
fn answer(request: &IdbRequest) -> impl Future<Output = Result<JsValue, Refused>> + use<> {
    let settled = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    // Made at once and not in the future: it takes up a rejection nobody waits for any more.
    let settled = JsFuture::from(settled);
    let request = request.clone();
    async move {
        match settled.await {
            Ok(_) => request.result().map_err(refused),
            Err(_) => match request.error() {
                Ok(Some(error)) => Err(refused(error.into())),
                _ => Err(Refused("request failed".to_owned())),
            },
        }
    }
}

#[allow(clippy::needless_pass_by_value)] // stands in `map_err`
fn refused(error: JsValue) -> Refused {
    let said = error
        .dyn_ref::<js_sys::Error>()
        .map(|error| String::from(error.to_string()));
    Refused(said.unwrap_or_else(|| "refused without a reason".to_owned()))
}
