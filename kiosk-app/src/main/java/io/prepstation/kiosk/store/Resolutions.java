package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.Conflicts.Resolved;
import io.prepstation.kiosk.store.Conflicts.StoredConflict;
import io.prepstation.model.entity.EntityDescriptor;
import io.prepstation.model.entity.EntityField;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Conflicts.Answer;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Resolution;
import io.prepstation.model.sync.ThreeWayMerge;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What the sides of a conflict say, and what a choice makes of the row here (SYN-8).
public final class Resolutions {

    private static final Logger LOG = LoggerFactory.getLogger("SyncPush");

    private final EntityTypes types;
    private final IdMappings mappings;
    private final EntityStore store;

    public Resolutions(EntityStore store) {
        this.types = store.types();
        this.mappings = store.mappings();
        this.store = store;
    }

    /// The two sides field by field.
    ///
    /// @param mine as this station has it now, later edits included
    /// @param deletedHere whether this station wants it gone
    /// @param laterHere whether this station's side was written last
    /// @param base what both began with, as far as it is known
    /// @param merge the two brought together where they do not contradict each other
    public record Sides(
            StoredConflict conflict,
            ObjectNode mine,
            ObjectNode hubs,
            ObjectNode base,
            boolean deletedHere,
            boolean laterHere,
            ThreeWayMerge merge) {}

    public Optional<Sides> sides(ReadHandle handle, String conflictId) {
        return Conflicts.find(handle, conflictId)
                .filter(conflict -> types.of(conflict.entityType()).isPresent())
                .map(conflict -> sides(handle, conflict));
    }

    private Sides sides(ReadHandle handle, StoredConflict conflict) {
        EntityDescriptor type = types.of(conflict.entityType()).orElseThrow();
        Optional<StoredEntity> row = store.get(handle, type.word(), conflict.entityId());
        ObjectNode mine =
                row.map(StoredEntity::fields).orElseGet(() -> content(type, conflict.localData()));
        ObjectNode base = base(conflict, mine);
        ObjectNode hubs = content(type, conflict.serverData());
        return new Sides(
                conflict,
                mine,
                hubs,
                base,
                row.map(one -> one.metadata().deleted()).orElse(false),
                row.map(one -> isLater(one.metadata().updatedAt(), conflict.serverData()))
                        .orElse(false),
                ThreeWayMerge.of(base, mine, hubs, type.conflicts().together()));
    }

    /// Fields as they are to be, for the hub: what they have no value for is emptied where the hub has one. What the hub reckons
    /// by itself is not said.
    public ObjectNode whole(Sides sides, ObjectNode fields) {
        ObjectNode whole = EntityFields.whole(type(sides), EntityFields.present(fields));
        whole.properties()
                .removeIf(field ->
                        field.getValue().isNull()
                                && EntityFields.isEmpty(sides.hubs().path(field.getKey())));
        return whole;
    }

    /// Whether this side as it is shown is something else than what the hub knows of it: something was changed here since, or
    /// somebody else alone changed what is to be as it is here.
    public boolean saysMore(Sides sides) {
        StoredConflict conflict = sides.conflict();
        if (sides.deletedHere() || conflict.operation().equals(OperationKind.DELETE.word())) {
            return false;
        }
        ObjectNode sent = content(type(sides), conflict.localData());
        ObjectNode before = conflict.before();
        if (before != null) {
            List<String> edited = before.propertyStream().map(Map.Entry::getKey).toList();
            sent.retain(edited);
            edited.stream().filter(field -> !sent.has(field)).forEach(sent::putNull);
        }
        return !isSame(sides, EntityFields.applied(sides.hubs(), sent), sides.mine());
    }

    /// But for what the hub reckons by itself.
    public boolean isSame(Sides sides, ObjectNode one, ObjectNode other) {
        EntityDescriptor type = type(sides);
        return type.fields().stream()
                .map(field -> field.name())
                .filter(field -> !type.writing().derived().contains(field))
                .allMatch(field -> EntityFields.same(one.path(field), other.path(field)));
    }

    private EntityDescriptor type(Sides sides) {
        return types.of(sides.conflict().entityType()).orElseThrow();
    }

    /// What both sides began with, as far as it is known.
    static ObjectNode base(StoredConflict conflict, ObjectNode mine) {
        ObjectNode base = mine.deepCopy();
        if (conflict.before() != null) {
            base.setAll(conflict.before());
        }
        return EntityFields.present(base);
    }

