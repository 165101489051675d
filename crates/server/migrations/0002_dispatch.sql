-- Dispatch: what has been claimed for the queues, who routes an organization, and what agents ask of the router.

-- One row for each callback from its claim to its end. `standing` is where the router has it (JSON), NULL until
-- the router has taken it in; `version` is the callback's version that the router knows.
CREATE TABLE dispatch (
    callback     TEXT PRIMARY KEY REFERENCES callbacks (id),
    organization TEXT NOT NULL,
    claimed_at   BIGINT NOT NULL,
    -- The transaction that claimed it.
    claim        TEXT NOT NULL,
    version      BIGINT NOT NULL,
    standing     TEXT
);
CREATE INDEX dispatch_by_claim ON dispatch (claim);
CREATE INDEX dispatch_new ON dispatch (organization) WHERE standing IS NULL;
CREATE INDEX dispatch_of_organization ON dispatch (organization, callback);

-- Who routes the organization, until when by the database's clock. The epoch counts the holders: a transaction of an
-- earlier one fails.
CREATE TABLE leases (
    organization TEXT PRIMARY KEY REFERENCES organizations (id),
    owner        TEXT NOT NULL,
    epoch        BIGINT NOT NULL,
    expires_at   BIGINT NOT NULL
);

-- What is asked of the router; answered in the transaction of the effect.
CREATE TABLE commands (
    id           TEXT PRIMARY KEY,
    organization TEXT NOT NULL REFERENCES organizations (id),
    made_at      BIGINT NOT NULL,
    command      TEXT NOT NULL,
    answer       TEXT
);
CREATE INDEX commands_open ON commands (organization, made_at) WHERE answer IS NULL;

-- Contacts that may not be called (P13).
CREATE TABLE uncallable (
    organization TEXT NOT NULL REFERENCES organizations (id),
    contact      TEXT NOT NULL,
    PRIMARY KEY (organization, contact)
);

CREATE INDEX callbacks_due ON callbacks (at, id) WHERE state = 'scheduled';
