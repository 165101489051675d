-- The releases of the tz database by which all that waits has been derived anew (T1): what is booked since then came
-- from them or newer ones, so that a start need not look through all that waits.
CREATE TABLE derived (
    release TEXT PRIMARY KEY
);
