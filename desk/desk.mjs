/**
 * An agent's desktop around the panel, with a backend: `cargo xtask demo --with-server` prints its address for each
 * agent. What the panel is told stands in `give`; the rest shows what the server does.
 */
import { Server } from './server.mjs';

const CALLERS = [
  ['Ada Lovelace', '+12125550123'], ['Grace Hopper', '+16175550142'], ['Katherine Johnson', '+13045550118'],
  ['Alan Turing', '+442079460123'], ['Hedy Lamarr', '+13105550177'], ['Emmy Noether', '+4930901820'],
];
const STATUSES = {
  IDLE: 'Idle', INTERACTING: 'With a contact', COMMUNICATING: 'With a contact', NOT_RESPONDING: 'Not responding',
  OFF_QUEUE: 'Off queue',
};
const SOON_MS = 3_000;
const LINES_MAX = 12;

const asked = new URLSearchParams(location.hash.slice(1));
const server = new Server(asked.get('backend'), asked.get('client'), asked.get('secret'));
const panel = document.querySelector('callback-scheduler');
const at = (id) => document.getElementById(id);
const names = new Map();
const rows = new Map();
let me;
let calls = Number(asked.get('call') ?? 0);

/** An element with a class and what is in it; texts are texts. */
function made(tag, kind, ...inside) {
  const element = document.createElement(tag);
  if (kind) element.className = kind;
  element.append(...inside);
  return element;
}

const clock = (ms) => new Date(ms).toLocaleTimeString('en-US', { hourCycle: 'h23' });
const who = (id) => (id === me.id ? 'you' : names.get(id) ?? 'another agent');

const owned = (queue) => queue.agentOwnedRouting.enableAgentOwnedCallbacks;

/** What the panel has to know. It takes a function for tokens and asks again when one has expired. */
function give(queues) {
  Object.assign(panel, {
    queues: queues.map(({ id, name, joined, agentOwnedRouting: terms }) => ({
      id,
      name,
      member: joined !== false,
      agentOwnedCallbacks: terms.enableAgentOwnedCallbacks,
      maxOwnedCallbackHours: terms.maxOwnedCallbackHours,
      maxOwnedCallbackDelayHours: terms.maxOwnedCallbackDelayHours,
    })),
    token: () => server.token(),
  });
  const [first] = [...queues].sort((a, b) => owned(b) - owned(a));
  panel.setAttribute('queue-id', first.id);
  panel.setAttribute('backend', server.address);
}

function stand(status) {
  me.status = status;
  const { id, name } = me;
  panel.agent = { id, name, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone, routingStatus: status };
  at('name').textContent = name;
  at('status').textContent = STATUSES[status];
  at('status').dataset.status = status;
  at('switch').textContent = onQueue() ? 'Go off queue' : 'Go on queue';
  at('switch').hidden = false;
}

const onQueue = () => !['OFF_QUEUE', 'NOT_RESPONDING'].includes(me.status);

async function go(status) {
  const { status: now } = await server.ask('PUT', `/api/v2/users/${me.id}/routingstatus`, { status });
  stand(now);
}

function call() {
  const [name, number] = CALLERS[calls % CALLERS.length];
  calls += 1;
  at('caller').textContent = name;
  at('number').textContent = number;
  const set = { 'contact-name': name, ani: number, 'participant-id': crypto.randomUUID() };
  for (const [attribute, value] of Object.entries(set)) panel.setAttribute(attribute, value);
  panel.setAttribute('conversation-id', crypto.randomUUID());
}

/** The list is the truth; what the socket tells is a hint that it has changed. */
async function list() {
  const { entities } = await server.ask('GET', '/x/v1/callbacks?limit=50');
  at('none').hidden = entities.length > 0;
  at('waiting').replaceChildren(...entities.map(({ row }) => {
    const what = made('span', 'grow', made('bdi', '', row.name), ` · ${words(row)}`);
    const line = made('li', '', made('time', '', clock(row.at)), what);
    if (row.state === 'scheduled') line.append(soon(row));
    return line;
  }));
}

function soon(row) {
  const button = made('button', 'button small', 'Make it due');
  button.type = 'button';
  button.setAttribute('aria-label', `Make it due: ${row.name}`);
  button.addEventListener('click', () => said(server.ask('PATCH', '/api/v2/conversations/callbacks', {
    conversationId: row.id,
    agentId: row.agent ?? me.id,
    callbackScheduledTime: new Date(Date.now() + SOON_MS).toISOString(),
  })));
  return button;
}

/** Where a callback is, and why it is there as far as its row tells. */
function words({ state, stateAgent: agent, agent: wanted, ownedUntil }) {
  const waits = wanted ? `for ${who(wanted)}${ownedUntil ? ', who owns it' : ' if possible'}` : 'for the next available agent';
  let why = 'the next available agent';
  if (wanted) why = wanted === agent ? 'asked for by name' : `in place of ${who(wanted)}`;
  switch (state) {
    case 'scheduled': return `scheduled ${waits}`;
    case 'queued': return `waits ${waits}`;
    case 'alerting': return `offered to ${who(agent)}, ${why}`;
    case 'dialing': return `${who(agent)}: dials`;
    case 'connected': return `with ${who(agent)}`;
    case 'wrapup': return `after-call work: ${who(agent)}`;
    case 'ended': return 'done';
    default: return `disconnected: ${state}`;
  }
}

async function happened(id) {
  const { row } = await server.ask('GET', `/x/v1/callbacks/${id}`);
  const now = words(row);
  if (rows.get(id) === now) return;
  rows.set(id, now);
  const line = made('span', 'grow', made('bdi', '', row.name), ` · ${now}`);
  at('happened').prepend(made('li', '', made('time', '', clock(Date.now())), line));
  while (at('happened').children.length > LINES_MAX) at('happened').lastChild.remove();
}

/** What went wrong is said below the list. */
async function said(promise) {
  try {
    await promise;
    at('said').textContent = '';
  } catch (error) {
    at('said').textContent = error.message;
  }
}

async function told(event) {
  if (event?.topicName.endsWith('.routingStatus')) return stand(event.eventBody.routingStatus.status);
  if (event) await happened(event.eventBody.id);
  await list();
}

async function start() {
  if (!server.address) throw new Error('Open an address that `cargo xtask demo --with-server` has printed.');
  const user = await server.ask('GET', '/api/v2/users/me?expand=routingStatus');
  me = { id: user.id, name: user.name };
  const { entities: queues } = await server.ask('GET', '/api/v2/routing/queues/me');
  const { entities: members } = await server.ask('GET', `/api/v2/routing/queues/${queues[0].id}/members`);
  for (const member of members) names.set(member.id, member.name ?? member.user?.name);
  document.title = `${me.name}: agent desktop`;
  stand(user.routingStatus.status);
  give(queues);
  call();
  at('next').addEventListener('click', call);
  at('switch').addEventListener('click', () => said(go(onQueue() ? 'OFF_QUEUE' : 'IDLE')));
  panel.addEventListener('callback-agent-status', () => said(go('IDLE')));
  if (!onQueue()) await said(go('IDLE'));
  const topics = queues.map(({ id }) => `v2.routing.queues.${id}.conversations.callbacks`);
  await server.listen([`v2.users.${me.id}.routingStatus`, ...topics], (event) => said(told(event)));
}

said(start());
