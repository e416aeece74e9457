package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.entity.Relation;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.EntityType;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Queues the changes of entities for the hub, in the transaction that makes them (SYN-1).
///
/// What was never sent takes later changes of the same author in; what was sent once is frozen, and later changes are
/// new operations behind it. References stand in rows of their own, not in the text.
final class EntityOutbox {

    private static final String WAIT_IF_OTHERS_DO =
            """
            UPDATE outbox SET status = 'blocked', last_error = 'waits for a change that is not at the hub'
            WHERE op_seq = ?1 AND (EXISTS (SELECT 1 FROM outbox o
                    WHERE o.entity_type = outbox.entity_type AND o.entity_id = outbox.entity_id AND o.op_seq < ?1
                    AND (o.status IN ('blocked', 'conflict') OR (o.kind = 'create' AND o.status = 'rejected'
                        AND o.entity_id LIKE 'temp%%' AND NOT EXISTS (SELECT 1 FROM outbox n WHERE %1$s))))
                OR EXISTS (SELECT 1 FROM outbox_ref r JOIN outbox o ON o.entity_type = r.ref_type
                    AND o.entity_id = r.ref_id AND o.kind = 'create'
                    WHERE r.op_seq = ?1 AND (o.status IN ('blocked', 'conflict') OR (o.status = 'rejected'
                        AND NOT EXISTS (SELECT 1 FROM outbox n WHERE %1$s)))))
            """
                    .formatted(PushResults.MADE_GOOD);

    private static final Logger LOG = LoggerFactory.getLogger("SyncPush");

    private static final int PRIORITY = 1;

    private static final String INSERT =
            "INSERT INTO outbox (operation_id, kind, entity_type, entity_id, payload, before, priority, status,"
                    + " next_attempt_at, author, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, 'pending', ?, ?, ?)"
                    + " RETURNING op_seq";

    private static final String NEVER_SENT =
            "SELECT op_seq, kind, payload, before, author, coalesce(edited_at, created_at) AS edited_at, status,"
                    + " last_error FROM outbox WHERE entity_type = ?"
                    + " AND entity_id = ? AND ever_sent = 0 AND status IN ('pending', 'held', 'blocked')"
                    + " ORDER BY op_seq";

    private static final String NEVER_MADE =
            "SELECT 1 FROM outbox WHERE entity_type = ? AND entity_id = ? AND kind = 'create' AND ever_sent = 0"
                    + " AND status IN ('pending', 'held', 'blocked')";

    private final EntityTypes types;
    private final Supplier<String> ids;

    EntityOutbox(EntityTypes types, Supplier<String> ids) {
        this.types = types;
        this.ids = ids;
    }

    /// An operation that may still take changes in.
    private record Open(
            long opSeq,
            OperationKind kind,
            ObjectNode payload,
            @Nullable ObjectNode before,
            String author,
            long editedAt,
            boolean blocked,
            Orphans.State orphan) {

        Open with(ObjectNode saidNow, @Nullable ObjectNode beforeNow, long editedNow) {
            return new Open(opSeq, kind, saidNow, beforeNow, author, editedNow, blocked, orphan);
        }

        boolean says() {
            return kind == OperationKind.CREATE || kind == OperationKind.UPDATE;
        }

        /// What waits for a change that is not at the hub goes behind it.
        boolean takesIn(String editor) {
            return says() && author.equals(editor) && !blocked;
        }
    }

    static boolean isQueued(ReadHandle handle, String type, String id) {
        return handle.sql()
                .first(
                        "SELECT 1 FROM outbox WHERE entity_type = ? AND entity_id = ?"
                                + " AND status NOT IN ('acknowledged', 'rejected')",
                        row -> row.getInt(1),
                        type,
                        id)
                .isPresent();
    }

    void created(
            WriteHandle handle,
            EntityDescriptor type,
            StoredEntity entity,
            String author,
            Instant now) {
        insert(handle, type, OperationKind.CREATE, entity, entity.fields(), null, author, now);
    }

