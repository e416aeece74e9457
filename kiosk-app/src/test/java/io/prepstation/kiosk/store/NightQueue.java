package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Remembers everything that ever stood in a station's outbox, whose numbers tell what has left it since.
public final class NightQueue {

    private static final String HERE =
            "SELECT op_seq, operation_id, kind, entity_type, entity_id, payload FROM outbox";

    /// @param id its last one: what the hub knew in other words goes up under another
    /// @param entity as it was called last: a hub that was put back gives other numbers
    /// @param payload what it said first; null for a session
    private record Queued(
            long opSeq,
            String id,
            String kind,
            String type,
            String entity,
            @Nullable ObjectNode payload) {

        Queued of(String number) {
            return new Queued(opSeq, id, kind, type, number, payload);
        }

        Queued as(Queued now) {
            return new Queued(opSeq, now.id(), kind, type, now.entity(), payload);
        }
    }

    /// Something that both sides changed.
    private record Disputed(String type, String entity) {}

    private final SortedMap<Long, Queued> known = new TreeMap<>();

    /// Of a conflict that a hub knows no more, nothing is left here once it was decided.
    private final Set<Disputed> disputed = new HashSet<>();

    /// An older copy of the store is what people go on with.
    public void forget() {
        known.clear();
        disputed.clear();
    }

    /// Sees what was added since it last looked, and what is called otherwise by now.
    public void look(LabDatabase database) throws StoreException {
        database.read(handle ->
                        handle.sql()
                                .list(
                                        HERE,
                                        row -> {
                                            String payload = row.getString(6);
                                            return new Queued(
                                                    row.getLong(1),
                                                    row.getString(2),
                                                    row.getString(3),
                                                    row.getString(4),
                                                    row.getString(5),
                                                    payload == null
                                                            ? null
                                                            : Shadows.parsed(payload));
                                        }))
                .forEach(one -> known.merge(one.opSeq(), one, Queued::as));
        disputed.addAll(
                database.read(handle ->
                        handle.sql()
                                .list(
                                        "SELECT entity_type, entity_id FROM conflict",
                                        row -> new Disputed(row.getString(1), row.getString(2)))));
    }

    /// What left although nothing says why. A person may throw a change away, which is in the audit trail. Only what never left
    /// the station may go otherwise: an announcement whose session is finished, a change that another one says too, that a
    /// conflict shows as this side, or whose thing was deleted after it.
    ///
    /// @param sent the ids of all operations that left the station with this store
    public List<String> vanished(LabDatabase database, Set<String> sent) throws StoreException {
        look(database);
        return database.read(handle -> {
            Set<Long> here =
                    new HashSet<>(
                            handle.sql().list("SELECT op_seq FROM outbox", row -> row.getLong(1)));
            return known.values().stream()
                    .filter(one -> !here.contains(one.opSeq()))
                    .map(one -> one.of(number(handle, one)))
                    .filter(one -> !wasThrownAway(handle, one))
                    .filter(one -> sent.contains(one.id()) || !isReplaced(handle, one))
                    .map(Queued::toString)
                    .toList();
        });
    }

    private static String number(ReadHandle handle, Queued one) {
        return number(handle, one.type(), one.entity());
    }

    private static String number(ReadHandle handle, String type, String entity) {
        return handle.sql()
                .first(
                        "SELECT real_id FROM id_mapping WHERE temp_id = ? AND entity_type = ?"
                                + " AND real_id IS NOT NULL",
                        row -> row.getString(1),
                        entity,
                        type)
                .orElse(entity);
    }

    private static boolean wasThrownAway(ReadHandle handle, Queued one) {
        return is(
                handle,
                """
                SELECT 1 FROM audit_event LEFT JOIN id_mapping m ON m.temp_id = body ->> '$.details.entityId'
                    AND m.entity_type = body ->> '$.details.entityType'
                WHERE body ->> '$.kind' IN ('queue_removed', 'orphan_deleted')
                    AND (body ->> '$.details.operationId' = ?1
                        OR body ->> '$.details.operation' = 'create' AND body ->> '$.details.entityType' = ?2
                            AND coalesce(m.real_id, body ->> '$.details.entityId') = ?3)
                """,
                one.id(),
                one.type(),
                one.entity());
    }

    private boolean isReplaced(ReadHandle handle, Queued one) {
        boolean announcement = one.type().equals("sessions") && one.kind().equals("create");
        return announcement ? isFinished(handle, one) : isSaidOtherwise(handle, one);
    }

    private static boolean isFinished(ReadHandle handle, Queued one) {
        return is(
                handle,
                "SELECT 1 FROM outbox WHERE kind = 'upload' AND entity_id = ?",
                one.entity());
    }

    private boolean isSaidOtherwise(ReadHandle handle, Queued one) {
        return isDeleted(handle, one) || wasInConflict(handle, one) || isSaidBy(handle, one);
    }

    /// What the hub never heard of leaves nothing behind at all. A deletion can be thrown away in its turn.
    private boolean isDeleted(ReadHandle handle, Queued one) {
        return known.tailMap(one.opSeq()).values().stream()
                        .filter(later -> later.kind().equals("delete"))
                        .filter(later -> later.type().equals(one.type()))
                        .anyMatch(later -> number(handle, later).equals(one.entity()))
                || !is(handle, "SELECT 1 FROM " + one.type() + " WHERE id = ?", one.entity());
    }

    private boolean wasInConflict(ReadHandle handle, Queued one) {
        return disputed.stream()
                .filter(thing -> thing.type().equals(one.type()))
                .anyMatch(
                        thing -> number(handle, thing.type(), thing.entity()).equals(one.entity()));
    }

    private static boolean isSaidBy(ReadHandle handle, Queued one) {
        ObjectNode payload = one.payload();
        return payload != null
                && handle
                        .sql()
                        .list(
                                """
                                SELECT coalesce(payload, frozen ->> 'data') FROM outbox
                                WHERE entity_type = ? AND entity_id = ? AND kind IN ('create', 'update')
                                """,
                                row -> Shadows.parsed(row.getString(1)),
                                one.type(),
                                one.entity())
                        .stream()
                        .anyMatch(other ->
                                payload.propertyStream()
                                        .filter(field -> !field.getValue().isNull())
                                        .allMatch(field -> other.has(field.getKey())));
    }

    private static boolean is(ReadHandle handle, String sql, Object... values) {
        return handle.sql().first(sql, row -> row.getInt(1), values).isPresent();
    }
}
