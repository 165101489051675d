/** The main job with the keyboard alone: promise a callback during the call, and watch it come to me. */
import assert from 'node:assert/strict';
import { Desktop } from '../desktop.mjs';
import { accessible, hasFocus, says, seen, story, tabTo, until } from '../support.mjs';

story('scheduled by keyboard, routed to me, and the timeline says why', async ({ open }) => {
  const desktop = await Desktop.open(open);
  const { page, panel } = desktop;
  const press = (key) => page.keyboard.press(key);
  const name = await panel.name.inputValue();

  const pause = page.getByRole('radio', { name: 'Pause' });
  const one = page.getByRole('radio', { name: '1×' });
  await tabTo(page, one, 'Shift+Tab');
  await press('ArrowLeft');
  assert.ok(await pause.isChecked(), 'the clock stands');

  await tabTo(page, panel.date, 'Shift+Tab');
  await press('Alt+ArrowDown');
  await panel.calendar.waitFor();
  await until(async () => assert.ok(await hasFocus(panel.calendar.getByRole('gridcell'))));
  await press('ArrowRight');
  await press('ArrowLeft');
  await press('Enter');
  await panel.calendar.waitFor({ state: 'hidden' });
  assert.equal(await panel.date.inputValue(), '03/08/2027');
  await tabTo(page, panel.time);
  await page.keyboard.type('10a');
  await tabTo(page, panel.zone);
  await page.keyboard.type('new york');
  await says(panel.host.getByRole('option').first(), 'New York', 'Eastern Standard Time');
  await tabTo(page, panel.toMe);
  await press('Space');
  assert.ok(await panel.toMe.isChecked());
  await tabTo(page, panel.note);
  await page.keyboard.type('Wants the new tariff explained');
  await tabTo(page, panel.schedule);
  await press('Enter');
  await says(panel.row(name), 'Mon, Mar 8, 10:00', 'To you');
  await says(desktop.callbacks.getByRole('row').filter({ hasText: name }), 'to you if possible', 'Due in');

  await tabTo(page, desktop.button('End call'), 'Shift+Tab');
  await press('Enter');
  await desktop.button('Finish after-call work').waitFor();
  await tabTo(page, desktop.button('Finish after-call work'));
  await press('Enter');

  await tabTo(page, desktop.next);
  await desktop.forward(() => panel.card.isVisible());
  await says(panel.card, name, 'Wants the new tariff explained', /\d+ s left/);
  await says(desktop.lines('alerts you').first(), `Callback for ${name}`, 'Booked “to me if possible”, and available');
  await accessible(page, 'the demo while it alerts');

  for (const [answer, line, why] of [
    ['Accept', 'with you', 'Accepted the alert'],
    ['Dial now', 'is dialed for you', 'Dial was pressed'],
  ]) {
    await tabTo(page, panel.card.getByRole('button', { name: answer }), 'Shift+Tab');
    await press('Enter');
    await says(desktop.lines(`Callback for ${name}`, line).first(), why);
  }
  await tabTo(page, panel.card.getByRole('button', { name: 'End' }), 'Shift+Tab');
  await press('Enter');
  await until(async () => assert.ok(await desktop.lines(`Callback for ${name}`, /call work, you|ended by you/).count()));
});

story('the demo is accessible wide and narrow, light and dark', async ({ open }) => {
  const desktop = await Desktop.open(open);
  await desktop.pause();
  await seen(desktop.page, 'demo');
});
