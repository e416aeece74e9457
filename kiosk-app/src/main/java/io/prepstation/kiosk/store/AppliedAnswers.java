package io.prepstation.kiosk.store;

import io.prepstation.kiosk.store.IdMappings.Given;
import io.prepstation.kiosk.store.Orphans.Ref;
import io.prepstation.kiosk.store.PushResults.Sent;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.TempId;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Keeps that the hub has done operations, in the caller's transaction: those of a batch with a few statements for all of them,
/// because a drained queue spends its time here.
final class AppliedAnswers {

    private static final String ACKNOWLEDGE =
            """
            UPDATE outbox SET status = 'acknowledged', entity_id = done.id, last_error = NULL, feed_seq = done.feed_seq,
                next_attempt_at = ?2
            FROM (SELECT value ->> 0 AS op_seq, value ->> 1 AS id, value ->> 2 AS feed_seq FROM json_each(?1)) AS done
            WHERE outbox.op_seq = done.op_seq
            """;

    private static final String RELEASE =
            """
            UPDATE outbox SET status = 'pending', next_attempt_at = ?2, last_error = NULL
            WHERE status = 'blocked' AND last_error LIKE 'waits for%' AND last_error NOT LIKE ?3 AND op_seq IN
                (SELECT r.op_seq FROM json_each(?1) AS thing CROSS JOIN outbox_ref r
                    ON r.ref_id = thing.value ->> 1 AND r.ref_type = thing.value ->> 0
                UNION ALL SELECT o.op_seq FROM json_each(?1) AS thing CROSS JOIN outbox o
                    ON o.entity_id = thing.value ->> 1 AND o.entity_type = thing.value ->> 0)
            RETURNING op_seq
            """;

    private final EntityTypes types;
    private final IdMappings mappings;

    AppliedAnswers(EntityTypes types, IdMappings mappings) {
        this.types = types;
        this.mappings = mappings;
    }

    /// An operation with the hub's word that it is done.
    record Applied(Sent sent, Push.Result result) {

        /// Empty for what the hub gives no number.
        private Optional<Given> given() {
            Long number = result.realId();
            String temporary = result.tempId() == null ? sent.entityId() : result.tempId();
            return number == null
                    ? Optional.empty()
                    : Optional.of(new Given(sent.type(), temporary, String.valueOf(number)));
        }

        private Ref before() {
            return new Ref(sent.type(), sent.entityId());
        }

        private Ref after() {
            return new Ref(
                    sent.type(), given().map(Given::number).orElseGet(() -> sent.entityId()));
        }

        /// Whether the hub knows the thing by another number than this station.
        private boolean isRenumbered() {
            return !TempId.isTempId(sent.entityId()) && !before().equals(after());
        }
    }

    /// Whether the answer to none of them changes anything for another one.
    boolean areApart(ReadHandle handle, List<Applied> all) {
        Set<Ref> things = new HashSet<>();
        for (Applied one : all) {
            Ref before = one.before();
            Ref after = one.after();
            if (!things.add(before) || (!before.equals(after) && !things.add(after))) {
                return false;
            }
        }
        return all.stream().noneMatch(Applied::isRenumbered)
                && !mappings.hadAnother(handle, given(all));
    }

    private static List<Given> given(List<Applied> all) {
        return all.stream().flatMap(one -> one.given().stream()).toList();
    }

    /// The number that the hub gave stands everywhere from here on.
    void keep(WriteHandle handle, Applied one, Instant now) {
        acknowledge(handle, List.of(one), now);
        one.given()
                .ifPresent(given -> {
                    mappings.settle(
                            handle, given.entityType(), given.former(), given.number(), now);
                    if (one.isRenumbered()) {
                        mappings.renumber(
                                handle, given.entityType(), one.sent().entityId(), given.number());
                    }
                });
        settled(handle, List.of(one), now);
    }

    /// The same for several that are [#areApart].
    void keep(WriteHandle handle, List<Applied> all, Instant now) {
        if (all.isEmpty()) {
            return;
        }
        acknowledge(handle, all, now);
        mappings.settleNew(handle, given(all), now);
        settled(handle, all, now);
    }

    private static void acknowledge(WriteHandle handle, List<Applied> all, Instant now) {
        JsonRows done = new JsonRows();
        all.forEach(one -> done.add(one.sent().opSeq(), one.after().id(), one.result().feedSeq()));
        handle.sql().run(ACKNOWLEDGE, done.toString(), now.toEpochMilli());
    }

