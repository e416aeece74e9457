package io.prepstation.kiosk.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.bench.Notice;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session of two lines by difference, killed after every single thing that happens at its bench: what the files hold at
/// that moment is opened by another program, which has to bring the session to its end.
@Tag("SES-9")
class KilledByDifferenceTest {

    private static final String FIRST = "ING-0001";
    private static final String SECOND = "ING-0002";

    @TempDir Path folder;
    private int kills;

    /// Where the killed program was, how many weights it had called saved, and where the next one came to.
    private record Life(String state, int confirmed, String end) {}

    @Test
    void every_confirmed_weight_lasts_and_the_same_container_goes_on() throws Exception {
        Path data = folder.resolve("station");
        stock(data);
        List<Life> lives;
        try (DifferenceBench bench = DifferenceBench.open(data, new DifferenceBench.World())) {
            lives = weighed(bench, data);
        }
        assertEquals(
                List.of(
                        new Life("Ready", 0, "Ready"),
                        new Life("AwaitingContainer", 0, "Completed"),
                        new Life("Acknowledging", 0, "Completed"),
                        new Life("Taring", 0, "Completed"),
                        new Life("Dispensing", 0, "Completed"),
                        new Life("Dispensing", 0, "Completed"),
                        new Life("Settling", 0, "Interrupted"),
                        new Life("Regaining", 0, "Interrupted"),
                        new Life("Over", 0, "Completed"),
                        new Life("InTolerance", 0, "Completed"),
                        new Life("AwaitingContainer", 1, "Completed"),
                        new Life("Taring", 1, "Completed"),
                        new Life("Dispensing", 1, "Completed"),
                        new Life("AwaitingContainer", 2, "Completed"),
                        new Life("Dispensing", 2, "Completed"),
                        new Life("InTolerance", 2, "Completed"),
                        new Life("AwaitingSignature", 3, "Completed")),
                lives);
    }

    private List<Life> weighed(DifferenceBench bench, Path data) throws Exception {
        Stream.Builder<Life> lives = Stream.builder();
        bench.signIn();
        lives.add(killed(bench, data));
        bench.scan("F=" + SampleLab.THREE.code());
        lives.add(killed(bench, data));
        bench.scan(FIRST);
        lives.add(killed(bench, data));
        bench.read();
        lives.add(killed(bench, data));
        bench.stands(FIRST, "57.1230");
        lives.add(killed(bench, data));
        bench.holds("56.4000");
        lives.add(killed(bench, data));
        bench.moves("55.6000");
        lives.add(killed(bench, data));
        bench.lifted();
        lives.add(killed(bench, data));
        bench.holds("55.5230");
        bench.holds("55.5230");
        lives.add(killed(bench, data));
        bench.holds("55.6230");
        lives.add(killed(bench, data));
        bench.accept();
        lives.add(killed(bench, data));
        bench.scan(SECOND);
        bench.read();
        lives.add(killed(bench, data));
        bench.stands(SECOND, "81.5000");
        bench.holds("80.0000");
        lives.add(killed(bench, data));
        bench.part();
        lives.add(killed(bench, data));
        bench.scan(SECOND);
        bench.stands(SECOND, "90.0000");
        bench.holds("89.5000");
        lives.add(killed(bench, data));
        bench.holds("89.0000");
        lives.add(killed(bench, data));
        bench.accept();
        lives.add(killed(bench, data));
        bench.sign();
        return lives.build().toList();
    }

    /// Opens what is on the disk now, as the next program does, and goes on until the session has ended.
    private Life killed(DifferenceBench bench, Path data) throws Exception {
        Path left = folder.resolve("left-" + kills++);
        copy(data, left);
        List<Dispense> acknowledged = bench.acknowledged();
        try (DifferenceBench next = DifferenceBench.open(left, bench.world().copy())) {
            next.goOn();
            assertEquals(acknowledged, next.acknowledged().subList(0, acknowledged.size()));
            if (next.state().equals("Completed")) {
                assertEquals(next.world().out(), nets(next.record().orElseThrow()), bench::state);
            }
            assertNull(next.verified().fault(), bench::state);
            return new Life(bench.state(), acknowledged.size(), next.state());
        }
    }

    private static SortedMap<String, Mass> nets(SessionRecord record) {
        SortedMap<String, Mass> nets = new TreeMap<>();
        record.steps()
                .forEach(step -> nets.put(step.requiredCode(), record.netOf(step).orElseThrow()));
        return nets;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            files.forEach(file -> {
                try {
                    Files.copy(file, to.resolve(from.relativize(file).toString()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    /// Two lines of the sample formula, both by difference.
    private static void stock(Path data) throws StoreException {
        try (SampleBench bench = SampleBench.in(data)) {
            bench.database()
                    .write(handle -> {
                        MasterData.replaceAll(
                                handle, SampleLab.downloadAsking(2, LineRule.BY_DIFFERENCE));
                        return null;
                    });
        }
    }

    @Test
    void a_container_that_lost_something_while_nobody_looked_does_not_go_on() throws Exception {
        Path data = folder.resolve("station");
        stock(data);
        DifferenceBench.World world = new DifferenceBench.World();
        try (DifferenceBench bench = DifferenceBench.open(data, world)) {
            bench.signIn();
            bench.scan("F=" + SampleLab.THREE.code());
            bench.scan(FIRST);
            bench.read();
            bench.stands(FIRST, "57.1230");
            bench.holds("56.4000");
        }
        world.lighten(FIRST, Mass.grams("56.3000"));
        try (DifferenceBench next = DifferenceBench.open(data, world)) {
            next.goOn();
            assertEquals(
                    Optional.of(
                            new Notice.ContainerChanged(
                                    Mass.grams("56.4000"), Mass.grams("56.3000"))),
                    next.refusal());
        }
    }
}
