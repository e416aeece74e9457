package io.prepstation.benchmark;

import io.prepstation.kiosk.store.LiveQuery;
import io.prepstation.kiosk.store.LiveValue;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.sync.HubClient;
import io.prepstation.kiosk.sync.SyncEngine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// From sending an edit to the hub until another station has it in its file and its screens are told.
final class LiveChangeBench {

    private static final int RUNS = 200;
    private static final int WARM_UP = 50;
    private static final int PATIENCE_SECONDS = 30;

    private final RawEdits edits = new RawEdits();
    private final BlockingQueue<Integer> seen = new ArrayBlockingQueue<>(1_000);

    static Figure run(Path demoData) throws IOException, InterruptedException, StoreException {
        try (EnrolledStation hub = new EnrolledStation(demoData);
                SyncingStation listener = new SyncingStation(hub.data(), hub.enrolment());
                SyncingStation sender =
                        new SyncingStation(hub.dataOf("bench-2"), hub.another("bench-2"));
                SyncEngine engine = listener.engine(true)) {
            return new LiveChangeBench().measure(listener, sender.client(), engine);
        }
    }

    private Figure measure(SyncingStation listener, HubClient sender, SyncEngine engine)
            throws IOException, InterruptedException {
        engine.syncNow().join();
        try (LiveQuery _ =
                listener.database()
                        .follow(
                                "containers",
                                handle -> listener.store().getAll(handle, "containers"),
                                this::seen)) {
            Samples samples = new Samples();
            for (int run = 1; run <= WARM_UP + RUNS; run++) {
                long start = System.nanoTime();
                push(sender, "LIVE-" + run);
                awaitCount(run);
                if (run > WARM_UP) {
                    samples.add(System.nanoTime() - start);
                }
            }
            return new Figure(
                    "sync-live-change",
                    samples.percentile(95),
                    null,
                    "ms",
                    null,
                    RUNS,
                    "p95 from sending to the other station's file; " + samples.spread());
        }
    }

    private void seen(LiveValue<List<StoredEntity>> value) {
        if (value instanceof LiveValue.Loaded<List<StoredEntity>>(var containers)) {
            seen.add(containers.size());
        }
    }

    private void awaitCount(int count) throws IOException, InterruptedException {
        Integer now = 0;
        while (now < count) {
            now = seen.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (now == null) {
                throw new IOException("the change never arrived");
            }
        }
    }

    private void push(HubClient hub, String code) throws IOException {
        if (!RawEdits.push(hub, List.of(edits.create(code))).success()) {
            throw new IOException("the hub refused " + code);
        }
    }
}
