-- The lots and containers that sessions were weighed from, of those received before: nothing is deleted under a signed record.
INSERT INTO entity_references (entity, id, field, parent_entity, parent_id)
SELECT 'sessions', session_id, 'dispenses[' || min(place) || '].' || field, parent_entity, parent_id
FROM (
    SELECT s.id AS session_id, d.place - 1 AS place, f.field, f.parent_entity,
        coalesce(CAST(m.real_id AS TEXT), d.value ->> f.field) AS parent_id
    FROM sessions s
    CROSS JOIN LATERAL json_array_elements(CAST(s.bundle AS JSON) -> 'dispenses') WITH ORDINALITY AS d (value, place)
    CROSS JOIN (VALUES ('lotId', 'lots'), ('containerId', 'containers')) AS f (field, parent_entity)
    LEFT JOIN id_mappings m ON m.lab_id = s.lab_id AND m.temp_id = d.value ->> f.field
) named
WHERE parent_id IS NOT NULL AND parent_id NOT LIKE 'temp%'
GROUP BY session_id, field, parent_entity, parent_id;