    void changed(
            WriteHandle handle,
            EntityDescriptor type,
            StoredEntity before,
            StoredEntity after,
            String author,
            Instant now) {
        if (before.metadata().mark() == SyncMark.REJECTED) {
            again(handle, type, before, after, author, now);
            return;
        }
        ObjectNode changes = difference(before.fields(), after.fields());
        ObjectNode old = EntityFields.before(before.fields(), changes);
        List<Open> unsent = openUnsent(handle, after, now);
        Optional<Open> orphan = foldedOrphan(handle, type, after, unsent, author);
        Optional<Open> open =
                orphan.or(() ->
                        unsent.stream().reduce((_, last) -> last).filter(it -> it.takesIn(author)));
        if (open.isPresent()) {
            takeIn(handle, type, open.get(), after.fields(), changes, old, now.toEpochMilli());
            mended(handle, open.get(), now);
        } else {
            insert(handle, type, OperationKind.UPDATE, after, changes, old, author, now);
        }
    }

    /// After a refusal the corrected whole goes up: what differs from the hub's copy, or everything if it has none. What the
    /// hub derives is never among the former, and among the latter as it was first said: moves and weighings that wait
    /// for it are in the row already, and the hub will reckon with them. What weighing only estimated goes as a person last
    /// said it, if anybody did.
    private void again(
            WriteHandle handle,
            EntityDescriptor type,
            StoredEntity before,
            StoredEntity entity,
            String author,
            Instant now) {
        Optional<ObjectNode> first = creation(handle, entity);
        ObjectNode said = said(handle, entity);
        said.setAll(difference(before.fields(), entity.fields()));
        handle.sql()
                .run(
                        "DELETE FROM outbox WHERE entity_type = ? AND entity_id = ? AND ever_sent = 0"
                                + " AND status IN ('pending', 'held', 'blocked')",
                        entity.type(),
                        entity.id());
        Optional<Shadows.Shadow> shadow = Shadows.find(handle, entity.type(), entity.id());
        ObjectNode known = shadow.map(Shadows.Shadow::data).orElse(null);
        giveUpBehind(handle, entity, known == null);
        if (known == null) {
            ObjectNode fields =
                    first.map(create -> asFirstSaid(type, entity.fields(), create))
                            .orElse(entity.fields())
                            .deepCopy();
            restate(estimated(type), fields, said, Json.object());
            insert(handle, type, OperationKind.CREATE, entity, fields, null, author, now);
            return;
        }
        ObjectNode base = Json.object();
        type.fields().stream()
                .filter(field -> known.hasNonNull(field.name()))
                .forEach(field -> base.set(field.name(), known.path(field.name())));
        ObjectNode fields = entity.fields().deepCopy();
        restate(estimated(type), fields, said, base);
        ObjectNode changes = difference(base, fields);
        changes.remove(type.writing().derived());
        // The hub's copy is newer than what is shown: nobody saw it, and the version that is shown
        // says what they saw.
        boolean isShown =
                shadow.map(Shadows.Shadow::version)
                        .filter(version -> version.equals(before.metadata().version()))
                        .isPresent();
        ObjectNode old = isShown ? EntityFields.before(base, changes) : null;
        insert(handle, type, OperationKind.UPDATE, entity, changes, old, author, now);
    }

