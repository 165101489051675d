/** Times that clocks skip or repeat, zones whose rules have changed, numbers of elsewhere: said, and put right with one press. */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { becomes, hasFocus, plain, says, scheduled, seen, shoot, story, tabTo, told, until } from '../support.mjs';

const PLAIN = 'stories/plain/';

const opened = async (open, now) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  if (now) await panel.set({ now });
  return { page, panel };
};

story('a skipped hour is put right from the keyboard', async ({ open }) => {
  const { page, panel } = await opened(open, '2026-03-02T14:00:00Z');
  await panel.when('3/8/2026', '2:30 AM');
  await panel.problem(panel.time, 'This time does not exist on that day');
  await seen(page, 'skipped-hour');
  await panel.time.focus();
  const before = panel.button(/^1:30 AM · UTC−5/);
  await tabTo(page, before);
  await shoot(page, 'skipped-hour-focus');
  await page.keyboard.press('Tab');
  assert.ok(await hasFocus(panel.button(/^3:30 AM · UTC−4/)), 'the second fix is next');
  await page.keyboard.press('Enter');
  await panel.sound(panel.time);
  await says(panel.body, 'Contact Sun, Mar 8, 3:30 AM UTC−4');
  await until(async () => assert.ok(await hasFocus(panel.time), 'focus goes to the field that was put right'));
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.equal(callback.callbackScheduledTime, '2026-03-08T07:30:00.000Z');
});

story('a midnight that is not there is offered with the days on both sides', async ({ open }) => {
  const { page, panel } = await opened(open, '2026-04-20T14:00:00Z');
  await panel.set({ contactTimeZone: 'Africa/Cairo' });
  await panel.when('4/24/2026', '12:30 AM');
  await panel.problem(panel.time, 'This time does not exist on that day');
  await seen(page, 'skipped-midnight');
  await panel.button(/^Thu, Apr 23, 11:30 PM · UTC\+2/).click();
  await becomes(() => panel.date.inputValue(), '04/23/2026');
  await says(panel.body, 'Contact Thu, Apr 23, 11:30 PM UTC+2');
});

story('a repeated hour is asked for and answered from the keyboard', async ({ open }) => {
  const { page, panel } = await opened(open, '2026-10-25T14:00:00Z');
  await panel.when('11/1/2026', '1:30 AM');
  await panel.problem(panel.time, '1:30 AM comes twice on that day. Which one?');
  await seen(page, 'repeated-hour');
  await panel.time.focus();
  await tabTo(page, panel.button('First: 1:30 AM · UTC−4'));
  await page.keyboard.press('Tab');
  assert.ok(await hasFocus(panel.button('Second: 1:30 AM · UTC−5')), 'the second one is next');
  await page.keyboard.press('Space');
  await panel.sound(panel.time);
  await says(panel.body, 'Contact Sun, Nov 1, 1:30 AM UTC−5');
  await until(async () => assert.ok(await hasFocus(panel.time), 'focus goes to the field that was put right'));
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.deepEqual([callback.callbackScheduledTime, callback.data.fold], ['2026-11-01T06:30:00.000Z', 'later']);
});

story('the arrow keys step over what is skipped and meet twice what is repeated', async ({ open }) => {
  const { page, panel } = await opened(open, '2026-03-02T14:00:00Z');
  const at = async () => plain(await panel.time.inputValue());
  await panel.when('3/8/2026', '1:50 AM');
  await panel.time.focus();
  for (const expected of ['1:55 AM', '3:00 AM', '3:05 AM']) {
    await page.keyboard.press('ArrowUp');
    await becomes(at, expected);
  }
  await panel.set({ now: '2026-10-25T14:00:00Z' });
  await panel.when('11/1/2026', '12:55 AM');
  await panel.time.focus();
  const clock = async () => plain(await panel.host.locator('.clock .offset').first().innerText());
  for (const [expected, offset] of [['1:55 AM', 'UTC−4'], ['1:55 AM', 'UTC−5'], ['2:55 AM', 'UTC−5']]) {
    await page.keyboard.press('PageUp');
    await becomes(at, expected);
    await becomes(clock, offset);
  }
});

story('a skipped hour that also lies too far ahead says both', async ({ open }) => {
  const { panel } = await opened(open, '2026-01-02T14:00:00Z');
  await panel.when('3/8/2026', '2:30 AM');
  await panel.problem(panel.time, 'This time does not exist on that day');
  await panel.problem(panel.date, 'At most 30 days ahead');
});

story('a number of elsewhere is pointed out, and its zone is one press away and first in the list', async ({ open }) => {
  const { page, panel } = await opened(open);
  const advice = panel.host.locator('[part~=advice]');
  assert.equal(plain(await advice.innerText()), '', 'New York for a number of New York');
  await panel.phone.fill('+1 312 555 0123');
  await panel.when('12/1/2026', '3:00 PM');
  await says(advice, 'The number is from Chicago: Tue, Dec 1, 2:00 PM · UTC−6 there.');
  assert.equal(await panel.zone.getAttribute('aria-invalid'), null, 'it forbids nothing');
  await seen(page, 'number-elsewhere');
  await panel.zone.fill('');
  const first = panel.host.getByRole('option').first();
  await says(first, 'Chicago');
  await page.keyboard.press('Escape');
  await panel.button('Use Chicago').click();
  await becomes(() => panel.zone.inputValue(), 'Chicago');
  await becomes(async () => plain(await advice.innerText()), '');
});

