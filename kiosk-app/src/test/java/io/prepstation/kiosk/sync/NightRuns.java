package io.prepstation.kiosk.sync;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Passes many nights side by side, in memory where there is such a place, and says what they came to.
final class NightRuns implements AutoCloseable {

    static final String SENT_AHEAD = "sent ahead";
    static final String LOAD_WENT_ON = "load went on";
    static final String SHOWN_RUNNING = "shown as running";
    static final String DIED_BETWEEN = "dies between sending and keeping";

    /// So many nights may pass until a missing protection shows.
    private static final int PATIENCE = 150;

    /// So many bad nights tell enough.
    private static final int ENOUGH = Integer.getInteger("nights.enough", 3);

    /// Everything that goes wrong in a night goes wrong on purpose, and is logged ten thousand times.
    private static final List<String> LOGGERS =
            List.of(
                    "SyncPush",
                    "SyncPull",
                    "SyncEngine",
                    "NetworkMonitor",
                    "Store",
                    "io.prepstation");

    /// What some nights came to.
    ///
    /// @param nights that were passed: fewer than asked for if enough of them were bad
    /// @param traces of all of them together; another run of the same nights has the same
    /// @param millis by the clock
    /// @param processor milliseconds of all threads
    /// @param broken what went wrong, with the story of its night; empty if nothing did
    /// @param happened how often what happened to something that refers to a thing that is gone, and which were put back
    public record Passed(
            long first,
            int nights,
            String traces,
            long millis,
            long processor,
            List<String> broken,
            Map<String, Long> happened) {

        public Passed {
            broken = List.copyOf(broken);
            happened = Map.copyOf(happened);
        }

        String told() {
            return "%d nights from seed %d: %.1f a second, %d ms of processor each; traces %s; %s"
                    .formatted(
                            nights,
                            first,
                            nights * 1000.0 / Math.max(1, millis),
                            processor / Math.max(1, nights),
                            traces,
                            broken.isEmpty() ? "all well" : broken.size() + " broken");
        }
    }

    private final Path folder;
    private final NightPostgres.@Nullable Server server;
    private final NightTemplate template;
    private final ExecutorService workers;
    private final int side;
    private final AtomicLong places = new AtomicLong();

    /// Of nights with every protection, whether they were well; each is asked for by several rules.
    private final Map<Long, Boolean> well = new ConcurrentHashMap<>();

    private final Map<NightRule, Future<Optional<Came>>> searches = new EnumMap<>(NightRule.class);

    /// Nobody asks for what is being looked for.
    private volatile boolean closing;

    /// @param side how many nights pass side by side
    /// @param postgres whether their hubs are on PostgreSQL
    NightRuns(int side, boolean postgres) throws Exception {
        LOGGERS.forEach(name -> ((Logger) LoggerFactory.getLogger(name)).setLevel(Level.OFF));
        Path memory = Path.of("/dev/shm");
        this.folder =
                Files.isWritable(memory)
                        ? Files.createTempDirectory(memory, "nights")
                        : Files.createTempDirectory("nights");
        Runtime.getRuntime().addShutdownHook(new Thread(this::cleared));
        this.server = postgres ? NightPostgres.Server.start(folder.resolve("server")) : null;
        this.template = NightTemplate.in(folder.resolve("template"), server);
        this.side = side;
        this.workers = Executors.newFixedThreadPool(side);
    }

    @Override
    public void close() throws IOException {
        closing = true;
        searches.values().forEach(search -> search.cancel(false));
        workers.close();
        if (server != null) {
            server.close();
        }
        NightFiles.delete(folder);
    }

    /// Somebody stops the program in the middle of the nights, which go on until it ends.
    private void cleared() {
        for (int tries = 0; tries < 20 && Files.exists(folder); tries++) {
            try {
                NightFiles.delete(folder);
            } catch (IOException | UncheckedIOException e) {
                // A night wrote a file meanwhile.
            }
        }
    }

    /// What a night came to.
    private record Came(long seed, List<String> broken, String trace) {

        String text() {
            return "night %d: %s%n%s".formatted(seed, String.join("\n  ", broken), trace);
        }
    }

    /// All that happens in a night.
    String trace(long seed) throws Exception {
        return night(seed, null).trace();
    }

