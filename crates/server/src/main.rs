//! `callback-server`: starts without any set-up.

use callback_core::phone::PhoneNumber;
use callback_core::time::{DAY_MS, HOUR_MS};
use callback_server::clock::now;
use callback_server::dispatch::{Clock, Dispatch};
use callback_server::http::{Serving, app};
use callback_server::issuer::Issuer;
use callback_server::seed::{self, Credentials};
use callback_server::store::{Kept, Store};
use clap::{Parser, Subcommand};
use metrics_exporter_prometheus::PrometheusBuilder;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::signal::unix::{Signal, SignalKind, signal};

/// The backend of callback-scheduler.
#[derive(Debug, Parser)]
#[command(version)]
struct Options {
    /// Where to listen.
    #[arg(long, env = "CALLBACK_LISTEN", default_value = "127.0.0.1:8790")]
    listen: SocketAddr,
    /// Where callbacks are kept: `sqlite://FILE?mode=rwc` or `postgres://…`.
    #[arg(
        long,
        env = "CALLBACK_DATABASE",
        default_value = "sqlite://callback-server.db?mode=rwc",
        hide_env_values = true
    )]
    database: String,
    /// Requests a minute for each token; 0 for no limit.
    #[arg(long, env = "CALLBACK_REQUESTS_A_MINUTE", default_value_t = 300)]
    requests_a_minute: u32,
    /// Where a person who signed in may be sent back to: the address of a page, once for each.
    #[arg(long = "redirect", env = "CALLBACK_REDIRECTS", value_delimiter = ' ')]
    redirects: Vec<String>,
    /// Who signs people in instead of this server: the `iss` of its tokens.
    #[arg(long, env = "CALLBACK_OIDC_ISSUER", requires_all = ["oidc_audience", "oidc_keys", "oidc_organization"])]
    oidc_issuer: Option<String>,
    /// The `aud` of its tokens.
    #[arg(long, env = "CALLBACK_OIDC_AUDIENCE", requires = "oidc_issuer")]
    oidc_audience: Option<String>,
    /// A file with its public keys, a JSON Web Key Set.
    #[arg(long, env = "CALLBACK_OIDC_KEYS", requires = "oidc_issuer")]
    oidc_keys: Option<PathBuf>,
    /// The id of the organization whose users it signs in, by their e-mail addresses.
    #[arg(long, env = "CALLBACK_OIDC_ORGANIZATION", requires = "oidc_issuer")]
    oidc_organization: Option<String>,
    /// Deletes callbacks so many days after they ended; without it they are kept.
    #[arg(long, env = "CALLBACK_KEEP_DAYS", value_parser = clap::value_parser!(u32).range(1..))]
    keep_days: Option<u32>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Adds an organization with sample queues and users, and prints its clients once.
    AddOrganization {
        /// Its name.
        name: String,
    },
    /// Copies everything into another database, which must be new. Stop the servers first.
    Copy {
        /// Where to: `postgres://…` or `sqlite://FILE?mode=rwc`.
        #[arg(long)]
        to: String,
    },
    /// Writes a copy of an SQLite database into a new file, while servers go on.
    Backup {
        /// The file.
        #[arg(long)]
        to: String,
    },
    /// Deletes the callbacks that have ended with the numbers given on standard input, one a line.
    Erase,
}

const HOUR: Duration = Duration::from_secs(60 * 60);

#[tokio::main]
async fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env();
    tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| "info".into()))
        .with_writer(std::io::stderr)
        .init();
    match run(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

type Done = Result<(), Box<dyn std::error::Error>>;

async fn run(options: Options) -> Done {
    let store = Store::open(&options.database).await?;
    match &options.command {
        None => serve(options, store).await,
        Some(Command::AddOrganization { name }) => {
            print(&seed::add_organization(&store, name, now().ms()).await?);
            Ok(())
        }
        Some(Command::Copy { to }) => {
            let copied = store.copy_to(&Store::open(to).await?).await?;
            for (table, rows) in copied {
                println!("{rows:>12} {table}");
            }
            Ok(())
        }
        Some(Command::Backup { to }) => Ok(store.back_up(to).await?),
        Some(Command::Erase) => erase(&store).await,
    }
}

fn issuer(options: &Options) -> Result<Option<Issuer>, Box<dyn std::error::Error>> {
    let (Some(name), Some(audience), Some(keys), Some(organization)) = (
        options.oidc_issuer.clone(),
        options.oidc_audience.clone(),
        &options.oidc_keys,
        options.oidc_organization.clone(),
    ) else {
        return Ok(None);
    };
    let text = std::fs::read(keys).map_err(|error| format!("{}: {error}", keys.display()))?;
    let keys =
        serde_json::from_slice(&text).map_err(|error| format!("{}: {error}", keys.display()))?;
    Ok(Some(Issuer {
        name,
        audience,
        keys,
        organization,
    }))
}

/// Numbers come by standard input, because arguments are seen by every process of the machine.
async fn erase(store: &Store) -> Done {
    for line in std::io::stdin().lines() {
        let line = line?;
        let number = PhoneNumber::read(&line, "").map_err(|_| "a line is no telephone number")?;
        let mut change = store.begin().await?;
        let erased = change.erase(number.dialed()).await?;
        change.commit().await?;
        println!("{} erased, {} not ended", erased.callbacks, erased.open);
    }
    Ok(())
}

/// Every hour what need not be kept is forgotten.
async fn forget(store: Store, keep_days: Option<u32>) {
    loop {
        if let Err(error) = forget_once(&store, keep_days).await {
            tracing::error!(%error, "nothing was forgotten");
        }
        tokio::time::sleep(HOUR).await;
    }
}

async fn forget_once(store: &Store, keep_days: Option<u32>) -> Kept<()> {
    let now = now().ms();
    let mut change = store.begin().await?;
    let intents = change.forget_intents(now).await?;
    let callbacks = match keep_days {
        Some(days) => change.forget_ended(now - i64::from(days) * DAY_MS).await?,
        None => 0,
    };
    change.forget_answers(now - HOUR_MS).await?;
    change.commit().await?;
    if intents + callbacks > 0 {
        tracing::info!(intents, callbacks, "forgotten");
    }
    Ok(())
}

async fn serve(options: Options, store: Store) -> Done {
    if let Some(credentials) = seed::fill_new(&store, now().ms()).await? {
        println!("A new database. These clients are said once:");
        print(&credentials);
    }
    let serving = Serving {
        requests_a_minute: NonZeroU32::new(options.requests_a_minute),
        issuer: issuer(&options)?,
        redirects: options.redirects,
        metrics: PrometheusBuilder::new().install_recorder()?,
    };
    tokio::spawn(forget(store.clone(), options.keep_days));
    // Heard from before the first lease on.
    let terminated = signal(SignalKind::terminate())?;
    let listener = TcpListener::bind(options.listen).await?;
    println!("Listening on http://{}", listener.local_addr()?);
    let dispatch = Dispatch::start(store.clone(), Clock::default());
    let app =
        app(store, dispatch.clone(), &serving).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app)
        .with_graceful_shutdown(ended(terminated))
        .await?;
    Ok(dispatch.stop().await?)
}

fn print(credentials: &[Credentials]) {
    for it in credentials {
        println!(
            "  {:<16} client id {}  secret {}",
            it.name, it.id, it.secret
        );
    }
}

/// Ctrl+C, or what a service manager sends.
async fn ended(mut terminated: Signal) {
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated.recv() => {}
    }
}