    private void settled(WriteHandle handle, List<Applied> all, Instant now) {
        types.all()
                .forEach(type -> {
                    JsonRows done = new JsonRows();
                    all.stream()
                            .filter(one -> one.sent().type().equals(type.word()))
                            .forEach(one -> {
                                Integer version = one.result().version();
                                if (version != null) {
                                    done.add(
                                            one.after().id(),
                                            version,
                                            one.result().hash(),
                                            one.result().feedSeq());
                                }
                            });
                    if (!done.isEmpty()) {
                        acknowledged(handle, new EntityTable(type), done);
                    }
                });
        release(handle, all.stream().map(Applied::after).toList(), now);
    }

    /// The hub has this version of a thing.
    void acknowledged(WriteHandle handle, Ref thing, long version, @Nullable String hash) {
        types.of(thing.type())
                .map(EntityTable::new)
                .ifPresent(table ->
                        acknowledged(
                                handle,
                                table,
                                new JsonRows().add(thing.id(), version, hash, null)));
    }

    /// What came with the feed before the answer is shown then, unless it does not fit or the row waits for a person.
    ///
    /// A row that waits for a person goes on doing so: what goes up again after the hub was restored stands before what the hub
    /// refused or found in conflict. What was refused may have been taken out of the queue since.
    ///
    /// @param done ids of rows with the version and hash that the hub has, and where it stands in the feed; a row that has a later
    ///     one acknowledged keeps that
    private static void acknowledged(WriteHandle handle, EntityTable table, JsonRows done) {
        String type = table.type().word();
        String queued = operation(type, "o.status NOT IN ('acknowledged', 'rejected')");
        String later = operation(type, "o.status = 'acknowledged' AND o.feed_seq > done.feed_seq");
        String inConflict = operation(type, "o.status = 'conflict'");
        String refused =
                operation(
                        type,
                        "o.status = 'rejected' AND NOT EXISTS (SELECT 1 FROM outbox n WHERE %s)"
                                .formatted(PushResults.MADE_GOOD));
        handle.sql()
                .run(
                        """
                        UPDATE %1$s SET server_version = iif(%3$s, server_version, done.version),
                            server_hash = iif(%3$s, server_hash, done.hash),
                            sync_status = CASE WHEN sync_status = 'rejected' AND %5$s THEN 'rejected' WHEN NOT %2$s THEN 'synced'
                                WHEN %4$s THEN 'conflict' ELSE 'pending' END
                        FROM (SELECT value ->> 0 AS id, value ->> 1 AS version, value ->> 2 AS hash, value ->> 3 AS feed_seq
                            FROM json_each(?)) AS done
                        WHERE %1$s.id = done.id
                        """
                                .formatted(type, queued, later, inConflict, refused),
                        done.toString());
        List<Shadows.Shadow> newer =
                handle.sql()
                        .list(
                                """
                                SELECT shadow.* FROM (SELECT value ->> 0 AS id, value ->> 1 AS version FROM json_each(?)) AS done
                                CROSS JOIN shadow ON shadow.entity_type = '%1$s' AND shadow.entity_id = done.id
                                WHERE NOT %2$s
                                    AND NOT EXISTS (SELECT 1 FROM %1$s r WHERE r.id = done.id AND r.sync_status = 'rejected')
                                    AND shadow.version >=
                                    coalesce((SELECT server_version FROM %1$s WHERE id = done.id), done.version)
                                """
                                        .formatted(type, queued),
                                Shadows::shadow,
                                done.toString());
        newer.forEach(shadow -> FeedRows.showIfItFits(handle, table, shadow));
    }

    /// Whether an operation about a thing that is done is as the condition on `o` says.
    private static String operation(String type, String condition) {
        return "EXISTS (SELECT 1 FROM outbox o WHERE o.entity_id = done.id AND o.entity_type = '%s' AND %s)"
                .formatted(type, condition);
    }

    /// What waited for a refused parent, or an earlier change, may go once that is at the hub after all, unless something else stops it
    /// too.
    static void release(WriteHandle handle, List<Ref> things, Instant now) {
        JsonRows there = new JsonRows();
        things.forEach(thing -> there.add(thing.type(), thing.id()));
        handle
                .sql()
                .list(
                        RELEASE,
                        row -> row.getLong(1),
                        there.toString(),
                        now.toEpochMilli(),
                        Orphans.GONE_LIKE)
                .stream()
                .sorted()
                .forEach(opSeq -> PushResults.waitBehindOthers(handle, opSeq));
        LostByOthers.hold(handle);
    }
}
