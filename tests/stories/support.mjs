/**
 * What every story stands on: one browser for each file, a fresh profile for each story, and a watch that fails the
 * story on anything in the console, on an error of the page and on a request that leaves it.
 *
 * Everything is found by role, label or part, as a person or a customer's style sheet finds it. Nothing sleeps:
 * `until` asks again until what is expected is true.
 *
 * From outside: `CALLBACK_BASE_URL` (where the pages are), `CALLBACK_CHROMIUM`, `CALLBACK_SHOTS` (a folder for
 * pictures; none are taken where it is not set).
 */
import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { chromium } from 'playwright-core';

const BASE = process.env.CALLBACK_BASE_URL ?? 'http://127.0.0.1:8787/';
const SHOTS = process.env.CALLBACK_SHOTS;
const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
/** Milliseconds until something expected counts as missing. Generous: the machine may be busy. */
export const PATIENCE_MS = 10_000;
/** Milliseconds for one story: what hangs is named, and the stories after it are still told. */
const STORY_MS = 120_000;

const WIDE = { width: 1280, height: 900 };
const NARROW = { width: 320, height: 900 };

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CALLBACK_CHROMIUM || '/usr/bin/chromium',
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync',
    ],
  });
});
after(() => browser?.close());

/** Adds to `wrong` what goes wrong in any page of a context, in words. */
function watch(context, wrong) {
  const origin = new URL(BASE).origin;
  context.on('page', (page) => {
    page.on('console', (message) => {
      // The browser asks for an icon by itself; no page here has one.
      if (message.location().url.endsWith('/favicon.ico')) return;
      if (['warning', 'error', 'assert'].includes(message.type())) wrong.push(`console ${message.type()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => wrong.push(`page error: ${error.stack ?? error}`));
    page.on('crash', () => wrong.push('the page crashed'));
    page.on('request', (request) => {
      const url = new URL(request.url());
      if (!['data:', 'blob:'].includes(url.protocol) && url.origin !== origin) wrong.push(`request to ${url.href}`);
    });
  });
}

/** A fresh profile, and how a page is opened in it. */
async function profile(wrong) {
  const context = await browser.newContext({
    viewport: WIDE, locale: 'en-US', timezoneId: 'America/New_York', reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(PATIENCE_MS);
  // The first page of a browser that has just started, on a machine busy with something else.
  context.setDefaultNavigationTimeout(6 * PATIENCE_MS);
  watch(context, wrong);
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violated: ${event.violatedDirective} by ${event.blockedURI} ${event.sample}`);
    });
  });
  const open = async (where) => {
    const page = await context.newPage();
    await page.goto(new URL(where, BASE).href);
    return page;
  };
  return { context, open };
}

/**
 * One story, told in a profile of its own. `tell` gets `open(path)`, which opens one more page of the site,
 * `elsewhere()`, which gives the `open` of somebody else's profile, and `wrong`, what went wrong so far: a story that
 * provokes something takes it out itself.
 */
export function story(name, tell) {
  test(name, { timeout: STORY_MS }, async () => {
    const wrong = [];
    const profiles = [await profile(wrong)];
    const [{ context, open }] = profiles;
    const elsewhere = async () => {
      const other = await profile(wrong);
      profiles.push(other);
      return other.open;
    };
    try {
      await tell({ open, elsewhere, wrong, context });
      assert.deepEqual(wrong, [], 'nothing in the console, no error, no request to elsewhere');
    } catch (error) {
      await Promise.all(profiles.map((one, index) => picture(one.context, `${name} ${index}`)));
      error.message += `\nwhere the pages say:\n${(await said(profiles)).join('\n')}`;
      if (wrong.length) error.message += `\nand meanwhile:\n${wrong.join('\n')}`;
      throw error;
    } finally {
      await Promise.all(profiles.map((one) => one.context.close()));
    }
  });
}

/** What each panel of each page says at the moment. */
const said = (profiles) => Promise.all(profiles.flatMap(({ context }) => context.pages()).map(async (page, at) => {
  const texts = page.locator('callback-scheduler [part~=panel]').allInnerTexts();
  const late = new Promise((resolve) => setTimeout(resolve, 1_000, ['nothing within a second']));
  return `${at}: ${plain((await Promise.race([texts, late]).catch(String)).toString())}`;
}));

/** Asks until `check` throws nothing, and throws its last complaint where that does not come in time. */
export async function until(check, patience = PATIENCE_MS) {
  const end = Date.now() + patience;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  }
}

