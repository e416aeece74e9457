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
import java.util.function.ToDoubleFunction;

/// How fast changes made offline go up: the station's engine and store against the hub's, over HTTP, both with
/// `synchronous=FULL`; and the same batches by bare HTTP and bare SQLite, in turn: once so that the same rows are in both
/// files after it, once so that only the same bytes are.
final class SyncDrainBench {

    private static final int BATCH = 50;
    private static final int FEW = 100;
    private static final int MANY = 5_000;
    private static final double FEW_MILLIS = 200;

    /// Ours may take so much longer than the floor: 1 ÷ 0.6.
    private static final double RATIO = 1 / 0.6;

    private final DrainedStation drained;
    private final OperatingSystemMXBean processor =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private SyncDrainBench(DrainedStation drained) {
        this.drained = drained;
    }

    /// How often each is measured.
    ///
    /// @param warm rounds of many before anything is measured, because a hub runs for weeks
    record Rounds(int warm, int few, int many) {

        static final Rounds ALL =
                new Rounds(Integer.getInteger("warm", 8), 20, Integer.getInteger("rounds", 5));
    }

    static List<Figure> run(Programs programs, Rounds rounds)
            throws IOException, InterruptedException, StoreException, SQLException {
        try (DrainedStation drained = new DrainedStation(programs)) {
            for (int round = 0; round < rounds.warm(); round++) {
                drained.drain(MANY, "warm-" + round + "-");
            }
            SyncDrainBench bench = new SyncDrainBench(drained);
            return List.of(bench.few(rounds.few()), bench.many(rounds.many()));
        }
    }

    private Figure few(int times)
            throws IOException, InterruptedException, StoreException, SQLException {
        List<Round> rounds = rounds("few", FEW, times);
        double rows = median(rounds, Round::rows);
        double bytes = median(rounds, Round::bytes);
        return new Figure(
                "sync-100",
                median(rounds, Round::ours) * 1e3,
                rows * 1e3,
                "ms",
                Limit.atMost(FEW_MILLIS),
                times,
                String.format(
                        Locale.ROOT,
                        "100 operations up and the lab down again, against the same rows; the same bytes %.2f ms; ours %s;"
                                + " rows %s; bytes %s",
                        bytes * 1e3,
                        samples(rounds, Round::ours).spread(),
                        samples(rounds, Round::rows).spread(),
                        samples(rounds, Round::bytes).spread()));
    }

    /// One round of ours and of both floors.
    ///
    /// @param work seconds of a processor, of both sides
    private record Round(double ours, double work, double hubWork, double rows, double bytes) {}

    private List<Round> rounds(String name, int operations, int times)
            throws IOException, InterruptedException, StoreException, SQLException {
        List<Round> rounds = new ArrayList<>();
        for (int number = 0; number < times; number++) {
            Round round = round(name + "-" + number, operations);
            rounds.add(round);
            System.err.printf(
                    Locale.ROOT,
                    "%s round %d: ours %.2f s, of a processor %.2f s, of it %.2f s the hub's; same rows %.2f s, same bytes"
                            + " %.2f s%n",
                    name,
                    number + 1,
                    round.ours(),
                    round.work(),
                    round.hubWork(),
                    round.rows(),
                    round.bytes());
        }
        return rounds;
    }

    private Figure many(int times)
            throws IOException, InterruptedException, StoreException, SQLException {
        List<Round> rounds = rounds("many", MANY, times);
        double ours = median(rounds, Round::ours);
        double rows = median(rounds, Round::rows);
        double bytes = median(rounds, Round::bytes);
        return new Figure(
                "sync-5000",
                ours,
                rows,
                "s",
                Limit.ofRatio(RATIO),
                times,
                String.format(
                        Locale.ROOT,
                        "%.0f operations/s; the same rows bare %.0f/s, %.2f × of it; the same bytes bare %.0f/s, %.2f ×"
                                + " of it; ours %s, rows %s, bytes %s s; of a processor %.2f ms an operation, of it"
                                + " %.2f the hub's",
                        MANY / ours,
                        MANY / rows,
                        rows / ours,
                        MANY / bytes,
                        bytes / ours,
                        texts(rounds, Round::ours),
                        texts(rounds, Round::rows),
                        texts(rounds, Round::bytes),
                        median(rounds, Round::work) / MANY * 1e3,
                        median(rounds, Round::hubWork) / MANY * 1e3));
    }

    private Round round(String name, int operations)
            throws IOException, InterruptedException, StoreException, SQLException {
        Path folder = Files.createDirectories(drained.folder().resolve("bare-" + name));
        drained.station().edit(operations, name + "-");
        Path station = BareFile.copy(drained.stationFile(), folder.resolve("station.db"));
        Path hub = BareFile.copy(drained.hubFile(), folder.resolve("hub.db"));
        long own = processor.getProcessCpuTime();
        long others = drained.hub().processorTime().toNanos();
        double ours = drained.drain(operations) / 1e9;
        double hubWork = (drained.hub().processorTime().toNanos() - others) / 1e9;
        double work = (processor.getProcessCpuTime() - own) / 1e9 + hubWork;
        Path stationAfter =
                BareFile.copy(drained.stationFile(), folder.resolve("station-after.db"));
        Path hubAfter = BareFile.copy(drained.hubFile(), folder.resolve("hub-after.db"));
        List<Batch> batches = lastBatches(operations);
        double rows = sameRows(station, stationAfter, hub, hubAfter, batches);
        Round round = new Round(ours, work, hubWork, rows, sameBytes(folder, batches));
        BareFile.delete(folder);
        return round;
    }

    private static double sameRows(
            Path station, Path stationAfter, Path hub, Path hubAfter, List<Batch> batches)
            throws IOException, InterruptedException, SQLException {
        SameRows here = SameRows.station(station, stationAfter, batches);
        SameRows there = SameRows.hub(hub, hubAfter, batches);
        try (BareSync bare = new BareSync(batches, here, there)) {
            double seconds = bare.drain() / 1e9;
            here.requireSame();
            there.requireSame();
            return seconds;
        }
    }

    private static double sameBytes(Path folder, List<Batch> batches)
            throws IOException, InterruptedException, SQLException {
        try (BareSync bare =
                new BareSync(
                        batches,
                        new SameBytes.Station(folder, batches),
                        new SameBytes.Hub(folder, batches))) {
            return bare.drain() / 1e9;
        }
    }

    /// The operations of the last drain as they were sent, with the hub's answers to them.
    private List<Batch> lastBatches(int operations) throws SQLException {
        List<String> texts = drained.station().sent(operations);
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < texts.size(); from += BATCH) {
            List<String> some = texts.subList(from, Math.min(texts.size(), from + BATCH));
            batches.add(new Batch(some, answer(Batch.body(some))));
        }
        return batches;
    }

    private String answer(String request) {
        if (drained.station().client().push(request, "") instanceof Accepted<?>(var answer)) {
            return Json.write(answer).toString();
        }
        throw new IllegalStateException("the hub did not repeat its answers");
    }

    private static Samples samples(List<Round> rounds, ToDoubleFunction<Round> part) {
        Samples samples = new Samples();
        rounds.forEach(round -> samples.add(Math.round(part.applyAsDouble(round) * 1e9)));
        return samples;
    }

    private static double median(List<Round> rounds, ToDoubleFunction<Round> part) {
        return median(rounds.stream().map(part::applyAsDouble).toList());
    }

    private static String texts(List<Round> rounds, ToDoubleFunction<Round> part) {
        return texts(rounds.stream().map(part::applyAsDouble).toList());
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
