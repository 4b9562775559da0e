CREATE TRIGGER event_gapless BEFORE INSERT ON event
WHEN NEW.position IS NOT (SELECT coalesce(max(position) + 1, 0) FROM event)
BEGIN
    SELECT raise(ABORT, 'positions are gapless');
END;
