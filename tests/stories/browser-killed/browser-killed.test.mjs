/** The whole browser is killed and opened again on what its disk has: what was acknowledged arrives, once (S1). */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { PATIENCE_MS, scheduled, until } from '../support.mjs';
import { eachOnce, synced, where } from '../sync/synced.mjs';
import { Profile } from './browser.mjs';

const KILLS = 10;

/** A story with a profile on the disk; at its end a browser that nobody kills sends what is left. */
const killed = (name, tell) => synced(name, {}, async ({ backend }) => {
  const profile = await Profile.make();
  try {
    const acknowledged = await tell({ backend, profile });
    backend.fault = () => null;
    const last = await profile.open(where(backend, 'last'));
    await new Panel(last).ready();
    await until(() => eachOnce(backend, acknowledged), 3 * PATIENCE_MS);
  } finally {
    await profile.remove();
  }
});

killed('killed while it keeps what was pressed, ten times', async ({ backend, profile }) => {
  backend.fault = () => 'drop';
  const acknowledged = [];
  for (let round = 0; round < KILLS; round += 1) {
    const conversation = `save-${round}`;
    const page = await profile.open(where(backend, conversation), () => acknowledged.push(conversation));
    const panel = await new Panel(page).ready();
    const pressed = panel.schedule.click().catch(() => {});
    // At the moment of the answer, or some time before or after it.
    if (round % 2) await until(() => assert.ok(acknowledged.includes(conversation), 'it is scheduled'));
    else await new Promise((resolve) => setTimeout(resolve, 12 * round));
    await profile.kill();
    await pressed;
  }
  const hit = `${acknowledged.length} of ${KILLS} acknowledged`;
  assert.ok(acknowledged.length >= KILLS / 2 && acknowledged.length < KILLS, hit);
  return acknowledged;
});

killed('killed while it sends what waits, ten times', async ({ backend, profile }) => {
  const acknowledged = [];
  let [killing, hit] = [null, 0];
  for (let round = 0; round < KILLS; round += 1) {
    // Not before the new one waits with the others.
    backend.fault = () => 'drop';
    const page = await profile.open(where(backend, `drain-${round}`));
    const panel = await new Panel(page).ready();
    await panel.schedule.click();
    await scheduled(page);
    acknowledged.push(`drain-${round}`);
    killing = null;
    backend.fault = ({ method }) => {
      if (method !== 'POST') return null;
      if (killing === null) hit += 1;
      killing ??= profile.kill();
      // Every other time the backend has done what it was asked for.
      return round % 2 ? 'drop' : 'lose answer';
    };
    await page.evaluate(() => dispatchEvent(new Event('online'))).catch(() => {});
    await until(() => assert.ok(killing, 'it sends'));
    await killing;
  }
  assert.equal(hit, KILLS);
  return acknowledged;
});
