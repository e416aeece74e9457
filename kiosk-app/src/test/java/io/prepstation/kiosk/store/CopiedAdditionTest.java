package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.record.Json;
import io.prepstation.model.sync.Push;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A movement of stock in a copied store, which the original has sent already and named its lot otherwise.
@Tag("SYN-4")
class CopiedAdditionTest {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");

    @TempDir private Path folder;

    @Test
    void is_done_and_goes_up_again_only_to_a_hub_that_lost_it() throws StoreException {
        try (LabDatabase database = LabDatabase.open(folder, SampleLab.KEY)) {
            database.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
            EntityStore store = EntityStoreTest.storeOf(SampleLab.KEY);
            PushResults results =
                    new PushResults(
                            EntityTypes.STANDARD, store.mappings(), _ -> NOW, () -> "renewed");
            database.change(handle -> {
                StoredEntity lot =
                        EntityStoreTest.written(
                                store.create(
                                        handle,
                                        SampleLab.OPERATOR,
                                        "lots",
                                        EntityStoreTest.lot("L-7")));
                store.create(
                        handle,
                        SampleLab.OPERATOR,
                        "stock_moves",
                        Json.object()
                                .put("lotId", lot.id())
                                .put("deltaG", "-1.5")
                                .put("reason", "spilt"));
                handle.sql().run("UPDATE outbox SET status = 'sent', ever_sent = 1");
            });
            OutboxOperation move = newest(database);

            database.change(handle -> results.keep(handle, List.of(reused(move)), NOW, 8));

            OutboxOperation now = newest(database);
            assertEquals(move.id(), now.id());
            assertEquals(OperationKind.CREATE, now.kind());
            assertEquals(OperationStatus.ACKNOWLEDGED, now.status());
            assertEquals(
                    SyncMark.SYNCED,
                    database.read(handle -> store.get(handle, "stock_moves", move.entityId()))
                            .orElseThrow()
                            .metadata()
                            .mark());

            database.change(handle -> LostAtHub.waitAgain(handle, EntityTypes.STANDARD, 30, NOW));
            assertEquals(OperationStatus.ACKNOWLEDGED, newest(database).status());
            database.change(handle -> LostAtHub.waitAgain(handle, EntityTypes.STANDARD, 29, NOW));
            assertEquals(OperationStatus.PENDING, newest(database).status());
        }
    }

    private static OutboxOperation newest(LabDatabase database) throws StoreException {
        return database.read(handle -> Outbox.list(handle, 1)).getFirst();
    }

    private static Push.Result reused(OutboxOperation move) {
        return new Push.Result(
                move.id(),
                "rejected",
                false,
                move.entityType(),
                move.entityId(),
                null,
                null,
                1,
                "hash",
                30L,
                null,
                null,
                null,
                null,
                "OP_REUSED",
                "id",
                null,
                "another operation has this id");
    }
}
