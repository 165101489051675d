/** A page's style sheet reaches the element and what it inherits, but nobody inside: the panel stays usable, measured. */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { scheduled, says, shoot, story } from '../support.mjs';

const HOSTILE = 'stories/hostile-css/';

story('every control can be seen, is large enough and stands where it belongs', async ({ open }) => {
  const page = await open(HOSTILE);
  const panel = await new Panel(page).ready();
  await shoot(page, 'hostile');
  const width = await panel.host.evaluate((element) => element.getBoundingClientRect().width);
  assert.ok(width >= 280, `the panel is ${width} px wide`);
  const controls = [
    panel.phone, panel.name, panel.date, panel.time, panel.zone, panel.queue, panel.toMe, panel.owned, panel.note, panel.schedule,
  ];
  let below = 0;
  for (const control of controls) {
    const label = await control.evaluate((element) => element.id || element.textContent);
    assert.ok(await control.isVisible(), `${label} is visible`);
    const box = await control.boundingBox();
    assert.ok(box.width >= 16 && box.height >= 16, `${label} is ${box.width} x ${box.height} px`);
    assert.ok(box.y >= below - 1, `${label} does not stand above the one before it`);
    below = box.y;
    const look = await control.evaluate((element) => {
      const { fontSize, lineHeight, letterSpacing, textTransform, opacity, pointerEvents, direction } = getComputedStyle(element);
      return { fontSize, lineHeight, letterSpacing, textTransform, opacity, pointerEvents, direction };
    });
    assert.ok(parseFloat(look.fontSize) <= 18, `${label}: text of ${look.fontSize}`);
    const lines = look.lineHeight === 'normal' ? Infinity : parseFloat(look.lineHeight);
    assert.ok(lines >= parseFloat(look.fontSize), `${label}: lines of ${look.lineHeight}`);
    assert.equal(look.letterSpacing, 'normal', label);
    assert.equal(look.textTransform, 'none', label);
    assert.equal(look.opacity, '1', label);
    assert.notEqual(look.pointerEvents, 'none', label);
    assert.equal(look.direction, 'ltr', label);
  }
});

story('a callback is scheduled there with the mouse', async ({ open }) => {
  const page = await open(HOSTILE);
  const panel = await new Panel(page).ready();
  await panel.button('Choose date').click();
  const day = panel.calendar.getByRole('gridcell', { name: 'Tuesday, November 24, 2026' });
  const box = await day.boundingBox();
  assert.ok(box.width >= 24 && box.height >= 24, `a day is ${box.width} x ${box.height} px`);
  await day.click();
  await panel.toMe.click();
  await panel.schedule.click();
  await scheduled(page);
  await says(panel.row('Ada Lovelace'), 'To you');
  await shoot(page, 'hostile-scheduled');
});
