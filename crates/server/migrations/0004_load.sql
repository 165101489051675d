-- What the router has not seen: the version that a claim or somebody else's change gave a callback in the queues, NULL
-- once the router has looked. So that a turn reads what is new, and not all that waits.
ALTER TABLE dispatch ADD COLUMN news BIGINT;
UPDATE dispatch SET news = (SELECT callbacks.version FROM callbacks WHERE callbacks.id = dispatch.callback)
WHERE standing IS NULL
   OR version <> (SELECT callbacks.version FROM callbacks WHERE callbacks.id = dispatch.callback);
DROP INDEX dispatch_new;
CREATE INDEX dispatch_news ON dispatch (organization) WHERE news IS NOT NULL;

-- Most callbacks have no agent and no place: an index need not hold that.
DROP INDEX callbacks_by_agent;
CREATE INDEX callbacks_by_agent ON callbacks (organization, agent, at, id) WHERE agent IS NOT NULL;
DROP INDEX one_callback_per_interaction;
CREATE UNIQUE INDEX one_callback_per_interaction ON callbacks (organization, place)
WHERE ended_at IS NULL AND place IS NOT NULL;

-- What may be forgotten is found without looking at everything, which would hold up who writes.
CREATE INDEX intents_by_age ON intents (made_at);
CREATE INDEX callbacks_ended ON callbacks (ended_at) WHERE ended_at IS NOT NULL;
