/** Starts the demo's program: a page under a strict policy has no script of its own in it. */
import start from './callback-demo.js';

try {
  await start();
} catch (error) {
  const [loading] = document.getElementsByClassName('loading');
  if (loading) loading.textContent = 'The contact center could not be loaded. Reload the page to try again.';
  throw error;
}