    private Came night(long seed, @Nullable NightRule without) throws Exception {
        Path place = folder.resolve("night-" + places.incrementAndGet());
        try (Night night = template.night(place, seed, without)) {
            List<String> broken = night.pass();
            return new Came(seed, broken, night.trace());
        }
    }

    Passed pass(long first, int count) throws Exception {
        long start = System.nanoTime();
        Duration before = used();
        Queue<Came> bad = new ConcurrentLinkedQueue<>();
        Map<String, Long> happened = new ConcurrentHashMap<>();
        AtomicInteger traces = new AtomicInteger();
        AtomicLong next = new AtomicLong(first);
        AtomicInteger passed = new AtomicInteger();
        List<Future<?>> passing = new ArrayList<>();
        for (int n = 0; n < side; n++) {
            passing.add(
                    workers.submit(() -> {
                        for (long seed = next.getAndIncrement();
                                seed < first + count && bad.size() < ENOUGH;
                                seed = next.getAndIncrement()) {
                            Came came = night(seed, null);
                            passed.incrementAndGet();
                            well.put(seed, came.broken().isEmpty());
                            traces.addAndGet(came.trace().hashCode());
                            count(came.trace(), happened);
                            if (!came.broken().isEmpty()) {
                                bad.add(came);
                            }
                        }
                        return null;
                    }));
        }
        for (Future<?> one : passing) {
            one.get();
        }
        return new Passed(
                first,
                passed.get(),
                "%08x".formatted(traces.get()),
                Duration.ofNanos(System.nanoTime() - start).toMillis(),
                used().minus(before).toMillis(),
                bad.stream().map(Came::text).toList(),
                new TreeMap<>(happened));
    }

    private static void count(String trace, Map<String, Long> happened) {
        trace.lines()
                .filter(line -> line.contains(" orphan "))
                .forEach(line -> happened.merge(line.replaceAll(".* orphan ", ""), 1L, Long::sum));
        trace.lines()
                .filter(line ->
                        line.contains(" held ")
                                || line.endsWith(" hub gave up")
                                || line.endsWith(SENT_AHEAD)
                                || line.endsWith(LOAD_WENT_ON)
                                || line.endsWith(SHOWN_RUNNING)
                                || line.endsWith(DIED_BETWEEN))
                .forEach(line ->
                        happened.merge(line.replaceAll("^[^ ]+ [^ ]+ ", ""), 1L, Long::sum));
        long hub = trace.lines().filter(line -> line.endsWith(" hub restored")).count();
        long stores =
                trace.lines()
                        .filter(line -> line.endsWith(" restore") || line.endsWith(" card copied"))
                        .count();
        if (hub > 1) {
            happened.merge("a hub put back again", 1L, Long::sum);
        }
        if (hub > 0 && stores > 0) {
            happened.merge("both sides put back", 1L, Long::sum);
        }
    }

    private static Duration used() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// How the simulation notices that a rule is missing; empty if it does not. Whoever asks first lets the search for the
    /// others begin too.
    Optional<String> noticed(NightRule rule) throws Exception {
        if (searches.isEmpty()) {
            for (NightRule each : NightRule.values()) {
                searches.put(each, workers.submit(() -> missed(each)));
            }
        }
        return searches.get(rule)
                .get()
                .map(came ->
                        "without %s: night %d: %s"
                                .formatted(
                                        rule,
                                        came.seed(),
                                        came.broken().stream()
                                                .filter(rule::isMeantBy)
                                                .findFirst()
                                                .orElseThrow()));
    }

    private Optional<Came> missed(NightRule rule) throws Exception {
        for (long more = 0; more < PATIENCE && !closing; more++) {
            long seed = rule.noticed() + more;
            Came came = night(seed, rule);
            // A night that is broken with every protection too shows nothing about one of them.
            if (came.broken().stream().anyMatch(rule::isMeantBy) && isWell(seed)) {
                return Optional.of(came);
            }
        }
        return Optional.empty();
    }

    private boolean isWell(long seed) throws Exception {
        Boolean known = well.get(seed);
        return known == null ? night(seed, null).broken().isEmpty() : known;
    }
}
