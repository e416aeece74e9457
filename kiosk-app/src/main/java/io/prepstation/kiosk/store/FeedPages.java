package io.prepstation.kiosk.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.Pull;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.TempId;
import io.prepstation.model.sync.WireEntities.WireFormula;
import io.prepstation.model.sync.WireEntities.WireFormulaVersion;
import io.prepstation.model.sync.WireEntities.WireLab;
import io.prepstation.model.sync.WireEntities.WireUser;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes pages of the hub's feed in: changes and cursor in the caller's transaction (SYN-12).
///
/// What is being edited here keeps its row, and so does what the hub acknowledged further on in its feed; the hub's copy then
/// only goes into the shadow. The own changes that come
/// back are known by their operation, and count as its answer if that got lost.
public final class FeedPages {

    public static final String CURSOR = "cursor";

    /// How far the feed was followed, as a number that grows.
    static final String PULLED_THROUGH = "pulled_through";

    /// The newest that the hub acknowledged.
    static final String ACKNOWLEDGED =
            "SELECT coalesce(max(feed_seq), 0) FROM outbox WHERE feed_seq IS NOT NULL";

    private static final String LAST_CONTACT = "last_contact";
    private static final Logger LOG = LoggerFactory.getLogger("SyncPull");

    private final LabKey lab;
    private final EntityTypes types;
    private final PushResults results;
    private final Map<String, EntityTable> tables = new LinkedHashMap<>();

    /// Where this station stands in the feed; empty if it never loaded its lab.
    public static String cursor(ReadHandle handle) {
        return SyncState.get(handle, CURSOR).orElse("");
    }

    public FeedPages(LabKey lab, EntityTypes types, PushResults results) {
        this.lab = lab;
        this.types = types;
        this.results = results;
        types.all().forEach(type -> tables.put(type.word(), new EntityTable(type)));
    }

    /// @param skipped changes that could not be read or did not fit; they are logged, stand in nobody's way, and are tried again
    ///     with each page
    public record Taken(int changes, int skipped) {}

    public Taken take(WriteHandle handle, Pull.Page page, Instant now) {
        int skipped = 0;
        long through = 0;
        OwnEchoes own = OwnEchoes.in(handle, page.changes());
        Set<String> confirmed = own.confirm(handle, tables.values(), page.changes());
        for (Pull.Change change : page.changes()) {
            boolean taken =
                    confirmed.contains(OwnEchoes.thing(change)) || taken(handle, own, change, now);
            if (!taken) {
                SkippedChanges.note(handle, change.entityType(), change.id());
                skipped++;
            }
            through = Math.max(through, change.feedSeq());
        }
        boolean shown = showSkipped(handle);
        if (shown || !page.changes().isEmpty()) {
            LostByOthers.settle(handle, types, page.changes(), now);
            Conflicts.keepUp(handle, types);
            Orphans.release(handle, types, now);
        }
        SyncState.put(handle, CURSOR, page.nextCursor());
        SyncState.put(handle, LAST_CONTACT, String.valueOf(now.toEpochMilli()));
        SyncState.put(
                handle,
                PULLED_THROUGH,
                String.valueOf(page.hasMore() ? through : Math.max(through, page.headSeq())));
        return new Taken(page.changes().size(), skipped);
    }

