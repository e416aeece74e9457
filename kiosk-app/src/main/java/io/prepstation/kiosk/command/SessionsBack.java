package io.prepstation.kiosk.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.kiosk.preparation.SessionReturn;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.kiosk.sync.HubFailure;
import io.prepstation.kiosk.sync.HubNetwork;
import io.prepstation.kiosk.sync.HubTimeouts;
import io.prepstation.kiosk.sync.LostSessions;
import io.prepstation.kiosk.sync.LostSessions.Tally;
import io.prepstation.kiosk.sync.StationKey;
import io.prepstation.model.record.Json;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;

/// Brings one lab's lost sessions back from its hub, and says what became of each that did not come.
final class SessionsBack {

    /// What the option `--follows` says of itself.
    static final String FOLLOWS =
            "the id of a former station whose place this one took: only of those are sessions taken that are signed with a key this"
                    + " station does not know; as often as needed";

    private final Path data;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;

    SessionsBack(Path data, PrintWriter out, PrintWriter err, boolean json) {
        this.data = data;
        this.out = out;
        this.err = err;
        this.json = json;
    }

    /// @param former stations whose place this one took
    /// @return the exit code: 75 if the hub could not be asked for all, 1 if one was refused or left out
    int of(StationEnrolment enrolment, Set<String> former) throws StoreException {
        try (LabDatabase lab = LabDatabase.open(data, enrolment.lab());
                HubNetwork network = new HubNetwork()) {
            Tally tally =
                    LostSessions.bringBack(
                            lab,
                            new SessionReturn(
                                            lab,
                                            enrolment,
                                            StationKey.open(data).pair(),
                                            InstantSource.system(),
                                            new TimeOrderedIds())
                                    .following(former),
                            HubClient.station(network, enrolment, HubTimeouts.DEFAULT));
            print(enrolment, tally);
            return exitCode(tally);
        }
    }

    private static int exitCode(Tally tally) {
        if (tally.interrupted().isPresent() || !tally.running().isEmpty()) {
            return ExitCode.TRY_AGAIN;
        }
        return tally.refused().isEmpty() && tally.leftOut().isEmpty()
                ? ExitCode.OK
                : ExitCode.NOT_FOUND;
    }

    private void print(StationEnrolment enrolment, Tally tally) {
        if (json || tally.interrupted().isEmpty() || tally.cameBack() > 0) {
            out.println(json ? line(enrolment, tally) : text(enrolment, tally));
        }
        for (LostSessions.Refused one : tally.refused()) {
            err.println(
                    "session %s did not come back: %s".formatted(one.sessionId(), one.reason()));
        }
        for (String id : tally.running()) {
            err.println(
                    "session %s ended at the hub, but is open here: stop the kiosk, then station sync restore-sessions"
                            .formatted(id));
        }
        tally.leftOut()
                .forEach((station, count) -> err.println(leftOut(enrolment, station, count)));
        tally.interrupted()
                .map(HubFailure::text)
                .ifPresent(why -> err.println(later(enrolment, why)));
    }

    private static String leftOut(StationEnrolment enrolment, String station, int count) {
        return "lab %s: %d sessions of station %s were left out, because its key is not known here. If this station took its place: station sync restore-sessions --follows %s"
                .formatted(enrolment.lab().labId(), count, station, station);
    }

    private static String later(StationEnrolment enrolment, String why) {
        return "lab %s: not all sessions were asked of the hub: %s Later: station sync restore-sessions"
                .formatted(enrolment.lab().labId(), why);
    }

    private static String text(StationEnrolment enrolment, Tally tally) {
        return "lab %s: %d sessions came back from the hub, %d were here, %d were refused"
                .formatted(
                        enrolment.lab().labId(),
                        tally.cameBack(),
                        tally.known(),
                        tally.refused().size());
    }

    private static ObjectNode line(StationEnrolment enrolment, Tally tally) {
        ObjectNode line =
                Json.object()
                        .put("tenantId", enrolment.lab().tenantId())
                        .put("labId", enrolment.lab().labId())
                        .put("cameBack", tally.cameBack())
                        .put("known", tally.known());
        var refused = line.putArray("refused");
        tally.refused()
                .forEach(one ->
                        refused.addObject()
                                .put("sessionId", one.sessionId())
                                .put("reason", one.reason()));
        var running = line.putArray("running");
        tally.running().forEach(running::add);
        ObjectNode leftOut = line.putObject("leftOut");
        tally.leftOut().forEach(leftOut::put);
        tally.interrupted().ifPresent(why -> line.put("interrupted", why.text()));
        return line;
    }
}
