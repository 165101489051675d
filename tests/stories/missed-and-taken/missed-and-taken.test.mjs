/** A callback that I asked for and missed goes to the next agent, and I am told plainly what I am now (P7, G3). */
import { Desktop } from '../desktop.mjs';
import { accessible, says, seen, story } from '../support.mjs';

story('missed by me: Not Responding, taken by the next, and one press back on queue', async ({ open }) => {
  const desktop = await Desktop.open(open);
  const { page, panel } = desktop;
  await desktop.pause();
  const name = await panel.name.inputValue();
  const callback = `Callback for ${name}`;
  await panel.zone.fill('New York');
  await panel.zone.press('Tab');
  await panel.when('today', '9:20 AM');
  await panel.toMe.check();
  await panel.schedule.click();
  await panel.row(name).waitFor();
  await desktop.free();

  await desktop.forward(() => panel.card.isVisible());
  await seen(page, 'demo-alert');
  await desktop.forward(() => panel.button('Back on queue').isVisible());
  await says(panel.body, 'You are Not Responding: an alert was missed or declined. No interaction is routed to you.');
  await says(desktop.lines(callback, 'no longer alerts you').first(), 'Not answered in time');
  await seen(page, 'demo-not-responding');

  await desktop.forward(() => desktop.lines(callback, /: alerts (?!you)/).first().isVisible());
  await says(desktop.lines(callback, /: alerts (?!you)/).first(), /instead of you \(.*did not answer in time\)/);

  await panel.button('Back on queue').click();
  await panel.button('Back on queue').waitFor({ state: 'hidden' });
  await says(page.getByRole('banner'), 'Idle');
  await accessible(page);
});
