/** A browser of one's own with its profile on the disk, which can be killed and opened again. */
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';

const BASE = process.env.CALLBACK_BASE_URL ?? 'http://127.0.0.1:8787/';
const WORDS = [
  '--headless', '--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking',
  '--disable-component-update', '--disable-sync', '--lang=en-US', '--remote-debugging-port=0', 'about:blank',
];

export class Profile {
  static async make() {
    const profile = new Profile();
    profile.folder = await mkdtemp(path.join(tmpdir(), 'callback-profile-'));
    return profile;
  }

  /** Starts a browser on it, and opens the page; `heard` is told the name of each event of the panel. */
  async open(where, heard = () => {}) {
    const program = process.env.CALLBACK_CHROMIUM || '/usr/bin/chromium';
    // A group of its own: its renderers die with it.
    this.process = spawn(program, [`--user-data-dir=${this.folder}`, ...WORDS], {
      detached: true, stdio: ['ignore', 'ignore', 'pipe'],
    });
    this.ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.browser = await chromium.connectOverCDP(await listening(this.process));
    const [context] = this.browser.contexts();
    await context.exposeFunction('hear', heard);
    await context.addInitScript(() => addEventListener('callback-scheduled', () => window.hear('callback-scheduled')));
    const page = await context.newPage();
    await page.goto(new URL(where, BASE).href);
    return page;
  }

  /** As a power switch does it; nothing is said to anybody first. */
  kill() {
    try {
      process.kill(-this.process.pid, 'SIGKILL');
    } catch {
      // It is dead already.
    }
    return this.ended;
  }

  async remove() {
    await this.kill();
    await rm(this.folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  }
}

/** Where the browser lets itself be led, as it says. */
async function listening(browser) {
  for await (const line of createInterface({ input: browser.stderr })) {
    const [, address] = line.match(/^DevTools listening on (\S+)/) ?? [];
    if (address) {
      browser.stderr.resume();
      return address;
    }
  }
  throw new Error('the browser ended before it could be led');
}
