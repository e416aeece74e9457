package io.prepstation.hub.edit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StoredConflict;
import io.prepstation.hub.store.StoredConflict.Settled;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.CanonicalJson;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.ConflictRules;
import io.prepstation.model.sync.ConflictRules.Verdict;
import io.prepstation.model.sync.ConflictType;
import io.prepstation.model.sync.Push.ConflictData;
import io.prepstation.model.sync.Push.Operation;
import io.prepstation.model.sync.Push.Result;
import io.prepstation.model.sync.Resolution;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Keeps edits that met somebody else's, both sides whole, until a person has chosen.
final class Clashes {

    /// How far a station's clock may be ahead and still win by it.
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private static final String ALARM = "alarm_content_differs";

    private final Tables tables;
    private final Ledger ledger;
    private final Station station;
    private final Circumstances circumstances;
    private final Made made;

    /// @param ledger writes what is kept
    /// @param made tells what else this transaction did
    Clashes(Tables tables, Ledger ledger, Station station, Circumstances circumstances, Made made) {
        this.tables = tables;
        this.ledger = ledger;
        this.station = station;
        this.circumstances = circumstances;
        this.made = made;
    }

    /// A create whose natural key another entity has, with other content.
    Result duplicate(Operation operation, ObjectNode wanted, Entity twin) {
        return duplicate(
                operation,
                wanted,
                twin,
                ConflictRules.clashing(twin.type().shape(), wanted, twin.content(), null));
    }

    /// A create of what somebody else may have made already.
    ///
    /// @param fields that contradict each other
    Result duplicate(Operation operation, ObjectNode wanted, Entity twin, List<String> fields) {
        ConflictData data =
                new ConflictData(
                        wanted,
                        twin.data(),
                        twin.version(),
                        ConflictType.DATA.word(),
                        fields,
                        twin.id());
        return keep(operation, wanted, twin, null, data);
    }

    /// An edit of a deleted entity, or a delete of an edited one.
    Result edit(Operation operation, ObjectNode sent, Entity current, @Nullable ObjectNode base) {
        List<String> fields =
                ConflictRules.clashing(current.type().shape(), sent, current.content(), null);
        return edit(
                operation, sent, current, base, new Verdict.Clash(ConflictType.VERSION, fields));
    }

    /// An edit of what somebody else edited.
    Result edit(
            Operation operation,
            ObjectNode sent,
            Entity current,
            @Nullable ObjectNode base,
            Verdict.Clash clash) {
        return keep(operation, sent, current, base, data(sent, current, base, clash));
    }

    /// Writes down a clash that needed no person.
    void settled(
            Operation operation,
            ObjectNode sent,
            Entity current,
            @Nullable ObjectNode base,
            Verdict.Clash clash,
            int resultVersion) {
        Settled settled =
                new Settled(
                        Resolution.LAST_WRITE_WINS.word(),
                        "hub",
                        circumstances.now().toEpochMilli(),
                        resultVersion);
        insert(row(operation, sent, current, base, data(sent, current, base, clash), settled));
    }

    /// Whether an edit made at that moment comes after the last one at the hub; a clock far ahead gains nothing.
    boolean isLater(long editedAt, Entity current) {
        long latest = circumstances.now().plus(AHEAD).toEpochMilli();
        return Math.min(editedAt, latest) >= made.changedAt(current);
    }

    private static ConflictData data(
            ObjectNode sent, Entity current, @Nullable ObjectNode base, Verdict.Clash clash) {
        ObjectNode local = ConflictRules.overlay(base == null ? current.content() : base, sent);
        return new ConflictData(
                local,
                current.data(),
                current.version(),
                clash.type().word(),
                clash.fields(),
                null);
    }

    private Result keep(
            Operation operation,
            ObjectNode sent,
            Entity current,
            @Nullable ObjectNode base,
            ConflictData data) {
        StoredConflict conflict = row(operation, sent, current, base, data, null);
        insert(conflict);
        return Results.conflict(operation, current, conflict.id(), data);
    }

    private StoredConflict row(
            Operation operation,
            ObjectNode sent,
            Entity current,
            @Nullable ObjectNode base,
            ConflictData data,
            @Nullable Settled settled) {
        return new StoredConflict(
                circumstances.ids().get(),
                current.labId(),
                station.id(),
                operation.id(),
                operation.operation(),
                current.type(),
                current.id(),
                data.duplicateOf() == null ? null : operation.entityId(),
                CanonicalJson.of(sent),
                CanonicalJson.of(data.localData()),
                CanonicalJson.of(data.serverData()),
                current.version(),
                base == null ? null : CanonicalJson.of(base),
                data.conflictType(),
                data.affectedFields(),
                operation.timestamp(),
                circumstances.now().toEpochMilli(),
                settled);
    }

    private void insert(StoredConflict conflict) {
        ledger.later(() -> tables.conflicts().insert(conflict));
    }

    /// The author saw other words under the version that the entity has.
    void alarm(Operation operation, Entity current) {
        Instant now = circumstances.now();
        ObjectNode details =
                Json.object()
                        .put("operationId", operation.id())
                        .put("entityType", current.type().word())
                        .put("entityId", current.id())
                        .put("version", current.version());
        ledger.later(() -> tables.audit().append(now, ALARM, station.id(), details));
    }
}
