package io.prepstation.benchmark;

import io.prepstation.kiosk.store.StationDatabase;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubTimeouts;
import io.prepstation.kiosk.sync.SyncEngine;
import io.prepstation.kiosk.sync.SyncResult;
import io.prepstation.kiosk.sync.SyncRules;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.RetrySchedule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/// A program that makes and changes containers while its engine syncs them, made to be killed. For each line it reads it
/// makes one, and says its code once it is on the disk; at `finish` it syncs until nothing waits, and says `finished`.
final class RestlessStation {

    static final SyncRules IMPATIENT =
            new SyncRules(
                    new RetrySchedule(Duration.ofMillis(20), Duration.ofMillis(200)),
                    1_000_000,
                    Duration.ofMillis(100),
                    Duration.ofMillis(20),
                    Duration.ofMillis(500),
                    Duration.ofMinutes(1),
                    true,
                    5);
    static final HubTimeouts SHORT =
            new HubTimeouts(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(1));
    static final String FINISH = "finish";
    static final String FINISHED = "finished";

    private RestlessStation() {}

    /// @param arguments the station's data folder
    public static void main(String[] arguments)
            throws IOException, StoreException, InterruptedException, ExecutionException {
        Path data = Path.of(arguments[0]);
        StationEnrolment enrolment;
        try (StationDatabase station = StationDatabase.open(data)) {
            enrolment = station.enrolments().getFirst();
        }
        try (SyncingStation station = new SyncingStation(data, enrolment);
                SyncEngine engine = station.engine(IMPATIENT, SHORT, true)) {
            obey(station, engine, System.out);
        }
    }

    private static void obey(SyncingStation station, SyncEngine engine, PrintStream out)
            throws IOException, StoreException, InterruptedException, ExecutionException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String before = null;
        for (String code = in.readLine(); code != null; code = in.readLine()) {
            if (code.equals(FINISH)) {
                finish(engine);
                out.println(FINISHED);
                return;
            }
            String id = station.container(code);
            out.println(code);
            if (before != null) {
                station.change(before, Json.object().put("status", "in_use"));
            }
            before = id;
        }
    }

    private static void finish(SyncEngine engine) throws InterruptedException, ExecutionException {
        SyncResult result = engine.syncNow().get();
        while (!result.success() || result.operations() > 0) {
            result = engine.syncNow().get();
        }
    }
}
