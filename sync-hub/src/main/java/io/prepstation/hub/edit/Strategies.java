package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoredConflict;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.sync.ConflictRules;
import io.prepstation.model.sync.Conflicts;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Resolution;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What each of the five strategies makes of a conflict (SYN-8).
final class Strategies {

    private final Tables tables;
    private final Entities entities;
    private final Circumstances circumstances;

    Strategies(Tables tables, Entities entities, Circumstances circumstances) {
        this.tables = tables;
        this.entities = entities;
        this.circumstances = circumstances;
    }

    /// @param changed whether the entity got a new version
    /// @param kind what the feed calls it
    record Outcome(Entity entity, boolean changed, OperationKind kind) {}

    Outcome outcome(
            StoredConflict conflict,
            Entity current,
            Resolution strategy,
            Conflicts.Choice choice,
            String by) {
        return switch (strategy) {
            case SERVER_WINS -> new Outcome(current, false, OperationKind.UPDATE);
            case CLIENT_WINS -> station(conflict, current, choice, by);
            case LAST_WRITE_WINS ->
                    isLater(conflict, current)
                            ? station(conflict, current, choice, by)
                            : new Outcome(current, false, OperationKind.UPDATE);
            case MERGE -> merge(conflict, current);
            case MANUAL -> manual(conflict, current, choice, by);
        };
    }

    /// The station's side holds.
    private Outcome station(
            StoredConflict conflict, Entity current, Conflicts.Choice choice, String by) {
        if (conflict.operation().equals(OperationKind.DELETE.word())) {
            return delete(current);
        }
        ObjectNode merged = choice.mergedData();
        if (conflict.tempId() != null && merged != null) {
            ObjectNode own = ConflictRules.overlay(StoredJson.read(conflict.localData()), merged);
            return keepBoth(current, conflict.tempId(), own, by);
        }
        ObjectNode changes =
                ConflictRules.changes(StoredJson.read(conflict.sentData()), base(conflict));
        return write(current, changes);
    }

    private Outcome merge(StoredConflict conflict, Entity current) {
        ObjectNode sent = StoredJson.read(conflict.sentData());
        List<String> clashing =
                ConflictRules.clashing(
                        current.type().shape(), sent, current.content(), base(conflict));
        if (!clashing.isEmpty() || current.deleted() || isDelete(conflict)) {
            throw Fault.rejected(
                            "CANNOT_MERGE",
                            "resolution.type",
                            "both sides changed " + clashing + "; choose by hand")
                    .stop();
        }
        return write(current, ConflictRules.changes(sent, base(conflict)));
    }

    private Outcome manual(
            StoredConflict conflict, Entity current, Conflicts.Choice choice, String by) {
        ObjectNode merged = choice.mergedData();
        if (merged == null) {
            throw refused("resolution.mergedData", "is needed for manual");
        }
        if (conflict.tempId() != null && isOtherKey(current, merged)) {
            ObjectNode own = ConflictRules.overlay(StoredJson.read(conflict.localData()), merged);
            return keepBoth(current, conflict.tempId(), own, by);
        }
        return write(current, merged);
    }

    private static boolean isOtherKey(Entity current, ObjectNode merged) {
        return current.type().shape().naturalKey().stream()
                .anyMatch(name ->
                        merged.has(name) && !merged.path(name).equals(current.data().path(name)));
    }

    private Outcome keepBoth(Entity twin, @Nullable String tempId, ObjectNode data, String by) {
        ObjectNode fields = rules(twin).ofCreate(data);
        ObjectNode content =
                new Parents(tables, entities, twin.labId()).derive(twin.type(), fields, by);
        if (entities.findTwin(twin.type(), content).isPresent()) {
            throw Fault.rejected(
                            "KEY_TAKEN",
                            twin.type().shape().naturalKey().getLast(),
                            "to keep both, give one of them another key")
                    .stop();
        }
        Entity made = entities.create(twin.type(), null, tempId, content, by);
        return new Outcome(made, true, OperationKind.CREATE);
    }

    private Outcome write(Entity current, ObjectNode changes) {
        ObjectNode fields = rules(current).ofUpdate(changes);
        fields.remove(
                current.type().shape().fields().stream()
                        .filter(field -> field.derived())
                        .map(field -> field.name())
                        .toList());
        ObjectNode content =
                new Parents(tables, entities, current.labId())
                        .derive(
                                current.type(),
                                ConflictRules.overlay(current.content(), fields),
                                null);
        boolean taken =
                entities.findTwin(current.type(), content)
                        .filter(twin -> !twin.id().equals(current.id()))
                        .isPresent();
        if (taken) {
            throw Fault.rejected("KEY_TAKEN", null, "another entity has this key by now").stop();
        }
        if (content.equals(current.content()) && !current.deleted()) {
            return new Outcome(current, false, OperationKind.UPDATE);
        }
        return new Outcome(
                entities.update(current, content, false),
                true,
                current.deleted() ? OperationKind.CREATE : OperationKind.UPDATE);
    }

    private Outcome delete(Entity current) {
        if (current.deleted()) {
            return new Outcome(current, false, OperationKind.DELETE);
        }
        if (entities.ledger().isReferredTo(current.type(), current.id())) {
            throw Fault.rejected("REFERENCED", null, "other things refer to it by now").stop();
        }
        return new Outcome(
                entities.update(current, current.content(), true), true, OperationKind.DELETE);
    }

    private boolean isLater(StoredConflict conflict, Entity current) {
        Station nobody = new Station(conflict.stationId(), conflict.labId(), "", null, false);
        Made nothing = new Made(tables, circumstances.now());
        return new Clashes(tables, entities.ledger(), nobody, circumstances, nothing)
                .isLater(conflict.editedAt(), current);
    }

    private static boolean isDelete(StoredConflict conflict) {
        return conflict.operation().equals(OperationKind.DELETE.word());
    }

    private static FieldRules rules(Entity entity) {
        return new FieldRules(entity.type().shape(), (_, id) -> id);
    }

    /// What both sides started from; null if the hub does not know it any more.
    static @Nullable ObjectNode base(StoredConflict conflict) {
        String base = conflict.baseData();
        return base == null ? null : StoredJson.read(base);
    }

    private static Fault.Stop refused(String field, String what) {
        return Fault.rejected("MALFORMED", field, "\"" + field + "\" " + what).stop();
    }
}
