/** Types of `<callback-scheduler>`: its properties, methods, events and values. */

export const version: string;

/** Where the panel's files are, when not beside this module. */
export interface Sources {
  /** The URL of `callback-panel_bg.wasm`. */
  url?: string | URL;
  /** Its integrity (`sha384-…`), checked by fetch. */
  integrity?: string;
  /** The part that comes after the first paint: the URL of `snippets/callback-panel/later.wasm`, and its integrity. */
  later?: { url?: string | URL; integrity?: string };
  /** The URL of `places.txt`, by which zones are found besides their names. Fetched when the zone field is entered. */
  places?: string | URL;
  /** The URL of `numbers.txt`, by which a number suggests its zone. Fetched after the panel. */
  numbers?: string | URL;
  /** The URL of `callback-panel.js`. Its integrity can only be given by an import map. */
  glue?: string | URL;
}

/** The administrator's decisions. What is absent is as in the reference. */
export interface Settings {
  /** How far ahead a callback may lie, in hours, 1-720. Default 720. */
  maxHoursAhead?: number;
  /** Whether agents choose the queue. Default true. */
  allowCallbackQueueSelection?: boolean;
  /** Whether one interaction may have several callbacks. Default false. */
  allowSeveralCallbacks?: boolean;
}

export interface Queue {
  id: string;
  name: string;
  /** Whether the agent is a member. Default true. */
  member?: boolean;
  /** Whether agents may own its callbacks. Default false. */
  agentOwnedCallbacks?: boolean;
  /** 1-720. Default 720. */
  maxOwnedCallbackDelayHours?: number;
  /** 1-168. Default 24. */
  maxOwnedCallbackHours?: number;
  /** Hands an owned callback whose owner did not come to the queue, instead of dropping it. */
  ownedExpiryToQueue?: boolean;
}

export interface Agent {
  id: string;
  name?: string;
  /** IANA name, such as `America/New_York`. */
  timeZone: string;
  routingStatus?: 'OFF_QUEUE' | 'IDLE' | 'INTERACTING' | 'NOT_RESPONDING' | 'COMMUNICATING';
  /** Sees and changes everyone's callbacks. */
  supervisor?: boolean;
}

export type State =
  | 'scheduled' | 'queued' | 'alerting' | 'dialing' | 'connected' | 'wrap-up' | 'ended' | 'disconnected';
export type DisconnectType = 'client' | 'endpoint' | 'system' | 'timeout' | 'uncallable' | 'transfer';

/** Where a callback is that the page routes itself. */
export interface CallbackStatus {
  /** The `id` of a `callback-scheduled` event. */
  id: string;
  state: State;
  /** The agent who is alerted or has it. */
  agentId?: string;
  /** The end of an alert, in milliseconds since the epoch. */
  alertingUntil?: number;
  disconnectType?: DisconnectType;
}

/** A callback, as events tell it. */
export interface Callback {
  /** Absent before it is booked. */
  id?: string;
  /** The idempotency key: the same key is the same callback. */
  key: string;
  conversationId?: string;
  participantId?: string;
  state: State;
  /** Counts its changes, from 1. */
  version: number;
  /** ISO 8601, UTC. */
  callbackScheduledTime: string;
  callbackNumbers: string[];
  callbackUserName: string;
  routingData: {
    queueId: string;
    scoredAgents: { agent: { id: string }; score: number }[];
    routingFlags: string[];
  };
  /** The end of ownership, ISO 8601, UTC. */
  ownedUntil?: string;
  ownedExpiryToQueue?: boolean;
  disconnectType?: DisconnectType;
  /** `timeZone`, `localTime`, `fold`, `tzVersion`, `notes`. */
  data: Record<string, string>;
}

/** The fields of the form, as the agent sees them. Set, a field that is absent stays as it is. */
export interface Value {
  phone?: string;
  name?: string;
  date?: string;
  time?: string;
  timeZone?: string;
  queueId?: string;
  toMe?: boolean;
  owned?: boolean;
  note?: string;
}

export type Field = 'phone' | 'name' | 'date' | 'time' | 'zone' | 'queue' | 'claim' | 'note';

