package io.prepstation.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Enrolment;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Many stations whose hub was away for days bring all they have at once: each its queue of sessions, one after the other,
/// waiting when the hub says so. Every receipt is checked, and each session is at the hub once.
///
/// `-Dload.stations=N -Dload.sessions=N` make it longer, `-Dload.everywhere=true` puts it on PostgreSQL as well.
@Tag("P11")
@Timeout(7200)
class LoadTest {

    private static final int STATIONS = Integer.getInteger("load.stations", 20);
    private static final int SESSIONS = Integer.getInteger("load.sessions", 5);
    private static final Duration LIMIT = Duration.ofMinutes(10);

    private final Samples samples = new Samples();
    private final AtomicInteger putOff = new AtomicInteger();

    private static List<Stores> stores() {
        return Boolean.getBoolean("load.everywhere")
                ? List.of(Stores.values())
                : List.of(Stores.SQLITE);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void queues_of_many_stations_drain(Stores store) throws Exception {
        store.run(STATIONS, hub -> drain(store, hub));
    }

    private void drain(Stores store, LoadedHub hub) throws Exception {
        List<Callable<Set<String>>> queues = new ArrayList<>();
        for (Enrolment.Answer station : hub.stations()) {
            queues.add(() -> drained(hub, station));
        }
        long start = System.nanoTime();
        Set<String> sessions = new HashSet<>();
        try (var stations = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Set<String>> queue : stations.invokeAll(queues)) {
                sessions.addAll(queue.get());
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertEquals(STATIONS * SESSIONS, sessions.size());
        assertTrue(took.compareTo(LIMIT) <= 0, () -> "took " + took);
        assertEquals(sessions.stream().sorted().toList(), sessionsAt(hub));
        System.out.printf(
                "proof: load, no chance, %d stations with %d queued sessions each to the hub on %s: all there once, every"
                        + " receipt verifies, 0 errors, %d times put off; %.1f s, an upload %s%n",
                STATIONS,
                SESSIONS,
                store,
                putOff.get(),
                took.toMillis() / 1000.0,
                samples.spread());
    }

    /// @return the sessions that it has receipts of
    private Set<String> drained(LoadedHub hub, Enrolment.Answer station) throws Exception {
        Set<String> receipts = new HashSet<>();
        for (int number = 0; number < SESSIONS; number++) {
            UploadBundle session =
                    hub.loadSession().weighed(LoadedHub.LAB, station.stationId(), Instant.now());
            Receipt receipt = uploaded(hub, station, session.text());
            assertEquals(session.contentHash(), receipt.contentHash());
            assertTrue(receipt.verifies(station.hubPublicKey()));
            receipts.add(receipt.sessionId());
        }
        return receipts;
    }

    private Receipt uploaded(LoadedHub hub, Enrolment.Answer station, String session)
            throws Exception {
        while (true) {
            long start = System.nanoTime();
            HttpResponse<String> answer = hub.post("/api/sync/upload", station.token(), session);
            if (answer.statusCode() == 200) {
                synchronized (samples) {
                    samples.add(System.nanoTime() - start);
                }
                return Json.read(Json.parseObject(answer.body()).path("receipt"), Receipt.class);
            }
            assertTrue(Set.of(429, 503).contains(answer.statusCode()), answer::body);
            putOff.incrementAndGet();
            long seconds = answer.headers().firstValueAsLong("Retry-After").orElse(1);
            assertTrue(!new Semaphore(0).tryAcquire(seconds, TimeUnit.SECONDS));
        }
    }

    /// All simulated stations have one key, so any of them is told of all.
    private static List<String> sessionsAt(LoadedHub hub) throws Exception {
        String token = hub.stations().getFirst().token();
        List<String> ids = new ArrayList<>();
        JsonNode page;
        long after = 0;
        do {
            page = Json.parseObject(hub.get("/api/sync/sessions?after=" + after, token));
            page.path("sessions").forEach(one -> ids.add(one.path("sessionId").asText()));
            after = page.path("next").asLong();
        } while (page.path("hasMore").asBoolean());
        Collections.sort(ids);
        return ids;
    }
}