/** Waits until a locator's text has all of these parts. */
export const says = (locator, ...parts) => until(async () => {
  const text = plain(await locator.innerText());
  for (const part of parts) assert.match(text, part instanceof RegExp ? part : new RegExp(escape(part)));
});

/** Waits until what `read` gives is `expected`. */
export const becomes = (read, expected, why) => until(async () => assert.deepEqual(await read(), expected, why));

export const escape = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Spaces that do not break, and the narrow ones that languages write before PM, are spaces to a reader. */
export const plain = (text) => text.replace(/\s+/g, ' ').trim();

/** What the page was told so far: the details of the events of that name. */
export const told = (page, name) => page.evaluate(
  (wanted) => window.told.filter(([event]) => event === wanted).map(([, detail]) => detail),
  name,
);

/** Waits until the page was told of a scheduled callback, and gives all that it was told of. */
export const scheduled = (page) => until(async () => {
  const callbacks = await told(page, 'callback-scheduled');
  assert.ok(callbacks.length, 'a callback was scheduled');
  return callbacks;
});

/** What has the focus, through shadow roots: the name of the field, or what a button says. */
export const focused = (page) => page.evaluate(() => {
  let here = document.activeElement;
  while (here?.shadowRoot?.activeElement) here = here.shadowRoot.activeElement;
  return here?.dataset.field ?? here?.getAttribute('aria-label') ?? here?.textContent.trim() ?? '';
});

/** Presses Tab until `locator` has the focus; what cannot be reached so is no part of a keyboard's way. */
export async function tabTo(page, locator, key = 'Tab') {
  for (let presses = 0; presses < 60; presses += 1) {
    if (await hasFocus(locator)) return;
    await page.keyboard.press(key);
  }
  assert.fail(`${locator} cannot be reached by ${key}`);
}

export const hasFocus = (locator) => locator.evaluateAll(
  (found) => found.some((element) => element.getRootNode().activeElement === element),
);

/** What axe-core finds in the page as it is now: nothing. */
export async function accessible(page, what = '') {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(await axe());
  const found = await page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] });
    return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${nodes.map((node) => node.target.join(' ')).join(', ')}`);
  });
  assert.deepEqual(found, [], `axe-core, ${what || page.url()}`);
}

let source;
const axe = () => (source ??= readFile(AXE, 'utf8'));

/**
 * The page as it is now, wide and narrow, light and dark: without a violation, nothing cut off at the side, no word
 * broken for want of room, and a picture of each.
 */
export async function seen(page, name, { narrow = true } = {}) {
  for (const [size, viewport] of [['1280', WIDE], ...(narrow ? [['320', NARROW]] : [])]) {
    await page.setViewportSize(viewport);
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await accessible(page, `${name} at ${size}, ${colorScheme}`);
      await shoot(page, `${name}-${size}-${colorScheme}`);
    }
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, `${name}: scrolls sideways at ${size}`);
    assert.deepEqual(await page.evaluate(squeezed), [], `${name}: too narrow for its words at ${size}`);
  }
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Texts on more lines than they have words, in the page or in a shadow root; run in the page. */
function squeezed() {
  const WORD_MAX = 20; // a longer one may have to be broken
  const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
  const texts = (root) => {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      if (node.nodeType === Node.TEXT_NODE) found.push(node);
      else if (node.shadowRoot) found.push(...texts(node.shadowRoot));
    }
    return found;
  };
  return texts(document.body)
    // What is for a screen reader alone is clipped away.
    .filter((text) => !text.parentElement || getComputedStyle(text.parentElement).clipPath === 'none')
    .filter((text) => {
      const words = text.data.trim().split(/[\s-]+/);
      if (unspaced.test(text.data) || words.some((word) => word.length > WORD_MAX)) return false;
      const range = document.createRange();
      range.selectNodeContents(text);
      const lines = new Set([...range.getClientRects()].map((rect) => Math.round(rect.top)));
      return lines.size > words.length;
    })
    .map((text) => text.data);
}

export async function shoot(page, name) {
  if (!SHOTS) return;
  await mkdir(SHOTS, { recursive: true });
  await page.screenshot({ path: path.join(SHOTS, `${name}.png`), fullPage: true });
}

/** What was on the screen when a story failed. */
async function picture(context, name) {
  const pages = context.pages();
  const file = (index) => `failed-${name.replace(/\W+/g, '-')}-${index}`;
  await Promise.all(pages.map((page, index) => shoot(page, file(index)).catch(() => {})));
}
