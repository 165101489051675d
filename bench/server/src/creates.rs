//! Callbacks created over HTTP, each under a key of its own.

use crate::Outcome;
use crate::client::Line;
use crate::fill::wish;
use crate::home::Served;
use crate::load::{AT_ONCE, Worker};
use uuid::Uuid;

pub(crate) struct Agent(Line);

impl Agent {
    pub(crate) async fn many(server: &Served) -> Outcome<Vec<Self>> {
        let first = server.sign_in("Kim Ito").await?;
        let mut all = Vec::new();
        for _ in 0..AT_ONCE {
            all.push(Self(first.another().await?));
        }
        Ok(all)
    }
}

impl Worker for Agent {
    async fn work(&mut self, number: i64) -> Outcome {
        let key = Uuid::new_v4().to_string();
        let path = "/api/v2/conversations/callbacks";
        self.0.post(path, &key, &wish(number)).await.map(drop)
    }
}
