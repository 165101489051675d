/** Whatever is wrong is said at its field, in words that say what would be right, and nothing typed is lost. */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { becomes, focused, says, scheduled, story, told, until } from '../support.mjs';

const PLAIN = 'stories/plain/';

/** What stands in a field, what is said of it, and where it is said: at that field where not told otherwise. */
const FIELDS = [
  ['phone', 'call me', 'Not a phone number: digits, and + in front where it is international.'],
  ['phone', '12', 'Too short: 2 digits, at least 3.'],
  ['phone', '+1 212', 'Too short: 4 digits, at least 7.'],
  ['phone', '+1234567890123456', 'Too long: 16 digits, at most 15.'],
  ['phone', '+12125550123 ext 123456789012', 'The extension is a number of at most 11 digits.'],
  ['phone', '', 'Type the number to call.'],
  ['phone', 'anonymous', 'Type the number to call.'],
  ['name', 'x'.repeat(201), 'Too long: 201 characters, at most 200.'],
  ['note', 'x'.repeat(2001), 'Too long: 2001 characters, at most 2000.'],
  ['date', '', 'Type or choose a date.'],
  ['date', 'someday', 'Not a date. Try Mon, Nov 23.'],
  ['date', '2/31/2027', 'There is no day 31: that month has 28.'],
  ['date', '13/24/2026', 'There is no month 13: 1 to 12.'],
  ['date', '11/22/2026', 'Sun, Nov 22, 9:30 AM has passed.'],
  ['date', '12/24/2026', 'At most 30 days ahead: until Wed, Dec 23, 9:00 AM.'],
  ['date', 'Tue 11/25/2026', 'That date is a Wednesday.'],
  ['time', '', 'Type a time.'],
  ['time', 'soonish', 'Not a time. Try 2:30 PM.'],
  ['time', '25:00', 'There is no hour 25: at most 23.'],
  ['time', '14:61', 'There is no minute 61: 0 to 59.'],
  ['time', '4:30', 'Morning or afternoon?'],
  ['zone', 'Atlantis', 'No time zone “Atlantis”. Choose one of the list.'],
  ['queue', 'Refunds', 'No queue “Refunds”. Choose one of the list.'],
  ['queue', '', 'Choose a queue.'],
];

story('each wrong entry is named at its field, is kept, and can be mended', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  for (const [name, typed, message] of FIELDS) {
    const field = panel[name];
    const before = await field.inputValue();
    await field.fill(typed);
    await field.press('Tab');
    await panel.problem(field, message);
    assert.equal(await field.inputValue(), typed, `${name}: what was typed stays`);
    await field.fill(before);
    await field.press('Tab');
    await panel.sound(field, `${name} "${typed}" put right`);
  }
});

story('nothing is complained of before a field was left', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.phone.fill('call');
  assert.equal(await panel.phone.getAttribute('aria-invalid'), null);
  await page.keyboard.press('Tab');
  await panel.problem(panel.phone, 'Not a phone number');
});

story('schedule shows every problem at once and leads to the first', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.phone.fill('nobody');
  await panel.when('tomorrow', 'soonish');
  await panel.note.fill('n'.repeat(2001));
  await panel.schedule.click();
  await becomes(() => focused(page), 'phone');
  await panel.problem(panel.phone, 'Not a phone number');
  await panel.problem(panel.time, 'Not a time');
  await panel.problem(panel.note, 'Too long');
  const [{ problems }] = await until(async () => {
    const events = await told(page, 'callback-invalid');
    assert.equal(events.length, 1);
    return events;
  });
  assert.deepEqual(problems.map(({ field }) => field), ['phone', 'time', 'note']);

  await panel.phone.fill('+12125550123');
  await panel.schedule.click();
  await becomes(() => focused(page), 'time');
  assert.equal(await panel.date.inputValue(), 'tomorrow');
  assert.deepEqual(await told(page, 'callback-before-schedule'), [], 'the page is not asked about what will not do');
});

story('a zone left empty is the agent\'s, shown on both clocks', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.set({ conversationId: 'c-2', contactTimeZone: 'Europe/London' });
  await becomes(() => panel.zone.inputValue(), 'London');
  await panel.zone.fill('');
  await panel.zone.press('Tab');
  await panel.when('tomorrow', '15:00');
  await says(panel.body, 'Contact Tue, Nov 24, 3:00 PM UTC−5');
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.deepEqual([callback.callbackScheduledTime, callback.data.timeZone], ['2026-11-24T20:00:00.000Z', 'America/New_York']);
});

story('a skipped hour is answered with the times on both sides of it', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.set({ now: '2026-03-02T14:00:00Z' });
  await panel.when('3/8/2026', '2:30 AM');
  await panel.problem(panel.time, 'This time does not exist on that day');
  await panel.button(/^1:30 AM · UTC−5/).waitFor();
  await panel.button(/^3:30 AM · UTC−4/).click();
  await panel.sound(panel.time);
  assert.match(await panel.time.inputValue(), /^3:30\sAM$/);
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.equal(callback.callbackScheduledTime, '2026-03-08T07:30:00.000Z');
});

story('a repeated hour asks which one, with both offsets', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.set({ now: '2026-10-25T14:00:00Z' });
  await panel.when('11/1/2026', '1:30 AM');
  await panel.problem(panel.time, '1:30 AM comes twice on that day. Which one?');
  await panel.button(/^First: 1:30 AM · UTC−4/).waitFor();
  await panel.button(/^Second: 1:30 AM · UTC−5/).click();
  await panel.sound(panel.time);
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.equal(callback.callbackScheduledTime, '2026-11-01T06:30:00.000Z');
  assert.equal(callback.data.fold, 'later');
});