export interface CallbackEvents {
  /** The panel can be used. */
  'callback-ready': CustomEvent<{ version: string }>;
  /** Cancelable. Nothing is kept or sent before it returns. */
  'callback-before-schedule': CustomEvent<Callback>;
  'callback-scheduled': CustomEvent<Callback>;
  'callback-updated': CustomEvent<{
    callback: Callback;
    /** `rules`: the rules of its zone have changed, and its instant with them, or a person has to choose another time. */
    change: 'edited' | 'rules' | 'call-now' | 'accepted' | 'declined' | 'dialling' | 'ended';
  }>;
  'callback-cancelled': CustomEvent<Callback>;
  /** The page is to dial. */
  'callback-dial': CustomEvent<Callback>;
  /** The agent wants to be on queue again. */
  'callback-agent-status': CustomEvent<{ wanted: 'on-queue' }>;
  'callback-invalid': CustomEvent<{ problems: { field: Field; kind: string }[] }>;
  /** How many callbacks stand where, whenever that has changed: levels, so that a missed one does no harm. */
  'callback-sync': CustomEvent<{
    /** With something that is not sent. */
    waiting: number;
    /** That no backend has heard of. */
    onlyHere: number;
    /** Taken by a region and not shown yet. */
    accepted: number;
    /** That the agent has to decide: refused, or changed by two. */
    asking: number;
    tokenNeeded: boolean;
  }>;
  /** The token is missing or was refused: nothing is sent before `token` is set. A function is asked by the panel. */
  'callback-token-needed': CustomEvent<null>;
  /** The agent closed the panel; `open` is gone already. */
  'callback-close': CustomEvent<null>;
  /** `load` and `trap`: the panel's files or the panel itself; `refused` and `feed`: something the page set. */
  'callback-error': CustomEvent<{ kind: 'load' | 'trap' | 'refused' | 'feed'; name?: string; message: string }>;
}

export class CallbackScheduler extends HTMLElement {
  static readonly version: string;
  static readonly formAssociated: true;
  /** Says where the panel's files are. Only before the first element is connected. */
  static configure(where: Sources): void;

  /** Resolves once the panel can be used; rejects when it could not be loaded. A retry makes a new one. */
  readonly ready: Promise<this>;

  // Attributes, each reflected.
  open: boolean;
  conversationId: string;
  participantId: string;
  queueId: string;
  agentId: string;
  /** The caller's number as the page has it: national, `tel:`, `sip:`, or withheld. */
  ani: string;
  contactName: string;
  /** ISO 3166, two letters, of a national number. */
  countryCode: string;
  locale: string;
  /** The agent's zone, an IANA name. */
  timeZone: string;
  contactTimeZone: string;
  hourCycle: '' | 'h12' | 'h23';
  theme: '' | 'light' | 'dark';
  density: string;
  /** Kept, and not acted on yet. */
  backend: string;
  disabled: boolean;
  readonly: boolean;
  /** 1-30; can only lower `settings.maxHoursAhead`. */
  maxDaysAhead: number | null;

  // Properties. One that cannot be read is refused by `callback-error`, and what was there stays.
  settings: Settings | null;
  queues: Queue[] | null;
  agent: Agent | null;
  /** Kept, and not acted on yet. */
  scenario: unknown;
  callbacks: CallbackStatus[] | null;
  /** Kept, and not acted on yet. Never written anywhere. */
  token: string | (() => Promise<string>) | null;
  /** For tests and demos: the present instant; it then stands still until set again. Null: the device's clock. */
  now: number | Date | string | null;
  /** The page's own words, by key. */
  messages: Record<string, string> | null;
  value: Value | null;

  show(): void;
  close(): void;
  /** As if Schedule were pressed. What comes of it is told by events. */
  schedule(): void;
  /** Back to what the interaction knows. */
  reset(): void;
  checkValidity(): boolean;
  /** Also shows the problems at their fields. */
  reportValidity(): boolean;
  focus(): void;
  /** Reads what is kept anew. */
  refresh(): void;
  /** Forgets the token. */
  signOut(): void;

  // A form control like others.
  name: string;
  readonly type: 'callback-scheduler';
  readonly form: HTMLFormElement | null;
  readonly labels: NodeList;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;

  addEventListener<Name extends keyof CallbackEvents>(
    name: Name,
    listener: (this: this, event: CallbackEvents[Name]) => void,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(name: string, listener: EventListenerOrEventListenerObject, options?: boolean | AddEventListenerOptions): void;
}

declare global {
  interface HTMLElementTagNameMap {
    'callback-scheduler': CallbackScheduler;
  }
}
