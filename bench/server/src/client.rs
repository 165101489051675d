//! One connection to the server, one request at a time.

use crate::Outcome;
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use hyper::{Method, Request};
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::net::TcpStream;

pub(crate) struct Line {
    sender: SendRequest<Full<Bytes>>,
    host: String,
    token: String,
}

impl Line {
    pub(crate) async fn open(host: &str, token: &str) -> Outcome<Self> {
        let stream = TcpStream::connect(host).await?;
        stream.set_nodelay(true)?;
        let (sender, connection) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(connection);
        Ok(Self {
            sender,
            host: host.to_owned(),
            token: token.to_owned(),
        })
    }

    /// One more with the same token.
    pub(crate) async fn another(&self) -> Outcome<Self> {
        Self::open(&self.host, &self.token).await
    }

    pub(crate) async fn get(&mut self, path: &str) -> Outcome<Value> {
        self.send(Method::GET, path, "application/json", None, String::new())
            .await
    }

    pub(crate) async fn post(&mut self, path: &str, key: &str, body: &Value) -> Outcome<Value> {
        let (json, body) = ("application/json", body.to_string());
        self.send(Method::POST, path, json, Some(key), body).await
    }

    pub(crate) async fn form(&mut self, path: &str, form: String) -> Outcome<Value> {
        let kind = "application/x-www-form-urlencoded";
        self.send(Method::POST, path, kind, None, form).await
    }

    async fn send(
        &mut self,
        method: Method,
        path: &str,
        kind: &str,
        key: Option<&str>,
        body: String,
    ) -> Outcome<Value> {
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(HOST, &self.host)
            .header(CONTENT_TYPE, kind);
        if !self.token.is_empty() {
            request = request.header(AUTHORIZATION, format!("Bearer {}", self.token));
        }
        if let Some(key) = key {
            request = request.header("Idempotency-Key", key);
        }
        self.sender.ready().await?;
        let answer = self
            .sender
            .send_request(request.body(Full::from(body))?)
            .await?;
        let status = answer.status();
        let bytes = answer.into_body().collect().await?.to_bytes();
        if !status.is_success() {
            return Err(format!("{path}: {status} {}", String::from_utf8_lossy(&bytes)).into());
        }
        Ok(serde_json::from_slice(&bytes)?)
    }
}
