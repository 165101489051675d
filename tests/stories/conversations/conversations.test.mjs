/** A draft belongs to its conversation: it is put aside with it, comes back with it, and is booked for no other (P1). */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { becomes, scheduled, story } from '../support.mjs';

const ADA = { conversationId: 'c-1', ani: '+12125550123', contactName: 'Ada Lovelace' };
const ALAN = { conversationId: 'c-2', ani: '+442071838750', contactName: 'Alan Turing' };

story('each conversation keeps what was typed for it', async ({ open }) => {
  const page = await open('stories/plain/');
  const panel = await new Panel(page).ready();
  await panel.note.fill('Ada wants the invoice');
  await panel.when('tomorrow', '3 pm');
  await panel.toMe.check();

  await panel.set(ALAN);
  await becomes(() => panel.name.inputValue(), 'Alan Turing');
  assert.equal(await panel.note.inputValue(), '');
  assert.equal(await panel.phone.inputValue(), '+442071838750');
  assert.equal(await panel.toMe.isChecked(), false);
  await panel.note.fill('Alan wants a new machine');
  await panel.phone.fill('+442071830000');

  await panel.set(ADA);
  await becomes(() => panel.note.inputValue(), 'Ada wants the invoice');
  assert.equal(await panel.phone.inputValue(), '+12125550123');
  assert.equal(await panel.time.inputValue(), '3 pm');
  assert.ok(await panel.toMe.isChecked());
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.deepEqual(
    [callback.conversationId, callback.callbackUserName, callback.data.notes],
    ['c-1', 'Ada Lovelace', 'Ada wants the invoice'],
  );

  await panel.set(ALAN);
  await becomes(() => panel.note.inputValue(), 'Alan wants a new machine');
  assert.equal(await panel.phone.inputValue(), '+442071830000');
});

story('a conversation that changes while Schedule is asked about is not booked for the other', async ({ open }) => {
  const page = await open('stories/plain/');
  const panel = await new Panel(page).ready();
  await page.evaluate((alan) => {
    addEventListener('callback-before-schedule', ({ target }) => Object.assign(target, alan), { once: true });
  }, ALAN);
  await panel.note.fill('for Ada');
  await panel.schedule.click();
  await becomes(() => panel.name.inputValue(), 'Alan Turing');
  const [callback] = await scheduled(page);
  assert.equal(callback.conversationId, 'c-1');
  assert.equal(callback.callbackUserName, 'Ada Lovelace');
  assert.equal(await panel.note.inputValue(), '');
  await becomes(() => panel.schedule.getAttribute('aria-disabled'), null);
});

story('a default time ticks on until it is touched, and a typed one stays', async ({ open }) => {
  const page = await open('stories/plain/');
  const panel = await new Panel(page).ready();
  await becomes(() => text(panel.time), '9:30 AM');
  await panel.set({ now: '2026-11-23T14:02:00Z' });
  await becomes(() => text(panel.time), '9:35 AM');
  await panel.time.fill('11:00');
  await panel.time.blur();
  await panel.set({ now: '2026-11-23T14:30:00Z' });
  assert.equal(await text(panel.time), '11:00');
});

/** What stands in a field; some languages write PM after a narrow space. */
const text = async (field) => (await field.inputValue()).replace(/\s/g, ' ');
