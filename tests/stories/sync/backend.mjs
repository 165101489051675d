/**
 * A small stand-in for the backend, on a port of its own: keys, versions, tokens, and faults on demand. `region` behaves
 * like the public API instead: no keys, no versions, and what was made is shown from a later look on.
 */
import { createServer } from 'node:http';
import { randomUUID } from 'node:crypto';

const CORS = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Headers': 'Authorization, Content-Type, Idempotency-Key, If-Match',
  'Access-Control-Allow-Methods': 'GET, POST, PATCH',
  'Access-Control-Expose-Headers': 'Location, ETag, Retry-After',
};
const MS = (text) => Date.parse(text);

export class Backend {
  made = []; // { id, conversation, key, version, state, body, at }
  seen = new Map(); // by key: { body, answer }
  requests = [];
  looks = 0;
  token = 'first';
  /**
   * Of a request: 'lose answer' (Chromium may then send it again by itself), 'cut answer' (it does not), 'drop', a
   * status, or nothing.
   */
  fault = () => null;

  constructor({ region = false, shownAtLook = 1 } = {}) {
    Object.assign(this, { region, shownAtLook });
  }

  async open(port = 0) {
    this.server = createServer((request, response) => this.take(request, response));
    await new Promise((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    this.port = this.server.address().port;
    this.address = `http://127.0.0.1:${this.port}${this.region ? '#region' : ''}`;
    return this;
  }

  /** As if its network were cut: nothing listens any more. */
  async close() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async reopen() { await this.open(this.port); }

  async take(request, response) {
    let text = '';
    for await (const part of request) text += part;
    const send = (status, body, headers = {}) => {
      response.writeHead(status, { ...CORS, 'Content-Type': 'application/json', ...headers });
      response.end(body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body));
    };
    if (request.method === 'OPTIONS') return send(204);
    if (request.url === '/token') return send(200, this.token);
    const key = request.headers['idempotency-key'];
    const call = { method: request.method, path: request.url, key, text, at: Date.now() };
    this.requests.push(call);
    const fault = this.fault(call);
    if (fault === 'drop') return request.socket.destroy();
    if (typeof fault === 'number') return send(fault, { code: 'too.many.requests' }, { 'Retry-After': '1' });
    if (request.headers.authorization !== `Bearer ${this.token}`) return send(401, { code: 'bad.credentials' });
    const answer = this.answer(call, text ? JSON.parse(text) : {}, request.headers);
    if (fault === 'lose answer') return request.socket.destroy();
    if (fault === 'cut answer') {
      response.writeHead(200, { ...CORS, 'Content-Length': 10 });
      return response.write('{', () => request.socket.destroy());
    }
    send(answer.status, answer.body, answer.headers);
  }

  answer({ method, path, key, text }, body, headers) {
    const before = this.region ? undefined : this.seen.get(key);
    if (key && before) {
      return before.text === text ? before.answer : { status: 422, body: { code: 'invalid.value' } };
    }
    const answer = this.act(method, path, body, key, headers);
    if (key && answer.status < 300) this.seen.set(key, { text, answer });
    return answer;
  }

  act(method, path, body, key, headers) {
    const [, id] = path.match(/callbacks\/([^/?]+)/) ?? [];
    const found = this.made.find((one) => one.id === id);
    const etag = (one) => ({ ETag: `"${one.version}"` });
    if (method === 'POST' && /participants\/[^/]+\/callbacks$/.test(path)) {
      const [, conversation] = path.match(/conversations\/([^/]+)/);
      const one = {
        id: randomUUID(), conversation, key: body.data.clientKey, version: 1, state: 'scheduled', body, at: Date.now(),
      };
      this.made.push(one);
      return { status: 201, headers: this.region ? {} : { Location: `/x/v1/callbacks/${one.id}`, ...etag(one) } };
    }
    if (path.endsWith('/details/query')) {
      this.looks += 1;
      const shown = this.looks < this.shownAtLook ? [] : this.made;
      const conversations = shown.map((one) => ({
        conversationId: one.id, participants: [{ attributes: { clientKey: one.key } }],
      }));
      return { status: 200, body: { conversations } };
    }
    if (path.startsWith('/x/v1/callbacks?')) return { status: 200, body: { entities: this.made.map((one) => ({ row: row(one) })), next: null } };
    if (!found) return { status: 404, body: { code: 'not.found' } };
    if (method === 'GET') return { status: 200, body: { row: row(found) }, headers: etag(found) };
    if (method === 'PATCH') Object.assign(found, { state: 'client', version: found.version + 1 });
    if (path.endsWith('/replace')) {
      if (headers['if-match'] !== `"${found.version}"`) return { status: 412, body: { code: 'conflict' } };
      Object.assign(found, { body, version: found.version + 1 });
    }
    return { status: 200, body: {}, headers: etag(found) };
  }
}

/** As core keeps a callback. */
function row({ id, key, version, state, body, at }) {
  const { data } = body;
  return {
    v: 1, id, key, bookedAt: at, bookedBy: null, conversation: null, participant: null,
    local: data.localTime, zone: data.timeZone, fold: data.fold ?? null, at: MS(body.callbackScheduledTime),
    tzdb: data.tzVersion, phones: body.callbackNumbers, name: body.callbackUserName, queue: body.queueId,
    agent: body.routingData.scoredAgents[0]?.agent.id ?? null, ownedUntil: null, toQueue: false,
    note: data.notes ?? '', version, state, stateAgent: null, stateUntil: null, cancellingUntil: null, rulesChanges: [],
  };
}
