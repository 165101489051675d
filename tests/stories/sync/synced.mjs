/** What the stories of a page with a backend stand on. */
import assert from 'node:assert/strict';
import { says, story } from '../support.mjs';
import { Backend } from './backend.mjs';

/** The page of a conversation with that backend; `more` for who looks at the address. */
export const where = (backend, conversation = 'c-1', more = {}) => (
  `stories/sync/?${new URLSearchParams({ backend: backend.address, conversation, ...more })}`
);

/** A story with a backend; what a cut network writes to the console belongs to it. */
export const synced = (name, how, tell) => story(name, async (given) => {
  const backend = await new Backend(how).open();
  const page = (conversation, more) => given.open(where(backend, conversation, more));
  try {
    await tell({ ...given, backend, page });
  } finally {
    await backend.close();
    const ours = (line) => line.startsWith(`request to http://127.0.0.1:${backend.port}/`)
      || /Failed to load resource|ERR_(CONNECTION|CONTENT|EMPTY_RESPONSE|INTERNET)/.test(line);
    given.wrong.splice(0, Infinity, ...given.wrong.filter((line) => !ours(line)));
  }
});

export const kept = (backend) => backend.made.length;
export const sent = (panel) => says(panel.row('Ada Lovelace'), 'Sent');

/** Each of these conversations has its callback at the backend, and none has two. */
export function eachOnce(backend, conversations) {
  const made = backend.made.map(({ conversation }) => conversation);
  assert.equal(new Set(made).size, made.length, `twice: ${made}`);
  const lost = conversations.filter((one) => !made.includes(one));
  assert.deepEqual(lost, [], `acknowledged and not at the backend, which has ${made.length}`);
}
