/** A run of the demo, shared as a link or a file, is the same run on another page, to the letter (D2). */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Desktop } from '../desktop.mjs';
import { accessible, becomes, hasFocus, says, seen, shoot, story, tabTo } from '../support.mjs';

const EXACT = 'it was exact';
/** More than there are callback events in any of these runs. */
const EVENTS_MAX = 300;
const TYPED = { name: 'Zoë Quist', phone: '+16465550177', note: 'Ask for the “blue” invoice, 你好' };

/** The bar of the run, in the words of who uses it. */
class Run {
  constructor(desktop) {
    this.desktop = desktop;
    this.page = desktop.page;
    this.bar = this.page.getByRole('region', { name: /^(Run|Replay)/ });
    this.status = this.bar.getByRole('status');
    this.typed = this.bar.getByRole('checkbox');
    this.link = this.bar.getByRole('textbox', { name: 'Link' });
    this.file = this.bar.getByLabel('Open file');
  }

  button(name) {
    return this.bar.getByRole('button', { name });
  }

  /** Copies the link, and gives the part of it behind the page's address. */
  async copied() {
    await this.button('Copy link').click();
    const link = await this.link.inputValue();
    assert.equal(await this.page.evaluate(() => navigator.clipboard.readText()), link);
    return link.slice(link.indexOf('#'));
  }

  /** Saves the file, and gives what stands in it. */
  async saved() {
    const [download] = await Promise.all([this.page.waitForEvent('download'), this.button('Save file').click()]);
    assert.match(download.suggestedFilename(), /^callback-run-\d+\.json$/);
    return readFile(await download.path(), 'utf8');
  }

