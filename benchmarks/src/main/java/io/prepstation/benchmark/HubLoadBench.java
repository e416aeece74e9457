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
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// How many stations one hub carries: each pushes an edit or uploads a session at a steady pace, faster from stage to
/// stage, until acknowledgements take too long, fail or are too few. Hub, database and all stations share this machine.
///
/// Times count from when a request was due, so a hub that falls behind cannot hide it. Requests go round all stations, and a
/// stage lasts until each has spoken once, however slow the pace.
final class HubLoadBench {

    private static final double LIMIT_MILLIS = 250;
    private static final Duration STAGE = Duration.ofSeconds(10);

    /// So much of the pace must be answered while it lasts.
    private static final double DONE = 0.95;

    /// One request in so many is a finished session, whose receipt is verified; of another station each time round.
    private static final int SESSION_EVERY = 8;

    /// Requests a second of all stations together; after the last each twice the one before.
    private static final int[] STAGES = {20, 40, 80, 160, 320, 640, 960, 1280, 1920};

    private final LoadedHub hub;
    private final Duration least;
    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final RawEdits edits = new RawEdits();

    /// Requests of all stages until now.
    private int asked;

    private HubLoadBench(LoadedHub hub, Duration least) {
        this.hub = hub;
        this.least = least;
    }

    /// Both stores: 200 stations on SQLite, 2,000 on PostgreSQL.
    static List<Figure> run(Programs programs) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>();
        try (LoadedHub hub = new LoadedHub(programs.demoData(), Optional.empty(), 200)) {
            figures.addAll(run(hub, "sqlite", STAGE, rates()));
        }
        try (EmbeddedPostgres server =
                EmbeddedPostgres.builder().setServerConfig("fsync", "on").start()) {
            String url = "postgresql://localhost:" + server.getPort() + "/postgres?user=postgres";
            try (LoadedHub hub = new LoadedHub(programs.demoData(), Optional.of(url), 2000)) {
                figures.addAll(run(hub, "postgresql", STAGE, rates()));
            }
        }
        return figures;
    }

    /// @param store as it is named in the figures
    /// @param least how long a stage lasts
    /// @param rates requests a second of each stage
    static List<Figure> run(LoadedHub hub, String store, Duration least, IntStream rates)
            throws IOException, InterruptedException {
        List<Figure> figures =
                new HubLoadBench(hub, least).stages("hub-load-" + store, rates.iterator());
        hub.verify();
        return figures;
    }

    /// Without end.
    private static IntStream rates() {
        int last = STAGES[STAGES.length - 1];
        return IntStream.concat(
                IntStream.of(STAGES), IntStream.iterate(2 * last, rate -> 2 * rate));
    }

    private List<Figure> stages(String name, PrimitiveIterator.OfInt rates)
            throws IOException, InterruptedException {
        Stage cold = stage(STAGES[0], Math.toIntExact(STAGES[0] * least.toSeconds()));
        if (cold.errors() > 0) {
            throw new IOException("the hub refused a station at the slowest pace: " + cold);
        }
        List<Figure> figures = new ArrayList<>();
        int knee = 0;
        String end = "no stage failed";
        while (rates.hasNext()) {
            int rate = rates.nextInt();
            Stage stage =
                    stage(
                            rate,
                            Math.max(
                                    Math.toIntExact(rate * least.toSeconds()),
                                    hub.stations().size()));
            Figure figure = stage.figure(name + "-" + rate, hub.stations().size());
            System.err.println(figure.row());
            figures.add(figure);
            if (!stage.isCarried()) {
                end = rate + "/s failed";
                break;
            }
            knee = rate;
        }
        figures.add(
                new Figure(
                        name + "-knee",
                        knee,
                        null,
                        "requests/s",
                        null,
                        figures.size(),
                        String.format(
                                Locale.ROOT,
                                "%d stations; the last stage with p99 within %.0f ms, no error, and answered as fast as"
                                        + " asked; %s",
                                hub.stations().size(),
                                LIMIT_MILLIS,
                                end)));
        return figures;
    }

    /// @param rate requests a second that were asked for
    /// @param done requests a second that were answered
    /// @param spoke how many stations were answered as they should be
    /// @param receipts how many were verified
    private record Stage(
            int rate,
            double done,
            Samples samples,
            int spoke,
            int receipts,
            int errors,
            @Nullable String firstError) {

        boolean isCarried() {
            return errors == 0 && samples.percentile(99) <= LIMIT_MILLIS && done >= DONE * rate;
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
                            "%d of %d stations spoke, %d receipts verified, %d errors%s, %.0f/s answered; %s",
                            spoke,
                            stations,
                            receipts,
                            errors,
                            firstError == null ? "" : " (" + firstError + ")",
                            done,
                            samples.spread()));
        }
    }

    /// Requests at an even pace, each by the next station, whether or not earlier ones are answered.
    private Stage stage(int rate, int requests) throws InterruptedException {
        Samples samples = new Samples();
        AtomicInteger errors = new AtomicInteger();
        AtomicInteger receipts = new AtomicInteger();
        Set<String> spoke = ConcurrentHashMap.newKeySet();
        List<String> reasons = Collections.synchronizedList(new ArrayList<>());
        List<Request> prepared = new ArrayList<>();
        for (int number = 0; number < requests; number++) {
            prepared.add(prepare(asked++));
        }
        long start = System.nanoTime();
        try (var stations = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Long>> work = new ArrayList<>();
            for (int number = 0; number < requests; number++) {
                long due = start + number * 1_000_000_000L / rate;
                Request request = prepared.get(number);
                work.add(() -> {
                    await(due);
                    String fault = fault(request);
                    long took = System.nanoTime() - due;
                    if (fault == null) {
                        spoke.add(request.station());
                        receipts.addAndGet(request.session() ? 1 : 0);
                    } else {
                        errors.incrementAndGet();
                        reasons.add(fault);
                    }
                    return took;
                });
            }
            for (var done : stations.invokeAll(work)) {
                samples.add(done.get());
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a simulated station failed", e.getCause());
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Stage(
                rate,
                requests / seconds,
                samples,
                spoke.size(),
                receipts.get(),
                errors.get(),
                reasons.isEmpty() ? null : reasons.getFirst());
    }

    /// What was wrong; no answer at all is a fault too.
    private static @Nullable String fault(Request request) throws InterruptedException {
        try {
            return request.check().run().fault();
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static void await(long due) throws InterruptedException {
        long left = due - System.nanoTime();
        if (left > 0 && new Semaphore(0).tryAcquire(left, TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("nobody releases it");
        }
    }

    /// What was wrong with an answer; null if nothing.
    private record HttpCheck(@Nullable String fault) {}

    /// What a station asks in its turn.
    private record Request(String station, boolean session, Check check) {}

    /// Asks the hub and looks at its answer.
    private interface Check {

        HttpCheck run() throws IOException, InterruptedException;
    }

    private Request prepare(int number) {
        int all = hub.stations().size();
        Enrolment.Answer station = hub.stations().get(number % all);
        boolean session = (number + number / all) % SESSION_EVERY == 0;
        return new Request(
                station.stationId(), session, session ? session(station) : edit(station));
    }

    private Check session(Enrolment.Answer station) {
        UploadBundle bundle =
                hub.loadSession().weighed(LoadedHub.LAB, station.stationId(), Instant.now());
        return () -> upload(station, bundle);
    }

    private Check edit(Enrolment.Answer station) {
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
