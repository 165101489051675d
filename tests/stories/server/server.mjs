/** The real callback-server for a story: on a free port, over a file of its own, killed and started again at will. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('../../../target/debug/callback-server', import.meta.url));
const PROGRAM = process.env.CALLBACK_SERVER ?? HERE;

export class CallbackServer {
  clients = {};
  log = '';

  static async start(...options) {
    const server = new CallbackServer();
    server.folder = await mkdtemp(path.join(tmpdir(), 'callback-story-'));
    server.options = options;
    await server.up('127.0.0.1:0');
    return server;
  }

  /** Starts the program and waits until it listens. */
  async up(listen = new URL(this.address).host) {
    const database = `sqlite://${path.join(this.folder, 'callbacks.db')}?mode=rwc`;
    this.process = spawn(PROGRAM, ['--listen', listen, '--database', database, ...this.options]);
    this.process.stderr.on('data', (text) => { this.log += text; });
    let said = '';
    for await (const part of this.process.stdout.iterator({ destroyOnReturn: false })) {
      said += part;
      const [, address] = said.match(/Listening on (\S+)/) ?? [];
      if (address) {
        this.address = address;
        break;
      }
    }
    this.process.stdout.resume();
    assert.ok(this.address, `it listens: ${said}${this.log}`);
    for (const [, name, id, secret] of said.matchAll(/^ {2}(\S.*?) +client id (\S+) {2}secret (\S+)$/gm)) {
      this.clients[name] = { id, secret };
    }
  }

  /** As a machine that loses its power. */
  async kill() {
    const ended = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await ended;
  }

  async stop() {
    if (this.process.exitCode === null && this.process.signalCode === null) await this.kill();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A token of that client. */
  async token(name) {
    const { id, secret } = this.clients[name];
    const body = new URLSearchParams({ grant_type: 'client_credentials', client_id: id, client_secret: secret });
    const response = await fetch(`${this.address}/login/oauth/token`, { method: 'POST', body });
    return (await response.json()).access_token;
  }

  /** One request as the administrator, or as somebody else. */
  async ask(method, where, body, token) {
    this.admin ??= await this.token('administrator');
    const response = await fetch(this.address + where, {
      method,
      headers: { Authorization: `Bearer ${token ?? this.admin}`, 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    const text = await response.text();
    assert.ok(response.ok, `${method} ${where}: ${response.status} ${text}`);
    return text ? JSON.parse(text) : undefined;
  }

  /** Every callback there is, also those that have ended. */
  async callbacks() {
    const { entities } = await this.ask('GET', '/x/v1/callbacks?ended=true&limit=200');
    return entities.map(({ row }) => row);
  }

  /** Has a callback come in `ms` from now, as somebody else may. */
  async due(callback, ms = 1_000) {
    await this.ask('PATCH', '/api/v2/conversations/callbacks', {
      conversationId: callback.id,
      agentId: callback.agent ?? callback.bookedBy,
      callbackScheduledTime: new Date(Date.now() + ms).toISOString(),
    });
  }
}
