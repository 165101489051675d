/**
 * The public API's own client for JavaScript, as it is on npm, against the server: pointed at it by its gateway setting
 * alone. Addresses and clients come in CALLBACK_BASE, CALLBACK_CLIENTS (JSON of name → {id, secret}).
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import platform from 'purecloud-platform-client-v2';

const base = new URL(process.env.CALLBACK_BASE);
const clients = JSON.parse(process.env.CALLBACK_CLIENTS);
const api = platform.ApiClient.instance;
api.setGateway({
  host: base.hostname,
  protocol: 'http',
  port: base.port,
  path_params_login: 'login',
  path_params_api: '',
});

const conversations = new platform.ConversationsApi();
const routing = new platform.RoutingApi();
const users = new platform.UsersApi();

/** Signs in and says who that is. */
async function as(name) {
  const { id, secret } = clients[name];
  await api.loginClientCredentialsGrant(id, secret);
  return users.getUsersMe({ expand: ['routingStatus'] });
}

async function queue(name) {
  const found = await routing.getRoutingQueues({ name: `${name.slice(0, 3)}*` });
  return found.entities.find((it) => it.name === name);
}

const inMinutes = (minutes) => new Date(Date.now() + minutes * 60_000).toISOString();

/** What the client throws is the answer, here with its status and headers: the body is as the public API has it. */
async function refused(call, status, code) {
  api.setReturnExtendedResponses(true);
  const error = await call.then(() => assert.fail('was not refused'), (error) => error);
  api.setReturnExtendedResponses(false);
  assert.equal(error.status, status, JSON.stringify(error.body));
  assert.equal(error.body.code, code);
  assert.equal(error.body.status, status);
  assert.equal(error.body.contextId, error.headers['inin-correlation-id']);
  assert.ok(Array.isArray(error.body.details) && Array.isArray(error.body.errors));
  return error.body;
}

const command = (queueId, minutes) => ({
  queueId,
  callbackNumbers: ['+13172223333'],
  callbackUserName: 'Ada Lovelace',
  callbackScheduledTime: inMinutes(minutes),
  data: { notes: 'Call about the order' },
});

test('a token tells whose it is', async () => {
  const me = await as('Kim Ito');
  assert.equal(me.name, 'Kim Ito');
  assert.equal(me.routingStatus.status, 'OFF_QUEUE');
  const token = await new platform.TokensApi().getTokensMe();
  assert.equal(token.OAuthClient.name, 'Kim Ito');
});

test('queues are found by name and by id, with their members', async () => {
  await as('Kim Ito');
  const all = await routing.getRoutingQueues({ pageSize: 2 });
  assert.deepEqual([all.entities.length, all.total, all.pageCount], [2, 3, 2]);
  const second = await routing.getRoutingQueues({ pageSize: 2, pageNumber: 2 });
  assert.equal(second.entities.length, 1);
  const ids = all.entities.map((it) => it.id);
  const byId = await routing.getRoutingQueues({ id: ids });
  assert.deepEqual(byId.entities.map((it) => it.id), ids);
  const sales = await queue('Sales');
  assert.equal(sales.agentOwnedRouting.enableAgentOwnedCallbacks, true);
  const members = await routing.getRoutingQueueMembers(sales.id);
  assert.equal(members.entities.length, 3);
  const mine = await routing.getRoutingQueuesMe({ joined: true });
  assert.equal(mine.entities.length, 3);
  const wait = await routing.getRoutingQueueEstimatedwaittime(sales.id);
  assert.equal(wait.results[0].estimatedWaitTimeSeconds, 0);
});

test('zones are paged and the clock is told', async () => {
  await as('Kim Ito');
  const utilities = new platform.UtilitiesApi();
  const zones = await utilities.getTimezones({ pageSize: 500 });
  assert.ok(zones.entities.some((it) => it.id === 'Europe/Berlin'));
  const { currentDate } = await utilities.getDate();
  assert.ok(Math.abs(Date.parse(currentDate) - Date.now()) < 60_000);
});

