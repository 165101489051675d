/** The panel and the real server: what is scheduled is there once, and two windows are two agents (S1, G1, G2). */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { PATIENCE_MS, becomes, says, scheduled, seen, story, told, until } from '../support.mjs';
import { CallbackServer } from './server.mjs';

/** A story with a server. What a killed server and a refused token write to the console belongs to it. */
const served = (name, options, tell) => story(name, async (given) => {
  const server = await CallbackServer.start(...options);
  const ours = (line) => line.startsWith(`request to ${server.address}/`)
    || /Failed to load resource|WebSocket connection to/.test(line);
  const desk = (open) => async (client, more = {}) => {
    const { id, secret } = server.clients[client];
    const asked = new URLSearchParams({ backend: server.address, client: id, secret, ...more });
    const page = await open(`desk/#${asked}`);
    await page.evaluate(() => {
      window.told = [];
      for (const event of ['callback-scheduled', 'callback-sync', 'callback-token-needed', 'callback-updated']) {
        addEventListener(event, ({ detail }) => window.told.push([event, detail]));
      }
    });
    const panel = await new Panel(page).ready();
    // The page asks the server for what the panel has to know, the token with it, and names the backend last.
    await page.locator('callback-scheduler[backend]').waitFor({ state: 'attached' });
    return { page, panel };
  };
  try {
    await tell({ ...given, server, desk: desk(given.open), other: async (...who) => desk(await given.elsewhere())(...who) });
  } catch (error) {
    error.message += `\nthe server said:\n${server.log}`;
    throw error;
  } finally {
    await server.stop();
    given.wrong.splice(0, Infinity, ...given.wrong.filter((line) => !ours(line)));
  }
});

const ADA = 'Ada Lovelace';
const sent = (panel) => says(panel.row(ADA), 'Sent');

served('scheduled, changed, reloaded and cancelled: one callback at the server, as the panel says', [], async ({ server, desk }) => {
  const { page, panel } = await desk('Kim Ito');
  const asked = [];
  page.on('request', (request) => asked.push(request));
  await panel.when('tomorrow', '15:00');
  await panel.schedule.click();
  await scheduled(page);
  await sent(panel);
  const [made, ...more] = await server.callbacks();
  assert.deepEqual(more, []);
  assert.equal(made.phones[0], '+12125550123');
  assert.match(made.local, /T15:00/);
  assert.equal(made.zone, 'America/New_York');
  await panel.button(`Edit: ${ADA}`).click();
  await panel.note.fill('ring twice');
  await panel.save.click();
  await becomes(async () => (await server.callbacks())[0].note, 'ring twice');
  await sent(panel);
  const replaced = asked.find((request) => request.url().endsWith('/replace')).headers();
  assert.equal(replaced['if-match'], `"${made.version}"`, 'over the version that was read');
  assert.ok(replaced['idempotency-key'], 'under a key');
  await page.reload();
  await panel.ready();
  await sent(panel);
  await panel.button(`Cancel: ${ADA}`).click();
  await becomes(async () => (await server.callbacks())[0].state, 'client');
  assert.equal((await server.callbacks()).length, 1);
});

served('what somebody else changes is seen without a reload, and never overwritten', [], async ({ server, desk }) => {
  const { page, panel } = await desk('Kim Ito');
  await panel.when('tomorrow', '15:00');
  await panel.schedule.click();
  await sent(panel);
  const [made] = await server.callbacks();
  await panel.button(`Edit: ${ADA}`).click();
  await panel.note.fill('mine');
  await server.ask('PATCH', '/api/v2/conversations/callbacks', {
    conversationId: made.id, agentId: made.bookedBy, callbackNumbers: ['+12125550199'],
  });
  await says(panel.row(ADA), '0199');
  await page.context().setOffline(true);
  await panel.save.click();
  await server.ask('PATCH', '/api/v2/conversations/callbacks', {
    conversationId: made.id, agentId: made.bookedBy, callbackNumbers: ['+12125550177'],
  });
  await page.context().setOffline(false);
  await says(panel.row(ADA), 'Changed by somebody else too');
  assert.equal((await server.callbacks())[0].phones[0], '+12125550177');
});

served('a server that is killed loses nothing that was scheduled meanwhile', [], async ({ server, desk }) => {
  const { page, panel } = await desk('Kim Ito');
  await panel.when('tomorrow', '15:00');
  await server.kill();
  await panel.schedule.click();
  await says(panel.body, 'Only on this device: 1.');
  await server.up();
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await sent(panel);
  assert.equal((await server.callbacks()).length, 1);
});

