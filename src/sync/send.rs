//! One request of the outbox, sent and answered.

use super::{Sync, input};
use crate::browser::http::{self, Came, Sent};
use crate::browser::json;
use crate::browser::task::spawn;
use crate::store::Page;
use callback_core::sync::{Answer, Input, Protocol, Reason, Request};
use callback_core::wire::http as wire;
use callback_core::wire::http::{Call, Document, Reply, Wanted};
use std::rc::Rc;

/// Sends `request`; the answer is an input.
pub(super) fn send(page: &Rc<Page>, sync: &'static Sync, attempt: u64, request: Request) {
    let page = Rc::clone(page);
    spawn(async move {
        let token = sync.token.borrow().clone();
        let answer = match token {
            // A region changes no name, note, zone or ownership; half a change would be none of the agent's.
            _ if sync.protocol == Protocol::Region
                && matches!(request, Request::Replace { .. }) =>
            {
                Answer::Refused(Reason::Unsupported)
            }
            Some(token) => answer(sync, &token, &request).await,
            None => Answer::Unauthorized,
        };
        input(&page, Input::Answered { attempt, answer });
    });
}

async fn answer(sync: &Sync, token: &str, request: &Request) -> Answer {
    match call(&sync.base, token, wire::call(request)).await {
        Some(came) => wire::answer(sync.protocol, request, reply(request, &came)),
        None => Answer::Unreachable,
    }
}

/// Makes a call of the backend at `base`. Nothing where no answer came.
pub(super) async fn call(base: &str, token: &str, call: Call) -> Option<Came> {
    let mut headers = vec![("Authorization", ["Bearer ", token].concat())];
    if let Some(key) = call.key {
        headers.push(("Idempotency-Key", key.to_string()));
    }
    if let Some(version) = call.if_match {
        headers.push(("If-Match", version));
    }
    let body = call.body.map(|body| json::text(&body));
    if body.is_some() {
        headers.push(("Content-Type", "application/json".to_owned()));
    }
    let sent = Sent {
        method: call.method,
        address: [base, &call.path].concat(),
        headers,
        body,
    };
    http::send(sent).await
}

fn reply(request: &Request, came: &Came) -> Reply {
    Reply {
        status: came.status,
        retry_after_secs: came.retry_after(),
        location: came.header("Location"),
        etag: came.header("ETag"),
        document: document(request, came),
    }
}

fn document(request: &Request, came: &Came) -> Document {
    let text = &came.text;
    let read = if !(200..300).contains(&came.status) {
        json::read(text).map(Document::Error)
    } else {
        match wire::wanted(request) {
            Wanted::Nothing => return Document::None,
            Wanted::Row => json::read(text).map(|row| Document::Row(Box::new(row))),
            Wanted::Page => json::read(text).map(Document::Page),
            Wanted::Made => json::read(text).map(Document::Made),
            Wanted::Found => json::read(text).map(Document::Found),
        }
    };
    read.unwrap_or(Document::None)
}
