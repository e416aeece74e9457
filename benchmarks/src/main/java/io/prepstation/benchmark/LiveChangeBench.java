package io.prepstation.benchmark;

import io.prepstation.kiosk.store.LiveQuery;
import io.prepstation.kiosk.store.LiveValue;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.kiosk.store.StoredEntity;
import io.prepstation.kiosk.store.SyncMark;
import io.prepstation.kiosk.sync.SyncEngine;
import io.prepstation.model.record.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// From saving an edit at one station until another station has it in its file and its screens are told: the one's commit, its
/// live query and engine, the hub, the other's engine and commit. Against the same bytes by bare means, in turn.
final class LiveChangeBench {

    private static final double LIMIT_MILLIS = 25;
    private static final int PATIENCE_SECONDS = 30;
    private static final String CONTAINERS = "containers";
    private static final String TARE = "tareG";

    private final SyncingStation sender;
    private final SyncingStation listener;
    private final String id;

    private LiveChangeBench(SyncingStation sender, SyncingStation listener, String id) {
        this.sender = sender;
        this.listener = listener;
        this.id = id;
    }

    /// @param warmUp so many before what is measured
    static Figure run(Path demoData, int warmUp, int runs)
            throws IOException, InterruptedException, StoreException, SQLException {
        try (EnrolledStation hub = new EnrolledStation(demoData);
                SyncingStation listener = new SyncingStation(hub.data(), hub.enrolment());
                SyncingStation sender =
                        new SyncingStation(hub.dataOf("bench-2"), hub.another("bench-2"));
                SyncEngine here = sender.engine(true);
                SyncEngine there = listener.engine(true);
                BareLive bare = new BareLive(hub.root())) {
            sender.container("LIVE-1");
            here.syncNow().join();
            there.syncNow().join();
            String id =
                    listener.database()
                            .read(handle -> listener.store().getAll(handle, CONTAINERS))
                            .getFirst()
                            .id();
            return new LiveChangeBench(sender, listener, id).measure(bare, warmUp, runs);
        }
    }

    private Figure measure(BareLive bare, int warmUp, int runs)
            throws IOException, InterruptedException, StoreException, SQLException {
        Samples ours = new Samples();
        Samples floor = new Samples();
        try (Row settled = new Row(sender);
                Row told = new Row(listener)) {
            for (int run = 1; run <= warmUp + runs; run++) {
                String tare = String.format(Locale.ROOT, "10.%04d", run);
                long start = System.nanoTime();
                sender.change(id, Json.object().put(TARE, tare));
                told.await(row -> says(row, tare));
                long took = System.nanoTime() - start;
                settled.await(row -> says(row, tare) && row.metadata().mark() == SyncMark.SYNCED);
                long least = bare.change(sender.sent(1).getFirst());
                if (run > warmUp) {
                    ours.add(took);
                    floor.add(least);
                }
            }
        }
        return new Figure(
                "sync-live-change",
                ours.percentile(95),
                floor.percentile(95),
                "ms",
                Limit.atMost(LIMIT_MILLIS),
                ours.count(),
                "p95 from before the one station's commit to the other's row; ours %s; bare %s"
                        .formatted(ours.spread(), floor.spread()));
    }

    private static boolean says(StoredEntity row, String tare) {
        return row.fields().path(TARE).asText().equals(tare);
    }

    /// What one station's screens are told of the container.
    private final class Row implements AutoCloseable {

        private final BlockingQueue<StoredEntity> told = new LinkedBlockingQueue<>();
        private final LiveQuery query;

        Row(SyncingStation station) {
            this.query =
                    station.database()
                            .follow(
                                    CONTAINERS,
                                    handle -> station.store().get(handle, CONTAINERS, id),
                                    this::tell);
        }

        private void tell(LiveValue<Optional<StoredEntity>> value) {
            if (value instanceof LiveValue.Loaded<Optional<StoredEntity>>(var row)) {
                row.ifPresent(told::add);
            }
        }

        void await(Predicate<StoredEntity> wanted) throws IOException, InterruptedException {
            StoredEntity row;
            do {
                row = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (row == null) {
                    throw new IOException("the change never arrived");
                }
            } while (!wanted.test(row));
        }

        @Override
        public void close() {
            query.close();
        }
    }
}
