/** What was scheduled outlives a reload; where it cannot, the panel says so before Schedule (S1). */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { accessible, becomes, says, scheduled, story, told } from '../support.mjs';

const PLAIN = 'stories/plain/';
const LOST = 'This browser keeps nothing here: what you schedule is lost when this page closes.';

story('scheduled, reloaded, still there, and no second one', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.when('tomorrow', '3 pm');
  await panel.note.fill('Grüße, 你好, שלום');
  await panel.schedule.click();
  const [before] = await scheduled(page);
  await page.reload();
  await panel.ready();
  await says(panel.row('Ada Lovelace'), 'Tue, Nov 24, 3:00 PM');
  assert.equal(await panel.schedule.getAttribute('aria-disabled'), 'true');
  assert.equal(await panel.rows.count(), 1);
  assert.deepEqual(await told(page, 'callback-scheduled'), [], 'told of once');

  await panel.button('Edit: Ada Lovelace').click();
  assert.equal(await panel.note.inputValue(), before.data.notes);
});

story('an undo that ran out while the page was away is a cancel', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.schedule.click();
  await scheduled(page);
  await panel.button('Cancel: Ada Lovelace').click();
  await panel.button('Undo: cancel Ada Lovelace').waitFor();
  await page.reload();
  await panel.ready();
  await panel.button('Undo: cancel Ada Lovelace').waitFor();
  await panel.set({ now: '2026-11-23T14:00:09Z' });
  await becomes(async () => (await told(page, 'callback-cancelled')).length, 1);
});

story('without storage the panel says so before Schedule, and works for the day', async ({ open, context }) => {
  await context.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }));
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await says(panel.body, LOST);
  await accessible(page);
  await panel.schedule.click();
  await scheduled(page);
  await panel.row('Ada Lovelace').waitFor();
  await page.reload();
  await panel.ready();
  await says(panel.body, LOST, 'Nothing scheduled');
});

story('storage that refuses to open is the same as none', async ({ open, context }) => {
  await context.addInitScript(() => {
    IDBFactory.prototype.open = () => { throw new DOMException('denied', 'SecurityError'); };
  });
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await says(panel.body, LOST);
});