story('a bare hour asks for morning or afternoon, and one press answers', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.when('tomorrow', '4:30');
  await panel.problem(panel.time, 'Morning or afternoon?');
  await panel.button(/^4:30 AM/).waitFor();
  await panel.button(/^4:30 PM/).click();
  await panel.sound(panel.time);
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.equal(callback.callbackScheduledTime, '2026-11-24T21:30:00.000Z');
});

story('what lies beyond the horizon is put right by one press', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.set({ maxDaysAhead: 7 });
  await panel.when('12/1/2026', '9:00 AM');
  await panel.problem(panel.date, 'At most 7 days ahead: until Mon, Nov 30, 9:00 AM.');
  await panel.button(/^Mon, Nov 30, 9:00 AM/).click();
  await panel.sound(panel.date);
  await panel.schedule.click();
  const [callback] = await scheduled(page);
  assert.equal(callback.callbackScheduledTime, '2026-11-30T14:00:00.000Z');
});

story('ownership that cannot be is said with its limit', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await says(panel.body, 'Bookable up to 3 days ahead.');
  await panel.owned.check();
  assert.ok(await panel.toMe.isChecked(), 'ownership includes the routing to me');
  await panel.when('11/27/2026', '9:00 AM');
  await panel.schedule.click();
  await panel.problem(panel.owned, 'Owned callbacks of this queue: at most 3 days ahead, until Thu, Nov 26, 9:00 AM.');
  await panel.button('Without ownership').waitFor();

  await choose(panel, panel.queue, 'Sales');
  await says(panel.body, 'This queue does not allow ownership.');
  assert.equal(await panel.owned.count(), 0, 'not offered where it is not enabled');
});

story('to me is not offered in a queue that I am no member of', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.toMe.check();
  await choose(panel, panel.queue, 'Night desk');
  await says(panel.body, 'You are not a member of this queue.');
  await until(async () => assert.equal(await panel.toMe.isChecked(), false));
  assert.equal(await panel.toMe.getAttribute('aria-disabled'), 'true');
});

story('without a conversation schedule says why it is off', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.host.evaluate((element) => element.removeAttribute('conversation-id'));
  await says(panel.body, 'No interaction is selected.');
  assert.equal(await panel.schedule.getAttribute('aria-disabled'), 'true');
  await panel.schedule.press('Enter');
  assert.deepEqual(await told(page, 'callback-before-schedule'), []);
});

/** What a page may get wrong: what it sets, under which name it is refused, and a word of what would be right. */
const GIVEN = [
  [{ timeZone: 'Mars/Olympus' }, 'time-zone', /zone/i],
  [{ contactTimeZone: 'EST5EDT7' }, 'contact-time-zone', /zone/i],
  [{ queues: { id: 'support' } }, 'queues', /./],
  [{ queues: [{ id: '', name: 'Nameless' }] }, 'queues', /id/],
  [{ queues: [{ id: 'q', name: 'Q', maxOwnedCallbackHours: 169 }] }, 'queues', /168/],
  [{ settings: { maxHoursAhead: 721 } }, 'settings', /720/],
  [{ settings: 'all' }, 'settings', /./],
  [{ maxDaysAhead: 31 }, 'max-days-ahead', /30/],
  [{ maxDaysAhead: 'many' }, 'max-days-ahead', /1 to 30/],
  [{ agent: { id: 'kim', timeZone: 'Nowhere' } }, 'agent', /zone/i],
  [{ agent: { id: 'kim', timeZone: 'UTC', routingStatus: 'ASLEEP' } }, 'agent', /OFF_QUEUE/],
  [{ now: 'half past nine' }, 'now', /ISO 8601/],
  [{ callbacks: [{ id: 'x', state: 'lost' }] }, 'callbacks', /scheduled, queued/],
  [{ messages: { title: 3 } }, 'messages', /./],
  [{ value: 'phone' }, 'value', /./],
];

story('what the page sets wrongly is refused with a message, and the panel goes on', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  for (const [given, name, message] of GIVEN) {
    const before = (await told(page, 'callback-error')).length;
    await panel.set(given);
    const error = await until(async () => {
      const errors = await told(page, 'callback-error');
      assert.equal(errors.length, before + 1, `${JSON.stringify(given)} is refused once`);
      return errors.at(-1);
    });
    assert.equal(error.kind, 'refused');
    assert.equal(error.name, name);
    assert.match(error.message, message);
  }
  await says(panel.body, 'Bookable up to 3 days ahead.');
  await panel.schedule.click();
  assert.equal((await scheduled(page)).length, 1, 'queues, agent and time are what they were');
});

story('a number that the caller withheld is asked for', async ({ open }) => {
  const page = await open(PLAIN);
  const panel = await new Panel(page).ready();
  await panel.set({ conversationId: 'c-2', ani: 'sip:anonymous@anonymous.invalid' });
  await panel.schedule.click();
  await panel.problem(panel.phone, 'Type the number to call.');
  await becomes(() => focused(page), 'phone');
});

async function choose(panel, field, name) {
  await field.fill(name);
  await panel.host.getByRole('option', { name }).first().click();
}