test('a callback is scheduled, read, changed and cancelled', async () => {
  const me = await as('Kim Ito');
  const sales = await queue('Sales');
  const made = await conversations.postConversationsCallbacks(command(sales.id, 60));
  assert.equal(made.callbackIdentifiers[0].type, 'ACD');
  const id = made.conversation.id;
  const read = await conversations.getConversationsCallback(id);
  const customer = read.participants[0];
  assert.equal(customer.callbackUserName, 'Ada Lovelace');
  assert.equal(customer.state, undefined, 'the model has no `scheduled`');
  const later = inMinutes(180);
  const patch = { conversationId: id, agentId: me.id, callbackScheduledTime: later, callbackNumbers: ['+13172224444'] };
  const changed = await conversations.patchConversationsCallbacks(patch);
  assert.equal(changed.conversation.id, id);
  const after = (await conversations.getConversationsCallback(id)).participants[0];
  assert.deepEqual([after.callbackNumbers, after.callbackScheduledTime], [['+13172224444'], later]);
  const mine = await conversations.getConversationsCallbacks();
  assert.deepEqual(mine.entities, [], 'a scheduled one is not active');
  const ended = await conversations.patchConversationsCallback(id, { state: 'disconnected' });
  assert.equal(ended.participants[0].disconnectType, 'client');
});

test('a callback is scheduled during a call, with ownership', async () => {
  const me = await as('Kim Ito');
  const sales = await queue('Sales');
  const body = {
    ...command(sales.id, 60),
    routingData: {
      queueId: sales.id,
      scoredAgents: [{ agent: { id: me.id }, score: 100 }],
      routingFlags: ['AGENT_OWNED_CALLBACK'],
    },
  };
  const call = `call-of-javascript-${Date.now()}`;
  await conversations.postConversationParticipantCallbacks(call, 'customer', { body });
  const again = conversations.postConversationParticipantCallbacks(call, 'customer', { body });
  await refused(again, 409, 'callback.error.duplicate');
});

test('many are changed and cancelled at once', async () => {
  const me = await as('Kim Ito');
  const sales = await queue('Sales');
  const ids = [];
  for (const minutes of [60, 61]) {
    const made = await conversations.postConversationsCallbacks(command(sales.id, minutes));
    ids.push(made.conversation.id);
  }
  const request = (conversationId) => ({ conversationId, agentId: me.id, callbackScheduledTime: inMinutes(200) });
  const patchCallbackRequests = [request(ids[0]), request('nobody'), request(ids[1])];
  const answer = await conversations.postConversationsCallbacksBulkUpdate({ patchCallbackRequests });
  assert.deepEqual([answer.errorCount, answer.errorIndexes], [1, [1]]);
  assert.equal(answer.results[1].error.code, 'conversation.error.conversation.not.found');
  const callbackDisconnectIdentifiers = ids.map((conversationId) => ({ conversationId, callbackId: undefined }));
  await conversations.postConversationsCallbacksBulkDisconnect({ callbackDisconnectIdentifiers });
  for (const id of ids) {
    const read = await conversations.getConversationsCallback(id);
    assert.equal(read.participants[0].state, 'disconnected');
  }
});

test('scheduled callbacks are found by analytics', async () => {
  const me = await as('Kim Ito');
  const sales = await queue('Sales');
  const made = await conversations.postConversationsCallbacks({
    ...command(sales.id, 90),
    callbackNumbers: ['+13172225555'],
  });
  const matches = (dimension, value) => ({ type: 'dimension', dimension, operator: 'matches', value });
  const found = await new platform.AnalyticsApi().postAnalyticsConversationsDetailsQuery({
    interval: `${inMinutes(-60)}/${inMinutes(60)}`,
    order: 'asc',
    orderBy: 'conversationStart',
    paging: { pageSize: 25, pageNumber: 1 },
    segmentFilters: [
      {
        type: 'and',
        predicates: [
          matches('mediaType', 'callback'),
          matches('segmentType', 'scheduled'),
          matches('queueId', sales.id),
          matches('callbackNumber', '+13172225555'),
          { type: 'dimension', dimension: 'segmentEnd', operator: 'notExists' },
        ],
      },
    ],
  });
  assert.equal(found.totalHits, 1);
  assert.equal(found.conversations[0].conversationId, made.conversation.id);
  const session = found.conversations[0].participants[0].sessions[0];
  assert.deepEqual([session.mediaType, session.callbackNumbers], ['callback', ['+13172225555']]);
  assert.ok(me.id);
});

const presence = (user, systemPresence) =>
  new platform.PresenceApi().patchUserPresence(user.id, 'purecloud', { presenceDefinition: { systemPresence } });