  async choose(text) {
    await this.file.setInputFiles({ name: 'run.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  }

  /** From event to event, to the end of the replay. */
  async toTheEnd() {
    for (let presses = 0; presses < EVENTS_MAX; presses += 1) {
      if (/is over/.test(await this.status.innerText())) return;
      await this.desktop.next.press('Enter');
    }
    assert.fail(`no end after ${EVENTS_MAX} events`);
  }
}

/** Opens the demo, and does one thing of each kind. */
async function recorded(open, context) {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const desktop = await Desktop.open(open);
  const { page, panel } = desktop;
  await desktop.pause();
  await panel.name.fill(TYPED.name);
  await panel.phone.fill(TYPED.phone);
  await panel.note.fill(TYPED.note);
  await panel.zone.fill('New York');
  await panel.zone.press('Tab');
  await panel.when('today', '9:20 AM');
  await panel.toMe.check();
  await panel.schedule.click();
  await panel.row(TYPED.name).waitFor();
  await desktop.free();
  await page.getByRole('button', { name: 'Put Kim Sato off queue' }).click();
  await desktop.forward(() => panel.card.isVisible());
  await panel.card.getByRole('button', { name: 'Decline' }).click();
  await says(panel.body, 'You are Not Responding');
  await page.getByRole('button', { name: 'Mark uncallable: Hannah Weiss' }).click();
  await desktop.button('Campaign reset').click();
  for (let events = 0; events < 4; events += 1) await desktop.next.press('Enter');
  return { desktop, page, run: new Run(desktop) };
}

/** Every line that is drawn, of both kinds, and what became of the callbacks. */
async function told({ page, timeline, callbacks }) {
  const all = [await callbacks.getByRole('row').allInnerTexts()];
  for (const kind of ['Everything', 'Callbacks and you']) {
    await page.getByRole('radio', { name: kind }).check();
    all.push(await page.getByRole('heading', { name: /^Timeline/ }).innerText(), await timeline.innerText());
  }
  // Buttons differ: what the panel of another page booked is answered in the table.
  return JSON.stringify(all).replaceAll(/(Accept|Decline|Dial( again)?|End|Work done)(\\n)?/g, '');
}

/** Somebody else opens the page, there with a run or with none. */
async function opened(open, fragment = '') {
  const page = await open(fragment);
  const desktop = new Desktop(page);
  return { desktop, page, run: new Run(desktop) };
}

story('a link: recorded, opened elsewhere, and the same to the letter', async ({ open, elsewhere, context }) => {
  const mine = await recorded(open, context);
  await mine.run.typed.check();
  const fragment = await mine.run.copied();
  assert.ok(fragment.length < 600, `${fragment.length} characters`);
  const before = await told(mine.desktop);
  assert.match(before, /Callback for Zoë Quist: alerts you/);

  const theirs = await opened(await elsewhere(), fragment);
  await says(theirs.run.bar, 'Replay', 'of 7 deeds');
  assert.equal(await theirs.desktop.panel.host.isVisible(), false, 'the panel is put away');
  await theirs.run.toTheEnd();
  await says(theirs.run.status, EXACT);
  assert.equal(await told(theirs.desktop), before);
  await says(theirs.desktop.callbacks, TYPED.note);

  // Over again, by the clock this time.
  await theirs.desktop.button('Start over').click();
  await says(theirs.run.bar, '0 of 7 deeds');
  await theirs.page.getByRole('radio', { name: '60×' }).check();
  await becomes(async () => /[2-7] of 7/.test(await theirs.run.bar.innerText()), true);
  await theirs.run.toTheEnd();
  await says(theirs.run.status, EXACT);
  assert.equal(await told(theirs.desktop), before);
});

story('a file: what was typed stays behind unless it is asked for, and all else is the same', async ({ open, elsewhere, context }) => {
  const mine = await recorded(open, context);
  const text = await mine.run.saved();
  await says(mine.run.status, 'placeholders stand for 1 name, 1 number, 1 note');
  const before = await told(mine.desktop);
  for (const typed of Object.values(TYPED)) assert.ok(!text.includes(typed), `${typed} stays here`);
  assert.equal(JSON.parse(text).version, 1);

  const theirs = await opened(await elsewhere());
  await theirs.run.choose(text);
  await says(theirs.run.bar, 'Replay');
  await theirs.run.toTheEnd();
  await says(theirs.run.status, EXACT);
  assert.equal(await told(theirs.desktop), before.replaceAll(TYPED.name, 'Contact 1').replaceAll(TYPED.note, '(a note)'));

  await mine.run.typed.check();
  const whole = await mine.run.saved();
  for (const typed of [TYPED.name, TYPED.phone]) assert.ok(whole.includes(typed), `${typed} goes along`);
  await theirs.run.choose(whole);
  await says(theirs.run.bar, '0 of 7 deeds');
  await theirs.run.toTheEnd();
  assert.equal(await told(theirs.desktop), before);
});

story('who takes over goes on by hand, and who goes back finds the own run', async ({ open, context }) => {
  const mine = await recorded(open, context);
  const before = await told(mine.desktop);
  const fragment = await mine.run.copied();

  // In the same browser: the own run waits meanwhile.
  const { desktop, page, run } = await opened(open, fragment);
  await desktop.pause();
  await desktop.button('Campaign reset').click();
  await says(run.status, 'Nothing was done: this is a replay.');
  await says(run.bar, 'of 7 deeds');
  await run.button('Back to my run').click();
  await says(run.bar, 'Run', '7 deeds by hand');
  assert.equal(await told(desktop), before);
  await desktop.panel.row(TYPED.name).waitFor();
  assert.equal(new URL(page.url()).hash, '');

  await page.goto(page.url() + fragment);
  await says(run.bar, 'Replay');
  await desktop.forward(() => desktop.callbacks.getByRole('button', { name: 'Accept: Contact 1' }).isVisible());
  await run.button('Take over here').click();
  await says(run.bar, 'Run', '4 deeds by hand');
  await desktop.callbacks.getByRole('button', { name: 'Accept: Contact 1' }).click();
  await desktop.callbacks.getByRole('button', { name: 'Dial: Contact 1' }).click();
  await says(desktop.lines('Callback for Contact 1', 'is dialed for you').first(), 'Dial was pressed');
  await says(run.bar, '6 deeds by hand');
  // It is this browser's run now.
  await page.reload();
  await says(run.bar, 'Run', '6 deeds by hand');
  await says(desktop.lines('Callback for Contact 1', 'is dialed for you').first(), 'Dial was pressed');
});

story('what is no run says so in words', async ({ open, elsewhere, context }) => {
  const mine = await recorded(open, context);
  const fragment = await mine.run.copied();
  const text = await mine.run.saved();
  const openThere = await elsewhere();
  for (const [bad, why] of [
    [fragment.slice(0, -9), 'This link is damaged'],
    [fragment.replace('run=1.', 'run=1.A'), 'This link is damaged'],
    [fragment.replace('run=1.', 'run=3.'), 'This link is of version 3, and this page knows version 1 only'],
  ]) {
    const { desktop, run } = await opened(openThere, bad);
    await says(run.status, why);
    await says(run.bar, 'Run');
    await desktop.panel.ready();
  }
  const { page, run } = await opened(openThere);
  for (const [bad, why] of [
    ['<p>', 'This file holds no run of this demo.'],
    ['{"format":"another"}', 'This file holds no run of this demo.'],
    [text.replace('"version":1', '"version":2'), 'This file is of version 2'],
    [text.replace(/"scenario":"[^"]*"/, '"scenario":"moon-base"'), 'of another contact center (“moon-base”)'],
    [text.replace(/"seed":\d+/, '"seed":null'), 'This file is damaged'],
    [text.replace(/\[1,false\]/, '[9,false]'), 'names what this contact center does not have'],
  ]) {
    await run.choose(bad);
    await says(run.status, why);
  }
  await accessible(page, 'a bad file');
  // Right in its form, wrong in its fingerprint: it runs, and says that it was not the same.
  await run.choose(text.replace(/"digest":"[0-9a-f]/, '"digest":"x'));
  await run.toTheEnd();
  await says(run.status, 'it was not exact');
});

story('too much for a link is offered as a file', async ({ open, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { desktop, page, run } = await opened(open);
  await desktop.pause();
  const button = page.getByRole('button', { name: /^Put Jo Reyes/ });
  await button.evaluate((button) => {
    for (let presses = 0; presses < 1500; presses += 1) button.click();
  });
  await run.button('Copy link').click();
  await says(run.status, 'Too much was done for a link', 'at most 4000 arrive everywhere. Save a file instead.');
  assert.equal(JSON.parse(await run.saved()).run.done.length, 1500);
});

story('by keyboard alone: shared, opened, taken over', async ({ open, elsewhere, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const mine = await opened(open);
  await mine.desktop.pause();
  await mine.run.typed.waitFor();
  await tabTo(mine.page, mine.run.typed);
  await mine.page.keyboard.press('Space');
  assert.ok(await mine.run.typed.isChecked());
  await tabTo(mine.page, mine.run.button('Copy link'));
  await mine.page.keyboard.press('Enter');
  const link = await mine.run.link.inputValue();

  const { desktop, page, run } = await opened(await elsewhere(), link.slice(link.indexOf('#')));
  await run.button('Take over here').waitFor();
  await tabTo(page, desktop.next);
  await run.toTheEnd();
  await tabTo(page, run.button('Take over here'));
  await page.keyboard.press('Enter');
  await says(run.bar, 'Run');
  assert.ok(await hasFocus(run.bar), 'who pressed it goes on at the bar');
  await tabTo(page, run.file);
});

story('how it looks: a run, its replay, and the end of it', async ({ open, elsewhere, context }) => {
  const mine = await recorded(open, context);
  await mine.run.copied();
  await seen(mine.page, 'demo-run');
  await inItsBoxes(mine.page);
  const link = await mine.run.link.inputValue();
  const { desktop, page, run } = await opened(await elsewhere(), link.slice(link.indexOf('#')));
  await desktop.pause();
  for (let events = 0; events < 5; events += 1) await desktop.next.press('Enter');
  await seen(page, 'demo-replay');
  await inItsBoxes(page);
  await run.toTheEnd();
  await seen(page, 'demo-replayed', { narrow: false });
  await page.emulateMedia({ forcedColors: 'active' });
  await shoot(page, 'demo-replayed-forced');
});

/** At 320 px no table scrolls sideways in its box. */
async function inItsBoxes(page) {
  await page.setViewportSize({ width: 320, height: 900 });
  const over = await page.locator('.scroll').evaluateAll((boxes) => boxes.map((box) => box.scrollWidth - box.clientWidth));
  assert.deepEqual(over, [0, 0, 0]);
  await page.setViewportSize({ width: 1280, height: 900 });
}
