//! A full disk: what cannot be kept is not acknowledged, and nothing that was is lost.

use crate::support::{Server, command};
use crate::{CALLBACKS, times};
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;

fn mounted(folder: &Path) -> bool {
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=6m", "tmpfs"])
        .arg(folder)
        .status();
    mounted.is_ok_and(|status| status.success())
}

/// Unmounts it at the end.
struct Small(TempDir);

impl Drop for Small {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(self.0.path()).status();
    }
}

#[test]
fn a_full_disk_loses_nothing_that_was_acknowledged() {
    for round in 0..times(3) {
        let small = Small(TempDir::new().expect("a temporary folder"));
        assert!(
            mounted(small.0.path()),
            "a small tmpfs can be mounted; this test needs root"
        );
        let address = format!(
            "sqlite://{}?mode=rwc",
            small.0.path().join("callbacks.db").display()
        );
        let mut server = Server::start(&address);
        let clients = server.clients.clone();
        let kim = server.sign_in("Kim Ito");
        let queue = kim.queue("Sales");
        let mut kept = Vec::new();
        let mut refused = 0;
        for _ in 0..20_000 {
            let mut body = command(&queue, 600);
            body["data"]["notes"] = serde_json::json!("n".repeat(1_900));
            let answer = kim.post(CALLBACKS, &body);
            if answer.status == 200 {
                kept.push(answer.text("/conversation/id").to_owned());
            } else {
                assert!(answer.status >= 500, "{:?}", answer.body);
                refused += 1;
                if refused >= 5 {
                    break;
                }
            }
        }
        println!(
            "round {round}: {} kept before the disk was full, {refused} refused",
            kept.len()
        );
        assert!(refused >= 5 && !kept.is_empty(), "the disk was never full");
        server.kill();
        let more = Command::new("mount")
            .args(["-o", "remount,size=64m"])
            .arg(small.0.path())
            .status();
        assert!(more.is_ok_and(|status| status.success()));
        let server = Server::join(&address, &clients);
        let kim = kim.at(&server.base);
        for id in &kept {
            assert_eq!(
                kim.get(&format!("/x/v1/callbacks/{id}")).status,
                200,
                "lost"
            );
        }
        assert_eq!(
            kim.post(CALLBACKS, &command(&queue, 600)).status,
            200,
            "there is room again"
        );
    }
}