/** What the channel's socket says, collected. */
async function subscribed(topics) {
  const notifications = new platform.NotificationsApi();
  const channel = await notifications.postNotificationsChannels();
  const said = [];
  const socket = new WebSocket(channel.connectUri);
  socket.addEventListener('message', (event) => said.push(JSON.parse(event.data)));
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error('the socket does not open')));
  });
  const answer = await notifications.postNotificationsChannelSubscriptions(
    channel.id,
    topics.map((id) => ({ id })),
  );
  assert.deepEqual(answer.entities.map((it) => it.id), topics);
  return { said, close: () => socket.close() };
}

async function eventually(what, look) {
  for (const end = Date.now() + 20_000; Date.now() < end; ) {
    const found = await look();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(`not within 20 s: ${what}`);
}

test('a due callback is told, accepted, transferred to a colleague and wrapped up', async () => {
  const lee = await as('Lee Moreau');
  const kim = await as('Kim Ito');
  const sales = await queue('Sales');
  const topic = `v2.users.${kim.id}.conversations.callbacks`;
  const channel = await subscribed([topic]);
  await presence(kim, 'ON_QUEUE');
  const made = await conversations.postConversationsCallbacks(command(sales.id, 0.03));
  const id = made.conversation.id;
  const event = await eventually('the alert is told', () =>
    channel.said.find((it) => it.topicName === topic && it.eventBody.id === id && it.eventBody.participants.length > 1),
  );
  channel.close();
  const [mine] = (await conversations.getConversationsCallbacks()).entities;
  const agent = mine.participants.find((it) => it.user?.id === kim.id);
  assert.deepEqual([mine.id, agent.state, agent.id], [id, 'alerting', event.eventBody.participants[1].id]);
  await conversations.patchConversationsCallbackParticipant(id, agent.id, { state: 'connected' });
  const whole = await conversations.getConversation(id);
  assert.ok(whole.participants.length > 1);
  const transfer = { transferType: 'Unattended', userId: lee.id };
  await conversations.postConversationsCallbackParticipantReplace(id, agent.id, transfer);
  await presence(kim, 'AVAILABLE');
  await as('Lee Moreau');
  await presence(lee, 'ON_QUEUE');
  const next = await eventually('the colleague is alerted', async () => {
    const { entities } = await conversations.getConversationsCallbacks();
    return entities[0]?.participants.find((it) => it.user?.id === lee.id);
  });
  const [theirs] = (await conversations.getConversationsCallbacks()).entities;
  await conversations.patchConversationsCallbackParticipant(theirs.id, next.id, { state: 'connected' });
  const communication = made.callbackIdentifiers[0].id;
  const said = { body: { code: 'sold', notes: 'Ordered two' } };
  const wrapUp = [theirs.id, next.id, communication];
  await conversations.postConversationsCallbackParticipantCommunicationWrapup(...wrapUp, said);
  const kept = await conversations.getConversationsCallbackParticipantCommunicationWrapup(...wrapUp);
  assert.equal(kept.code, 'sold');
  await presence(lee, 'AVAILABLE');
});

test('errors are those of the public API', async () => {
  await as('Kim Ito');
  const sales = await queue('Sales');
  const post = (change) => conversations.postConversationsCallbacks({ ...command(sales.id, 60), ...change });
  const body = await refused(post({ callbackNumbers: [] }), 400, 'callback.error.missing.callback.numbers');
  assert.equal(body.details[0].fieldName, 'callbackNumbers');
  await refused(post({ queueId: undefined }), 400, 'callback.error.missing.queue.id');
  await refused(post({ queueId: 'nobody' }), 404, 'not.found');
  await refused(post({ callbackNumbers: ['+1 999 999 9999'] }), 400, 'callback.error.invalid.phone.number');
  await refused(post({ callbackScheduledTime: inMinutes(-5) }), 400, 'callback.error.scheduled.time.in.past');
  const far = inMinutes(60 * 24 * 31);
  await refused(post({ callbackScheduledTime: far }), 400, 'callback.error.scheduled.time.too.far.in.future');
  await refused(post({ callbackScheduledTime: '2026-12-01T15:00:00' }), 400, 'invalid.date');
  await refused(conversations.getConversationsCallback('nobody'), 404, 'conversation.error.conversation.not.found');
  await refused(conversations.patchConversationsCallback('nobody', {}), 400, 'communication.state.required');
  await refused(conversations.patchConversationsCallbacks({ conversationId: 'nobody' }), 400, 'bad.request');
  api.setAccessToken('no token of ours');
  await refused(routing.getRoutingQueues(), 401, 'bad.credentials');
});