    /// What was sent already and can only wait for what was refused would hold up the correction, which says it too.
    ///
    /// @param unknown whether the hub has no such thing, so that it has done none of them
    private static void giveUpBehind(WriteHandle handle, StoredEntity entity, boolean unknown) {
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'rejected', last_error = 'said again with what was refused'"
                                + " WHERE entity_type = ? AND entity_id = ? AND ever_sent = 1 AND kind = 'update'"
                                + (unknown
                                        ? " AND status IN ('pending', 'sent', 'held', 'blocked')"
                                        : " AND status = 'blocked' AND last_error LIKE 'waits for a change that%'"),
                        entity.type(),
                        entity.id());
    }

    /// The fields that weighing changes here by itself and the hub does not derive.
    static Set<String> estimated(EntityDescriptor type) {
        return EntityType.ofWord(type.word())
                .map(MaterialRepository::estimated)
                .orElse(Set.of())
                .stream()
                .filter(field -> !type.writing().derived().contains(field))
                .collect(Collectors.toSet());
    }

    /// Gives the fields the value that was said last; what nobody said stays as the hub has it.
    private static void restate(
            Set<String> names, ObjectNode fields, ObjectNode said, ObjectNode atHub) {
        for (String name : names) {
            JsonNode value = said.has(name) ? said.path(name) : atHub.path(name);
            if (EntityFields.isEmpty(value)) {
                fields.remove(name);
            } else {
                fields.set(name, value);
            }
        }
    }

    /// What was said of it by the operation that the hub refused, and by those behind it.
    private static ObjectNode said(ReadHandle handle, StoredEntity entity) {
        ObjectNode said = Json.object();
        handle.sql()
                .list(
                        "SELECT payload FROM outbox WHERE entity_type = ?1 AND entity_id = ?2"
                                + " AND op_seq >= (SELECT max(op_seq) FROM outbox"
                                + " WHERE entity_type = ?1 AND entity_id = ?2 AND status = 'rejected')"
                                + " ORDER BY op_seq",
                        row -> Shadows.parsed(row.getString(1)),
                        entity.type(),
                        entity.id())
                .forEach(said::setAll);
        return said;
    }

    /// What the last operation said that was to make it; empty if there is none.
    private static Optional<ObjectNode> creation(ReadHandle handle, StoredEntity entity) {
        return handle.sql()
                .first(
                        "SELECT payload FROM outbox WHERE entity_type = ? AND entity_id = ?"
                                + " AND kind = 'create' ORDER BY op_seq DESC LIMIT 1",
                        row -> Shadows.parsed(row.getString(1)),
                        entity.type(),
                        entity.id());
    }

    /// References are not in the text of an operation, and nothing reckons with them.
    private static ObjectNode asFirstSaid(
            EntityDescriptor type, ObjectNode fields, ObjectNode said) {
        ObjectNode whole = fields.deepCopy();
        type.writing().derived().stream()
                .filter(field ->
                        type.relations().stream()
                                .noneMatch(relation -> relation.field().equals(field)))
                .forEach(field -> {
                    whole.remove(field);
                    if (said.hasNonNull(field)) {
                        whole.set(field, said.get(field));
                    }
                });
        return whole;
    }

    /// @return false if the hub never heard of it, so that nothing needs to be told
    boolean deleted(WriteHandle handle, StoredEntity entity, String author, Instant now) {
        boolean unknown =
                handle.sql()
                        .first(NEVER_MADE, row -> row.getInt(1), entity.type(), entity.id())
                        .isPresent();
        ObjectNode seen =
                entity.metadata().mark() == SyncMark.REJECTED ? null : seen(handle, entity);
        handle.sql()
                .run(
                        "DELETE FROM outbox WHERE entity_type = ? AND entity_id = ? AND ever_sent = 0"
                                + " AND status IN ('pending', 'held', 'blocked')",
                        entity.type(),
                        entity.id());
        Circles.open(handle, now);
        boolean refused =
                entity.metadata().mark() == SyncMark.REJECTED
                        && entity.metadata().version() == null;
        if (unknown || refused) {
            return false;
        }
        insertDeletion(handle, entity, seen, author, now);
        return true;
    }

    /// The whole of it as it is without what was never sent: that is given up with it. What the hub refused would stand in it too.
    private ObjectNode seen(ReadHandle handle, StoredEntity entity) {
        EntityDescriptor type = types.of(entity.type()).orElseThrow();
        ObjectNode seen = EntityFields.whole(type, entity.fields());
        unsent(handle, entity).reversed().stream()
                .map(Open::before)
                .filter(Objects::nonNull)
                .forEach(seen::setAll);
        return seen;
    }

    private void insertDeletion(
            WriteHandle handle,
            StoredEntity entity,
            @Nullable ObjectNode seen,
            String author,
            Instant now) {
        long opSeq =
                handle.sql()
                        .first(
                                INSERT,
                                row -> row.getLong(1),
                                ids.get(),
                                OperationKind.DELETE.word(),
                                entity.type(),
                                entity.id(),
                                "{}",
                                seen == null ? null : CanonicalJson.of(seen),
                                PRIORITY,
                                now.toEpochMilli(),
                                author,
                                now.toEpochMilli())
                        .orElseThrow();
        waitIfOthersDo(handle, opSeq);
    }

    /// What stopped at a conflict that nobody knows any more goes up under new ids, and after it what was changed in the row
    /// since. Of that, what weighing reckons here by itself is not said.
    ///
    /// @param row as it is; empty if nothing of it is left here
    void sendAgain(
            WriteHandle handle,
            EntityDescriptor type,
            Conflicts.StoredConflict conflict,
            Optional<StoredEntity> row,
            Instant now) {
        List<Stopped> stopped =
                handle.sql()
                        .list(
                                "SELECT op_seq, author, kind FROM outbox WHERE entity_type = ? AND entity_id = ?"
                                        + " AND status = 'conflict' ORDER BY op_seq",
                                found ->
                                        new Stopped(
                                                found.getLong(1),
                                                found.getString(2),
                                                found.getString(3)),
                                conflict.entityType(),
                                conflict.entityId());
        for (Stopped one : stopped) {
            handle.sql()
                    .run(
                            "UPDATE outbox SET operation_id = ?, frozen = NULL, ever_sent = 0, status = 'pending',"
                                    + " attempts = 0, last_error = NULL, next_attempt_at = ? WHERE op_seq = ?",
                            ids.get(),
                            now.toEpochMilli(),
                            one.opSeq());
        }
        if (row.isPresent() && row.get().metadata().deleted() && !stopped.isEmpty()) {
            deletedSince(handle, row.get(), stopped, now);
        } else if (row.isPresent() && !stopped.isEmpty()) {
            StoredEntity entity = row.get();
            ObjectNode then = Resolutions.content(type, conflict.localData());
            ObjectNode since = difference(then, entity.fields());
            since.remove(type.writing().derived());
            since.remove(estimated(type));
            if (!since.isEmpty()) {
                ObjectNode old = EntityFields.before(then, since);
                String author = stopped.getLast().author();
                insert(handle, type, OperationKind.UPDATE, entity, since, old, author, now);
            }
        }
        PushResults.release(handle, conflict.entityType(), conflict.entityId(), now);
    }

    private void deletedSince(
            WriteHandle handle, StoredEntity entity, List<Stopped> stopped, Instant now) {
        if (stopped.stream().noneMatch(one -> one.kind().equals(OperationKind.DELETE.word()))) {
            insertDeletion(handle, entity, null, stopped.getLast().author(), now);
        }
    }

    private record Stopped(long opSeq, String author, String kind) {}

    /// One that referred to what is gone goes up once it refers to what is there, unless a person keeps it here.
    private void mended(WriteHandle handle, Open open, Instant now) {
        if (open.orphan() == Orphans.State.FOUND || open.orphan() == Orphans.State.QUEUED) {
            Orphans.releaseIfComplete(handle, types, open.opSeq(), now);
        }
    }

    /// The first of them that refers to what is gone, with those behind it in it: none of them can go before it does, whoever
    /// said them. Whoever goes on with it answers for the whole.
    private static Optional<Open> foldedOrphan(
            WriteHandle handle,
            EntityDescriptor type,
            StoredEntity row,
            List<Open> unsent,
            String editor) {
        List<Open> behind =
                unsent.stream().dropWhile(one -> one.orphan() == Orphans.State.NONE).toList();
        return behind.isEmpty() || !behind.stream().allMatch(Open::says)
                ? Optional.empty()
                : Optional.of(fold(handle, type, row, behind, editor));
    }

    /// Where a thing was made to refer to another by a later operation than the one that names what is gone, all goes as one,
    /// in the name of whoever said the last of it.
    ///
    /// @param opSeq of what names what is gone
    /// @return whether that says something else now
    static boolean movedSince(
            WriteHandle handle,
            EntityTypes types,
            Orphans.Ref thing,
            long opSeq,
            Orphans.Ref gone) {
        Optional<EntityDescriptor> type = types.of(thing.type());
        Optional<StoredEntity> row =
                type.flatMap(known -> new EntityTable(known).find(handle, thing.id()));
        if (row.isEmpty() || names(type.orElseThrow(), row.get(), gone)) {
            return false;
        }
        List<Open> behind =
                unsent(handle, row.get()).stream().dropWhile(one -> one.opSeq() != opSeq).toList();
        if (behind.size() < 2 || !behind.stream().allMatch(Open::says)) {
            return false;
        }
        fold(handle, type.orElseThrow(), row.get(), behind, behind.getLast().author());
        return true;
    }

    private static boolean names(EntityDescriptor type, StoredEntity row, Orphans.Ref ref) {
        return type.relations().stream()
                .flatMap(relation -> relation.in(row.fields()).stream())
                .anyMatch(named -> named.type().equals(ref.type()) && named.id().equals(ref.id()));
    }

    private static Open fold(
            WriteHandle handle,
            EntityDescriptor type,
            StoredEntity row,
            List<Open> behind,
            String author) {
        Open one = behind.getFirst();
        for (Open later : behind.subList(1, behind.size())) {
            ObjectNode said = later.payload().deepCopy();
            handle.sql()
                    .list(
                            "SELECT field, ref_id FROM outbox_ref WHERE op_seq = ?",
                            ref -> said.put(ref.getString(1), ref.getString(2)),
                            later.opSeq());
            ObjectNode before = later.before();
            ObjectNode old = before == null ? Json.object() : before;
            one = takeIn(handle, type, one, row.fields(), said, old, later.editedAt());
            handle.sql().run("DELETE FROM outbox WHERE op_seq = ?", later.opSeq());
        }
        handle.sql().run("UPDATE outbox SET author = ? WHERE op_seq = ?", author, one.opSeq());
        return one;
    }

    /// The same as [#unsent]; what waits in a circle takes the change in, which may break it.
    private static List<Open> openUnsent(WriteHandle handle, StoredEntity entity, Instant now) {
        List<Open> unsent = unsent(handle, entity);
        if (unsent.stream().noneMatch(Open::blocked)) {
            return unsent;
        }
        Circles.open(handle, now);
        return unsent(handle, entity);
    }

    /// What was said of a thing and never sent, in its order, without what cannot be read any more: that waits for a person
    /// ([PushQueue]), and the thing can be changed meanwhile.
    private static List<Open> unsent(ReadHandle handle, StoredEntity entity) {
        return handle
                .sql()
                .list(NEVER_SENT, EntityOutbox::readable, entity.type(), entity.id())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Open> readable(ResultSet row) throws SQLException {
        ObjectNode payload;
        ObjectNode before;
        try {
            payload = Json.parseObject(row.getString("payload"));
            String said = row.getString("before");
            before = said == null ? null : Json.parseObject(said);
        } catch (MalformedJson e) {
            LOG.error("operation {} is unreadable", row.getLong("op_seq"), e);
            return Optional.empty();
        }
        return Optional.of(
                new Open(
                        row.getLong("op_seq"),
                        OperationKind.ofWord(row.getString("kind")),
                        payload,
                        before,
                        row.getString("author"),
                        row.getLong("edited_at"),
                        row.getString("status").equals("blocked"),
                        Orphans.stateOf(
                                OperationStatus.ofWord(row.getString("status")),
                                row.getString("last_error"))));
    }

    /// @param whole what the thing says with them
    /// @param editedAt when that was said, epoch milliseconds
    /// @return the operation as it is then
    private static Open takeIn(
            WriteHandle handle,
            EntityDescriptor type,
            Open open,
            ObjectNode whole,
            ObjectNode changes,
            ObjectNode old,
            long editedAt) {
        ObjectNode payload = open.payload().deepCopy();
        payload.setAll(withoutReferences(type, whole, changes));
        if (open.kind() == OperationKind.CREATE) {
            payload = EntityFields.present(payload);
        }
        ObjectNode before = null;
        if (open.kind() != OperationKind.CREATE) {
            before = old.deepCopy();
            if (open.before() != null) {
                before.setAll(open.before());
            }
        }
        handle.sql()
                .run(
                        "UPDATE outbox SET payload = ?, before = ?, edited_at = ? WHERE op_seq = ?",
                        CanonicalJson.of(payload),
                        before == null ? null : CanonicalJson.of(before),
                        editedAt,
                        open.opSeq());
        refer(handle, type, open.opSeq(), whole, changes);
        LostByOthers.hold(handle);
        return open.with(payload, before, editedAt);
    }

    private void insert(
            WriteHandle handle,
            EntityDescriptor type,
            OperationKind kind,
            StoredEntity entity,
            ObjectNode fields,
            @Nullable ObjectNode before,
            String author,
            Instant now) {
        long opSeq =
                handle.sql()
                        .first(
                                INSERT,
                                row -> row.getLong(1),
                                ids.get(),
                                kind.word(),
                                entity.type(),
                                entity.id(),
                                CanonicalJson.of(withoutReferences(type, entity.fields(), fields)),
                                before == null ? null : CanonicalJson.of(before),
                                PRIORITY,
                                now.toEpochMilli(),
                                author,
                                now.toEpochMilli())
                        .orElseThrow();
        refer(handle, type, opSeq, entity.fields(), fields);
        waitIfOthersDo(handle, opSeq);
    }

    /// What is changed after the hub refused something, and builds on it, waits for a person like the rest of it. A refused creation that
    /// another one corrects stops nothing by itself.
    static void waitIfOthersDo(WriteHandle handle, long opSeq) {
        handle.sql().run(WAIT_IF_OTHERS_DO, opSeq);
        LostByOthers.hold(handle);
    }

    /// The new fields that differ from the old ones; null for what is gone.
    static ObjectNode difference(ObjectNode before, ObjectNode after) {
        ObjectNode all = after.deepCopy();
        before.propertyStream()
                .map(Map.Entry::getKey)
                .filter(field -> !after.has(field))
                .forEach(all::putNull);
        return EntityFields.changed(before, all);
    }

    private static ObjectNode withoutReferences(
            EntityDescriptor type, ObjectNode whole, ObjectNode fields) {
        Set<String> referring =
                references(type, whole, fields).stream()
                        .map(Relation.Reference::field)
                        .collect(Collectors.toSet());
        return fields.deepCopy().remove(referring);
    }

    /// What they refer to. Where the type of the other stands in a field of its own, a change may say one of the two only, and
    /// the whole says the other.
    private static List<Relation.Reference> references(
            EntityDescriptor type, ObjectNode whole, ObjectNode fields) {
        ObjectNode said = whole.deepCopy().setAll(fields);
        return type.relations().stream()
                .filter(relation -> isSaid(relation, fields))
                .flatMap(relation -> relation.in(said).stream())
                .toList();
    }

    private static boolean isSaid(Relation relation, ObjectNode fields) {
        return fields.has(relation.field())
                || (relation.byField() && fields.has(relation.target()));
    }

    private static void refer(
            WriteHandle handle,
            EntityDescriptor type,
            long opSeq,
            ObjectNode whole,
            ObjectNode fields) {
        type.relations().stream()
                .filter(relation -> isSaid(relation, fields))
                .forEach(relation ->
                        handle.sql()
                                .run(
                                        "DELETE FROM outbox_ref WHERE op_seq = ? AND field = ?",
                                        opSeq,
                                        relation.field()));
        references(type, whole, fields)
                .forEach(reference ->
                        handle.sql()
                                .run(
                                        "INSERT INTO outbox_ref (op_seq, field, ref_type, ref_id)"
                                                + " VALUES (?, ?, ?, ?)",
                                        opSeq,
                                        reference.field(),
                                        reference.type(),
                                        reference.id()));
    }
}
