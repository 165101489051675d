-- What an agent has in hand, in the order of a list, within their organization.
DROP INDEX callbacks_with_agent;
CREATE INDEX callbacks_in_hand ON callbacks (organization, with_agent, at, id) WHERE with_agent IS NOT NULL;
