/** Everything works under the policy of the embedding contract, Trusted Types included, and nothing violates it. */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { accessible, scheduled, says, story, until } from '../support.mjs';

story('the panel works in full under the strict policy', async ({ open, wrong }) => {
  const page = await open('stories/plain/?csp=strict');
  const panel = await new Panel(page).ready();
  const enforced = await page.evaluate(() => {
    try {
      document.createElement('p').innerHTML = '<b>no</b>';
      return false;
    } catch (error) {
      return error instanceof TypeError;
    }
  });
  assert.ok(enforced, 'Trusted Types are in force on this page');
  // That attempt is told of twice, by the browser and by the watch: so a violation would be seen.
  await until(async () => assert.equal(wrong.length, 2));
  wrong.length = 0;

  await panel.button('Choose date').click();
  await panel.calendar.getByRole('gridcell', { name: 'Tuesday, November 24, 2026' }).click();
  assert.equal(await panel.date.inputValue(), '11/24/2026');
  await panel.zone.fill('lond');
  await panel.host.getByRole('option', { name: /London/ }).first().click();
  await panel.time.fill('soonish');
  await panel.time.blur();
  await panel.problem(panel.time, 'Not a time');
  await panel.time.fill('14:30');
  await panel.toMe.check();
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.equal(callback.callbackScheduledTime, '2026-11-24T14:30:00.000Z');
  await says(panel.row('Ada Lovelace'), 'Tue, Nov 24, 2:30 PM · UTC', 'You: 9:30 AM');

  await panel.set({ callbacks: [{ id: callback.id, state: 'alerting', agentId: 'kim' }] });
  await panel.card.getByRole('button', { name: 'Decline' }).click();
  await panel.set({ callbacks: [{ id: callback.id, state: 'queued' }] });
  await panel.row('Ada Lovelace').getByRole('button', { name: /^Cancel/ }).click();
  await panel.set({ locale: 'de-DE' });
  await until(async () => assert.match(await panel.row('Ada Lovelace').innerText(), /24\. Nov/));
  await accessible(page);
  await panel.set({ locale: 'en-US' });
});
