//! What a new database begins with: one organization, sample queues and agents, and the administrator's client.

use crate::secret;
use crate::store::{Client, Kept, QueueRow, QueueSettings, Store, User};
use chrono_tz::Tz;
use uuid::Uuid;

/// Everything a client of the embedded default may do.
pub const ALL_PERMISSIONS: &str = "conversation:callback:create conversation:callback:edit \
    conversation:communication:disconnect routing:queue:view analytics:conversationDetail:view";

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
    let organization = Uuid::new_v4().to_string();
    change.put_organization(&organization, "Sample organization").await?;
    let mut credentials = Vec::new();
    let mut users = Vec::new();
    for (name, supervisor) in [("Kim Ito", false), ("Sam Okafor", false), ("Lee Moreau", true)] {
        let user = User {
            id: Uuid::new_v4().to_string(),
            name: name.to_owned(),
            email: format!("{}@example.com", name.to_lowercase().replace(' ', ".")),
            zone: Tz::UTC,
            supervisor,
            routing_status: "OFF_QUEUE".to_owned(),
            status_since: now,
        };
        change.put_user(&organization, &user).await?;
        users.push(user);
    }
    let members: Vec<&str> = users.iter().map(|user| user.id.as_str()).collect();
    for (name, owned) in [("Sales", true), ("Service", true), ("Billing", false)] {
        let queue = QueueRow {
            id: Uuid::new_v4().to_string(),
            name: name.to_owned(),
            settings: QueueSettings {
                enable_agent_owned_callbacks: owned,
                max_owned_callback_hours: 24,
                max_owned_callback_delay_hours: 168,
                expired_to_queue: false,
            },
            members: 0,
        };
        change.put_queue(&organization, &queue, &members).await?;
    }
    let holders = std::iter::once(None).chain(users.iter().map(Some));
    for user in holders {
        let secret = secret::new();
        let client = Client {
            id: Uuid::new_v4().to_string(),
            organization: organization.clone(),
            user: user.map(|user| user.id.clone()),
            name: user.map_or_else(|| "administrator".to_owned(), |user| user.name.clone()),
            secret_hash: secret::hash(secret.as_bytes()),
            permissions: ALL_PERMISSIONS.to_owned(),
        };
        change.put_client(&client).await?;
        credentials.push(Credentials {
            name: client.name,
            id: client.id,
            secret,
        });
    }
    change.commit().await?;
    Ok(Some(credentials))
}
