package io.prepstation.hub.edit;

import io.prepstation.hub.edit.PushResult.OtherStore;
import io.prepstation.hub.store.Station;
import io.prepstation.hub.store.StationSync;
import io.prepstation.hub.store.Tables;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Push;
import io.prepstation.model.sync.Push.Operation;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Notices a station that runs on an old or copied store: its epoch is another, or it gives numbers anew that it gave
/// before.
final class Epochs {

    private final Tables tables;
    private final Station station;

    Epochs(Tables tables, Station station) {
        this.tables = tables;
        this.station = station;
    }

    /// @param fresh the operations the hub has not decided yet
    Optional<OtherStore> fault(Push.Request request, List<Operation> fresh, Instant now) {
        StationSync known =
                request.stationEpoch() == null && request.confirmedThrough() == null
                        ? tables.stationSync().find(station.id())
                        : tables.stationSync().findToChange(station.id());
        Optional<StationSync> life = life(known, request, now);
        if (life.isEmpty()) {
            return Optional.of(
                    new OtherStore(
                            "OTHER_EPOCH",
                            "stationEpoch",
                            "the hub knows this station by another epoch; if its store was restored"
                                    + " or copied, make a new epoch and send the one before as"
                                    + " previousEpoch"));
        }
        Optional<Operation> old =
                fresh.stream().filter(operation -> isOld(operation, life.get())).findFirst();
        if (old.isPresent()) {
            return Optional.of(
                    new OtherStore(
                            "OLD_OPERATION",
                            "opSeq",
                            "operation "
                                    + old.get().id()
                                    + " has number "
                                    + old.get().opSeq()
                                    + ", but the station has confirmed answers up to "
                                    + life.get().highestOpSeq()
                                    + "; its store is an old copy: make a new epoch"));
        }
        StationSync next = confirmed(life.get(), request);
        if (!next.equals(known)) {
            tables.stationSync().put(next);
        }
        return Optional.empty();
    }

    /// Empty if the request comes from another life of the station than the one that is registered, and does not know
    /// it. One that announces which life it follows is let in, because nobody else can bring what waits in its store; if
    /// it is not the registered one that it follows, two stores are in use, which is an alarm.
    private Optional<StationSync> life(StationSync known, Push.Request request, Instant now) {
        String epoch = request.stationEpoch();
        if (epoch == null || epoch.equals(known.epoch())) {
            return Optional.of(known);
        }
        if (known.epoch() != null) {
            if (request.previousEpoch() == null) {
                return Optional.empty();
            }
            boolean follows = known.epoch().equals(request.previousEpoch());
            tables.audit()
                    .append(
                            now,
                            follows ? "station_epoch" : "alarm_station_forked",
                            station.id(),
                            Json.object()
                                    .put("epoch", epoch)
                                    .put("registeredEpoch", known.epoch())
                                    .put("previousEpoch", request.previousEpoch()));
        }
        return Optional.of(new StationSync(known.stationId(), epoch, 0, known.cursorSeq()));
    }

    private static boolean isOld(Operation operation, StationSync life) {
        Long opSeq = operation.opSeq();
        return opSeq != null && opSeq <= life.highestOpSeq();
    }

    private static StationSync confirmed(StationSync life, Push.Request request) {
        Long through = request.confirmedThrough();
        return through == null || through <= life.highestOpSeq()
                ? life
                : new StationSync(life.stationId(), life.epoch(), through, life.cursorSeq());
    }
}
