//! Errors as the public API has them: always an `ErrorBody` (api.md, "Errors").

use crate::store::StoreError;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// One thing that is wrong with one field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detail {
    pub code: &'static str,
    pub field: &'static str,
    pub message: String,
}

/// What a client is told. Rendered by [`finish`](super::finish), which knows the correlation id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ApiError {
    pub status: StatusCode,
    pub code: &'static str,
    pub message: String,
    pub params: BTreeMap<&'static str, String>,
    pub details: Vec<Detail>,
    /// Seconds after which to try again.
    pub retry_after: Option<u64>,
}

impl ApiError {
    /// An error with that code.
    #[must_use]
    pub fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            message: message.into(),
            params: BTreeMap::new(),
            details: Vec::new(),
            retry_after: None,
        }
    }

    /// 400: the request can be put right.
    #[must_use]
    pub fn bad(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message)
    }

    /// 404, also for what belongs to another organization: ids of others do not exist.
    #[must_use]
    pub fn not_found(what: &str, id: &str) -> Self {
        let mut error = Self::new(
            StatusCode::NOT_FOUND,
            "not.found",
            format!("There is no {what} with this id."),
        );
        error.params.insert("id", id.to_owned());
        error
    }

    /// 404 for a conversation, which the public API names on its own.
    #[must_use]
    pub fn no_conversation(id: &str) -> Self {
        Self {
            code: "conversation.error.conversation.not.found",
            ..Self::not_found("conversation", id)
        }
    }

    /// 403: the token lacks a permission.
    #[must_use]
    pub fn missing_permission(permission: &'static str) -> Self {
        let mut error = Self::new(
            StatusCode::FORBIDDEN,
            "missing.permissions",
            format!("This needs the permission {permission}."),
        );
        error.params.insert("permissions", permission.to_owned());
        error
    }

    /// Several problems at once; the first one names the error.
    #[must_use]
    pub fn of(details: Vec<Detail>) -> Self {
        let first = details.first();
        let code = first.map_or("bad.request", |detail| detail.code);
        let message = details
            .iter()
            .map(|detail| detail.message.as_str())
            .collect::<Vec<_>>()
            .join(" ");
        Self {
            details,
            ..Self::bad(code, message)
        }
    }

    /// 500: the log says why.
    #[must_use]
    pub fn internal() -> Self {
        Self::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "internal.server.error",
            "The server could not do this.",
        )
    }

    /// The body, for the request of that correlation id.
    #[must_use]
    pub fn body(self, context: &str) -> ErrorBody {
        let details = self.details.iter().map(|it| ErrorDetail {
            error_code: it.code,
            field_name: it.field,
        });
        ErrorBody {
            details: details.collect(),
            message: self.message,
            code: self.code,
            status: self.status.as_u16(),
            context_id: context.to_owned(),
            message_params: self.params,
            errors: Vec::new(),
        }
    }
}

/// `ErrorBody`
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ErrorBody {
    pub message: String,
    pub code: &'static str,
    pub status: u16,
    /// The same as the header `ININ-Correlation-Id`.
    pub context_id: String,
    pub message_params: BTreeMap<&'static str, String>,
    pub details: Vec<ErrorDetail>,
    #[schema(no_recursion)]
    pub errors: Vec<ErrorBody>,
}

/// One problem at one field (`Detail`).
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ErrorDetail {
    pub error_code: &'static str,
    pub field_name: &'static str,
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        if let Some(seconds) = self.retry_after {
            response
                .headers_mut()
                .insert("retry-after", HeaderValue::from(seconds));
        }
        response.extensions_mut().insert(self);
        response
    }
}

/// What happened is for the log alone: it may name what the client must not see.
impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        tracing::error!(%error, "store");
        metrics::counter!("callback_store_errors_total").increment(1);
        let (status, code) = match error {
            StoreError::Corrupt(_) => (StatusCode::INTERNAL_SERVER_ERROR, "internal.server.error"),
            StoreError::Address(_)
            | StoreError::InUse
            | StoreError::NotHere(_)
            | StoreError::Unsafe(_)
            | StoreError::Database(_) => (StatusCode::SERVICE_UNAVAILABLE, "service.unavailable"),
        };
        Self {
            retry_after: (status == StatusCode::SERVICE_UNAVAILABLE).then_some(1),
            ..Self::new(
                status,
                code,
                "The server could not do this now. Nothing was changed.",
            )
        }
    }
}

/// What a handler answers.
pub type Answer<T> = Result<T, ApiError>;
