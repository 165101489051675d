/**
 * `node run.mjs FOLDER`: serves FOLDER to a headless Chromium, runs `page.mjs` there, and prints a table for a reader and
 * the measures, one on each line, as `name value unit`. Called by `cargo xtask bench zones`.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';

const here = import.meta.dirname;
const { chromium } = createRequire(path.join(here, '../../tests/package.json'))('playwright-core');

/** What the project has already. */
const SHARED = {
  '/places.txt': '../../crates/core/data/places.txt',
  '/queries.json': '../../crates/core/tests/vectors/zone-queries.json',
};
const TYPES = { '.mjs': 'text/javascript', '.js': 'text/javascript', '.json': 'application/json', '.wasm': 'application/wasm' };

const server = createServer(async (request, response) => {
  const name = decodeURIComponent(new URL(request.url, 'http://localhost').pathname);
  const own = path.join(here, path.normalize(name));
  const file = SHARED[name] ? path.join(here, SHARED[name]) : own;
  // Isolated, because only then does the browser's clock tick every 5 µs.
  const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
  try {
    const type = name === '/' ? 'text/html' : TYPES[path.extname(file)] ?? 'application/octet-stream';
    const body = name === '/' ? '<!doctype html><title>bench</title>' : await readFile(file);
    response.writeHead(200, { ...headers, 'content-type': type }).end(body);
  } catch {
    response.writeHead(404, headers).end();
  }
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));

const browser = await chromium.launch({
  executablePath: process.env.CALLBACK_CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage();
  page.on('pageerror', (error) => console.error(error));
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const results = await page.evaluate(async () => (await import('/page.mjs')).run());
  report(results);
} finally {
  await browser.close();
  server.close();
}

function report(results) {
  const ms = (value) => `${value.toFixed(3)} ms`;
  const percent = (count, of) => `${((100 * count) / of).toFixed(1)} %`;
  console.table(Object.fromEntries(results.map((it) => [it.name, {
    'hit@1': percent(it.hit1, it.queries),
    'hit@3': percent(it.hit3, it.queries),
    'p50 per key': ms(it.p50),
    'p95 per key': ms(it.p95),
    'worst key': ms(it.worst),
    'index ready': ms(it.ready),
  }])));
  for (const { name, missed } of results) console.log(`not in the first three, ${name}: ${missed.join(', ') || 'none'}`);
  for (const it of results) {
    const name = it.name === 'ours' ? 'zones' : `zones-${it.name}`;
    for (const [what, value, unit] of [
      ['hit-at-1', Math.round((1_000 * it.hit1) / it.queries), 'permille'],
      ['hit-at-3', Math.round((1_000 * it.hit3) / it.queries), 'permille'],
      ['key-p50', Math.round(it.p50 * 1_000), 'us'],
      ['key-p95', Math.round(it.p95 * 1_000), 'us'],
      ['ready', Math.round(it.ready * 1_000), 'us'],
    ]) console.log(`measure ${name}-${what} ${value} ${unit}`);
  }
}
