CREATE TRIGGER event_no_update BEFORE UPDATE ON event
BEGIN
    SELECT raise(ABORT, 'events are never changed');
END;
