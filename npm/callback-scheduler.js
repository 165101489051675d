/**
 * `<callback-scheduler>`: defines the element at once, shows a skeleton, then brings in the panel (WebAssembly).
 *
 * WebAssembly cannot extend HTMLElement and no page should wait for it, so this file owns what is the
 * element's (attributes, form, slots, life) and keeps all that it was given until the panel can take it.
 * It knows no rule of callbacks, writes no markup and no style text into the page, and importing it is safe
 * where there is no document.
 *
 * The boundary is text: `set(name, text)` and `call(name)` in; events, and `tell(kind, text)`, out.
 */

export const version = '0.1.0';

const TAG = 'callback-scheduler';

/** Every attribute, and the type of the property that reflects it. */
const ATTRIBUTES = {
  open: Boolean, 'conversation-id': String, 'participant-id': String, 'queue-id': String, 'agent-id': String,
  ani: String, 'contact-name': String, 'country-code': String, locale: String, 'time-zone': String,
  'contact-time-zone': String, 'hour-cycle': String, theme: String, density: String, backend: String,
  disabled: Boolean, readonly: Boolean, 'max-days-ahead': Number,
};

/** Every property that is no attribute, and how it is written for the panel; `null`: it stays in this file. */
const PROPERTIES = {
  settings: JSON.stringify, queues: JSON.stringify, agent: JSON.stringify, scenario: JSON.stringify,
  callbacks: JSON.stringify, messages: JSON.stringify, value: JSON.stringify,
  now: (instant) => String(Math.round(typeof instant === 'string' ? Date.parse(instant) : instant)),
  token: null,
};

/** Words that must be there before the panel is; `messages` may replace them. */
const WORDS = {
  'loader.failed': 'The callback panel could not be loaded.',
  'loader.retry': 'Try again',
  'loader.stopped': 'The callback panel stopped working. What you typed is kept.',
  'loader.reload': 'Reload panel',
};

/** Enough style for what is shown without the panel. Light or dark is the page's choice, or the attribute's. */
const SKELETON = `
:host { display: block; container-type: inline-size; }
:host([hidden]) { display: none; }
:host([theme=light]) { color-scheme: light; }
:host([theme=dark]) { color-scheme: dark; }
:host([theme=auto]) { color-scheme: light dark; }
.cb-bones, .cb-card {
  display: grid; gap: .75rem; padding: 1rem; border-radius: var(--callback-radius, 6px);
  font: var(--callback-font-size, 14px)/1.4 var(--callback-font-family, system-ui, sans-serif);
  background: var(--callback-surface, light-dark(#fff, #1a1e23));
  color: var(--callback-text, light-dark(#18202a, #e9edf2));
}
:host(:not([open])) :is(.cb-bones, .cb-card) { display: none; }
.cb-bones i { height: 2rem; border-radius: inherit; background: var(--callback-surface-tint, light-dark(#f3f5f8, #23282f)); }
.cb-bones i:first-child { width: 45%; height: 1.25rem; }
.cb-card { border: 1px solid var(--callback-line, light-dark(#dbe0e7, #363d47)); }
.cb-card p { margin: 0; }
.cb-card button {
  justify-self: start; min-height: 34px; padding: 0 1rem; border: 1px solid transparent; border-radius: inherit;
  font: inherit; font-weight: 600; cursor: pointer;
  background: var(--callback-accent, light-dark(#1d5bbf, #8bb5ff)); color: var(--callback-on-accent, light-dark(#fff, #0a1a30));
}
.cb-card button:focus-visible { outline: 2px solid; outline-offset: 2px; }
@media (prefers-reduced-motion: no-preference) {
  .cb-bones i { animation: cb-wait 1.6s ease-in-out infinite alternate; }
  @keyframes cb-wait { to { opacity: .5; } }
}`;

const sources = {}; // see configure()
const mounted = new Set();
let program; // the panel's exports, as a promise: one instance for the page
let current; // the same, once there
const compiled = {}; // WebAssembly.Modules by name, as promises: kept for a fresh instance after a trap
let attempt = 0; // a module is evaluated once for each URL, so each fresh instance gets its own

const camel = (name) => name.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());

async function fetched({ url, integrity }) {
  const response = await fetch(url, { credentials: 'same-origin', ...(integrity && { integrity }) });
  if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
  const streams = response.headers.get('content-type')?.startsWith('application/wasm');
  return streams ? WebAssembly.compileStreaming(response) : WebAssembly.compile(await response.arrayBuffer());
}