    /// When the hub last answered with its feed; empty if it never did.
    public static Optional<Instant> lastContact(ReadHandle handle) {
        return SyncState.get(handle, LAST_CONTACT)
                .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)));
    }

    /// Where this station stands: what it was told last, and the newest that the hub acknowledged to it.
    public static String standing(ReadHandle handle) {
        long acknowledged = handle.sql().first(ACKNOWLEDGED, row -> row.getLong(1)).orElse(0L);
        return cursor(handle) + " " + acknowledged;
    }

    /// Whether the feed was followed past everything the hub has acknowledged to this station (SYN-18).
    public static boolean isBehind(ReadHandle handle) {
        return handle.sql()
                .first(
                        "SELECT coalesce(max(feed_seq), 0) > coalesce((SELECT cast(value AS INTEGER)"
                                + " FROM sync_state WHERE key = 'pulled_through'), 0) FROM outbox"
                                + " WHERE feed_seq IS NOT NULL",
                        row -> row.getBoolean(1))
                .orElse(false);
    }

    /// A mistake of one change, or of this program with it, must not stop all that follow; a disk that fails must.
    private boolean taken(WriteHandle handle, OwnEchoes own, Pull.Change change, Instant now) {
        try {
            take(handle, own, change, now);
            return true;
        } catch (SqlFailure e) {
            if (!e.isConstraint()) {
                throw e;
            }
            return skipped(change, e);
        } catch (MalformedJson | RuntimeException e) {
            return skipped(change, e);
        }
    }

    /// Tries those again that did not fit, until no more do; one may need another.
    ///
    /// @return whether any is shown now
    private boolean showSkipped(WriteHandle handle) {
        Set<Orphans.Ref> waiting = SkippedChanges.all(handle);
        int before = waiting.size();
        boolean fewer = before > 0;
        while (fewer) {
            fewer = waiting.removeIf(thing -> isSettled(handle, thing));
        }
        if (waiting.size() == before) {
            return false;
        }
        LOG.info("lab {}: {} skipped changes are taken now", lab.labId(), before - waiting.size());
        SkippedChanges.put(handle, waiting);
        return true;
    }

    /// Whether a thing is as the hub has it, or nothing is left to be shown of it.
    private boolean isSettled(WriteHandle handle, Orphans.Ref thing) {
        Optional<Shadows.Shadow> copy = Shadows.find(handle, thing.type(), thing.id());
        Optional<EntityTable> table = Optional.ofNullable(tables.get(thing.type()));
        if (copy.isEmpty()) {
            return true;
        }
        if (table.isPresent() && !isFree(handle, table.get(), thing.id())) {
            return false;
        }
        try {
            showAgain(handle, table, copy.get());
            return true;
        } catch (SqlFailure e) {
            if (!e.isConstraint()) {
                throw e;
            }
            LOG.debug("{} still does not fit", thing, e);
        } catch (MalformedJson | RuntimeException e) {
            LOG.debug("{} still cannot be taken", thing, e);
        }
        return false;
    }

    private void showAgain(WriteHandle handle, Optional<EntityTable> table, Shadows.Shadow copy)
            throws MalformedJson {
        ObjectNode data = copy.data();
        if (table.isEmpty()) {
            if (data != null) {
                handle.whole(() -> master(handle, copy.entityType(), data, false));
            }
        } else if (!isOvertaken(handle, copy.entityType(), copy.entityId(), copy.feedSeq())
                && isWanted(handle, table.get(), copy.entityId())) {
            FeedRows.show(handle, table.get(), copy);
        }
    }

    private boolean skipped(Pull.Change change, Exception why) {
        LOG.error(
                "lab {}: change {} of {} {} skipped: {}",
                lab.labId(),
                change.feedSeq(),
                change.entityType(),
                change.id(),
                why.getMessage(),
                why);
        return false;
    }

    /// What takes several statements is written whole or not at all; a row is one.
    private void take(WriteHandle handle, OwnEchoes own, Pull.Change change, Instant now)
            throws MalformedJson {
        if (EntityType.ofWord(change.entityType()).isEmpty()
                && !tables.containsKey(change.entityType())) {
            LOG.debug("{} are not known here", change.entityType());
            return;
        }
        boolean deleted = change.operation().equals("delete");
        String operation = change.originOperation();
        Shadows.Shadow shadow =
                new Shadows.Shadow(
                        change.entityType(),
                        change.id(),
                        change.version(),
                        change.hash(),
                        deleted ? null : change.data(),
                        change.feedSeq());
        // First, so that it is tried again where the answer that it brings does not fit.
        boolean newest = Shadows.put(handle, shadow);
        if (operation != null && own.waiting().contains(operation)) {
            handle.whole(() -> answered(handle, operation, change, now));
        }
        Optional<EntityTable> table = Optional.ofNullable(tables.get(change.entityType()));
        if (table.isPresent()) {
            if (newest
                    && isFree(handle, table.get(), change.id())
                    && !isOvertaken(handle, change.entityType(), change.id(), change.feedSeq())
                    && isWanted(handle, table.get(), change.id())) {
                FeedRows.show(handle, table.get(), shadow);
            }
        } else {
            handle.whole(() -> master(handle, change.entityType(), change.data(), deleted));
        }
    }

    /// The own operation has arrived even if its answer never did.
    private void answered(WriteHandle handle, String operation, Pull.Change change, Instant now) {
        PushResults.find(handle, operation)
                .filter(PushResults.Sent::isOpen)
                .filter(sent -> sent.kind() != OperationKind.UPLOAD)
                .ifPresent(sent -> {
                    if (says(handle, sent, change)) {
                        results.applied(handle, sent, echo(sent, change), now);
                    } else {
                        results.renewed(handle, sent, echo(sent, change), now);
                    }
                });
    }

    /// Whether the operation here is the one the hub has under its id. In an old copy of a store it may be older, and
    /// other things may have been changed in it since.
    private static boolean says(ReadHandle handle, PushResults.Sent sent, Pull.Change change) {
        return sent.kind() == OperationKind.DELETE
                || handle.sql()
                        .first(
                                "SELECT coalesce(frozen ->> 'data', payload) FROM outbox"
                                        + " WHERE op_seq = ?",
                                row -> Shadows.parsed(row.getString(1)),
                                sent.opSeq())
                        .orElseThrow()
                        .propertyStream()
                        .filter(field -> !isReference(handle, sent, field.getKey()))
                        .allMatch(field ->
                                field.getValue().isNull()
                                        ? !change.data().hasNonNull(field.getKey())
                                        : field.getValue()
                                                .equals(change.data().path(field.getKey())));
    }

    /// The hub writes numbers where temporary ids stood.
    private static boolean isReference(ReadHandle handle, PushResults.Sent sent, String field) {
        return handle.sql()
                .first(
                        "SELECT 1 FROM outbox_ref WHERE op_seq = ? AND field = ?",
                        row -> row.getInt(1),
                        sent.opSeq(),
                        field)
                .isPresent();
    }

    private static Push.Result echo(PushResults.Sent sent, Pull.Change change) {
        Optional<String> former = former(sent, change);
        return Push.Result.applied(
                sent.id(),
                sent.type(),
                change.id(),
                former.orElse(null),
                former.map(_ -> Long.valueOf(change.id())).orElse(null),
                change.version(),
                change.hash(),
                change.feedSeq());
    }

    /// The temporary id of what the hub gave a number: also where the thing is made again at a hub that was put back, and had another
    /// number there before.
    private static Optional<String> former(PushResults.Sent sent, Pull.Change change) {
        if (TempId.isTempId(sent.entityId())) {
            return Optional.of(sent.entityId());
        }
        boolean again = sent.kind() == OperationKind.CREATE && !sent.entityId().equals(change.id());
        return again
                ? Optional.of(change.data().path("tempId").asText(sent.entityId()))
                : Optional.empty();
    }

    /// What a station does not follow is nothing to it where others made it; its own is confirmed.
    private static boolean isWanted(ReadHandle handle, EntityTable table, String id) {
        return table.type().isFollowed() || table.find(handle, id).isPresent();
    }

    static boolean isFree(ReadHandle handle, EntityTable table, String id) {
        return table.find(handle, id)
                        .map(row -> row.metadata().mark() == SyncMark.SYNCED)
                        .orElse(true)
                && !EntityOutbox.isQueued(handle, table.type().word(), id);
    }

    /// Whether the hub acknowledged an own change of the thing that comes further on in its feed: the row has it already, and a
    /// page may end before it. Not so what a restored hub lost, whose number is forgotten ([LostAtHub]); versions would not
    /// tell, because it gives them again.
    static boolean isOvertaken(ReadHandle handle, String type, String id, long feedSeq) {
        return handle.sql()
                .first(
                        "SELECT 1 FROM outbox WHERE entity_id = ? AND entity_type = ?"
                                + " AND status = 'acknowledged' AND feed_seq > ? LIMIT 1",
                        row -> row.getInt(1),
                        id,
                        type,
                        feedSeq)
                .isPresent();
    }

    private void master(WriteHandle handle, String type, ObjectNode data, boolean deleted)
            throws MalformedJson {
        switch (EntityType.ofWord(type).orElseThrow()) {
            case LABS -> MasterWriting.labChanged(handle, Json.read(data, WireLab.class));
            case USERS ->
                    MasterWriting.userChanged(
                            handle, lab, Json.read(data, WireUser.class), deleted);
            case FORMULAS ->
                    MasterWriting.formulaChanged(
                            handle, Json.read(data, WireFormula.class), deleted);
            case FORMULA_VERSIONS ->
                    MasterWriting.versionChanged(handle, Json.read(data, WireFormulaVersion.class));
            case INGREDIENTS,
                    LOTS,
                    STOCK_MOVES,
                    CONTAINERS,
                    NOTES,
                    SESSIONS,
                    BALANCE_CHECKS,
                    ATTACHMENTS -> {
                // Sessions and records of other stations are nothing to this one.
            }
        }
    }
}
