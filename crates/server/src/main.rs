//! `callback-server`: starts without any set-up.

use callback_server::clock::now;
use callback_server::dispatch::{Clock, Dispatch};
use callback_server::http::{Serving, app};
use callback_server::seed::{self, Credentials};
use callback_server::store::Store;
use clap::{Parser, Subcommand};
use metrics_exporter_prometheus::PrometheusBuilder;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::process::ExitCode;
use tokio::net::TcpListener;

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
}

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
    }
}

async fn serve(options: Options, store: Store) -> Done {
    if let Some(credentials) = seed::fill_new(&store, now().ms()).await? {
        println!("A new database. These clients are said once:");
        print(&credentials);
    }
    let serving = Serving {
        requests_a_minute: NonZeroU32::new(options.requests_a_minute),
        metrics: PrometheusBuilder::new().install_recorder()?,
    };
    let listener = TcpListener::bind(options.listen).await?;
    println!("Listening on http://{}", listener.local_addr()?);
    let dispatch = Dispatch::start(store.clone(), Clock::default());
    let app = app(store, dispatch, &serving).into_make_service_with_connect_info::<SocketAddr>();
    axum::serve(listener, app)
        .with_graceful_shutdown(ended())
        .await?;
    Ok(())
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
async fn ended() {
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminated => {}
    }
}
