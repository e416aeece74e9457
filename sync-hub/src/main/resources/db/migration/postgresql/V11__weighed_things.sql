-- The lots and containers that sessions were weighed from, of those received before: nothing is deleted under a signed record.
-- A session that was altered in the store may be anything. What cannot be read of it names nothing, and stops nothing.
-- PostgreSQL before 16 has no other way to ask whether a text is JSON. JSONB knows no zero character, which a comment may have.
CREATE FUNCTION dispenses_in(bundle TEXT) RETURNS JSONB LANGUAGE plpgsql AS $$
DECLARE
    found JSONB;
BEGIN
    found := CAST(replace(bundle, '\u0000', '\u0001') AS JSONB) -> 'dispenses';
    RETURN CASE jsonb_typeof(found) WHEN 'array' THEN found ELSE '[]' END;
EXCEPTION
    WHEN data_exception OR program_limit_exceeded THEN
        RETURN '[]';
END $$;

-- An index takes no id of some thousand characters; the hub gives none that long.
INSERT INTO entity_references (entity, id, field, parent_entity, parent_id)
SELECT 'sessions', session_id, 'dispenses[' || min(place) || '].' || field, parent_entity, parent_id
FROM (
    SELECT s.id AS session_id, d.place - 1 AS place, f.field, f.parent_entity,
        coalesce(CAST(m.real_id AS TEXT), d.value ->> f.field) AS parent_id
    FROM sessions s
    CROSS JOIN LATERAL jsonb_array_elements(dispenses_in(s.bundle)) WITH ORDINALITY AS d (value, place)
    CROSS JOIN (VALUES ('lotId', 'lots'), ('containerId', 'containers')) AS f (field, parent_entity)
    LEFT JOIN id_mappings m ON m.lab_id = s.lab_id AND m.temp_id = d.value ->> f.field
    WHERE jsonb_typeof(d.value -> f.field) IN ('string', 'number')
) named
WHERE parent_id IS NOT NULL AND parent_id NOT LIKE 'temp%' AND length(parent_id) <= 100
GROUP BY session_id, field, parent_entity, parent_id;

DROP FUNCTION dispenses_in(TEXT);
