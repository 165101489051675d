//! What a new database begins with: one organization, sample queues and agents, and the administrator's client.

use crate::http::permission;
use crate::secret;
use crate::store::{
    Change, Client, Kept, Organization, OrganizationSettings, QueueRow, QueueSettings,
    RoutingSettings, Store, User,
};
use callback_core::limits::HORIZON_HOURS_MAX;
use chrono_tz::Tz;
use uuid::Uuid;

/// The id and secret of a client. The secret is nowhere kept: it is said once.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// Who they are for.
    pub name: String,
    /// The client's id.
    pub id: String,
    /// Its secret.
    pub secret: String,
}

/// Fills a new database and says the credentials once; does nothing to one that is in use.
///
/// # Errors
/// Where the store fails; nothing is kept then.
pub async fn fill_new(store: &Store, now: i64) -> Kept<Option<Vec<Credentials>>> {
    let mut change = store.begin().await?;
    if !change.is_new().await? {
        return Ok(None);
    }
    let credentials = organization(&mut change, "Sample organization", now).await?;
    change.commit().await?;
    Ok(Some(credentials))
}

/// One more organization with the same samples.
///
/// # Errors
/// As [`fill_new`].
pub async fn add_organization(store: &Store, name: &str, now: i64) -> Kept<Vec<Credentials>> {
    let mut change = store.begin().await?;
    let credentials = organization(&mut change, name, now).await?;
    change.commit().await?;
    Ok(credentials)
}

async fn organization(change: &mut Change, name: &str, now: i64) -> Kept<Vec<Credentials>> {
    let organization = Uuid::new_v4().to_string();
    let settings = OrganizationSettings {
        max_hours_ahead: u32::from(HORIZON_HOURS_MAX),
        allow_callback_queue_selection: true,
        one_callback_per_interaction: true,
    };
    let new = Organization {
        id: organization.clone(),
        name: name.to_owned(),
        settings,
    };
    change.put_organization(&new).await?;
    let division = Uuid::new_v4().to_string();
    change
        .put_division(&organization, &division, "Home")
        .await?;
    let users = users(change, &organization, &division, now).await?;
    queues(change, &organization, &division, &users).await?;
    let mut credentials = vec![client(change, &organization, None).await?];
    for user in &users {
        credentials.push(client(change, &organization, Some(user)).await?);
    }
    Ok(credentials)
}

async fn users(
    change: &mut Change,
    organization: &str,
    division: &str,
    now: i64,
) -> Kept<Vec<User>> {
    let mut users = Vec::new();
    for (name, supervisor) in [
        ("Kim Ito", false),
        ("Sam Okafor", false),
        ("Lee Moreau", true),
    ] {
        let user = User {
            id: Uuid::new_v4().to_string(),
            name: name.to_owned(),
            email: format!("{}@example.com", name.to_lowercase().replace(' ', ".")),
            zone: Tz::UTC,
            supervises: if supervisor {
                vec![division.to_owned()]
            } else {
                Vec::new()
            },
            routing_status: "OFF_QUEUE".to_owned(),
            status_since: now,
        };
        change.put_user(organization, &user).await?;
        users.push(user);
    }
    Ok(users)
}

async fn queues(
    change: &mut Change,
    organization: &str,
    division: &str,
    users: &[User],
) -> Kept<()> {
    let members: Vec<&str> = users.iter().map(|user| user.id.as_str()).collect();
    for (name, owned) in [("Sales", true), ("Service", true), ("Billing", false)] {
        let queue = QueueRow {
            id: Uuid::new_v4().to_string(),
            division: division.to_owned(),
            name: name.to_owned(),
            settings: QueueSettings {
                enable_agent_owned_callbacks: owned,
                max_owned_callback_hours: 24,
                max_owned_callback_delay_hours: 168,
                expired_to_queue: false,
                routing: RoutingSettings::default(),
            },
            members: 0,
        };
        change.put_queue(organization, &queue, &members).await?;
    }
    Ok(())
}

async fn client(change: &mut Change, organization: &str, user: Option<&User>) -> Kept<Credentials> {
    let secret = secret::new();
    let permissions = match user {
        Some(_) => permission::OF_AGENTS,
        None => permission::ALL,
    };
    let client = Client {
        id: Uuid::new_v4().to_string(),
        organization: organization.to_owned(),
        user: user.map(|user| user.id.clone()),
        name: user.map_or_else(|| "administrator".to_owned(), |user| user.name.clone()),
        secret_hash: secret::hash(secret.as_bytes()),
        permissions: permissions.join(" "),
    };
    change.put_client(&client).await?;
    Ok(Credentials {
        name: client.name,
        id: client.id,
        secret,
    })
}
