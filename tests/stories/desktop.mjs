/** The demo page, in the words of who uses it: the call, the panel, the virtual clock, the timeline. */
import assert from 'node:assert/strict';
import { Panel } from './panel.mjs';
import { becomes, until } from './support.mjs';

/** The demo's day has fewer events of callbacks than this. */
const PRESSES_MAX = 200;

export class Desktop {
  constructor(page) {
    this.page = page;
    this.panel = new Panel(page);
    this.timeline = page.getByRole('list', { name: /^Timeline/ });
    this.callbacks = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'Where it is' }) });
    this.agents = page.getByRole('table').filter({ has: page.getByRole('columnheader', { name: 'In hand' }) });
    this.next = this.button('Next callback event');
    this.caller = page.getByRole('region', { name: 'Conversation' });
  }

  /** Opens the demo, with a call in progress. */
  static async open(open) {
    const page = await open('');
    const desktop = new Desktop(page);
    await desktop.panel.ready();
    await becomes(async () => (await desktop.panel.name.inputValue()) !== '', true, 'a call is in progress');
    return desktop;
  }

  button(name) {
    return this.page.getByRole('button', { name, exact: true });
  }

  async pause() {
    await this.page.getByRole('radio', { name: 'Pause' }).check();
  }

  /** Ends the call in hand, so that a callback can come. */
  async free() {
    await this.button('End call').click();
    await this.button('Finish after-call work').click();
    await this.button('Next call').waitFor();
  }

  /** From callback event to callback event, until `come` is true. */
  async forward(come) {
    const written = this.page.getByRole('heading', { name: /^Timeline/ });
    for (let presses = 0; presses < PRESSES_MAX; presses += 1) {
      if (await come()) return;
      const before = await written.innerText();
      await this.next.press('Enter');
      await until(async () => assert.notEqual(await written.innerText(), before, 'something happens'));
    }
    assert.fail(`not after ${PRESSES_MAX} events of callbacks`);
  }

  /** The lines of the timeline that have all of these parts, newest first. */
  lines(...parts) {
    return parts.reduce((lines, part) => lines.filter({ hasText: part }), this.timeline.getByRole('listitem'));
  }
}
