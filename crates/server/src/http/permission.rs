//! The permissions that requests need, by the public API's names.

pub(crate) const CREATE: &str = "conversation:callback:create";
pub(crate) const EDIT: &str = "conversation:callback:edit";
pub(crate) const DISCONNECT: &str = "conversation:communication:disconnect";
pub(crate) const VIEW_QUEUES: &str = "routing:queue:view";
pub(crate) const ANALYTICS: &str = "analytics:conversationDetail:view";
/// Ours: what an administrator may do.
pub(crate) const ADMIN: &str = "callbacks:settings:edit";

/// Everything an agent of the embedded default may do.
pub const OF_AGENTS: &[&str] = &[CREATE, EDIT, DISCONNECT, VIEW_QUEUES, ANALYTICS];
/// Everything there is.
pub const ALL: &[&str] = &[CREATE, EDIT, DISCONNECT, VIEW_QUEUES, ANALYTICS, ADMIN];