/** A failure is not kept, so that the next one who asks tries again. */
function compile(name, source) {
  return compiled[name] ??= fetched(source).catch((error) => {
    delete compiled[name];
    throw error;
  });
}

async function instantiate() {
  const glue = new URL(sources.glue ?? new URL('./callback-panel.js', import.meta.url), import.meta.url);
  const url = sources.url ?? new URL('./callback-panel_bg.wasm', import.meta.url);
  if (attempt) glue.searchParams.set('n', attempt);
  const [panel, module] = await Promise.all([
    import(/* @vite-ignore */ /* webpackIgnore: true */ glue.href),
    compile('panel', { url, integrity: sources.integrity }),
  ]);
  const shared = await panel.default({ module_or_path: module });
  panel.watch((message) => fell(panel, message), () => later(shared));
  return current = panel;
}

/** Links what the panel does without until it was seen: a chunk that shares memory and table with the instance. */
async function later(shared) {
  await new Promise((painted) => setTimeout(painted));
  const source = { url: new URL('./snippets/callback-panel/later.wasm', import.meta.url), ...sources.later };
  await WebAssembly.instantiate(await compile('later', source), { __wasm_split: shared });
}

/** Data that is suggested from and never needed: fetched once for the page, after its panel. Language files likewise. */
const DATA = {
  numbers: () => new URL('./numbers.txt', import.meta.url),
  places: () => new URL('./places.txt', import.meta.url),
};
const data = {}; // by name, as promises

async function text(url) {
  const response = await fetch(url, { credentials: 'same-origin', priority: 'low' });
  if (!response.ok) throw new Error(`${response.status} for ${response.url}`);
  return response.text();
}

function load() {
  program ??= instantiate().catch((error) => {
    program = undefined;
    attempt += 1;
    throw error;
  });
  return program;
}

/** The instance trapped: nothing of it may be called again, and a fresh one is made when somebody asks. */
function fell(panel, message) {
  if (!panel || panel !== current) return;
  program = current = undefined;
  attempt += 1;
  for (const element of [...mounted]) element.fell(message);
}

/** A trap that no panic announced (stack, memory) reaches the page as an error thrown through the glue. */
function overheard(event) {
  const error = event.error ?? event.reason;
  if (error instanceof WebAssembly.RuntimeError && /callback-panel/.test(error.stack)) fell(current, String(error));
}

const make = (tag, part, ...children) => {
  const node = document.createElement(tag);
  if (part) node.setAttribute('part', part);
  node.append(...children);
  return node;
};

let sheet;
function skeleton() {
  if (!sheet) (sheet = new CSSStyleSheet()).replaceSync(SKELETON);
  return sheet;
}

/** What the class keeps for one element; apart, so that the class shows the public contract only. */
class Keeper {
  given = new Map(); // by name: text for the panel, in the order in which it first came
  raw = new Map(); // by name: what the page set, to be read back
  handle = null; // the mounted panel
  panel = null; // the instance it belongs to
  drafts = ''; // every draft of this element, as text: outlives a trap and a removal
  value = 'null';
  quiet = false; // true while the panel itself changes an attribute, or validity is only asked for
  later = []; // calls made before the panel could answer

  constructor(host) {
    this.host = host;
    this.internals = host.attachInternals();
    this.shadow = host.attachShadow({ mode: 'open' });
    this.shadow.adoptedStyleSheets = [skeleton()];
    // `input` crosses shadow roots by itself; the panel sends its own, once for each change of the value.
    this.shadow.addEventListener('input', (event) => event.stopPropagation());
    // Asked for by the page or by a form: the panel shows the problems at their fields, not the browser in a bubble.
    host.addEventListener('invalid', (event) => {
      event.preventDefault();
      if (!this.quiet) this.call('report-validity');
    });
    this.promise();
    this.bones();
  }

  promise() {
    this.ready = new Promise((resolve, reject) => Object.assign(this, { resolve, reject }));
    this.ready.catch(() => {}); // a page that does not ask is not told twice
  }

  state(name, on) {
    this.internals.states[on ? 'add' : 'delete'](name);
  }

  phase(name) {
    for (const phase of ['loading', 'ready', 'error']) this.state(phase, phase === name);
  }

  bones() {
    const bones = make('div', 'skeleton', ...Array.from({ length: 6 }, () => make('i')));
    bones.className = 'cb-bones';
    bones.setAttribute('aria-busy', 'true');
    this.shadow.replaceChildren(bones);
  }

  words(key) {
    return this.raw.get('messages')?.[key] ?? WORDS[key];
  }

