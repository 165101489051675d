/** IndexedDB fails at its n-th call: what was acknowledged arrives, once, or the panel has said that it is not kept (S1). */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { PATIENCE_MS, plain, scheduled, until } from '../support.mjs';
import { eachOnce, synced } from '../sync/synced.mjs';

const CALLS = 30;
const NOT_KEPT = /lost when this page closes/;

/** Runs in the page before everything else: the call whose number the address names throws, or its transaction aborts. */
function failing() {
  const asked = new URLSearchParams(location.search);
  const [nth, how] = [Number(asked.get('fail')), asked.get('how')];
  window.calls = 0;
  window.failed = [];
  const wrap = (type, name) => {
    const whole = type.prototype[name];
    type.prototype[name] = function (...all) {
      window.calls += 1;
      if (window.calls !== nth) return whole.apply(this, all);
      window.failed.push(name);
      const transaction = this instanceof IDBTransaction ? this : this.transaction;
      if (how === 'throws' || !transaction?.abort) throw new DOMException('of our own making', 'UnknownError');
      const request = whole.apply(this, all);
      transaction.abort();
      return request;
    };
  };
  wrap(IDBFactory, 'open');
  wrap(IDBDatabase, 'transaction');
  wrap(IDBTransaction, 'objectStore');
  for (const name of ['add', 'put', 'delete', 'get', 'getAll', 'getAllKeys', 'clear']) wrap(IDBObjectStore, name);
}

const fails = (how) => synced(`the n-th call of the store ${how}, each n up to ${CALLS}`, {}, async (given) => {
  const { backend, context, page } = given;
  await context.addInitScript(failing);
  const [acknowledged, hit, said] = [[], [], []];
  for (let nth = 1; nth <= CALLS; nth += 1) {
    // Whoever closes the page now has what is on the disk, and nothing else.
    backend.fault = () => 'drop';
    const conversation = `${how}-${nth}`;
    const here = await page(conversation, { fail: nth, how });
    const panel = await new Panel(here).ready();
    await panel.schedule.click();
    await scheduled(here);
    const text = plain(await panel.body.innerText());
    (NOT_KEPT.test(text) ? said : acknowledged).push(conversation);
    hit.push(...await here.evaluate(() => window.failed));
    await here.close();
  }
  backend.fault = () => null;
  const last = await page('last', { fail: 0 });
  await new Panel(last).ready();
  await until(() => eachOnce(backend, acknowledged), 3 * PATIENCE_MS);
  assert.ok(hit.length >= 10, `only ${hit} failed`);
  assert.ok(said.length > 0 && acknowledged.length > 0, `${said.length} said not to be kept`);
});

fails('throws');
fails('aborts');
