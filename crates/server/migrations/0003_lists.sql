-- What an agent has in hand, in the order of a list, within their organization.
DROP INDEX callbacks_with_agent;
CREATE INDEX callbacks_in_hand ON callbacks (organization, with_agent, at, id) WHERE with_agent IS NOT NULL;

-- With what a search asks of each, so that hits are counted from the index alone.
DROP INDEX callbacks_by_queue;
CREATE INDEX callbacks_by_queue ON callbacks (organization, queue, at, id, booked_at, ended_at);
