package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.edit.ResolveResult.Denied;
import io.prepstation.hub.edit.ResolveResult.OtherFeed;
import io.prepstation.hub.edit.ResolveResult.Overtaken;
import io.prepstation.hub.edit.ResolveResult.Refused;
import io.prepstation.hub.edit.ResolveResult.Resolved;
import io.prepstation.hub.edit.ResolveResult.Unknown;
import io.prepstation.hub.feed.Change;
import io.prepstation.hub.feed.Cursor;
import io.prepstation.hub.feed.Feed;
import io.prepstation.hub.feed.Standing;
import io.prepstation.hub.store.FeedRow;
import io.prepstation.hub.store.HubDatabase;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoreException;
import io.prepstation.hub.store.StoredConflict;
import io.prepstation.hub.store.StoredConflict.Settled;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.people.Permission;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.ConflictRules;
import io.prepstation.model.sync.Conflicts;
import io.prepstation.model.sync.OperationKind;
import io.prepstation.model.sync.Push.IdMapping;
import io.prepstation.model.sync.Resolution;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Lists conflicts and resolves them (SYN-8). A resolution is an edit based on the version that was shown, so that a third
/// edit in between is noticed; what loses stays in the history and can be brought back.
public final class ConflictDesk {

    private static final int PAGE = 100;

    private final HubDatabase database;
    private final Feed feed;
    private final Circumstances circumstances;

    public ConflictDesk(HubDatabase database, Feed feed, Circumstances circumstances) {
        this.database = database;
        this.feed = feed;
        this.circumstances = circumstances;
    }

    /// @param status `open`, `resolved`, or empty for both
    /// @param type an entity type's word, or empty for all
    /// @param before `next` of the page before, or empty
    public Conflicts.Page page(String labId, String status, String type, String before)
            throws StoreException {
        return database.read(tables -> {
            List<StoredConflict> found =
                    tables.conflicts().ofLab(labId, status, type, before, PAGE + 1);
            List<StoredConflict> shown = found.subList(0, Math.min(PAGE, found.size()));
            return new Conflicts.Page(
                    shown.stream().map(WireConflicts::of).toList(),
                    tables.conflicts().counts(labId).getOrDefault("open", 0),
                    found.size() > PAGE ? shown.getLast().id() : null);
        });
    }

    /// How many conflicts of a lab are open, and how many were resolved by each strategy.
    public Map<String, Integer> counts(String labId) throws StoreException {
        return database.read(tables -> tables.conflicts().counts(labId));
    }

    /// @param stood where the station stands in the feed; empty if it does not say
    public ResolveResult resolve(Station station, Conflicts.Request request, Optional<Cursor> stood)
            throws StoreException {
        return database.write(tables ->
                Standing.lost(tables, stood)
                        .<ResolveResult>map(OtherFeed::new)
                        .orElseGet(() -> guarded(tables, () -> resolve(tables, station, request))));
    }

    /// Brings back what the hub had before a conflict was resolved, and opens it again.
    ///
    /// @param stood where the station stands in the feed; empty if it does not say
    public ResolveResult undo(Station station, Conflicts.Undo request, Optional<Cursor> stood)
            throws StoreException {
        return database.write(tables ->
                Standing.lost(tables, stood)
                        .<ResolveResult>map(OtherFeed::new)
                        .orElseGet(() -> guarded(tables, () -> undo(tables, station, request))));
    }

    private static ResolveResult guarded(Tables tables, Supplier<ResolveResult> deciding) {
        try {
            return tables.part(deciding);
        } catch (Fault.Stop stop) {
            Fault fault = stop.fault();
            return fault.code().equals("NO_RIGHT")
                    ? new Denied(fault.reason())
                    : new Refused(fault.code(), fault.field(), fault.reason());
        }
    }

    private ResolveResult resolve(Tables tables, Station station, Conflicts.Request request) {
        String by = by(tables, station, request.userId());
        Optional<StoredConflict> found = find(tables, station, request.conflictId());
        if (found.isEmpty()) {
            return new Unknown();
        }
        StoredConflict conflict = found.get();
        Entities entities = new Entities(tables, station.labId(), now());
        Entity current = current(entities, conflict);
        Settled settled = conflict.settled();
        if (settled != null) {
            boolean asAsked =
                    settled.resolution().equals(request.resolution().type())
                            && settled.by().equals(by)
                            && says(current, request.resolution().mergedData());
            Conflicts.Before before = new Conflicts.Before(settled.resolution(), settled.by());
            return answer(conflict, current, place(tables, current), asAsked, before);
        }
        if (current.version() != request.baseVersion()) {
            showAgain(tables, conflict, current);
            return new Overtaken(
                    "CHANGED_AGAIN",
                    "the hub has version "
                            + current.version()
                            + " by now; look at the conflict again");
        }
        Resolution strategy =
                Resolution.ofWord(request.resolution().type())
                        .orElseThrow(() -> refused("resolution.type", "is no strategy"));
        Strategies.Outcome outcome =
                new Strategies(tables, entities, circumstances)
                        .outcome(conflict, current, strategy, request.resolution(), by);
        entities.ledger().write();
        return settle(tables, station, conflict, strategy, outcome, by);
    }

    private Resolved settle(
            Tables tables,
            Station station,
            StoredConflict conflict,
            Resolution strategy,
            Strategies.Outcome outcome,
            String by) {
        Entity entity = outcome.entity();
        String tempId = conflict.tempId();
        if (tempId != null) {
            Mappings known = new Mappings(tables, entity.labId(), Set.of(tempId));
            if (!known.isKnown(tempId)) {
                known.add(tempId, entity);
                known.write(now());
            }
        }
        tables.conflicts()
                .settle(
                        conflict.id(),
                        new Settled(strategy.word(), by, now().toEpochMilli(), entity.version()));
        audit(tables, "conflict_resolved", conflict, by, strategy.word());
        Long feedSeq = outcome.changed() ? append(tables, station, outcome) : place(tables, entity);
        return answer(conflict, entity, feedSeq, true, null);
    }