    /// What the hub says of its own time is not always there.
    private static boolean isLater(Instant here, ObjectNode hubs) {
        try {
            return here.isAfter(Instant.parse(hubs.path("updatedAt").asText()));
        } catch (DateTimeParseException e) {
            return true;
        }
    }

    static ObjectNode content(EntityDescriptor type, ObjectNode data) {
        ObjectNode content = Json.object();
        type.fields().stream()
                .map(field -> field.name())
                .filter(data::hasNonNull)
                .forEach(name -> content.set(name, data.get(name)));
        return content;
    }

    /// Keeps what the hub made of a choice: from here on the row says it, and both lost sides are in the history. What was
    /// changed here while it was asked goes up after it.
    ///
    /// @param asked the sides as they were when the hub was asked
    /// @param user who asked
    public void settled(WriteHandle handle, User user, Sides asked, Choice choice, Answer answer)
            throws StoreException {
        StoredConflict conflict = asked.conflict();
        EntityDescriptor type = type(asked);
        EntityTable table = new EntityTable(type);
        String entityId = answer.entityId();
        ObjectNode entity = answer.entity();
        Optional<StoredEntity> row = table.find(handle, conflict.entityId());
        ObjectNode lost = row.map(StoredEntity::fields).orElse(conflict.localData());
        if (!entityId.equals(conflict.entityId())) {
            mappings.settle(
                    handle, conflict.entityType(), conflict.entityId(), entityId, choice.at());
        }
        show(handle, table, shadow(handle, type, answer));
        Conflicts.resolve(
                handle,
                conflict,
                choice.strategy(),
                entity == null ? null : content(type, entity),
                lost,
                choice.by(),
                choice.at());
        boolean givenUp = isGivenUp(conflict, choice, answer);
        handle.sql()
                .run(
                        "UPDATE outbox SET status = 'acknowledged', feed_seq = ?1, last_error = NULL,"
                                + " frozen = CASE WHEN ?1 IS NULL THEN NULL ELSE frozen END, next_attempt_at = ?2"
                                + " WHERE entity_type = ?3 AND entity_id = ?4 AND status = 'conflict'",
                        givenUp ? null : answer.feedSeq(),
                        choice.at().toEpochMilli(),
                        type.word(),
                        entityId);
        PushResults.release(handle, type.word(), entityId, choice.at());
        if (row.isPresent() && entity != null) {
            editAgain(handle, user, asked, row.get(), entityId);
        }
    }

    /// An edit that was decided against does not go up again to a hub that lost what it was decided for: it has neither a place in the
    /// feed nor words any more. Where the last one wins, the hub's did if nothing new came of the decision.
    private static boolean isGivenUp(StoredConflict conflict, Choice choice, Answer answer) {
        return choice.strategy().equals(Resolution.SERVER_WINS.word())
                || (choice.strategy().equals(Resolution.LAST_WRITE_WINS.word())
                        && answer.version() == conflict.serverVersion());
    }

    private static Shadows.Shadow shadow(ReadHandle handle, EntityDescriptor type, Answer answer) {
        ObjectNode entity = answer.entity();
        Long place = answer.feedSeq();
        return new Shadows.Shadow(
                type.word(),
                answer.entityId(),
                answer.version(),
                entity == null
                        ? null
                        : EntityType.ofWord(type.word())
                                .map(known -> known.shape().contentHash(entity))
                                .orElse(null),
                entity,
                place == null ? newest(handle, type, answer.entityId()) : place);
    }

    /// The hub's word holds, also where this station cannot show it. A page may have brought something newer while the answer
    /// was on its way; an older one that comes after it is not shown.
    private static void show(WriteHandle handle, EntityTable table, Shadows.Shadow answered) {
        Shadows.put(handle, answered);
        table.mark(handle, answered.entityId(), SyncMark.SYNCED);
        FeedRows.showIfItFits(
                handle,
                table,
                Shadows.find(handle, answered.entityType(), answered.entityId()).orElse(answered));
    }

    /// What was done to the row since the hub was asked; nothing of it was queued, because it was in conflict. What weighing
    /// reckons here by itself is not said.
    private void editAgain(
            WriteHandle handle, User user, Sides asked, StoredEntity row, String entityId)
            throws StoreException {
        EntityDescriptor type = type(asked);
        if (row.metadata().deleted()) {
            if (!asked.deletedHere()) {
                delete(handle, user, type.word(), entityId);
            }
            return;
        }
        ObjectNode since = EntityOutbox.difference(asked.mine(), row.fields());
        since.remove(type.writing().derived());
        since.remove(EntityOutbox.estimated(type));
        if (!since.isEmpty()
                && store.update(handle, user, type.word(), entityId, since)
                        instanceof Edit.Refused(var code, var message)) {
            LOG.warn(
                    "{} {} loses what was changed while the hub decided: {} {}",
                    type.word(),
                    entityId,
                    code,
                    message);
        }
    }

