-- The one thing the public may do here: raise a counter. No time of day, no address, no device; only code and day.

CREATE FUNCTION scan_count(code text)
RETURNS TABLE (kind text, language text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    hanging prevention_placement%ROWTYPE;
BEGIN
    SELECT * INTO hanging FROM prevention_placement p WHERE p.code = upper(scan_count.code);
    IF NOT FOUND THEN
        RETURN;
    END IF;
    INSERT INTO prevention_scanday (placement_id, scanned_on, scan_count)
    VALUES (hanging.id, (now() AT TIME ZONE 'Asia/Baku')::date, 1)
    ON CONFLICT (placement_id, scanned_on)
    DO UPDATE SET scan_count = prevention_scanday.scan_count + 1;
    RETURN QUERY SELECT m.kind::text, hanging.language::text FROM prevention_material m WHERE m.id = hanging.material_id;
END
$$;

REVOKE ALL ON FUNCTION scan_count(text) FROM PUBLIC, panah_desk, panah_worker;
GRANT EXECUTE ON FUNCTION scan_count(text) TO panah_public;
