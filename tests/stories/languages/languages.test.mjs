/** Dates and times typed in the agent's language, with its language file fetched beside the panel; the echo in full. */
import assert from 'node:assert/strict';
import { Panel } from '../panel.mjs';
import { becomes, says, seen, story, until } from '../support.mjs';

const NOW = '2026-11-24T14:00:00Z';

/** The plain page in another language, its file learnt. */
async function speaking(open, values) {
  const page = await open('stories/plain/');
  const panel = await new Panel(page).ready();
  const file = page.waitForResponse((response) => response.url().includes('/lang/'));
  await panel.set({ now: NOW, ...values });
  await (await file).finished();
  return { page, panel };
}

/** Types until the file is learnt, which nobody announces. */
const typed = (panel, date, time, fields) => until(async () => {
  await panel.when(date, time);
  assert.deepEqual([await panel.date.inputValue(), await panel.time.inputValue()], fields);
});

story('German: halb drei asks, and is answered by one press', async ({ open }) => {
  const { page, panel } = await speaking(open, { locale: 'de' });
  await typed(panel, 'nächste Woche Mittwoch um 14 Uhr 30', '', ['02.12.2026', '14:30']);
  await says(panel.body, 'Mi., 2. Dez., 14:30');
  await panel.when('2.12.', 'halb drei');
  await panel.problem(panel.time, /14:30/);
  await seen(page, 'german-halb-drei');
  await panel.button(/14:30/).click();
  await becomes(() => panel.time.inputValue(), '14:30');
});

story('Japanese, and on a clock of twelve hours', async ({ open }) => {
  const { page, panel } = await speaking(open, { locale: 'ja' });
  await typed(panel, '来週の火曜日、午後3時半', '', ['2026/12/01', '15:30']);
  await says(panel.body, '12月1日(火) 15:30');
  await panel.set({ hourCycle: 'h12' });
  await becomes(() => panel.time.inputValue(), '3:30 午後');
  await seen(page, 'japanese-twelve-hours');
});

story('Arabic, from right to left', async ({ open }) => {
  const { page, panel } = await speaking(open, { locale: 'ar' });
  await typed(panel, 'غدا الساعة الثالثة والنصف عصرا', '', ['25/11/2026', '3:30 م']);
  await says(panel.body, 'الأربعاء، 25 نوفمبر، 3:30 م');
  await seen(page, 'arabic');
});

story('a file that is none leaves English, and says so', async ({ open, wrong, context }) => {
  await context.route('**/lang/de.txt', (route) => route.fulfill({ body: '<!doctype html>' }));
  const { panel } = await speaking(open, { locale: 'de' });
  await until(() => assert.match(wrong.splice(0).join(), /lang\/de\.txt is no language file, see its line 1/));
  await panel.when('tomorrow', '15');
  await becomes(() => panel.date.getAttribute('aria-invalid'), null);
});
