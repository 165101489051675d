//! `callback-server`: starts without any set-up.

use callback_server::http::{app, now};
use callback_server::seed;
use callback_server::store::Store;
use clap::Parser;
use std::net::SocketAddr;
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
    #[arg(long, env = "CALLBACK_DATABASE", default_value = "sqlite://callback-server.db?mode=rwc", hide_env_values = true)]
    database: String,
}

#[tokio::main]
async fn main() -> ExitCode {
    let filter = tracing_subscriber::EnvFilter::try_from_default_env();
    tracing_subscriber::fmt()
        .with_env_filter(filter.unwrap_or_else(|_| "info".into()))
        .with_writer(std::io::stderr)
        .init();
    match serve(Options::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve(options: Options) -> Result<(), Box<dyn std::error::Error>> {
    let store = Store::open(&options.database).await?;
    if let Some(all) = seed::fill_new(&store, now().ms()).await? {
        println!("A new database. These clients are said once:");
        for it in all {
            println!("  {:<16} client id {}  secret {}", it.name, it.id, it.secret);
        }
    }
    let listener = TcpListener::bind(options.listen).await?;
    println!("Listening on http://{}", listener.local_addr()?);
    axum::serve(listener, app(store))
        .with_graceful_shutdown(async {
            let _ = tokio::signal::ctrl_c().await;
        })
        .await?;
    Ok(())
}
