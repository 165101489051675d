/** Before the panel is there, where it cannot be had, and when it breaks: the loader stands in for it (S3). */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { accessible, becomes, says, scheduled, shoot, story, told, until } from '../support.mjs';

const PLAIN = 'stories/plain/';
const WASM = '**/callback-panel_bg.wasm*';
const LATER = '**/later.wasm*';

story('a skeleton stands until the panel is there', async ({ open, context }) => {
  let arrive;
  const held = new Promise((resolve) => { arrive = resolve; });
  await context.route(WASM, async (route) => {
    await held;
    await route.continue();
  });
  const page = await open(PLAIN);
  const panel = new Panel(page);
  const skeleton = panel.host.locator('[part=skeleton]');
  await skeleton.waitFor();
  assert.equal(await skeleton.getAttribute('aria-busy'), 'true');
  assert.ok(await panel.host.evaluate((element) => element.matches(':state(loading)')));
  await accessible(page, 'skeleton');
  await shoot(page, 'skeleton');
  await panel.set({ contactName: 'Grace Hopper' });
  arrive();
  await panel.ready();
  assert.equal(await panel.name.inputValue(), 'Grace Hopper', 'what was set meanwhile is not lost');
  await skeleton.waitFor({ state: 'hidden' });
});

story('what could not be loaded can be tried again', async ({ open, context, wrong }) => {
  let broken = true;
  await context.route(WASM, (route) => (broken ? route.fulfill({ status: 503 }) : route.continue()));
  const page = await open(PLAIN);
  const panel = new Panel(page);
  const card = panel.host.getByRole('alert');
  await says(card, 'The callback panel could not be loaded.');
  await becomes(async () => (await told(page, 'callback-error')).map(({ kind }) => kind), ['load']);
  await accessible(page, 'failure');
  await shoot(page, 'failure');
  broken = false;
  await panel.button('Try again').click();
  await panel.ready();
  await panel.schedule.click();
  await scheduled(page);
  // The answer itself is named in the console, by the browser.
  assert.equal(wrong.length, 1);
  assert.match(wrong.pop(), /503/);
});

story('a panel that broke is reloaded with one press, and the draft comes back', async ({ open, context, wrong }) => {
  // A real trap: the first instance is called with a pointer to where its memory is not.
  await context.route('**/callback-panel.js*', async (route) => {
    const glue = await route.fetch();
    const body = `${await glue.text()}\nglobalThis.trap ??= () => wasm.panelhandle_call(0x7ffffff0, 0, 0);`;
    await route.fulfill({ response: glue, body });
  });
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.note.fill('half a promise');
  await panel.when('tomorrow', '3 pm');
  await page.evaluate(() => { setTimeout(() => window.trap()); });
  const card = panel.host.getByRole('alert');
  await says(card, 'The callback panel stopped working. What you typed is kept.');
  await becomes(async () => (await told(page, 'callback-error')).map(({ kind }) => kind), ['trap']);
  await accessible(page, 'stopped');
  await shoot(page, 'stopped');
  await panel.button('Reload panel').click();
  await panel.ready();
  await becomes(() => panel.note.inputValue(), 'half a promise');
  assert.equal(await panel.time.inputValue(), '3 pm');
  await says(panel.body, 'What you had typed is back.');
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.equal(callback.data.notes, 'half a promise');
  assert.equal(wrong.length, 1);
  assert.match(wrong.pop(), /memory access out of bounds/);
});

story('closed and opened again, the panel is as it was', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.note.fill('not yet');
  await panel.button('Close').click();
  await panel.body.waitFor({ state: 'hidden' });
  await until(async () => assert.equal((await told(page, 'callback-close')).length, 1));
  assert.equal(await panel.host.getAttribute('open'), null);
  await panel.host.evaluate((element) => element.show());
  await panel.body.waitFor();
  assert.equal(await panel.note.inputValue(), 'not yet');
});

story('the form can be used with loader, glue and wasm alone; a press waits for the rest', async ({ open, context }) => {
  let arrive;
  const held = new Promise((resolve) => { arrive = resolve; });
  await context.route(LATER, async (route) => {
    await held;
    await route.continue();
  });
  const fetched = [];
  context.on('request', (request) => fetched.push(new URL(request.url()).pathname.split('/').pop()));
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  for (const field of [panel.phone, panel.name, panel.date, panel.time, panel.zone, panel.queue, panel.note]) {
    await field.waitFor();
  }
  await panel.when('tomorrow', '3:30 pm');
  await says(panel.host.locator('[part~=clocks]'), '3:30 PM');
  await panel.time.fill('25:61');
  await panel.time.blur();
  await becomes(() => panel.time.getAttribute('aria-invalid'), 'true', 'checked as one types');
  await panel.time.fill('3:30 pm');
  const own = fetched.filter((name) => name.startsWith('callback-') || name.endsWith('.wasm'));
  assert.deepEqual(own.sort(), ['callback-panel.js', 'callback-panel_bg.wasm', 'callback-scheduler.js', 'later.wasm']);
  await panel.schedule.click();
  assert.equal((await told(page, 'callback-scheduled')).length, 0);
  arrive();
  assert.equal((await scheduled(page)).length, 1, 'the press was not lost');
});

story('the rest that could not be loaded says so, and comes when tried again', async ({ open, context, wrong }) => {
  let broken = true;
  await context.route(LATER, (route) => (broken ? route.fulfill({ status: 503 }) : route.continue()));
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  const card = panel.host.getByRole('alert').filter({ hasText: 'could not be loaded' });
  await says(card, 'Scheduling and the list of callbacks could not be loaded. What you typed is kept.');
  await panel.note.fill('half a promise');
  await accessible(page, 'incomplete');
  await shoot(page, 'incomplete');
  broken = false;
  await panel.button('Try again').click();
  await panel.list.waitFor();
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.equal(callback.data.notes, 'half a promise');
  assert.equal(wrong.length, 1);
  assert.match(wrong.pop(), /503/);
});
