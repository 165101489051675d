/**
 * What a page around the panel does: it loads the element, says who the agent is, which queues there are and what time
 * it is, and remembers what it was told. Runs in the page; the stories read `told` and set properties from outside.
 */

/** 9:00 AM in New York on a Monday, with no change of clocks within the hour and one three weeks back. */
const NOW = '2026-11-23T14:00:00Z';

const EVENTS = [
  'callback-ready', 'callback-before-schedule', 'callback-scheduled', 'callback-updated', 'callback-cancelled',
  'callback-invalid', 'callback-dial', 'callback-agent-status', 'callback-close', 'callback-error',
];

export const QUEUES = [
  { id: 'support', name: 'Support', agentOwnedCallbacks: true, maxOwnedCallbackDelayHours: 72, maxOwnedCallbackHours: 24 },
  { id: 'sales', name: 'Sales' },
  { id: 'claims', name: 'Claims', agentOwnedCallbacks: true, maxOwnedCallbackHours: 2, ownedExpiryToQueue: true },
  { id: 'night', name: 'Night desk', member: false },
];

/** `[name of the event, its detail, the id of the element]`, oldest first. */
window.told = [];
for (const name of EVENTS) {
  addEventListener(name, (event) => window.told.push([name, event.detail, event.target.id]));
}

for (const panel of document.querySelectorAll('callback-scheduler')) {
  panel.now = NOW;
  panel.agent = { id: 'kim', name: 'Kim', timeZone: 'America/New_York', routingStatus: 'IDLE' };
  panel.queues = QUEUES;
}

// Last, as on a page whose own script is quicker than the loader: what was set before must not be lost.
await import('/callback-scheduler.js');
