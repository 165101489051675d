/** In the page: every search, on the same queries; what each finds, and how long each key takes. */
import init, { Search, offsetMinutes, presentName } from './pkg/callback_bench_zones.js';
import soft from './node_modules/timezone-soft/builds/timezone-soft.mjs';
import { getTimeZones } from './node_modules/@vvo/tzdb/dist/index.js';

/** Noon in UTC on the day that the queries are about. */
const AT = Date.parse('2026-12-01T12:00:00Z');
/** How often every key is pressed. The quickest counts: what else the machine does is no part of a search. */
const ROUNDS = 6;

/** What `city-timezones` exports, around the file that it is: a module of Node's. */
async function cityTimezones() {
  const [source, map] = await Promise.all([
    fetch('./node_modules/city-timezones/index.js').then((it) => it.text()),
    fetch('./node_modules/city-timezones/data/cityMap.json').then((it) => it.text()),
  ]);
  const module = { exports: {} };
  const begun = performance.now();
  const parsed = JSON.parse(map);
  new Function('module', 'require', source)(module, () => parsed);
  return { cities: module.exports, ready: performance.now() - begun };
}

/** The zones of a list without repetition, in its order. */
const distinct = (zones) => [...new Set(zones)];

async function ours() {
  await init();
  const places = new Uint8Array(await fetch('./places.txt').then((it) => it.arrayBuffer()));
  const begun = performance.now();
  const search = Search.of(places);
  const ready = performance.now() - begun;
  return { name: 'ours', ready, find: (query) => search.search(query, AT).split('\n') };
}

/** As their documentation says: informal names by the one, then cities by the other, the largest first. */
async function softAndCities() {
  const { cities, ready } = await cityTimezones();
  const larger = (a, b) => b.pop - a.pop;
  const find = (query) => distinct([
    ...soft(query).filter(Boolean).map((it) => it.iana),
    ...cities.lookupViaCity(query).sort(larger).map((it) => it.timezone),
    ...cities.findFromCityStateProvince(query).sort(larger).map((it) => it.timezone),
  ]);
  return { name: 'timezone-soft+city-timezones', ready, find };
}

/** The filter of its documentation. */
async function tzdb() {
  const begun = performance.now();
  const zones = getTimeZones({ includeUtc: true, date: new Date(AT) });
  const ready = performance.now() - begun;
  const find = (query) => zones.filter((zone) => (
    [zone.currentTimeFormat, zone.countryName, zone.abbreviation, ...zone.group]
      .join(' ').toLowerCase().includes(query.toLowerCase())
  )).map((zone) => zone.name);
  return { name: '@vvo/tzdb', ready, find };
}

/** Every key of every query: what stands in the field after it. */
const keys = (cases) => cases.flatMap(({ query }) => {
  const letters = [...query];
  return letters.map((_, at) => letters.slice(0, at + 1).join(''));
});

/** Whether a zone answers a query: it is one of those named, under whatever name, or it has the offset asked for. */
const fits = ({ accept, offset_minutes: minutes }) => {
  const accepted = accept?.map(presentName);
  return (zone) => (accepted ? accepted.includes(presentName(zone)) : offsetMinutes(zone, AT) === minutes);
};

function measured({ name, ready, find }, cases) {
  const hits = (count) => cases.filter((it) => find(it.query).slice(0, count).some(fits(it))).length;
  const missed = cases.filter((it) => !find(it.query).slice(0, 3).some(fits(it)));
  const pressed = keys(cases);
  const times = pressed.map(() => Infinity);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [at, key] of pressed.entries()) {
      const begun = performance.now();
      find(key);
      times[at] = Math.min(times[at], performance.now() - begun);
    }
  }
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.min(times.length - 1, Math.ceil(times.length * share) - 1)];
  return {
    name, ready, hit1: hits(1), hit3: hits(3), queries: cases.length, keys: times.length,
    p50: at(0.5), p95: at(0.95), worst: times.at(-1), missed: missed.map(({ query }) => query),
  };
}

export async function run() {
  const { cases } = await fetch('./queries.json').then((it) => it.json());
  const results = [];
  for (const make of [ours, softAndCities, tzdb]) results.push(measured(await make(), cases));
  return results;
}
