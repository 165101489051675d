/** Five tabs, of which the one that sends is killed while it sends, again and again (S1, P12). */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { scheduled, until } from '../support.mjs';
import { eachOnce, synced } from '../sync/synced.mjs';

const TABS = 5;
const KILLS = 20;

synced('the one of five tabs that sends is killed, twenty times, and each callback arrives once', {}, async ({ backend, page }) => {
  const tabs = [];
  for (let at = 1; at < TABS; at += 1) tabs.push(await page('watches'));
  await Promise.all(tabs.map((tab) => new Panel(tab).ready()));
  let [armed, killed] = [false, 0];
  backend.fault = ({ method }) => {
    if (method !== 'POST' || !armed) return null;
    armed = false;
    killed += 1;
    // The first tab has the lock. Every other time the backend has done what it was asked for.
    tabs.shift().close();
    return killed % 2 ? 'drop' : 'lose answer';
  };
  const asked = [];
  while (killed < KILLS) {
    asked.push(`k-${killed}`);
    tabs.push(await page(asked.at(-1)));
    assert.equal(tabs.length, TABS);
    const newest = await new Panel(tabs.at(-1)).ready();
    armed = true;
    await newest.schedule.click();
    await scheduled(tabs.at(-1));
    await until(() => eachOnce(backend, asked));
  }
  assert.ok(backend.requests.filter(({ method }) => method === 'POST').length >= 2 * KILLS, 'each was sent again');
});
