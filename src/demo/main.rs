//! The demo.
#![allow(dead_code)]
mod center;
fn main() {}
