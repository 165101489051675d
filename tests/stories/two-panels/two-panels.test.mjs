/** Panels of one page, and pages of one browser, share what is scheduled and nothing else. */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { accessible, becomes, says, scheduled, story, told, until } from '../support.mjs';

const TWO = 'stories/two-panels/';
const PLAIN = 'stories/plain/';

async function both(open) {
  const page = await open(TWO);
  const one = await new Panel(page, '#one').ready();
  const two = await new Panel(page, '#two').ready();
  return { page, one, two };
}

story('moved about, each panel keeps its own draft', async ({ open }) => {
  const { page, one, two } = await both(open);
  await one.note.fill('for Ada');
  await two.note.fill('for Alan');
  await two.time.fill('soonish');
  await page.evaluate(async () => {
    const [left, right] = [document.getElementById('left'), document.getElementById('right')];
    const [first, second] = [document.getElementById('one'), document.getElementById('two')];
    right.append(first);
    left.append(second);
    await Promise.resolve();
    left.prepend(first);
    await first.ready;
    await second.ready;
  });
  assert.equal(await one.note.inputValue(), 'for Ada');
  assert.equal(await two.note.inputValue(), 'for Alan');
  assert.equal(await two.time.inputValue(), 'soonish');
  assert.equal(await one.phone.inputValue(), '+12125550123');
});

story('taken out and put back, a panel brings its draft along', async ({ open }) => {
  const { page, one } = await both(open);
  await one.note.fill('for Ada');
  await page.evaluate(async () => {
    const panel = document.getElementById('one');
    panel.remove();
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    document.getElementById('right').append(panel);
    await panel.ready;
  });
  await becomes(() => one.note.inputValue(), 'for Ada');
});

story('what one books the other lists, and one interaction still has one callback', async ({ open }) => {
  const { page, one, two } = await both(open);
  await two.schedule.click();
  await scheduled(page);
  await says(one.row('Alan Turing'), '+442071838750', 'Sales');
  await says(two.row('Alan Turing'), '+442071838750');
  assert.equal(await one.schedule.getAttribute('aria-disabled'), null, 'its own interaction has none yet');
  await accessible(page);

  await one.set({ conversationId: 'c-2' });
  await says(one.body, 'This interaction has its callback already.');
  await becomes(() => one.schedule.getAttribute('aria-disabled'), 'true');
});

story('two tabs that book for the same conversation get one callback', async ({ open }) => {
  const pages = [await open(PLAIN), await open(PLAIN)];
  const panels = [];
  for (const page of pages) panels.push(await new Panel(page).ready());
  // Whoever is later may find the button off already: the first tab has told the other.
  await Promise.all(panels.map((panel) => panel.schedule.click({ force: true })));
  for (const panel of panels) await becomes(() => panel.rows.count(), 1);
  const counts = await Promise.all(pages.map(async (page) => (await told(page, 'callback-scheduled')).length));
  assert.equal(counts[0] + counts[1], 1, 'one callback, told of once');
  for (const page of pages) await page.reload();
  for (const panel of panels) {
    await panel.ready();
    await becomes(() => panel.rows.count(), 1);
  }
});

story('several presses are one callback', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.schedule.dblclick();
  await panel.schedule.press('Enter');
  await panel.host.evaluate((element) => element.schedule());
  await until(async () => assert.equal((await told(page, 'callback-scheduled')).length, 1));
  await becomes(() => panel.rows.count(), 1);
});
