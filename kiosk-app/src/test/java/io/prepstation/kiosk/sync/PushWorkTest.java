package io.prepstation.kiosk.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.store.EntityStore;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.OutboxOperation;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-11")
final class PushWorkTest {

    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir Path folder;

    /// Always draws the longest wait there may be.
    private static final class Longest extends Random {

        private static final long serialVersionUID = 1;

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }

    private static OutboxOperation only(LabDatabase database) throws StoreException {
        return database.read(handle -> Outbox.open(handle, 10)).getFirst();
    }

    @Test
    void a_change_that_fails_by_itself_waits_longer_each_time_until_it_is_set_aside()
            throws StoreException {
        try (LabDatabase database = LabDatabase.open(folder, SampleLab.KEY)) {
            EntityStore store =
                    new EntityStore(
                            SampleLab.KEY,
                            EntityTypes.STANDARD,
                            InstantSource.fixed(NOW),
                            () -> UUID.randomUUID().toString(),
                            new Random(7));
            ObjectNode lot =
                    Json.object()
                            .put("ingredientId", "i-1")
                            .put("lotNumber", "B-1")
                            .put("expiresOn", "2027-03-31")
                            .put("status", "quarantine")
                            .put("remainingG", "500.0");
            database.change(handle -> {
                MasterData.replaceAll(handle, SampleLab.download());
                store.create(handle, SampleLab.OPERATOR, "lots", lot);
            });
            PushWork work =
                    new PushWork(
                            database,
                            null,
                            new SyncSetup(
                                    SyncRules.DEFAULT,
                                    HubTimeouts.DEFAULT,
                                    true,
                                    InstantSource.fixed(NOW),
                                    new Longest()),
                            "epoch",
                            Runnable::run);
            List<Duration> waits = new ArrayList<>();
            while (only(database).status() == OperationStatus.PENDING) {
                work.keep(
                        new PushOutcome.FailedByItself(only(database).id(), "not understood"),
                        null);
                waits.add(Duration.between(NOW, only(database).nextAttemptAt()));
            }
            assertEquals(
                    List.of(1, 2, 4, 8, 16, 32, 64, 128),
                    waits.stream().map(wait -> (int) wait.toSeconds()).toList());
            assertEquals(OperationStatus.BLOCKED, only(database).status());
        }
    }
}
