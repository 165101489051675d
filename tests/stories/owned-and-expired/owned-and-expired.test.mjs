/** An owned callback waits for its owner for as long as the queue allows, and then ends as the queue has it (P8-P10). */
import assert from 'node:assert/strict';
import { Desktop } from '../desktop.mjs';
import { becomes, says, story } from '../support.mjs';

/** Books an owned callback during the first call, ends it and leaves the queue. */
async function owned(open, queue) {
  const desktop = await Desktop.open(open);
  const { panel } = desktop;
  await desktop.pause();
  const name = await panel.name.inputValue();
  await panel.queue.fill(queue);
  await panel.host.getByRole('option', { name: queue }).click();
  await panel.zone.fill('New York');
  await panel.zone.press('Tab');
  await panel.when('today', '10:00 AM');
  await panel.owned.check();
  await panel.schedule.click();
  await says(panel.row(name), 'Owned by you', queue);
  await desktop.free();
  await desktop.button('Go off queue').click();
  await becomes(() => desktop.button('Go on queue').isVisible(), true);
  return { desktop, panel, name, callback: `Callback for ${name}` };
}

story('its owner stays off queue: dropped at expiry, with the reason', async ({ open }) => {
  const { desktop, panel, name, callback } = await owned(open, 'Service');
  await says(panel.row(name), 'Dropped Mon, Mar 8, 12:00 if you are not on queue.');
  await desktop.forward(() => desktop.lines(callback, 'disconnected').first().isVisible());
  const waits = desktop.lines(callback, 'waits').first();
  await says(waits, /Its owner alone may take it until (Mon 8 Mar )?12:00(:00)?: you \(off queue\)/);
  await says(desktop.lines(callback, 'disconnected').first(), /timeout: .* ended at 12:00(:00)? \(.*off queue\)/);
  await says(panel.row(name), 'Dropped: ownership ran out');
  await says(desktop.callbacks.getByRole('row').filter({ hasText: name }), 'Disconnected: timeout');
  assert.equal(await desktop.lines(callback, 'alerts').count(), 0, 'nobody was alerted');
});

story('a queue that takes over hands it to the next agent instead', async ({ open }) => {
  const { desktop, panel, name, callback } = await owned(open, 'Billing');
  await says(panel.row(name), 'Goes to the queue Mon, Mar 8, 11:00 if not taken by its owner.');
  await desktop.forward(() => desktop.lines(callback, 'alerts').first().isVisible());
  await says(desktop.lines(callback, 'handed to the queue').first(), /ownership .*ended at 11:00(:00)? \(.*off queue\)/);
  assert.equal(await desktop.lines(callback, 'alerts you').count(), 0);
  await says(panel.row(name), 'Alerting');
});
