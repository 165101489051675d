/**
 * `node run.mjs ROUNDS NAME…`: serves this folder to a headless Chromium, runs the cases there, and prints a line for each
 * as `main.rs` does. Called by `cargo xtask bench simulation`.
 */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';

const here = import.meta.dirname;
const { chromium } = createRequire(path.join(here, '../../tests/package.json'))('playwright-core');
const TYPES = { '.mjs': 'text/javascript', '.js': 'text/javascript', '.wasm': 'application/wasm' };

const server = createServer(async (request, response) => {
  const name = new URL(request.url, 'http://localhost').pathname;
  // Isolated, because only then does the browser's clock tick every 5 µs.
  const headers = { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' };
  try {
    const body = name === '/' ? '<!doctype html><title>bench</title>' : await readFile(path.join(here, path.normalize(name)));
    const type = name === '/' ? 'text/html' : TYPES[path.extname(name)] ?? 'application/octet-stream';
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
  const [rounds, ...names] = process.argv.slice(2);
  const run = async ([wanted, count]) => (await import('/page.mjs')).run(wanted, count);
  for (const line of await page.evaluate(run, [names, Number(rounds)])) console.log(line);
} finally {
  await browser.close();
  server.close();
}
