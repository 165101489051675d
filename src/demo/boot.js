/** Starts the demo's program: a page under a strict policy has no script of its own in it. */
import start from './callback-demo.js';

await start();