served('a token that the server does not take is asked for anew', [], async ({ server, desk }) => {
  const { page, panel } = await desk('Kim Ito');
  await panel.host.evaluate((element) => {
    const right = element.token;
    const tokens = ['expired'];
    element.token = () => tokens.pop() ?? right();
  });
  await panel.when('tomorrow', '15:00');
  await panel.schedule.click();
  await until(async () => assert.ok((await told(page, 'callback-token-needed')).length, 'it asks for one'));
  await sent(panel);
  assert.equal((await server.callbacks()).length, 1);
});

served('a server that has had too many requests is left alone for as long as it says', ['--requests-a-minute', '60'], async ({ server, desk }) => {
  const { page, panel } = await desk('Kim Ito');
  const posts = []; // [sent at, what came, how long to wait] of the callback's own request
  page.on('response', (response) => {
    const request = response.request();
    if (request.method() !== 'POST' || !request.url().endsWith('/callbacks')) return;
    posts.push([request.timing().startTime, response.status(), Number(response.headers()['retry-after'])]);
  });
  await panel.when('tomorrow', '15:00');
  await page.evaluate(async (address) => {
    // With the panel's own token, as long as it is taken.
    const token = await document.querySelector('callback-scheduler').token();
    document.querySelector('callback-scheduler').token = token;
    const headers = { Authorization: `Bearer ${token}` };
    for (let status = 0, asked = 0; status !== 429 && asked < 200; asked += 1) {
      ({ status } = await fetch(`${address}/api/v2/date`, { headers }));
    }
  }, server.address);
  await panel.schedule.click();
  await sent(panel);
  assert.equal(posts.at(-1)[1], 201);
  posts.slice(1).forEach(([at], index) => {
    const [before, status, wait] = posts[index];
    assert.equal(status, 429);
    assert.ok(at - before >= wait * 1_000, `${at - before} ms after it was told to wait ${wait} s`);
  });
  assert.equal((await server.callbacks()).length, 1);
});

served('two windows are two agents: one schedules, the other is alerted and accepts, the first sees it', [], async ({ server, desk, other }) => {
  const kim = await desk('Kim Ito');
  const sam = await other('Sam Okafor', { call: 1 });
  await becomes(() => sam.page.locator('#status').innerText(), 'Idle');
  await kim.panel.when('tomorrow', '15:00');
  await kim.panel.note.fill('About the invoice of May');
  await kim.panel.schedule.click();
  await sent(kim.panel);
  await kim.page.getByRole('button', { name: 'Go off queue' }).click();
  await becomes(() => kim.page.locator('#status').innerText(), 'Off queue');
  await kim.page.getByRole('button', { name: `Make it due: ${ADA}` }).click();
  await sam.panel.card.waitFor();
  await says(sam.panel.card, ADA, 'About the invoice of May');
  await says(kim.panel.row(ADA), /Sam|agent|alert/i);
  await seen(sam.page, 'server-alert');
  await seen(kim.page, 'server-watching');
  await sam.panel.card.getByRole('button', { name: 'Accept' }).click();
  await becomes(async () => (await server.callbacks())[0].state, 'connected');
  await says(sam.panel.card, 'Callback in progress');
  await until(async () => assert.match(await kim.page.locator('#happened').innerText(), /with Sam Okafor/));
  await sam.panel.card.getByRole('button', { name: 'End' }).click();
  await until(async () => assert.match((await server.callbacks())[0].state, /wrapup|ended/));
});

served('an alert that is declined goes away and back on queue it comes again; one that is missed goes to the other', [], async ({ server, desk, other }) => {
  const { page, panel } = await desk('Kim Ito');
  const status = (of, says) => becomes(() => of.locator('#status').innerText(), says);
  await status(page, 'Idle');
  await panel.when('tomorrow', '15:00');
  await panel.schedule.click();
  await sent(panel);
  const [made] = await server.callbacks();
  // The shortest that there is.
  await server.ask('PUT', `/x/v1/queues/${made.queue}/routing`, { alertingTimeoutSeconds: 7 });
  await server.due(made);
  await panel.card.waitFor();
  await panel.card.getByRole('button', { name: 'Decline' }).click();
  await panel.card.waitFor({ state: 'detached' });
  await status(page, 'Not responding');
  await panel.button(/on queue/i).click();
  await panel.card.waitFor();
  const sam = await other('Sam Okafor', { call: 1 });
  await sam.panel.card.waitFor({ timeout: 2 * PATIENCE_MS });
  await panel.card.waitFor({ state: 'detached' });
  await status(page, 'Not responding');
});
