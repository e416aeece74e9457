-- The lots and containers that sessions were weighed from, of those received before: nothing is deleted under a signed record.
-- A session that was altered in the store may be anything. What cannot be read of it names nothing, and stops nothing:
-- only CASE keeps the functions from text that they would throw at.
INSERT INTO entity_references (entity, id, field, parent_entity, parent_id)
SELECT 'sessions', session_id, 'dispenses[' || min(place) || '].' || field, parent_entity, parent_id
FROM (
    SELECT named.session_id, named.place, named.field, named.parent_entity,
        coalesce(CAST(m.real_id AS TEXT), named.thing_id) AS parent_id
    FROM (
        SELECT s.id AS session_id, s.lab_id, d.key AS place, f.field, f.parent_entity,
            CASE d.type WHEN 'object' THEN
                CASE WHEN json_type(d.value, '$.' || f.field) IN ('text', 'integer', 'real')
                    THEN CAST(d.value ->> f.field AS TEXT) END
            END AS thing_id
        FROM sessions s
        JOIN json_each(
            CASE WHEN NOT json_valid(s.bundle) THEN '{}'
                WHEN json_type(s.bundle, '$.dispenses') = 'array' THEN s.bundle
                ELSE '{}' END,
            '$.dispenses') d
        JOIN (SELECT 'lotId' AS field, 'lots' AS parent_entity UNION ALL SELECT 'containerId', 'containers') f
    ) named
    LEFT JOIN id_mappings m ON m.lab_id = named.lab_id AND m.temp_id = named.thing_id
)
WHERE parent_id IS NOT NULL AND parent_id NOT LIKE 'temp%' AND length(parent_id) <= 100
GROUP BY session_id, field, parent_entity, parent_id;
