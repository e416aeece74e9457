package io.prepstation.benchmark;

import io.prepstation.kiosk.TimeOrderedIds;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Enrolment;
import io.prepstation.model.sync.EntityType;
import io.prepstation.model.sync.TempId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/// How long stations wait for the hub's word while others attack it: a thousand clients that never end their request, a
/// line of its head each second, and in a row bodies that are too large, too deep, or become too large when unpacked, and
/// wrong PINs, as fast as they are answered. Attackers, hub and stations share this machine. Times count from when a request
/// was due.
final class HostileHubBench {

    private static final int STATIONS = 20;
    private static final int PER_SECOND = 20;
    private static final int SLOW = 1_000;
    private static final int ATTACKERS = 4;

    /// Threads of the system: attackers in virtual ones would keep those of the stations from running.
    private static final ThreadFactory ATTACKER =
            Thread.ofPlatform().name("attacker-", 0).factory();

    private static final Duration STAGE = Duration.ofSeconds(20);
    private static final double LIMIT_MILLIS = 500;

    private final LoadedHub hub;
    private final TimeOrderedIds ids = new TimeOrderedIds();
    private final Random random = new Random(12);
    private final AtomicInteger errors = new AtomicInteger();
    private final AtomicInteger attacks = new AtomicInteger();
    private final AtomicInteger unexpected = new AtomicInteger();
    private final AtomicInteger hungUp = new AtomicInteger();

    private HostileHubBench(LoadedHub hub) {
        this.hub = hub;
    }

    static List<Figure> run(Programs programs) throws IOException, InterruptedException {
        try (LoadedHub hub = new LoadedHub(programs.demoData(), Optional.empty(), STATIONS + 1)) {
            HostileHubBench bench = new HostileHubBench(hub);
            bench.stage();
            Samples quiet = bench.stage();
            Samples attacked = bench.attacked();
            hub.verify();
            return List.of(bench.figure(quiet, attacked));
        }
    }

    private Figure figure(Samples quiet, Samples attacked) {
        return new Figure(
                "hub-hostile",
                attacked.percentile(99),
                null,
                "ms",
                Limit.atMost(LIMIT_MILLIS),
                attacked.count(),
                String.format(
                        Locale.ROOT,
                        "%d stations, %d pushes/s, %d slow clients (%d lines after they were hung up"
                                + " on), %d attacks (%d not refused), %d errors; attacked: %s; in"
                                + " peace: %s",
                        STATIONS,
                        PER_SECOND,
                        SLOW,
                        hungUp.get(),
                        attacks.get(),
                        unexpected.get(),
                        errors.get(),
                        attacked.spread(),
                        quiet.spread()));
    }

    private Samples attacked() throws IOException, InterruptedException {
        AtomicBoolean on = new AtomicBoolean(true);
        List<Attack> ammunition = ammunition();
        List<Socket> slow = slowClients();
        try (ExecutorService attackers = Executors.newThreadPerTaskExecutor(ATTACKER)) {
            attackers.execute(() -> trickle(slow, on));
            for (int i = 0; i < ATTACKERS; i++) {
                attackers.execute(() -> attack(on, ammunition));
            }
            Samples samples = stage();
            on.set(false);
            return samples;
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private List<Socket> slowClients() throws IOException {
        List<Socket> slow = new ArrayList<>();
        URI url = URI.create(hub.url());
        for (int i = 0; i < SLOW; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort());
            socket.getOutputStream().write(bytes("POST /api/sync/push HTTP/1.1\r\nHost: hub\r\n"));
            slow.add(socket);
        }
        return slow;
    }

    /// All of them once a second; faster ones would soon be hung up on for the length of their heads.
    private void trickle(List<Socket> slow, AtomicBoolean on) {
        long start = System.nanoTime();
        for (int turn = 0; on.get(); turn++) {
            try {
                await(start + turn * 1_000_000_000L / SLOW);
                slow.get(turn % SLOW).getOutputStream().write(bytes("X-A: b\r\n"));
            } catch (IOException e) {
                hungUp.incrementAndGet();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /// A request that is sent again and again.
    private interface Attack {
        /// @return the status of the answer
        int send(String token) throws IOException, InterruptedException;
    }

    /// Made before anything is measured: packing a bomb takes a core.
    private List<Attack> ammunition() throws IOException {
        byte[] bomb = bomb();
        byte[] large = new byte[4 * 1024 * 1024 + 1];
        byte[] deep = bytes("{\"operations\":" + "[".repeat(100_000));
        return List.of(
                token -> hub.post("/api/sync/push", token, bomb, "gzip"),
                token -> hub.post("/api/sync/upload", token, large, "identity"),
                token -> hub.post("/api/sync/push", token, deep, "identity"),
                token -> hub.post("/api/people/login", token, wrongPin(), "identity"));
    }

    private void attack(AtomicBoolean on, List<Attack> ammunition) {
        String token = hub.stations().getLast().token();
        try {
            while (on.get()) {
                for (Attack attack : ammunition) {
                    refused(attack.send(token));
                }
            }
        } catch (IOException e) {
            unexpected.incrementAndGet();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void refused(int status) {
        attacks.incrementAndGet();
        if (status < 400 || status >= 500) {
            unexpected.incrementAndGet();
        }
    }

    private byte[] wrongPin() {
        return bytes(Json.object().put("badge", ids.get()).put("pin", "271828").toString());
    }

    private static byte[] bomb() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(packed)) {
            for (int i = 0; i < 64; i++) {
                gzip.write(new byte[1024 * 1024]);
            }
        }
        return packed.toByteArray();
    }

    /// Pushes at an even pace, each by the next station, whether or not earlier ones are answered.
    private Samples stage() throws InterruptedException {
        Samples samples = new Samples();
        long requests = PER_SECOND * STAGE.toSeconds();
        long start = System.nanoTime();
        List<Future<Long>> answers = new ArrayList<>();
        try (ExecutorService stations = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int number = 0; number < requests; number++) {
                long due = start + number * 1_000_000_000L / PER_SECOND;
                Enrolment.Answer station = hub.stations().get(number % STATIONS);
                byte[] body = bytes(create(station));
                answers.add(stations.submit(() -> pushed(station, body, due)));
            }
        }
        answers.forEach(answer -> samples.add(answer.resultNow()));
        return samples;
    }

    private long pushed(Enrolment.Answer station, byte[] body, long due)
            throws IOException, InterruptedException {
        await(due);
        if (hub.post("/api/sync/push", station.token(), body, "identity") != 200) {
            errors.incrementAndGet();
        }
        return System.nanoTime() - due;
    }

    private static void await(long due) throws InterruptedException {
        long left = due - System.nanoTime();
        if (left > 0 && new Semaphore(0).tryAcquire(left, TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("nobody releases it");
        }
    }

    private String create(Enrolment.Answer station) {
        String id = ids.get();
        var request = Json.object();
        var operation =
                request.putArray("operations")
                        .addObject()
                        .put("id", id)
                        .put("operation", "create")
                        .put("entityType", EntityType.CONTAINERS.word())
                        .put(
                                "entityId",
                                TempId.draw(Instant.now(), random, EntityType.CONTAINERS)
                                        .toString())
                        .put("timestamp", Instant.now().toEpochMilli())
                        .put("labId", station.labId());
        operation.putObject("data").put("code", "C-" + id).put("status", "clean");
        return request.toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
