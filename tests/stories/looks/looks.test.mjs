import { Panel, seen, story } from '../support.mjs';

story('an empty panel looks right everywhere', async ({ open }) => {
  const page = await open('stories/plain/');
  const panel = await new Panel(page).ready();
  await seen(page, 'empty');
  await panel.set({ ani: '' });
});
