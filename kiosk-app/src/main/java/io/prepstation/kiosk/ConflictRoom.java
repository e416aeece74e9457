package io.prepstation.kiosk;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.ConflictStatistics;
import io.prepstation.kiosk.store.Conflicts;
import io.prepstation.kiosk.store.Conflicts.StoredConflict;
import io.prepstation.kiosk.store.Edit;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.ReadHandle;
import io.prepstation.kiosk.store.Resolutions;
import io.prepstation.kiosk.store.Resolutions.Sides;
import io.prepstation.kiosk.store.Shadows;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.ConflictDesk;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.kiosk.ui.desk.ChoiceAnswer;
import io.prepstation.kiosk.ui.desk.OpenConflict;
import io.prepstation.kiosk.ui.desk.OpenConflict.Choice;
import io.prepstation.kiosk.ui.desk.OpenConflict.Field;
import io.prepstation.kiosk.ui.desk.OpenConflict.Found;
import io.prepstation.kiosk.ui.desk.OpenConflict.Gone;
import io.prepstation.kiosk.ui.desk.OpenConflict.Side;
import io.prepstation.kiosk.ui.desk.OpenConflicts;
import io.prepstation.kiosk.ui.desk.OpenConflicts.Decided;
import io.prepstation.model.people.User;
import io.prepstation.model.sync.ConflictType;
import io.prepstation.model.sync.Resolution;
import io.prepstation.model.sync.ThreeWayMerge;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What the screens show of conflicts, and what a person's choice makes of them (SYN-9).
public final class ConflictRoom {

    private static final int DECIDED_SHOWN = 100;

    private final LabDatabase database;
    private final EntityStore store;
    private final Resolutions resolutions;
    private final InstantSource clock;
    private final ConflictDesk desk;

    /// @param hub waits as long as a person does
    public ConflictRoom(
            LabDatabase database, EntityStore store, HubClient hub, InstantSource clock) {
        this.database = database;
        this.store = store;
        this.resolutions = new Resolutions(store);
        this.clock = clock;
        this.desk = new ConflictDesk(database, store, hub, clock);
    }

    /// All that wait for a choice.
    public OpenConflicts open(ReadHandle handle) {
        List<OpenConflict> open =
                Conflicts.open(handle).stream()
                        .map(StoredConflict::id)
                        .map(id -> resolutions.sides(handle, id))
                        .flatMap(Optional::stream)
                        .map(sides -> picture(handle, sides))
                        .toList();
        return new OpenConflicts(
                open,
                Conflicts.history(handle, DECIDED_SHOWN).stream()
                        .map(one -> decided(handle, one))
                        .flatMap(Optional::stream)
                        .toList(),
                Conflicts.history(handle, 1).stream()
                        .filter(one -> one.undoneAt() == null)
                        .map(Conflicts.Resolved::conflictId)
                        .findFirst()
                        .orElse(null),
                ConflictStatistics.of(handle));
    }

    private static Optional<Decided> decided(ReadHandle handle, Conflicts.Resolved one) {
        return Conflicts.find(handle, one.conflictId())
                .map(conflict ->
                        new Decided(
                                conflict.entityType(),
                                EntityNames.of(one.lost()),
                                one.strategy(),
                                MasterData.user(handle, one.by()).map(User::name).orElse(one.by()),
                                one.at(),
                                one.undoneAt() != null));
    }

    private OpenConflict picture(ReadHandle handle, Sides sides) {
        StoredConflict conflict = sides.conflict();
        return new OpenConflict(
                conflict.id(),
                conflict.serverVersion(),
                conflict.entityType(),
                EntityNames.of(sides.mine()),
                gone(handle, sides),
                found(conflict),
                sides.laterHere() ? Side.HERE : Side.HUB,
                conflict.detectedAt(),
                fields(sides));
    }

    private static Gone gone(ReadHandle handle, Sides sides) {
        StoredConflict conflict = sides.conflict();
        boolean atTheHub =
                Shadows.find(
                                handle,
                                conflict.entityType(),
                                Objects.requireNonNullElse(
                                        conflict.duplicateOf(), conflict.entityId()))
                        .filter(shadow -> shadow.data() == null)
                        .isPresent();
        return sides.deletedHere() ? Gone.HERE : atTheHub ? Gone.AT_THE_HUB : Gone.NOWHERE;
    }

    private static Found found(StoredConflict conflict) {
        if (conflict.duplicateOf() != null) {
            return Found.TWICE;
        }
        return switch (ConflictType.ofWord(conflict.conflictType()).orElse(ConflictType.VERSION)) {
            case VERSION -> Found.VERSION;
            case TIMESTAMP -> Found.TIMESTAMP;
            case DATA -> Found.DATA;
        };
    }

