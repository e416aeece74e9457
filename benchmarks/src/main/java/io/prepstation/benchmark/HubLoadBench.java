package io.prepstation.benchmark;

import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import io.prepstation.model.sync.Enrolment;
import io.prepstation.model.sync.Receipt;
import io.prepstation.model.sync.UploadBundle;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// How many stations one hub carries: each pushes an edit or uploads a session at a steady pace, faster from stage to
/// stage, until acknowledgements take too long. Hub, database and all stations share this machine.
///
/// Times count from when a request was due, so a hub that falls behind cannot hide it.
final class HubLoadBench {

    private static final double LIMIT_MILLIS = 250;
    private static final Duration STAGE = Duration.ofSeconds(10);

    /// One request in so many is a finished session, whose receipt is verified.
    private static final int SESSION_EVERY = 8;

    /// Requests a second of all stations together.
    private static final int[] STAGES = {20, 40, 80, 160, 320, 640};

    private final LoadedHub hub;
    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final RawEdits edits = new RawEdits();

    private HubLoadBench(LoadedHub hub) {
        this.hub = hub;
    }

    /// Both stores: 200 stations on SQLite, 2,000 on PostgreSQL.
    static List<Figure> run(Programs programs) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(run(programs, "sqlite", Optional.empty(), 200));
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder().setServerConfig("fsync", "on").start()) {
            String url = "postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";
            figures.addAll(run(programs, "postgresql", Optional.of(url), 2000));
        }
        return figures;
    }

    private static List<Figure> run(
            Programs programs, String store, Optional<String> url, int stations)
            throws IOException, InterruptedException {
        try (LoadedHub hub = new LoadedHub(programs.demoData(), url, stations)) {
            List<Figure> figures = new HubLoadBench(hub).stages(store);
            hub.verify();
            return figures;
        }
    }

    private List<Figure> stages(String store) throws InterruptedException {
        stage(STAGES[0]);
        List<Figure> figures = new ArrayList<>();
        int knee = 0;
        for (int rate : STAGES) {
            Stage stage = stage(rate);
            figures.add(stage.figure("hub-load-" + store + "-" + rate, hub.stations().size()));
            if (!stage.isCarried()) {
                break;
            }
            knee = rate;
        }
        figures.add(
                new Figure(
                        "hub-load-" + store + "-knee",
                        knee,
                        null,
                        "requests/s",
                        null,
                        figures.size(),
                        hub.stations().size()
                                + " stations; the last stage with p99 within 250 ms and no error"));
        return figures;
    }

    private record Stage(Samples samples, int errors, @Nullable String firstError) {

        boolean isCarried() {
            return errors == 0 && samples.percentile(99) <= LIMIT_MILLIS;
        }

        Figure figure(String name, int stations) {
            return new Figure(
                    name,
                    samples.percentile(99),
                    null,
                    "ms",
                    Limit.atMost(LIMIT_MILLIS),
                    samples.count(),
                    String.format(
                            Locale.ROOT,
                            "%d stations, %d errors%s; %s",
                            stations,
                            errors,
                            firstError == null ? "" : " (" + firstError + ")",
                            samples.spread()));
        }
    }

    /// Requests at an even pace, each by the next station, whether or not earlier ones are answered.
    private Stage stage(int rate) throws InterruptedException {
        Samples samples = new Samples();
        AtomicInteger errors = new AtomicInteger();
        List<String> reasons = Collections.synchronizedList(new ArrayList<>());
        int requests = Math.toIntExact(rate * STAGE.toSeconds());
        List<Callable<HttpCheck>> prepared = new ArrayList<>();
        for (int number = 0; number < requests; number++) {
            prepared.add(prepare(hub.stations().get(number % hub.stations().size()), number));
        }
        long start = System.nanoTime();
        try (var stations = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> work = new ArrayList<>();
            for (int number = 0; number < requests; number++) {
                long due = start + number * 1_000_000_000L / rate;
                Callable<HttpCheck> request = prepared.get(number);
                work.add(() -> {
                    await(due);
                    String fault = request.call().fault();
                    if (fault != null) {
                        errors.incrementAndGet();
                        reasons.add(fault);
                    }
                    return System.nanoTime() - due;
                });
            }
            for (var done : stations.invokeAll(work)) {
                samples.add(done.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a simulated station failed", e.getCause());
        }
        return new Stage(samples, errors.get(), reasons.isEmpty() ? null : reasons.getFirst());
    }

    private static void await(long due) throws InterruptedException {
        long left = due - System.nanoTime();
        if (left > 0 && new Semaphore(0).tryAcquire(left, TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("nobody releases it");
        }
    }

    /// What was wrong with an answer; null if nothing.
    private record HttpCheck(@Nullable String fault) {}

    private Callable<HttpCheck> prepare(Enrolment.Answer station, int number) {
        if (number % SESSION_EVERY == 0) {
            UploadBundle bundle =
                    hub.loadSession().weighed(LoadedHub.LAB, station.stationId(), Instant.now());
            return () -> upload(station, bundle);
        }
        String body = RawEdits.request(List.of(edits.create("C-" + ids.get()))).toString();
        return () -> push(station, body);
    }

    private HttpCheck upload(Enrolment.Answer station, UploadBundle bundle)
            throws IOException, InterruptedException {
        var answer = hub.post("/api/sync/upload", station.token(), bundle.text());
        if (answer.statusCode() != 200) {
            return new HttpCheck(answer.body());
        }
        try {
            Receipt receipt =
                    Json.read(Json.parseObject(answer.body()).path("receipt"), Receipt.class);
            boolean right =
                    receipt.verifies(station.hubPublicKey())
                            && receipt.contentHash().equals(bundle.contentHash());
            return new HttpCheck(right ? null : "a wrong receipt");
        } catch (MalformedJson e) {
            return new HttpCheck(e.getMessage());
        }
    }

    private HttpCheck push(Enrolment.Answer station, String body)
            throws IOException, InterruptedException {
        HttpResponse<String> answer = hub.post("/api/sync/push", station.token(), body);
        boolean applied = answer.statusCode() == 200 && answer.body().contains("\"success\":true");
        return new HttpCheck(applied ? null : answer.body());
    }
}
