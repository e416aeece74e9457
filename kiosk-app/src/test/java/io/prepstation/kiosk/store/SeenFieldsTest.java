package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.people.User;
import io.prepstation.model.record.Json;
import io.prepstation.model.record.MalformedJson;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What goes up beside a change as seen by its author.
@Tag("SYN-7")
class SeenFieldsTest {

    private static final Instant NOW = EntityStoreTest.NOW;

    @TempDir Path folder;
    private LabDatabase database;
    private EntityStore store;

    @BeforeEach
    void open() throws StoreException {
        database = LabDatabase.open(folder, SampleLab.KEY);
        database.change(handle -> MasterData.replaceAll(handle, SampleLab.download()));
        store = EntityStoreTest.storeOf(SampleLab.KEY);
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void update(User author, String type, String id, ObjectNode changes)
            throws StoreException {
        assertInstanceOf(
                Edit.Written.class,
                database.write(handle -> store.update(handle, author, type, id, changes)));
    }

    /// What was seen by those whose changes go up now, in their order.
    private List<JsonNode> seen() throws StoreException, MalformedJson {
        PushQueue queue = new PushQueue(SampleLab.KEY, EntityTypes.STANDARD);
        List<String> operations = new ArrayList<>();
        boolean all = false;
        while (!all) {
            PushQueue.Batch batch =
                    database.write(handle ->
                            queue.take(
                                    handle,
                                    new PushQueue.Wanted(
                                            true,
                                            NOW,
                                            NOW.plus(Duration.ofDays(1)),
                                            Set.of(),
                                            50)));
            operations.addAll(batch.operations());
            database.change(handle ->
                    handle.sql()
                            .run("UPDATE outbox SET status = 'acknowledged' WHERE ever_sent = 1"));
            all = batch.ids().isEmpty();
        }
        List<JsonNode> seen = new ArrayList<>();
        for (String operation : operations) {
            seen.add(Json.parseObject(operation).path("baseData"));
        }
        return seen;
    }

    @Test
    void what_belongs_together_is_said_as_it_was_then() throws Exception {
        update(SampleLab.OPERATOR, "ingredients", "i-1", Json.object().put("signalWord", "Danger"));
        update(
                SampleLab.SUPERVISOR,
                "ingredients",
                "i-1",
                Json.parseObject("{\"hazards\":[\"H302\"],\"name\":\"Salt, fine\"}"));

        List<JsonNode> seen = seen();

        assertEquals(
                Json.parseObject(
                        "{\"signalWord\":\"Warning\",\"pictograms\":[\"GHS07\"],"
                                + "\"hazards\":[\"H319 Causes serious eye irritation\"]}"),
                seen.getFirst());
        assertEquals("Danger", seen.getLast().path("signalWord").asText());
        assertEquals(
                Set.of("signalWord", "pictograms", "hazards", "name"),
                Set.copyOf(fields(seen.getLast())));
    }

    @Test
    void a_deletion_says_all_but_what_was_never_sent_and_what_is_reckoned() throws Exception {
        StoredEntity lot =
                EntityStoreTest.written(
                        database.write(handle ->
                                store.create(
                                        handle,
                                        SampleLab.OPERATOR,
                                        "lots",
                                        EntityStoreTest.lot("L1"))));
        seen();
        update(SampleLab.OPERATOR, "lots", lot.id(), Json.object().put("expiresOn", "2029-01-01"));
        update(SampleLab.SUPERVISOR, "lots", lot.id(), Json.object().put("status", "blocked"));

        database.change(handle -> store.delete(handle, SampleLab.OPERATOR, "lots", lot.id()));

        JsonNode seen = seen().getLast();
        assertEquals("2027-03-31", seen.path("expiresOn").asText());
        assertEquals("quarantine", seen.path("status").asText());
        assertEquals(
                Set.of(
                        "ingredientId",
                        "lotNumber",
                        "expiresOn",
                        "status",
                        "openedOn",
                        "potencyPercent"),
                Set.copyOf(fields(seen)));
    }

    private static List<String> fields(JsonNode object) {
        return object.propertyStream().map(field -> field.getKey()).toList();
    }
}
