/** What was scheduled reaches the backend once, whatever happens to the network, the page and the token (S1, P12). */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { PATIENCE_MS, becomes, says, scheduled, told, until } from '../support.mjs';
import { kept, sent, synced } from './synced.mjs';

const ONLY_HERE = 'Only on this device: 1.';

synced('a press reaches the backend once, and the instant is read back before it counts as sent', {}, async ({ backend, page }) => {
  const here = await page();
  const panel = await new Panel(here).ready();
  await panel.when('tomorrow', '3 pm');
  await panel.schedule.click();
  await scheduled(here);
  await sent(panel);
  assert.equal(kept(backend), 1);
  const [made] = backend.made;
  assert.equal(made.body.callbackScheduledTime, '2026-11-24T20:00:00.000Z');
  assert.equal(made.body.data.timeZone, 'America/New_York');
  assert.ok(backend.requests.some(({ method, path }) => method === 'GET' && path.endsWith(made.id)), 'read back');
  assert.ok(backend.requests.every(({ path }) => !path.includes('2125550123')), 'no number in an address');
});

synced('scheduled offline, reloaded, online: one callback', {}, async ({ backend, page }) => {
  const here = await page();
  const panel = await new Panel(here).ready();
  await until(() => assert.ok(backend.requests.length, 'it has spoken to the backend'));
  await backend.close();
  await panel.schedule.click();
  await scheduled(here);
  await says(panel.body, ONLY_HERE);
  await here.reload();
  await panel.ready();
  await says(panel.body, ONLY_HERE);
  await backend.reopen();
  await here.evaluate(() => dispatchEvent(new Event('online')));
  await sent(panel);
  assert.equal(kept(backend), 1);
  const levels = await told(here, 'callback-sync');
  assert.equal(levels.at(-1).onlyHere, 0);
});

synced('an answer lost after the commit makes no second one', {}, async ({ backend, page }) => {
  let lost = 0;
  backend.fault = ({ method }) => (method === 'POST' && lost++ < 3 ? 'lose answer' : null);
  const here = await page();
  const panel = await new Panel(here).ready();
  await panel.schedule.click();
  await sent(panel);
  assert.ok(lost > 3, `${lost} posts`);
  assert.equal(kept(backend), 1);
});

synced('a token that expires is asked for, and nothing is lost', {}, async ({ backend, page }) => {
  const here = await page();
  const panel = await new Panel(here).ready();
  await until(() => assert.ok(backend.requests.length));
  backend.token = 'second';
  await panel.schedule.click();
  await sent(panel);
  assert.ok((await told(here, 'callback-token-needed')).length > 0);
  assert.equal(kept(backend), 1);
});

synced('Retry-After is obeyed', {}, async ({ backend, page }) => {
  let refused = 0;
  backend.fault = ({ method }) => (method === 'POST' && refused++ === 0 ? 429 : null);
  const here = await page();
  const panel = await new Panel(here).ready();
  await panel.schedule.click();
  await sent(panel);
  const posts = backend.requests.filter(({ method }) => method === 'POST');
  assert.ok(posts[1].at - posts[0].at >= 1_000, 'a second later');
});

synced('an edit and a cancel follow in their order', {}, async ({ backend, page }) => {
  const here = await page();
  const panel = await new Panel(here).ready();
  await panel.schedule.click();
  await sent(panel);
  await panel.button('Edit: Ada Lovelace').click();
  await panel.note.fill('ring twice');
  await panel.save.click();
  await becomes(() => backend.made[0].body.data.notes, 'ring twice');
  await sent(panel);
  backend.made[0].version += 1;
  backend.made[0].body.data.notes = 'by somebody else';
  await panel.button('Edit: Ada Lovelace').click();
  await panel.note.fill('mine');
  await panel.save.click();
  await says(panel.row('Ada Lovelace'), 'Changed by somebody else too');
  assert.equal(backend.made[0].body.data.notes, 'by somebody else', 'nothing was overwritten');
  await panel.button('Keep mine').click();
  await becomes(() => backend.made[0].body.data.notes, 'mine');
});

synced('what is edited in one tab is seen in another, and one of them sends', {}, async ({ backend, page }) => {
  const tabs = [];
  for (let at = 0; at < 3; at += 1) tabs.push(await page());
  const panels = await Promise.all(tabs.map((tab) => new Panel(tab).ready()));
  // A tab in the background paints once a second at most, and a press waits for paints.
  await tabs[2].bringToFront();
  await panels[2].schedule.click();
  await Promise.all(panels.map(sent));
  await tabs[1].bringToFront();
  await panels[1].button('Edit: Ada Lovelace').click();
  await panels[1].note.fill('seen everywhere');
  await panels[1].save.click();
  await becomes(() => backend.made[0].body.data.notes, 'seen everywhere');
  await tabs[0].bringToFront();
  await panels[0].button('Edit: Ada Lovelace').click();
  await until(async () => assert.equal(await panels[0].note.inputValue(), 'seen everywhere'));
  assert.equal(kept(backend), 1);
});

synced('a region without keys is looked at before anything is sent again', { region: true, shownAtLook: 2 }, async ({ backend, page }) => {
  let lost = 0;
  backend.fault = ({ path }) => (path.endsWith('/callbacks') && lost++ === 0 ? 'cut answer' : null);
  const here = await page();
  const panel = await new Panel(here).ready();
  await panel.schedule.click();
  await scheduled(here);
  await until(() => assert.ok(backend.looks > 0, 'it looks'));
  // The next look comes ten seconds after the first.
  await until(() => assert.ok(backend.looks > 1, 'and looks again'), 2 * PATIENCE_MS);
  await sent(panel);
  const posts = backend.requests.filter(({ path }) => path.endsWith('/callbacks'));
  assert.equal(posts.length, 1, 'sent once');
  assert.equal(kept(backend), 1);
});