/** Has the browser believe that one zone is an hour earlier than it is. */
const fakeIntl = () => {
  const Real = Intl.DateTimeFormat;
  Intl.DateTimeFormat = class extends Real {
    constructor(locale, options) {
      super(locale, options);
      this.late = options?.timeZone === 'America/Chicago' ? 3_600_000 : 0;
    }
    formatToParts(at) { return super.formatToParts(at - this.late); }
  };
};

story('a browser with other rules is told apart', async ({ open, context }) => {
  await context.addInitScript(fakeIntl);
  const { page, panel } = await opened(open);
  const advice = panel.host.locator('[part~=advice]');
  await panel.when('12/1/2026', '3:00 PM');
  assert.equal(plain(await advice.innerText()), '', 'New York is as it should be');
  await panel.set({ contactTimeZone: 'America/Chicago' });
  await says(advice, /This browser has other rules for Chicago and would show Tue, Dec 1, 2:00 PM\. The callback comes at Tue, Dec 1, 3:00 PM · UTC−6, by release \d{4}\w\./);
  await seen(page, 'browser-differs');
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.equal(callback.callbackScheduledTime, '2026-12-01T21:00:00.000Z', 'our rules decide');
});

/** Writes the row of the one callback as a program with older rules had written it. */
const age = (page, change) => page.evaluate((changed) => new Promise((resolve, reject) => {
  const asked = indexedDB.open('callback-scheduler');
  asked.onerror = () => reject(asked.error);
  asked.onsuccess = () => {
    const db = asked.result;
    const store = [...db.objectStoreNames].find((name) => /row|callback/.test(name));
    const transaction = db.transaction(store, 'readwrite');
    const rows = transaction.objectStore(store);
    const cursor = rows.openCursor();
    cursor.onsuccess = () => {
      const here = cursor.result;
      if (!here) return;
      const text = typeof here.value === 'string' ? JSON.parse(here.value) : here.value;
      const { rulesChanges, ...row } = { ...text, ...changed };
      here.update(typeof here.value === 'string' ? JSON.stringify(row) : row);
      here.continue();
    };
    transaction.oncomplete = () => { db.close(); resolve(); };
  };
}), change);

story('a callback booked under older rules moves with the new ones, and says so', async ({ open }) => {
  const { page, panel } = await opened(open);
  await panel.set({ contactTimeZone: 'America/Vancouver' });
  await panel.when('12/1/2026', '9:00 AM');
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.equal(callback.callbackScheduledTime, '2026-12-01T16:00:00.000Z');
  // In 2025 Vancouver was to put its clocks back: nine o'clock was an hour later.
  await age(page, { tzdb: '2025b', at: Date.parse('2026-12-01T17:00:00Z') });
  await page.reload();
  await panel.ready();
  await says(panel.rows.first(), 'Tue, Dec 1, 9:00 AM', /Moved with the new zone rules of \d{4}\w: it was Tue, Dec 1, 12:00 PM on your clock\./);
  const [{ callback: moved, change }] = await until(async () => {
    const events = await told(page, 'callback-updated');
    assert.equal(events.length, 1);
    return events;
  });
  assert.deepEqual([change, moved.callbackScheduledTime], ['rules', '2026-12-01T16:00:00.000Z']);
  await seen(page, 'rules-moved');
  await page.reload();
  await panel.ready();
  await says(panel.rows.first(), 'Moved with the new zone rules');
  assert.deepEqual(await told(page, 'callback-updated'), [], 'once is enough');
});

story('a zone is found by a place, told by name, clock and what was typed, and counted aloud', async ({ open }) => {
  const { page, panel } = await opened(open);
  await panel.when('12/1/2026', '3:00 PM');
  await panel.zone.click();
  await panel.zone.fill('bombay');
  const options = panel.host.getByRole('option');
  await says(options.first(), 'Kolkata', 'India Standard Time', 'matched “Bombay”', 'Mumbai, ', 'UTC+5:30 · 1:30 AM');
  const marked = options.first().locator('mark');
  assert.deepEqual(await marked.allInnerTexts(), ['Bombay']);
  await panel.notices.filter({ hasText: /^(1 fits|\d+ fit)$/ }).waitFor({ state: 'attached' });
  await seen(page, 'zone-place');
  await panel.zone.fill('new y');
  await says(options.first(), 'New York', 'Eastern Standard Time', 'UTC−5');
  assert.deepEqual(await options.first().locator('mark').allInnerTexts(), ['New Y']);
  await page.keyboard.press('Enter');
  await becomes(() => panel.zone.inputValue(), 'New York');
});

story('zones are found by their names before the file of places has come, and by places when it comes', async ({ open, context }) => {
  let release;
  const held = new Promise((resolve) => { release = resolve; });
  await context.route('**/places.txt', async (route) => { await held; await route.continue(); });
  const { panel } = await opened(open);
  await panel.zone.click();
  await panel.zone.fill('dallas');
  const options = panel.host.getByRole('option');
  await becomes(() => options.count(), 0);
  await panel.zone.fill('chicag');
  await says(options.first(), 'Chicago');
  await panel.zone.fill('dallas');
  release();
  await says(options.first(), 'Chicago', 'matched “Dallas”');
});

story('without the files of data a callback is scheduled all the same', async ({ open, context, wrong }) => {
  await context.route('**/{places,numbers}.txt', (route) => route.fulfill({ status: 404 }));
  const { panel } = await opened(open);
  await panel.zone.click();
  await panel.zone.fill('london');
  await panel.host.getByRole('option').first().click();
  await panel.when('12/1/2026', '3:00 PM');
  await panel.schedule.click();
  await scheduled(panel.page);
  const missing = wrong.splice(0);
  assert.ok(missing.length && missing.every((line) => /404/.test(line)), `nothing else went wrong: ${missing}`);
});
