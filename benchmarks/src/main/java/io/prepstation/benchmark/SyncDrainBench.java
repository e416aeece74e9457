package io.prepstation.benchmark;

import com.sun.management.OperatingSystemMXBean;
import io.prepstation.benchmark.BareSync.Batch;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.sync.HubAnswer.Accepted;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// How fast changes made offline go up: the station's engine and store against the hub's, over HTTP, both with
/// `synchronous=FULL`; and the same batches by bare HTTP and bare SQLite, in turn.
final class SyncDrainBench {

    private static final int BATCH = 50;
    private static final int FEW = 100;
    private static final int FEW_ROUNDS = 20;
    private static final int MANY = 5_000;
    private static final int MANY_ROUNDS = Integer.getInteger("rounds", 5);
    private static final double FEW_MILLIS = 200;

    /// Ours may take so much longer than the floor: 1 ÷ 0.6.
    private static final double RATIO = 1 / 0.6;

    private final DrainedStation drained;
    private final OperatingSystemMXBean processor =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private SyncDrainBench(DrainedStation drained) {
        this.drained = drained;
    }

    static List<Figure> run(Path demoData)
            throws IOException, InterruptedException, StoreException, SQLException {
        try (DrainedStation drained = new DrainedStation(demoData)) {
            drained.drain(MANY, "warm-");
            SyncDrainBench bench = new SyncDrainBench(drained);
            return List.of(bench.few(), bench.many());
        }
    }

    private Figure few() throws InterruptedException, StoreException {
        Samples samples = new Samples();
        for (int round = 0; round < FEW_ROUNDS; round++) {
            samples.add(drained.drain(FEW, "few-" + round + "-"));
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
        List<Double> work = new ArrayList<>();
        for (int round = 0; round < MANY_ROUNDS; round++) {
            long before = processor.getProcessCpuTime();
            ours.add(drained.drain(MANY, "many-" + round + "-") / 1e9);
            work.add((processor.getProcessCpuTime() - before) / 1e9);
            floors.add(floor(round) / 1e9);
            System.err.printf(
                    Locale.ROOT,
                    "round %d: ours %.2f s, of them %.2f s of a processor with making them; bare %.2f s%n",
                    round + 1,
                    ours.getLast(),
                    work.getLast(),
                    floors.getLast());
        }
        double median = median(ours);
        double floor = median(floors);
        return new Figure(
                "sync-5000",
                median,
                floor,
                "s",
                RATIO,
                MANY_ROUNDS,
                String.format(
                        Locale.ROOT,
                        "%.0f operations/s, bare %.0f/s, %.2f × bare; ours %s, bare %s s; %.2f ms of a processor"
                                + " an operation, both sides and making it",
                        MANY / median,
                        MANY / floor,
                        floor / median,
                        texts(ours),
                        texts(floors),
                        median(work) / MANY * 1e3));
    }

    private long floor(int round) throws IOException, InterruptedException, SQLException {
        Path folder = Files.createDirectories(drained.folder().resolve("bare-" + round));
        try (BareSync bare = new BareSync(folder, lastBatches())) {
            return bare.drain();
        }
    }

    /// The operations of the last drain as they were sent, with the hub's answers to them.
    private List<Batch> lastBatches() throws SQLException {
        List<String> texts = drained.sent(MANY);
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += BATCH) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + BATCH));
            batches.add(new Batch(some, answer(new Batch(some, "").body())));
        }
        return batches;
    }

    private String answer(String request) {
        if (drained.station().client().push(request, "") instanceof Accepted<?>(var answer)) {
            return Json.write(answer).toString();
        }
        throw new IllegalStateException("the hub did not repeat its answers");
    }

    static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    static String texts(List<Double> seconds) {
        return String.join(
                ", ",
                seconds.stream().map(value -> String.format(Locale.ROOT, "%.2f", value)).toList());
    }
}
