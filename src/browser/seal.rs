//! Rows of the outbox are sealed: AES-GCM under a key that no program can read, kept beside them, so that a copy of the
//! disk's rows alone tells nothing, and forgetting the key forgets them all (sync 7).

use super::storage::{Refused, Storage, Table};
use base64::Engine;
use base64::engine::general_purpose::STANDARD_NO_PAD as BASE64;
use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue, prelude::wasm_bindgen};
use wasm_bindgen_futures::JsFuture;

/// Bytes of the number that no two rows have in common; it stands before the sealed ones.
const NONCE_BYTES: usize = 12;

/// The name of the key.
const NAME: &str = "outbox";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], js_name = generateKey, catch)]
    fn generate(algorithm: &Object, extractable: bool, uses: &Array) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], catch)]
    fn encrypt(algorithm: &Object, key: &JsValue, bytes: &[u8]) -> Result<Promise, JsValue>;
    #[wasm_bindgen(js_namespace = ["crypto", "subtle"], catch)]
    fn decrypt(algorithm: &Object, key: &JsValue, bytes: &[u8]) -> Result<Promise, JsValue>;
}

/// The key, in the browser's hands.
#[derive(Clone, Debug)]
pub struct Seal(JsValue);

impl Seal {
    /// The key of this store, made where there is none.
    ///
    /// # Errors
    /// Where the page has no cryptography (it was not served securely) or the store cannot keep the key.
    pub async fn of(storage: &Storage) -> Result<Self, Refused> {
        let kept = storage.value(Table::Keys, NAME).await?;
        if kept.is_object() {
            return Ok(Self(kept));
        }
        let key = make().await.map_err(|_| no())?;
        storage.add_value(Table::Keys, NAME, &key).await?;
        // Another tab may have been first.
        let kept = storage.value(Table::Keys, NAME).await?;
        kept.is_object().then_some(Self(kept)).ok_or_else(no)
    }

    /// The text, sealed.
    ///
    /// # Errors
    /// Where the browser refuses.
    pub async fn close(&self, text: &str) -> Result<String, Refused> {
        let mut nonce = [0_u8; NONCE_BYTES];
        if !super::chance::fill_bytes(&mut nonce) {
            return Err(no());
        }
        let sealed = encrypt(
            &algorithm(&nonce).map_err(|_| no())?,
            &self.0,
            text.as_bytes(),
        );
        let sealed = JsFuture::from(sealed.map_err(|_| no())?).await;
        let mut bytes = nonce.to_vec();
        bytes.extend(Uint8Array::new(&sealed.map_err(|_| no())?).to_vec());
        Ok(BASE64.encode(bytes))
    }

    /// What was sealed, or nothing where it was not sealed by this key.
    pub async fn open(&self, sealed: &str) -> Option<String> {
        let bytes = BASE64.decode(sealed).ok()?;
        let (nonce, rest) = bytes.split_at_checked(NONCE_BYTES)?;
        let opened = decrypt(&algorithm(nonce).ok()?, &self.0, rest).ok()?;
        let opened = JsFuture::from(opened).await.ok()?;
        String::from_utf8(Uint8Array::new(&opened).to_vec()).ok()
    }
}

async fn make() -> Result<JsValue, JsValue> {
    let uses = Array::of2(&"encrypt".into(), &"decrypt".into());
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &"AES-GCM".into())?;
    Reflect::set(&algorithm, &"length".into(), &256.into())?;
    JsFuture::from(generate(&algorithm, false, &uses)?).await
}

fn algorithm(nonce: &[u8]) -> Result<Object, JsValue> {
    let algorithm = Object::new();
    Reflect::set(&algorithm, &"name".into(), &"AES-GCM".into())?;
    Reflect::set(&algorithm, &"iv".into(), &Uint8Array::from(nonce))?;
    Ok(algorithm.unchecked_into())
}

fn no() -> Refused {
    Refused("this page cannot seal what it keeps".to_owned())
}