    /// Whether it has the values that somebody chose field by field.
    private static boolean says(Entity entity, @Nullable ObjectNode chosen) {
        return chosen == null
                || chosen.propertyStream()
                        .filter(field -> entity.type().shape().field(field.getKey()).isPresent())
                        .allMatch(field ->
                                field.getValue().isNull()
                                        ? !entity.data().hasNonNull(field.getKey())
                                        : field.getValue()
                                                .equals(entity.data().path(field.getKey())));
    }

    /// With the number that stands for the temporary id from here on, if it had one.
    private static Resolved answer(
            StoredConflict conflict,
            Entity entity,
            @Nullable Long feedSeq,
            boolean asAsked,
            Conflicts.@Nullable Before before) {
        String tempId = conflict.tempId();
        String type = entity.type().word();
        return new Resolved(
                new Conflicts.Answer(
                        asAsked,
                        conflict.id(),
                        type,
                        entity.id(),
                        entity.version(),
                        feedSeq,
                        entity.deleted() ? null : entity.data(),
                        tempId == null
                                ? List.of()
                                : List.of(new IdMapping(tempId, Long.parseLong(entity.id()), type)),
                        before));
    }

    private ResolveResult undo(Tables tables, Station station, Conflicts.Undo request) {
        String by = by(tables, station, request.userId());
        Optional<StoredConflict> found = find(tables, station, request.conflictId());
        if (found.isEmpty()) {
            return new Unknown();
        }
        StoredConflict conflict = found.get();
        Settled settled = conflict.settled();
        if (settled == null) {
            return new Overtaken("NOT_RESOLVED", "this conflict is open");
        }
        if (conflict.tempId() != null) {
            throw Fault.rejected(
                            "CANNOT_UNDO",
                            null,
                            "the station's entity has its number already; edit it instead")
                    .stop();
        }
        Entities entities = new Entities(tables, station.labId(), now());
        Entity current = current(entities, conflict);
        if (current.version() != request.baseVersion() || current.version() != settled.version()) {
            return new Overtaken(
                    "CHANGED_AGAIN", "the hub has version " + current.version() + " by now");
        }
        Strategies.Outcome outcome = before(entities, conflict, current);
        entities.ledger().write();
        Long feedSeq =
                outcome.changed()
                        ? append(tables, station, outcome)
                        : place(tables, outcome.entity());
        showAgain(tables, conflict, outcome.entity());
        audit(tables, "conflict_undone", conflict, by, settled.resolution());
        return answer(conflict, outcome.entity(), feedSeq, true, null);
    }

    private static Strategies.Outcome before(
            Entities entities, StoredConflict conflict, Entity current) {
        if (conflict.serverVersion() == current.version()) {
            return new Strategies.Outcome(current, false, OperationKind.UPDATE);
        }
        ObjectNode content = current.type().shape().content(StoredJson.read(conflict.serverData()));
        current.type().shape().fields().stream()
                .filter(field -> field.derived() && current.data().has(field.name()))
                .forEach(field -> content.set(field.name(), current.data().get(field.name())));
        return new Strategies.Outcome(
                entities.update(current, content, false),
                true,
                current.deleted() ? OperationKind.CREATE : OperationKind.UPDATE);
    }

    /// Where in the feed an entity became as it is; null if that is purged.
    private static @Nullable Long place(Tables tables, Entity entity) {
        return tables.feed()
                .version(entity.type(), entity.id(), entity.version())
                .map(FeedRow::feedSeq)
                .orElse(null);
    }

    private Long append(Tables tables, Station station, Strategies.Outcome outcome) {
        Entity entity = outcome.entity();
        Change change =
                new Change(
                        entity.labId(),
                        entity.type(),
                        entity.id(),
                        entity.version(),
                        outcome.kind(),
                        entity.text(),
                        station.id(),
                        null);
        return feed.append(tables, change).feedSeq();
    }

    private static void showAgain(Tables tables, StoredConflict conflict, Entity current) {
        tables.conflicts()
                .show(
                        conflict.id(),
                        current.text(),
                        current.version(),
                        ConflictRules.clashing(
                                current.type().shape(),
                                StoredJson.read(conflict.sentData()),
                                current.content(),
                                Strategies.base(conflict)));
    }

    private void audit(
            Tables tables, String event, StoredConflict conflict, String by, String resolution) {
        tables.audit()
                .append(
                        now(),
                        event,
                        by,
                        Json.object()
                                .put("conflictId", conflict.id())
                                .put("entityType", conflict.type().word())
                                .put("entityId", conflict.entityId())
                                .put("resolution", resolution));
    }

    private static String by(Tables tables, Station station, @Nullable String userId) {
        if (userId == null) {
            throw Fault.rejected("NO_AUTHOR", "userId", "name the user who chose").stop();
        }
        new Author(tables, station).require(userId, Permission.RESOLVE_CONFLICTS);
        return userId;
    }

    private static Optional<StoredConflict> find(Tables tables, Station station, String id) {
        return tables.conflicts()
                .find(id)
                .filter(conflict -> conflict.labId().equals(station.labId()));
    }

    private static Entity current(Entities entities, StoredConflict conflict) {
        return entities.find(conflict.type(), conflict.entityId()).orElseThrow();
    }

    private static Fault.Stop refused(String field, String what) {
        return Fault.rejected("MALFORMED", field, "\"" + field + "\" " + what).stop();
    }

    private Instant now() {
        return circumstances.now();
    }
}
