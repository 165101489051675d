/** The host's page, with the backend that the address names, and a token from a function, as a page has one. */
const asked = new URLSearchParams(location.search);
const panel = document.querySelector('callback-scheduler');
window.tokens = 0;
for (const name of ['callback-sync', 'callback-token-needed']) {
  addEventListener(name, (event) => window.told.push([name, event.detail, event.target.id]));
}
panel.setAttribute('conversation-id', asked.get('conversation') ?? 'c-1');
panel.setAttribute('backend', asked.get('backend'));
panel.token = async () => {
  window.tokens += 1;
  const response = await fetch(`${asked.get('backend').replace('#region', '')}/token`);
  return response.text();
};
await import('../host.mjs');
