/** An owned callback in its last 15 minutes stays as it is, and the panel says so beforehand (P11). */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { accessible, becomes, scheduled, says, story, told, until } from '../support.mjs';

const LOCKED = 'Locked: owned, and due in less than 15 minutes.';

story('one booked less than 15 minutes ahead is locked from the start, and told so before', async ({ open }) => {
  const page = await open('stories/plain/');
  const panel = await new Panel(page).ready();
  await panel.owned.check();
  await panel.when('today', '9:14 AM');
  await says(panel.body, 'Less than 15 minutes ahead: it cannot be changed once scheduled, only cancelled or called at once.');
  await panel.schedule.click();
  await scheduled(page);

  const row = panel.row('Ada Lovelace');
  await says(row, 'Owned by you', LOCKED);
  assert.ok(await row.getByRole('button', { name: 'Edit: Ada Lovelace' }).isHidden());
  await row.getByRole('button', { name: 'Call now: Ada Lovelace' }).click();
  const updated = await until(async () => {
    const events = await told(page, 'callback-updated');
    assert.equal(events.length, 1);
    return events[0];
  });
  assert.equal(updated.change, 'call-now');
  await accessible(page);
});

story('the lock closes 15 minutes before its time, not earlier', async ({ open }) => {
  const page = await open('stories/plain/');
  const panel = await new Panel(page).ready();
  await panel.owned.check();
  await panel.when('today', '10:00 AM');
  assert.doesNotMatch(await panel.described(panel.owned), /Less than 15 minutes/);
  await panel.schedule.click();
  await scheduled(page);

  const row = panel.row('Ada Lovelace');
  const edit = row.getByRole('button', { name: 'Edit: Ada Lovelace' });
  await panel.set({ now: '2026-11-23T14:44:59Z' });
  await edit.waitFor();
  await panel.set({ now: '2026-11-23T14:45:00Z' });
  await edit.waitFor({ state: 'hidden' });
  await says(row, LOCKED);
});

story('cancel works in the lock, and can be undone for a while', async ({ open }) => {
  const page = await open('stories/plain/');
  const panel = await new Panel(page).ready();
  await panel.owned.check();
  await panel.when('today', '9:14 AM');
  await panel.schedule.click();
  await scheduled(page);

  const row = panel.row('Ada Lovelace');
  const cancel = row.getByRole('button', { name: 'Cancel: Ada Lovelace' });
  const undo = row.getByRole('button', { name: 'Undo: cancel Ada Lovelace' });
  await cancel.click();
  await says(row, 'Cancelled');
  await undo.click();
  await cancel.waitFor();
  assert.deepEqual(await told(page, 'callback-cancelled'), [], 'nobody was told of what did not happen');

  await cancel.click();
  await undo.waitFor();
  await panel.set({ now: '2026-11-23T14:00:09Z' });
  await becomes(async () => (await told(page, 'callback-cancelled')).length, 1);
  await undo.waitFor({ state: 'hidden' });
  const [callback] = await told(page, 'callback-cancelled');
  assert.equal(callback.disconnectType, 'client');
});