  card(text, button, action) {
    const press = make('button', 'retry', this.words(button));
    press.type = 'button';
    press.addEventListener('click', action, { once: true });
    const card = make('div', 'failure', make('p', '', this.words(text)), press, make('slot'));
    card.className = 'cb-card';
    card.setAttribute('role', 'alert');
    this.shadow.replaceChildren(card);
  }

  error(kind, message) {
    const detail = { kind, message };
    queueMicrotask(() => this.host.dispatchEvent(new CustomEvent('callback-error', { bubbles: true, composed: true, detail })));
  }

  async start() {
    this.phase('loading');
    try {
      const panel = await load();
      if (this.host.isConnected && !this.handle) this.mount(panel);
    } catch (error) {
      this.phase('error');
      this.card('loader.failed', 'loader.retry', () => this.again());
      this.reject(error);
      this.error('load', String(error));
    }
  }

  again() {
    this.promise();
    this.bones();
    this.start();
  }

  mount(panel) {
    const into = make('div', 'base');
    this.shadow.replaceChildren(into);
    this.shadow.adoptedStyleSheets = [skeleton()]; // the panel adds its own
    mounted.add(this);
    this.panel = panel;
    try {
      const tell = (kind, text) => this.told(panel, kind, text);
      this.handle = panel.mount(this.host, this.shadow, into, tell, JSON.stringify([...this.given]), this.drafts);
    } catch (error) {
      this.drafts = ''; // it may be what the panel fell over
      return fell(panel, String(error));
    }
    this.phase('ready');
    this.resolve(this.host);
    for (const name of this.later.splice(0)) this.call(name);
    this.learn('numbers');
    into.addEventListener('focusin', ({ target }) => {
      if (target.dataset.field === 'zone') this.learn('places');
    });
    queueMicrotask(() => this.host.dispatchEvent(new CustomEvent('callback-ready', { bubbles: true, composed: true, detail: { version } })));
  }

  /** Frees the panel, unless the element was only moved. */
  left() {
    if (this.host.isConnected || !this.handle) return;
    const { handle, panel } = this;
    mounted.delete(this);
    this.handle = this.panel = null;
    this.promise();
    this.bones();
    try {
      handle.unmount();
      handle.free();
    } catch (error) {
      fell(panel, String(error));
    }
  }

  fell(message) {
    mounted.delete(this);
    this.handle = this.panel = null;
    this.phase('error');
    this.promise();
    this.card('loader.stopped', 'loader.reload', () => {
      this.again();
      this.later.push('focus');
    });
    this.error('trap', message);
  }

  /** What the panel says of itself. */
  told(panel, kind, text) {
    if (panel !== this.panel) return;
    if (kind === 'draft') this.drafts = text;
    else if (kind === 'value') this.internals.setFormValue(this.value = text);
    else if (kind === 'problem') this.internals.setValidity(text ? { customError: true } : {}, text);
    else if (kind === 'token') this.provide();
    else if (kind === 'language') this.learn(`lang/${text}`);
    else if (kind === 'open') this.silently(() => this.host.toggleAttribute('open', text === 'true'));
    else this.state(kind, text === 'true');
  }

  /** Hands the panel a token, fresh where the page gave a function. Kept nowhere else. */
  async provide() {
    const { panel } = this;
    const token = this.raw.get('token');
    try {
      const text = await (typeof token === 'function' ? token() : token);
      if (text && this.panel === panel) this.guard(() => this.handle?.set('token', String(text)));
    } catch (error) {
      this.error('token', String(error));
    }
  }

  silently(act) {
    this.quiet = true;
    try {
      return act();
    } finally {
      this.quiet = false;
    }
  }

  /** `text` is null where a value was taken away. */
  set(name, text) {
    this.given.set(name, text);
    if (!this.quiet) this.guard(() => this.handle?.set(name, text));
  }

  /** Where it cannot be had, nothing is suggested from it; the next panel asks again. */
  async learn(name) {
    const { panel } = this;
    data[name] ??= text(sources[name] ?? DATA[name]?.() ?? new URL(`./${name}.txt`, import.meta.url)).catch(() => delete data[name] && null);
    const found = await data[name];
    if (found !== null && this.panel === panel && this.handle) this.guard(() => this.handle.learn(name, found));
  }

  call(name) {
    if (this.handle) this.guard(() => this.handle.call(name));
    else this.later.push(name);
  }

  /** Has what was set in this turn taken at once. */
  settle() {
    if (this.handle) this.call('settle');
  }

  current() {
    this.settle();
    return this.handle ? JSON.parse(this.value) : this.raw.get('value') ?? null;
  }

