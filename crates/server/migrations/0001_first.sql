-- SQL that SQLite and PostgreSQL both read. Instants are milliseconds since the Unix epoch, truth values 0 or 1,
-- structured values JSON text. No rule is applied here but what must hold between two servers: uniqueness.

CREATE TABLE organizations (
    id       TEXT PRIMARY KEY,
    name     TEXT NOT NULL,
    settings TEXT NOT NULL
);

CREATE TABLE divisions (
    id           TEXT PRIMARY KEY,
    organization TEXT NOT NULL REFERENCES organizations (id),
    name         TEXT NOT NULL
);

CREATE TABLE users (
    id             TEXT PRIMARY KEY,
    organization   TEXT NOT NULL REFERENCES organizations (id),
    name           TEXT NOT NULL,
    email          TEXT NOT NULL,
    time_zone      TEXT NOT NULL,
    -- The divisions whose callbacks they may change, as a JSON array of ids; an agent has none (S4).
    supervises     TEXT NOT NULL,
    routing_status TEXT NOT NULL,
    status_since   BIGINT NOT NULL
);
CREATE INDEX users_of_organization ON users (organization, id);

-- Who may ask for a token: a program, for itself or for one user.
CREATE TABLE clients (
    id           TEXT PRIMARY KEY,
    organization TEXT NOT NULL REFERENCES organizations (id),
    user_id      TEXT REFERENCES users (id),
    name         TEXT NOT NULL,
    secret_hash  TEXT NOT NULL,
    permissions  TEXT NOT NULL
);

CREATE TABLE tokens (
    hash       TEXT PRIMARY KEY,
    client     TEXT NOT NULL REFERENCES clients (id),
    expires_at BIGINT NOT NULL
);

-- A sign-in on its way from the page to the token (RFC 7636).
CREATE TABLE sign_ins (
    code_hash    TEXT PRIMARY KEY,
    client       TEXT NOT NULL REFERENCES clients (id),
    redirect_uri TEXT NOT NULL,
    challenge    TEXT NOT NULL,
    expires_at   BIGINT NOT NULL
);

CREATE TABLE queues (
    id           TEXT PRIMARY KEY,
    organization TEXT NOT NULL REFERENCES organizations (id),
    division     TEXT NOT NULL REFERENCES divisions (id),
    name         TEXT NOT NULL,
    settings     TEXT NOT NULL
);
CREATE INDEX queues_by_name ON queues (organization, name, id);

CREATE TABLE queue_members (
    queue   TEXT NOT NULL REFERENCES queues (id),
    user_id TEXT NOT NULL REFERENCES users (id),
    PRIMARY KEY (queue, user_id)
);

CREATE TABLE callbacks (
    id           TEXT PRIMARY KEY,
    organization TEXT NOT NULL REFERENCES organizations (id),
    -- The interaction it was promised in, where only one callback may stand for it (P12).
    place        TEXT,
    state        TEXT NOT NULL,
    at           BIGINT NOT NULL,
    queue        TEXT NOT NULL REFERENCES queues (id),
    -- For whom it is promised, and who has it in hand.
    agent        TEXT,
    with_agent   TEXT,
    owned        BIGINT NOT NULL,
    booked_by    TEXT NOT NULL,
    booked_at    BIGINT NOT NULL,
    ended_at     BIGINT,
    version      BIGINT NOT NULL,
    -- Core's row of it, and what only the API knows.
    body         TEXT NOT NULL,
    extra        TEXT NOT NULL
);
CREATE UNIQUE INDEX one_callback_per_interaction ON callbacks (organization, place) WHERE ended_at IS NULL;
CREATE INDEX callbacks_by_time ON callbacks (organization, at, id);
CREATE INDEX callbacks_by_state ON callbacks (organization, state, at, id);
CREATE INDEX callbacks_by_queue ON callbacks (organization, queue, at, id);
CREATE INDEX callbacks_by_agent ON callbacks (organization, agent, at, id);
CREATE INDEX callbacks_by_booker ON callbacks (organization, booked_by, at, id);
CREATE INDEX callbacks_with_agent ON callbacks (with_agent) WHERE with_agent IS NOT NULL;

-- The numbers of a callback as dialled: what is searched, and what is erased.
CREATE TABLE callback_numbers (
    number   TEXT NOT NULL,
    callback TEXT NOT NULL REFERENCES callbacks (id),
    PRIMARY KEY (number, callback)
);
CREATE INDEX numbers_of_callback ON callback_numbers (callback);

-- One intent, one effect (api.md, Sync 2): the key, what was asked, and what was answered.
CREATE TABLE intents (
    organization TEXT NOT NULL,
    key          TEXT NOT NULL,
    request_hash TEXT NOT NULL,
    callback     TEXT NOT NULL REFERENCES callbacks (id),
    made_at      BIGINT NOT NULL,
    PRIMARY KEY (organization, key)
);

-- Append-only: every version a callback ever had, with the wall clock and the clock since the machine's start.
CREATE TABLE history (
    callback   TEXT NOT NULL REFERENCES callbacks (id),
    version    BIGINT NOT NULL,
    at         BIGINT NOT NULL,
    boot_ms    BIGINT NOT NULL,
    changed_by TEXT NOT NULL,
    body       TEXT NOT NULL,
    PRIMARY KEY (callback, version)
);
