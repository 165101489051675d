/** In the page: the same cases as on the machine, `name seconds contacts fingerprint waited`. */
import init, { ready } from './pkg/callback_bench_simulation.js';

export async function run(names, rounds) {
  await init();
  const cases = names.map((name) => [name, ready(name)]);
  const lines = [];
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, it] of cases) {
      const begun = performance.now();
      const done = it.run();
      lines.push(`${name} ${(performance.now() - begun) / 1_000} ${done}`);
    }
  }
  return lines;
}
