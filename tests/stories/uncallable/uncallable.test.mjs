/** A contact marked uncallable keeps what is scheduled, until the list changes or the campaign begins anew (P13). */
import { Desktop } from '../desktop.mjs';
import { says, story } from '../support.mjs';

for (const [press, why] of [
  ['Contact list changes', 'the contact list changed'],
  ['Campaign reset', 'the campaign was reset'],
  ['Campaign recycle', 'the campaign was recycled'],
]) {
  story(`marked uncallable, then: ${press}`, async ({ open }) => {
    const desktop = await Desktop.open(open);
    const { page, panel } = desktop;
    await desktop.pause();
    const name = await panel.name.inputValue();
    await panel.schedule.click();
    await panel.row(name).waitFor();
    const row = desktop.callbacks.getByRole('row').filter({ hasText: name });
    await row.getByRole('button', { name: 'Mark uncallable' }).click();
    await says(row, 'Due in', 'Uncallable');
    await page.getByRole('button', { name: press }).click();
    await says(row, 'Disconnected: uncallable');
    await says(desktop.lines(`Callback for ${name}`, 'disconnected').first(), `uncallable: ${name} is marked, and ${why}`);
    await says(panel.row(name), 'Dropped: contact may not be called');
  });
}