    /// The hub knows nothing of a conflict any more, because it was put back from a backup of before it. What this station
    /// wants goes up again as if nobody had answered, with what was changed here since.
    public void sendAgain(WriteHandle handle, StoredConflict conflict, Instant now) {
        store.sendAgain(handle, conflict, now);
        Conflicts.forget(handle, conflict);
        LOG.warn(
                "the hub knows conflict {} of {} {} no more; the change goes up again",
                conflict.id(),
                conflict.entityType(),
                conflict.entityId());
    }

    /// This side won, and it wanted the thing gone: the hub knew only of the change before that.
    public void delete(WriteHandle handle, User user, String type, String id)
            throws StoreException {
        if (store.delete(handle, user, type, id) instanceof Edit.Refused(var code, var message)) {
            LOG.warn("{} {} stays although its side won: {} {}", type, id, code, message);
        }
    }

    private static long newest(ReadHandle handle, EntityDescriptor type, String id) {
        return Shadows.find(handle, type.word(), id).map(Shadows.Shadow::feedSeq).orElse(0L);
    }

    /// What somebody chose.
    ///
    /// @param strategy as a word, `client-wins`
    public record Choice(String strategy, String by, Instant at) {}

    /// Brings back what the last resolution of a conflict took from this station's side, as a new change on top of what is
    /// there. What anybody changed since stays.
    public Edit undo(WriteHandle handle, User user, String conflictId, Instant at)
            throws StoreException {
        Optional<StoredConflict> conflict = Conflicts.find(handle, conflictId);
        List<Resolved> history =
                Conflicts.history(handle, Integer.MAX_VALUE).stream()
                        .filter(one -> one.conflictId().equals(conflictId))
                        .filter(one -> one.undoneAt() == null)
                        .toList();
        if (conflict.isEmpty() || history.isEmpty()) {
            return new Edit.Refused(
                    Edit.Code.NOT_FOUND_OR_DENIED, "There is no resolution of it to undo.");
        }
        if (conflict.get().open()) {
            return new Edit.Refused(
                    Edit.Code.NOT_FOUND_OR_DENIED, "It waits for a decision again. Decide it.");
        }
        EntityDescriptor type = types.of(conflict.get().entityType()).orElseThrow();
        String id = conflict.get().entityId();
        Resolved last = history.getFirst();
        ObjectNode now =
                store.get(handle, type.word(), id)
                        .map(StoredEntity::fields)
                        .orElseGet(Json::object);
        List<Set<String>> taken = taken(type, last);
        List<Set<String>> free =
                taken.stream().filter(fields -> isAsDecided(last, now, fields)).toList();
        if (!taken.isEmpty() && free.isEmpty()) {
            return new Edit.Refused(
                    Edit.Code.INVALID,
                    "The same was changed again since. Look at it, and change it by hand.");
        }
        ObjectNode back = EntityFields.whole(type, last.lost());
        back.retain(free.stream().flatMap(Set::stream).toList());
        Edit edit = store.update(handle, user, type.word(), id, back);
        if (edit instanceof Edit.Written) {
            Conflicts.undone(handle, last.row(), at);
        }
        return edit;
    }

    /// What a decision took from this station's side: each field with those that belong to it.
    private static List<Set<String>> taken(EntityDescriptor type, Resolved decided) {
        ObjectNode result = Objects.requireNonNullElseGet(decided.result(), Json::object);
        return type.fields().stream()
                .map(EntityField::name)
                .filter(field -> !type.writing().derived().contains(field))
                .filter(field -> !EntityFields.same(decided.lost().path(field), result.path(field)))
                .map(field ->
                        type.conflicts().together().stream()
                                .filter(group -> group.contains(field))
                                .findFirst()
                                .orElse(Set.of(field)))
                .distinct()
                .toList();
    }

    private static boolean isAsDecided(Resolved decided, ObjectNode now, Set<String> fields) {
        ObjectNode result = decided.result();
        return result == null
                || fields.stream()
                        .allMatch(field -> EntityFields.same(now.path(field), result.path(field)));
    }
}