  guard(act) {
    const { panel } = this;
    try {
      act();
    } catch (error) {
      fell(panel, String(error));
    }
  }

  /** Takes what the page set; what cannot be written as text is refused, and what was there stays. */
  take(name, value) {
    const write = PROPERTIES[name];
    try {
      const text = value == null ? null : write?.(value);
      this.raw.set(name, value);
      if (write) this.set(name, text ?? null);
      else if (value != null) this.provide();
    } catch (error) {
      this.error('refused', `${name}: ${error}`);
    }
  }
}

const keepers = new WeakMap();
const of = (element) => keepers.get(element);

export class CallbackScheduler extends (globalThis.HTMLElement ?? Object) {
  static version = version;
  static formAssociated = true;
  static observedAttributes = Object.keys(ATTRIBUTES).filter((name) => name !== 'disabled'); // see formDisabledCallback

  /** Says where the panel's files are: `{ url, integrity, glue, later: { url, integrity }, places, numbers }`. Only before the first element is connected. */
  static configure(where) {
    if (program) console.warn(`<${TAG}>: configure() came after the panel was loaded`);
    Object.assign(sources, where);
  }

  constructor() {
    super();
    const keeper = new Keeper(this);
    keepers.set(this, keeper);
  }

  connectedCallback() {
    // What was set before the element was defined lies on the instance and hides the property.
    for (const name of [...Object.keys(PROPERTIES), ...Object.keys(ATTRIBUTES).map(camel)]) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      delete this[name];
      this[name] = value;
    }
    if (!of(this).handle) of(this).start();
  }

  disconnectedCallback() {
    queueMicrotask(() => of(this).left());
  }

  connectedMoveCallback() {} // `moveBefore`: nothing to do, but without this it disconnects

  attributeChangedCallback(name, before, text) {
    if (before !== text) of(this).set(name, text);
  }

  formDisabledCallback(disabled) {
    of(this).set('disabled', disabled ? '' : null);
  }

  formResetCallback() {
    this.reset();
  }

  formStateRestoreCallback(text) {
    of(this).set('value', text);
  }

  /** Resolves with the element once the panel can be used; rejects when it could not be loaded. */
  get ready() { return of(this).ready; }

  show() { this.setAttribute('open', ''); }
  close() { this.removeAttribute('open'); }
  schedule() { of(this).call('schedule'); }
  reset() { of(this).call('reset'); }
  refresh() { of(this).call('refresh'); }
  focus() { of(this).call('focus'); }
  signOut() {
    of(this).raw.delete('token');
    of(this).call('sign-out');
  }

  get form() { return of(this).internals.form; }
  get labels() { return of(this).internals.labels; }
  get type() { return TAG; }
  get name() { return this.getAttribute('name') ?? ''; }
  set name(name) { this.setAttribute('name', name); }
  get validity() { return of(this).internals.validity; }
  get validationMessage() { return of(this).internals.validationMessage; }
  get willValidate() { return of(this).internals.willValidate; }
  checkValidity() {
    of(this).settle();
    return of(this).silently(() => of(this).internals.checkValidity());
  }
  reportValidity() {
    of(this).call('report-validity');
    return this.checkValidity();
  }
}

function reflect(prototype) {
  for (const [name, type] of Object.entries(ATTRIBUTES)) {
    Object.defineProperty(prototype, camel(name), {
      configurable: true, enumerable: true,
      get() {
        if (type === Boolean) return this.hasAttribute(name);
        const text = this.getAttribute(name);
        return type === Number && text !== null ? Number(text) : text ?? (type === String ? '' : null);
      },
      set(value) {
        if (type === Boolean) this.toggleAttribute(name, Boolean(value));
        else if (value == null) this.removeAttribute(name);
        else this.setAttribute(name, value);
      },
    });
  }
  for (const name of Object.keys(PROPERTIES)) {
    Object.defineProperty(prototype, name, {
      configurable: true, enumerable: true,
      get() { return name === 'value' ? of(this).current() : of(this).raw.get(name) ?? null; },
      set(value) { of(this).take(name, value); },
    });
  }
}

function define() {
  const there = customElements.get(TAG);
  if (there) {
    if (there.version !== version) console.warn(`<${TAG}> ${there.version} is already defined; ${version} steps back`);
    return;
  }
  reflect(CallbackScheduler.prototype);
  customElements.define(TAG, CallbackScheduler);
  addEventListener('error', overheard);
  addEventListener('unhandledrejection', overheard);
}

if (globalThis.customElements && globalThis.HTMLElement) define();
