package io.prepstation.benchmark;

import io.prepstation.benchmark.BareSync.Batch;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.kiosk.sync.SyncEngine;
import io.prepstation.kiosk.sync.SyncResult;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

/// How fast changes made offline go up: the station's engine and store against the hub's, over HTTP, both with
/// `synchronous=FULL`; and the same batches by bare HTTP and bare SQLite, in turn.
final class SyncDrainBench {

    private static final int BATCH = 50;
    private static final int FEW = 100;
    private static final int MANY = 5_000;
    private static final int ROUNDS = 5;
    private static final double FEW_MILLIS = 200;

    /// Ours may take so much longer than the floor: 1 ÷ 0.6.
    private static final double RATIO = 1 / 0.6;

    private final EnrolledStation hub;
    private final SyncingStation station;
    private final SyncEngine engine;

    private SyncDrainBench(EnrolledStation hub, SyncingStation station, SyncEngine engine) {
        this.hub = hub;
        this.station = station;
        this.engine = engine;
    }

    static List<Figure> run(Path demoData)
            throws IOException, InterruptedException, StoreException, SQLException {
        try (EnrolledStation hub = new EnrolledStation(demoData);
                SyncingStation station = new SyncingStation(hub.data(), hub.enrolment());
                SyncEngine engine = station.engine(false)) {
            SyncDrainBench bench = new SyncDrainBench(hub, station, engine);
            bench.drain(MANY, "warm-");
            return List.of(bench.few(), bench.many());
        }
    }

    private Figure few() throws InterruptedException, StoreException {
        Samples samples = new Samples();
        for (int round = 0; round < 20; round++) {
            samples.add(drain(FEW, "few-" + round + "-"));
        }
        return new Figure(
                "sync-100",
                samples.median(),
                null,
                "ms",
                FEW_MILLIS,
                samples.count(),
                "100 operations up and the lab down again; " + samples.spread());
    }

    private Figure many() throws IOException, InterruptedException, StoreException, SQLException {
        List<Double> ours = new ArrayList<>();
        List<Double> floors = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            ours.add(drain(MANY, "many-" + round + "-") / 1e9);
            floors.add(floor(round) / 1e9);
        }
        double median = median(ours);
        double floor = median(floors);
        return new Figure(
                "sync-5000",
                median,
                floor,
                "s",
                RATIO,
                ROUNDS,
                String.format(
                        Locale.ROOT,
                        "%.0f operations/s, bare %.0f/s, %.2f × bare; ours %s, bare %s s",
                        MANY / median,
                        MANY / floor,
                        floor / median,
                        texts(ours),
                        texts(floors)));
    }

    /// @return nanoseconds from asking until everything was answered and stored
    private long drain(int operations, String tag) throws InterruptedException, StoreException {
        station.edit(operations, tag);
        try {
            long start = System.nanoTime();
            SyncResult result = engine.syncNow().get();
            long took = System.nanoTime() - start;
            if (!result.success() || result.synced() < operations) {
                throw new IllegalStateException("not everything went up: " + result);
            }
            return took;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the engine gave up", e.getCause());
        }
    }

    private long floor(int round) throws IOException, InterruptedException, SQLException {
        Path folder = hub.root().resolve("bare-" + round);
        Files.createDirectories(folder);
        try (BareSync bare = new BareSync(folder, lastBatches())) {
            return bare.drain();
        }
    }

    /// The operations of the last drain as they were sent, with the hub's answers to them.
    private List<Batch> lastBatches() throws SQLException {
        List<String> texts = sent();
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += BATCH) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + BATCH));
            batches.add(new Batch(some, answer(new Batch(some, "").body())));
        }
        return batches;
    }

    private List<String> sent() throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection file =
                        DriverManager.getConnection("jdbc:sqlite:" + station.database().path());
                Statement statement = file.createStatement();
                ResultSet rows =
                        statement.executeQuery(
                                "SELECT frozen FROM (SELECT op_seq, frozen FROM outbox ORDER BY op_seq DESC"
                                        + " LIMIT 5000) ORDER BY op_seq")) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    private String answer(String request) {
        if (station.client().push(request) instanceof Accepted<?>(var answer)) {
            return Json.write(answer).toString();
        }
        throw new IllegalStateException("the hub did not repeat its answers");
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static String texts(List<Double> seconds) {
        return String.join(
                ", ",
                seconds.stream().map(value -> String.format(Locale.ROOT, "%.2f", value)).toList());
    }
}
