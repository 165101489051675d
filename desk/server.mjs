/**
 * The backend as this page speaks to it, beside the panel: who signed in, their queues, and what is told of them. A
 * page of a real contact center leaves the client's secret with its own server, or signs people in.
 */

/** A backend, with a client's id and secret. */
export class Server {
  constructor(address, client, secret) {
    Object.assign(this, { address, client, secret });
  }

  /** A new token. */
  async token() {
    const body = new URLSearchParams({
      grant_type: 'client_credentials', client_id: this.client, client_secret: this.secret,
    });
    const response = await fetch(`${this.address}/login/oauth/token`, { method: 'POST', body });
    if (!response.ok) throw new Error(`no token: ${response.status}`);
    this.held = (await response.json()).access_token;
    return this.held;
  }

  /** One request; throws what the server says. */
  async ask(method, path, body) {
    const headers = { Authorization: `Bearer ${this.held ?? await this.token()}` };
    if (body !== undefined) headers['Content-Type'] = 'application/json';
    const response = await fetch(this.address + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await response.text();
    const said = text ? JSON.parse(text) : {};
    if (!response.ok) throw new Error(said.message ?? `${response.status}`);
    return said;
  }

  /** Calls `told` with every event of the topics, and with nothing after each gap. */
  async listen(topics, told) {
    const again = () => setTimeout(() => this.listen(topics, told), 2_000);
    try {
      const { id, connectUri } = await this.ask('POST', '/api/v2/notifications/channels', {});
      const all = topics.map((topic) => ({ id: topic }));
      await this.ask('PUT', `/api/v2/notifications/channels/${id}/subscriptions`, all);
      const socket = new WebSocket(connectUri);
      socket.onopen = () => told();
      socket.onmessage = ({ data }) => {
        const event = JSON.parse(data);
        if (event.topicName !== 'channel.metadata') told(event);
      };
      socket.onclose = again;
    } catch {
      again();
    }
  }
}
