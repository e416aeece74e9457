package io.prepstation.kiosk.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.StoreException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// SIGKILL at random moments of weighing, with the real hub, the real serial driver and a balance that survives (P2).
@Tag("P2")
@Tag("SES-9")
final class KilledKioskTest {

    private static final Path DEMO_DATA = Path.of("..", "scripts", "demo-data");

    /// Several, because most of a life is waiting: for a hand that pours, for a display at rest.
    private static final int LANES = 5;

    @TempDir Path directory;

    /// `-Dkill.times=N` makes it longer, `-Dkill.seed=N` repeats a run.
    @Test
    void a_killed_kiosk_loses_no_acknowledged_weighing_and_reaches_the_hub_once() throws Exception {
        int times = Integer.getInteger("kill.times", 100);
        long seed = Long.getLong("kill.seed", 20261120);
        System.out.printf("kill: %d times, seed %d%n", times, seed);
        try (DemoHub hub =
                new DemoHub(
                        System.getProperty("java.class.path"),
                        directory.resolve("hub"),
                        directory.resolve("hub.log"))) {
            hub.setUp(DEMO_DATA.resolve("formulas.csv"), DEMO_DATA.resolve("hazards.csv"));
            hub.start();
            List<KillRun> runs = runAll(hub, times, seed);
            assertEquals(times, runs.stream().mapToInt(KillRun::kills).sum());
            assertTrue(
                    runs.stream().mapToInt(KillRun::acknowledgedDispenses).sum() > times / 10,
                    "too few weighings were acknowledged for the kills to mean anything");
            assertEquals(
                    sorted(endedAt(runs)),
                    sorted(new HubWitness(runs.getFirst().data(), hub.url()).sessions()));
        }
    }

    /// Stations side by side; one of twenty kills meets a kiosk with screens.
    private List<KillRun> runAll(DemoHub hub, int times, long seed) throws Exception {
        PackedKiosk program = PackedKiosk.in(directory.resolve("program"));
        List<KillRun> runs = new ArrayList<>();
        List<Callable<KillRun>> lanes = new ArrayList<>();
        for (int lane = 0; lane < LANES; lane++) {
            KillRun run = new KillRun(directory.resolve("station-" + lane), program, seed + lane);
            run.enrol(hub);
            if (lane == 0) {
                run.train();
            }
            int share = times / LANES + (lane < times % LANES ? 1 : 0);
            int withScreens = times / 20 / LANES + (lane < times / 20 % LANES ? 1 : 0);
            runs.add(run);
            lanes.add(() -> {
                run.run(share, withScreens);
                return run;
            });
        }
        try (ExecutorService workers = Executors.newFixedThreadPool(LANES)) {
            for (Future<KillRun> done : workers.invokeAll(lanes)) {
                done.get();
            }
        }
        return runs;
    }

    private static List<String> endedAt(List<KillRun> runs) throws StoreException {
        List<String> ended = new ArrayList<>();
        for (KillRun run : runs) {
            ended.addAll(run.ended());
        }
        return ended;
    }

    private static List<String> sorted(List<String> ids) {
        List<String> sorted = new ArrayList<>(ids);
        Collections.sort(sorted);
        return sorted;
    }
}
