package io.prepstation.benchmark;

import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.Outbox;
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
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// A program in which somebody makes containers, changes what others change too, and weighs, while its engine syncs; made to
/// be killed. It says what it was told to do once that is on the disk, and at `finish` how long its engine had to work until
/// nothing waited any more.
final class RestlessStation {

    /// Everything is as in the product but how long it waits, and how much goes up at once.
    static final SyncRules IMPATIENT =
            new SyncRules(
                    new RetrySchedule(Duration.ofMillis(20), Duration.ofMillis(200)),
                    SyncRules.DEFAULT.ownFailures(),
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

    /// Once nothing is in the way any more, what waits must be at the hub within this time.
    static final Duration LIVENESS = Duration.ofSeconds(60);

    static final String CONTAINER = "container";
    static final String SESSION = "session";
    static final String EDIT = "edit";
    static final String STATUS = "status";
    static final String IN_USE = "in_use";
    static final String FINISH = "finish";
    static final String FINISHED = "finished after ";

    private static final int MANY = 20;

    private final SyncingStation station;
    private final SyncEngine engine;
    private final Weighing weighing;
    private @Nullable String before;

    private RestlessStation(SyncingStation station, SyncEngine engine) {
        this.station = station;
        this.engine = engine;
        this.weighing = new Weighing(station);
    }

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
            new RestlessStation(station, engine).obey(System.out);
        }
    }

    private void obey(PrintStream out)
            throws IOException, StoreException, InterruptedException, ExecutionException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            out.println(answer(line.split(" ")));
        }
    }

    private String answer(String[] words)
            throws StoreException, InterruptedException, ExecutionException {
        return switch (words[0]) {
            case CONTAINER -> container(words[1]);
            case SESSION -> weighing.session(Long.parseLong(words[1]));
            case EDIT -> edit(words[1], words[2], words[3]);
            case FINISH -> finish();
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    /// The one made before is changed, too, so that two edits of one thing are under way.
    private String container(String code) throws StoreException {
        String id = station.container(code);
        if (before != null) {
            station.change(before, Json.object().put(STATUS, IN_USE));
        }
        before = id;
        return code;
    }

    private String edit(String code, String field, String value) throws StoreException {
        String id =
                station.database()
                        .read(handle -> station.store().getBy(handle, "containers", "code", code))
                        .getFirst()
                        .id();
        station.change(id, Json.object().put(field, value));
        return value;
    }

    private String finish() throws StoreException, InterruptedException, ExecutionException {
        long start = System.nanoTime();
        String last = "no sync ended";
        for (Duration left = left(start); left.isPositive(); left = left(start)) {
            try {
                SyncResult result = engine.syncNow().get(left.toMillis(), TimeUnit.MILLISECONDS);
                last = result.toString();
                if (result.success() && result.operations() == 0 && waiting().isEmpty()) {
                    return FINISHED + LIVENESS.minus(left(start)).toMillis() + " ms";
                }
            } catch (TimeoutException e) {
                last = "the last sync does not end";
            }
        }
        return "still waits: " + String.join("; ", waiting()) + "; " + last.replace('[', '(');
    }

    private static Duration left(long start) {
        return LIVENESS.minusNanos(System.nanoTime() - start);
    }

    /// What a person has to decide waits for nothing else.
    private List<String> waiting() throws StoreException {
        return station.database().read(handle -> Outbox.open(handle, MANY)).stream()
                .filter(operation -> operation.status() != OperationStatus.CONFLICT)
                .map(one ->
                        "%s %s %s %s (%s)"
                                .formatted(
                                        one.status(),
                                        one.kind(),
                                        one.entityType(),
                                        one.entityId(),
                                        one.lastError()))
                .toList();
    }
}
