/** What was scheduled can be changed, and the list says where it is when the page routes it (S5, P14, G1-G3). */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { accessible, becomes, focused, says, scheduled, story, told, until } from '../support.mjs';

const PLAIN = 'stories/plain/';

async function booked(open, { owned = false } = {}) {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await (owned ? panel.owned : panel.toMe).check();
  await panel.when('today', '10:00 AM');
  await panel.note.fill('Ask about the invoice.');
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  return { page, panel, callback, row: panel.row('Ada Lovelace') };
}

story('a scheduled callback is edited in the same form', async ({ open }) => {
  const { page, panel, row } = await booked(open);
  assert.equal(await panel.schedule.getAttribute('aria-disabled'), 'true', 'one for each interaction');
  await says(panel.body, 'This interaction has its callback already.');
  for (const [action, field] of [['Edit', 'phone'], ['Reassign', 'queue'], ['Reschedule', 'date']]) {
    await row.getByRole('button', { name: `${action}: Ada Lovelace` }).click();
    await becomes(() => focused(page), field, action);
  }
  await panel.time.fill('11:15 AM');
  await panel.time.blur();
  await panel.save.click();
  const [{ callback, change }] = await until(async () => {
    const events = await told(page, 'callback-updated');
    assert.equal(events.length, 1);
    return events;
  });
  assert.deepEqual([change, callback.callbackScheduledTime], ['edited', '2026-11-23T16:15:00.000Z']);
  assert.equal(callback.data.notes, 'Ask about the invoice.');
  await says(row, 'Mon, Nov 23, 11:15 AM · UTC−5');
  assert.equal(await panel.rows.count(), 1);
});

story('an alert shows who, what and how late, and is answered', async ({ open }) => {
  const { page, panel, callback, row } = await booked(open);
  await panel.set({ now: '2026-11-23T15:01:00Z' });
  await panel.set({
    callbacks: [{ id: callback.id, state: 'alerting', agentId: 'kim', alertingUntil: Date.parse('2026-11-23T15:01:30Z') }],
  });
  await says(panel.card, 'Ada Lovelace', '+12125550123', 'Ask about the invoice.', '1 min late', '30 s left', 'Support');
  await says(row, 'Alerting');
  await accessible(page, 'alert');
  await panel.card.getByRole('button', { name: 'Accept' }).click();
  await becomes(async () => (await told(page, 'callback-updated')).at(-1)?.change, 'accepted');
  await panel.set({ callbacks: [{ id: callback.id, state: 'dialing', agentId: 'kim' }] });
  await panel.card.getByRole('button', { name: 'Dial now' }).click();
  await becomes(async () => (await told(page, 'callback-dial')).map(({ id }) => id), [callback.id]);
  await panel.set({ callbacks: [{ id: callback.id, state: 'connected', agentId: 'kim' }] });
  await panel.card.getByRole('button', { name: 'End' }).click();
  await becomes(async () => (await told(page, 'callback-updated')).at(-1)?.change, 'ended');
  await panel.set({ callbacks: [{ id: callback.id, state: 'ended' }] });
  await panel.card.waitFor({ state: 'hidden' });
  await says(row, 'Called');
});

story('a missed alert says Not Responding plainly, with one press back on queue', async ({ open }) => {
  const { page, panel } = await booked(open);
  const kim = { id: 'kim', name: 'Kim', timeZone: 'America/New_York' };
  await panel.set({ agent: { ...kim, routingStatus: 'NOT_RESPONDING' } });
  await says(panel.body, 'You are Not Responding');
  await accessible(page, 'not responding');
  await panel.button('Back on queue').click();
  await becomes(() => told(page, 'callback-agent-status'), [{ wanted: 'on-queue' }]);
  await panel.set({ agent: { ...kim, routingStatus: 'IDLE' } });
  await panel.button('Back on queue').waitFor({ state: 'hidden' });
});

story('an owned callback whose owner did not come is shown as dropped, with the reason', async ({ open }) => {
  const { panel, callback, row } = await booked(open, { owned: true });
  await says(row, 'Dropped Tue, Nov 24, 10:00 AM if you are not on queue.');
  await panel.set({ now: '2026-11-24T15:00:00Z' });
  await panel.set({ callbacks: [{ id: callback.id, state: 'disconnected', disconnectType: 'timeout' }] });
  await says(row, 'Dropped: ownership ran out');
  assert.equal(await row.getByRole('button').filter({ visible: true }).count(), 0);
});

story('an owned callback of a queue that takes them over says so', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.set({ conversationId: 'c-claims', queueId: 'claims' });
  await panel.owned.check();
  await says(panel.body, 'goes to the queue Mon, Nov 23, 11:30 AM if you are not on queue.');
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.equal(callback.ownedExpiryToQueue, true);
  await says(panel.row('Ada Lovelace'), 'Goes to the queue Mon, Nov 23, 11:30 AM if not taken by its owner.');
});

story('the page may veto, and then nothing is kept', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await page.evaluate(() => addEventListener('callback-before-schedule', (event) => event.preventDefault()));
  await panel.note.fill('kept');
  await panel.schedule.click();
  await says(panel.body, 'Not scheduled: the page refused it.');
  assert.equal(await panel.rows.count(), 0);
  assert.equal(await panel.note.inputValue(), 'kept');
  assert.deepEqual(await told(page, 'callback-scheduled'), []);
});
