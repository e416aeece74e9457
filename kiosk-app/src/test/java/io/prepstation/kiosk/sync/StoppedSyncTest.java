package io.prepstation.kiosk.sync;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.sync.PushPullTest.Bench;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A person stops a long sync between two of its batches, at a real hub over real sockets.
@Tag("SYN-18")
class StoppedSyncTest {

    private static final int MANY = 170;

    @TempDir Path folder;

    @Test
    void what_was_sent_stays_and_the_next_round_goes_on_with_the_rest() throws Exception {
        var clock = SyncedStation.clockOf2026();
        try (TestHub hub = new TestHub(folder.resolve("hub"), clock);
                Bench bench = new Bench(folder.resolve("one"), hub, clock, 1)) {
            assertTrue(bench.sync().success());
            ObjectNode lot = bench.lot("");
            List<StoredEntity> made =
                    bench.station.database.write(handle -> {
                        List<StoredEntity> lots = new ArrayList<>();
                        for (int n = 0; n < MANY; n++) {
                            lots.add(
                                    PushPullTest.written(
                                            bench.store.create(
                                                    handle,
                                                    PushPullTest.ANNA,
                                                    "lots",
                                                    lot.deepCopy().put("lotNumber", "L" + n))));
                        }
                        return lots;
                    });
            SyncSetup usual = bench.station.setup();
            SyncSetup asked =
                    new SyncSetup(
                            usual.rules(),
                            HubTimeouts.DEFAULT,
                            false,
                            usual.clock(),
                            usual.random());

            try (SyncEngine engine = bench.station.tryEngine(asked).orElseThrow()) {
                engine.onStatus(status -> {
                    if (status instanceof SyncStatus.Syncing(var done, _, var stopping)
                            && done > 0
                            && !stopping) {
                        engine.stop();
                    }
                });
                CompletableFuture<SyncResult> first = engine.syncNow();
                SyncResult result = first.get(60, SECONDS);

                assertTrue(result.isStopped(), result.toString());
                assertFalse(result.success());
                int open = bench.open().size();
                assertTrue(open > 0 && open < MANY, open + " of " + MANY + " wait");
                assertTrue(
                        bench.open().stream()
                                .allMatch(one -> one.status() == OperationStatus.PENDING),
                        bench.open().toString());
                assertTrue(engine.status() instanceof SyncStatus.Stopped, "" + engine.status());
            }

            assertTrue(bench.sync().success());
            assertEquals(List.of(), bench.open());
            assertEquals(0, compared(bench));
            Set<String> numbers = new HashSet<>();
            bench.all("lots").forEach(one -> numbers.add(one.text("lotNumber")));
            assertEquals(made.size(), numbers.size());
            assertEquals(MANY, bench.all("lots").size());
        }
    }

    /// How many entries are not the same at the hub.
    private static int compared(Bench bench) throws Exception {
        var outcome =
                new ConvergenceCheck(
                                bench.station.database, bench.station.client(), bench.station.clock)
                        .once();
        return ((ConvergenceCheck.Outcome.Compared) outcome).convergence().differing();
    }
}
