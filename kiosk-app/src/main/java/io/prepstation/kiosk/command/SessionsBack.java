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

/// Brings one lab's lost sessions back from its hub, and says what became of each that did not come.
final class SessionsBack {

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

    /// @return the exit code: 75 if the hub could not be asked for all, 1 if one was refused
    int of(StationEnrolment enrolment) throws StoreException {
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
                                    new TimeOrderedIds()),
                            HubClient.station(network, enrolment, HubTimeouts.DEFAULT));
            print(enrolment, tally);
            return exitCode(tally);
        }
    }

    private static int exitCode(Tally tally) {
        if (tally.interrupted().isPresent() || !tally.running().isEmpty()) {
            return ExitCode.TRY_AGAIN;
        }
        return tally.refused().isEmpty() ? ExitCode.OK : ExitCode.NOT_FOUND;
    }

    private void print(StationEnrolment enrolment, Tally tally) {
        if (tally.interrupted().isEmpty() || tally.cameBack() > 0) {
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
        tally.interrupted()
                .map(HubFailure::text)
                .ifPresent(why -> err.println(later(enrolment, why)));
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
        return line;
    }
}
