/** `<callback-scheduler>` as the stories meet it: its fields and buttons by role and label, its problems by description. */
import assert from 'node:assert/strict';
import { becomes, escape, plain, until } from './support.mjs';

/** One panel of a page, in the words of who uses it. */
export class Panel {
  constructor(page, at = 'callback-scheduler') {
    this.page = page;
    this.host = page.locator(at);
    this.body = this.host.locator('[part~=panel]');
    this.phone = this.host.getByRole('textbox', { name: 'Phone', exact: true });
    this.name = this.host.getByRole('textbox', { name: 'Name', exact: true });
    this.date = this.host.getByRole('textbox', { name: 'Date', exact: true });
    this.time = this.host.getByRole('textbox', { name: 'Time', exact: true });
    this.zone = this.host.getByRole('combobox', { name: /^Time zone/ });
    this.queue = this.host.getByRole('combobox', { name: 'Queue' });
    this.note = this.host.getByRole('textbox', { name: 'Note', exact: true });
    this.toMe = this.host.getByRole('checkbox', { name: 'Route callback to me if possible' });
    this.owned = this.host.getByRole('checkbox', { name: 'Take ownership' });
    this.schedule = this.host.getByRole('button', { name: 'Schedule', exact: true });
    this.save = this.host.getByRole('button', { name: 'Save', exact: true });
    this.calendar = this.host.getByRole('dialog', { name: 'Choose date' });
    this.list = this.host.getByRole('group', { name: /^Scheduled/ });
    this.rows = this.list.getByRole('listitem');
    this.card = this.host.getByRole('group', { name: 'Callback due' });
    this.notices = this.host.getByRole('status');
  }

  /** Resolves once the panel can be used. */
  async ready() {
    await this.host.evaluate(async (panel) => {
      await customElements.whenDefined('callback-scheduler');
      await panel.ready;
    });
    await this.phone.waitFor();
    return this;
  }

  button(name) {
    return this.host.getByRole('button', { name, exact: typeof name === 'string' });
  }

  row(name) {
    return this.rows.filter({ hasText: name });
  }

  /** Sets properties and attributes of the element, as the page does. */
  async set(values) {
    await this.host.evaluate((panel, given) => { Object.assign(panel, given); }, values);
  }

  /** Types date and time as the agent does, and leaves the field. */
  async when(date, time) {
    await this.date.fill(date);
    await this.time.fill(time);
    await this.time.blur();
  }

  /** The texts that describe a field: its hints and its problems. */
  async described(field) {
    return plain(await field.evaluate((control) => {
      const root = control.getRootNode();
      const ids = (control.getAttribute('aria-describedby') ?? '').split(' ');
      return ids.map((id) => root.getElementById(id)?.textContent ?? '').join(' ');
    }));
  }

  /** Waits for a problem at its field: marked invalid, and described by the message. */
  async problem(field, message) {
    await until(async () => {
      assert.match(await this.described(field), message instanceof RegExp ? message : new RegExp(escape(message)));
    });
    const type = await field.getAttribute('type');
    if (type !== 'checkbox') await becomes(() => field.getAttribute('aria-invalid'), 'true');
  }

  /** Waits until a field has no problem any more. */
  async sound(field, what) {
    await becomes(() => field.getAttribute('aria-invalid'), null, what);
  }
}
