/** Every state of the panel, wide and narrow, light and dark: no violation of axe-core, no sideways scroll, a picture. */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { scheduled, seen, story, until } from '../support.mjs';

const PLAIN = 'stories/plain/';

async function plain(open) {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  return { page, panel };
}

story('empty, filled, and in another zone', async ({ open }) => {
  const { page, panel } = await plain(open);
  await seen(page, 'empty');
  await panel.when('tomorrow', '3 pm');
  await panel.zone.fill('Kathmandu');
  await panel.zone.press('Tab');
  await panel.toMe.check();
  await panel.note.fill('Wants the new tariff explained. Speaks Nepali, and is back from work at half past two.');
  await panel.note.blur();
  await seen(page, 'filled');
});

story('owned, and locked from the start', async ({ open }) => {
  const { page, panel } = await plain(open);
  await panel.owned.check();
  await panel.when('today', '9:10 AM');
  await seen(page, 'owned-locked');
});

story('problems at every field', async ({ open }) => {
  const { page, panel } = await plain(open);
  await panel.zone.fill('Atlantis');
  await panel.queue.fill('Refunds');
  await panel.phone.fill('call me');
  await panel.name.fill('x'.repeat(201));
  await panel.note.fill('x'.repeat(2001));
  await panel.when('31 Feb', '25:00');
  await panel.schedule.click();
  await panel.problem(panel.note, 'Too long');
  await seen(page, 'problems');
});

story('questions with one-press answers', async ({ open }) => {
  const { page, panel } = await plain(open);
  await panel.when('tomorrow', '4:30');
  await panel.problem(panel.time, 'Morning');
  await seen(page, 'morning-or-afternoon');
  await panel.set({ now: '2026-10-25T14:00:00Z' });
  await panel.when('11/1/2026', '1:30 AM');
  await panel.problem(panel.time, 'twice');
  await seen(page, 'repeated-hour');
  await panel.set({ now: '2026-03-02T14:00:00Z' });
  await panel.when('3/8/2026', '2:30 AM');
  await panel.problem(panel.time, 'does not exist');
  await seen(page, 'skipped-hour');
  await panel.when('4/20/2026', '9 am');
  await panel.problem(panel.date, 'At most 30 days');
  await seen(page, 'too-far');
  await panel.owned.check();
  await panel.when('3/20/2026', '9 am');
  await panel.problem(panel.owned, 'at most 3 days');
  await seen(page, 'owned-too-far');
});

story('the calendar and the lists', async ({ open }) => {
  const { page, panel } = await plain(open);
  await panel.button('Choose date').click();
  await panel.calendar.waitFor();
  await seen(page, 'calendar');
  await page.keyboard.press('Escape');
  await panel.calendar.waitFor({ state: 'hidden' });
  await panel.zone.fill('ind');
  await panel.host.getByRole('option').first().waitFor();
  await seen(page, 'zones');
  await page.keyboard.press('Escape');
  await panel.queue.press('Alt+ArrowDown');
  await panel.host.getByRole('option', { name: 'Night desk' }).waitFor();
  await seen(page, 'queues');
});

story('scheduled, cancelled, alerting, not responding', async ({ open }) => {
  const { page, panel } = await plain(open);
  await panel.set({ settings: { allowSeveralCallbacks: true }, contactTimeZone: 'Europe/London' });
  await panel.owned.check();
  await panel.note.fill('Ask about the invoice of October.');
  await panel.schedule.click();
  await scheduled(page);
  await panel.toMe.check();
  await panel.when('tomorrow', '16:00');
  await panel.schedule.click();
  const [, second] = await until(async () => {
    const all = await scheduled(page);
    assert.equal(all.length, 2);
    return all;
  });
  await panel.note.fill('a draft under the alert');
  await panel.note.blur();
  await seen(page, 'scheduled');
  await panel.button(/^Cancel: /).first().click();
  await panel.button(/^Undo: /).waitFor();
  await seen(page, 'cancelled');
  await panel.button(/^Undo: /).click();
  await panel.set({ now: '2026-11-24T16:02:00Z' });
  const alertingUntil = Date.parse('2026-11-24T16:02:20Z');
  await panel.set({ callbacks: [{ id: second.id, state: 'alerting', agentId: 'kim', alertingUntil }] });
  await panel.card.waitFor();
  await seen(page, 'alert');
  await panel.set({
    callbacks: [{ id: second.id, state: 'queued' }],
    agent: { id: 'kim', timeZone: 'America/New_York', routingStatus: 'NOT_RESPONDING' },
  });
  await panel.button('Back on queue').waitFor();
  await seen(page, 'not-responding');
});

story('no conversation, and read-only', async ({ open }) => {
  const { page, panel } = await plain(open);
  await panel.set({ readonly: true });
  await seen(page, 'read-only');
});

story('from right to left, and in forced colours', async ({ open }) => {
  const { page, panel } = await plain(open);
  await page.evaluate(() => { document.documentElement.dir = 'rtl'; });
  await panel.set({ locale: 'ar-EG', contactName: 'ليلى منصور', conversationId: 'c-rtl' });
  await panel.button('Choose date').click();
  await panel.calendar.waitFor();
  await seen(page, 'rtl-calendar');
  await page.keyboard.press('Escape');
  await panel.calendar.waitFor({ state: 'hidden' });
  await panel.owned.check();
  await panel.schedule.click();
  await scheduled(page);
  await seen(page, 'rtl');
  await page.emulateMedia({ forcedColors: 'active' });
  await seen(page, 'rtl-forced');
  await page.emulateMedia({ forcedColors: 'none' });
});