    private List<Field> fields(Sides sides) {
        var type = store.types().of(sides.conflict().entityType()).orElseThrow();
        List<Field> fields = new ArrayList<>();
        for (String name : new TreeSet<>(ThreeWayMerge.differing(sides.mine(), sides.hubs()))) {
            if (type.writing().derived().contains(name) && sides.conflict().duplicateOf() == null) {
                // The hub reckons it, whatever is chosen.
                continue;
            }
            fields.add(
                    new Field(
                            name,
                            text(sides.base().path(name)),
                            text(sides.mine().path(name)),
                            text(sides.hubs().path(name)),
                            suggested(sides, name),
                            group(type.conflicts().together(), name),
                            NestedValues.parts(
                                    sides.base().path(name),
                                    sides.mine().path(name),
                                    sides.hubs().path(name))));
        }
        return fields;
    }

    private static String suggested(Sides sides, String field) {
        if (sides.merge().conflicting().contains(field)) {
            return "";
        }
        JsonNode merged = sides.merge().merged().path(field);
        return (ThreeWayMerge.same(merged, sides.mine().path(field)) ? Side.HERE : Side.HUB).name();
    }

    private static String group(Collection<? extends Collection<String>> together, String field) {
        return together.stream()
                .filter(group -> group.contains(field))
                .map(group -> String.join(" ", new TreeSet<>(group)))
                .findFirst()
                .orElse("");
    }

    private static String text(JsonNode value) {
        return value.isValueNode()
                ? value.asText("")
                : value.isMissingNode() ? "" : value.toString();
    }

    /// Waits for the hub. What was decided before one that is not stays decided.
    public ChoiceAnswer choose(User user, List<Choice> choices) {
        int done = 0;
        for (Choice choice : choices) {
            try {
                ConflictDesk.Decided decided = choose(user, choice);
                if (decided instanceof ConflictDesk.Decided.NotDone(var message)) {
                    return new ChoiceAnswer(done, message);
                }
            } catch (StoreException e) {
                return new ChoiceAnswer(done, String.valueOf(e.getMessage()));
            }
            done++;
        }
        return new ChoiceAnswer(done, "");
    }

    private ConflictDesk.Decided choose(User user, Choice choice) throws StoreException {
        return switch (choice.strategy()) {
            case LAST_WRITE_WINS, MERGE, SERVER_WINS, CLIENT_WINS ->
                    decide(user, choice, choice.strategy(), null);
            case MANUAL -> bySides(user, choice);
        };
    }

    private ConflictDesk.Decided bySides(User user, Choice choice) throws StoreException {
        boolean mixed =
                choice.fields().containsValue(Side.HERE) && choice.fields().containsValue(Side.HUB);
        if (!mixed) {
            Resolution whole =
                    switch (choice.whole()) {
                        case HERE -> Resolution.CLIENT_WINS;
                        case HUB -> Resolution.SERVER_WINS;
                    };
            return decide(user, choice, whole, null);
        }
        ObjectNode merged =
                desk.sides(choice.conflictId()).map(both -> merged(both, choice)).orElse(null);
        return decide(user, choice, Resolution.MANUAL, merged);
    }

    private ConflictDesk.Decided decide(
            User user, Choice choice, Resolution strategy, @Nullable ObjectNode merged)
            throws StoreException {
        return desk.resolve(
                user,
                new ConflictDesk.Decision(choice.conflictId(), choice.shown(), strategy, merged));
    }

    private static ObjectNode merged(Sides sides, Choice choice) {
        ObjectNode merged = sides.merge().merged().deepCopy();
        choice.fields()
                .forEach((field, side) -> {
                    ObjectNode from = side == Side.HERE ? sides.mine() : sides.hubs();
                    if (from.hasNonNull(field)) {
                        merged.set(field, from.get(field));
                    } else {
                        merged.remove(field);
                    }
                });
        return merged;
    }

    /// Brings this station's side back, as a new change.
    public ChoiceAnswer undo(User user, String conflictId) {
        try {
            Edit edit =
                    database.write(
                            handle -> resolutions.undo(handle, user, conflictId, clock.instant()));
            return switch (edit) {
                case Edit.Written _ -> new ChoiceAnswer(1, "");
                case Edit.Refused(_, var message) -> new ChoiceAnswer(0, message);
            };
        } catch (StoreException e) {
            return new ChoiceAnswer(0, String.valueOf(e.getMessage()));
        }
    }
}
