package io.prepstation.hub;

import static io.prepstation.hub.Operations.container;
import static io.prepstation.hub.Operations.lot;
import static io.prepstation.hub.Operations.request;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/// The same sentences with the hub's data on PostgreSQL, which takes numbers from a sequence and cannot give them back.
@Tag("SYN-20")
@TestInstance(Lifecycle.PER_CLASS)
class PushTogetherOnPostgresTest extends PushTogetherTest {

    @Override
    RunningHub hubIn(Path data) throws Exception {
        return RunningHub.withFormulasOnPostgres(data);
    }

    @Override
    boolean numbersAlike() {
        return false;
    }

    /// PostgreSQL keeps no text with a zero character.
    @Test
    void what_cannot_be_stored_leaves_the_others_alone(@TempDir Path folder) throws Exception {
        try (RunningHub hub = hubIn(folder)) {
            TestStation station = TestStation.enrolledAt(hub);
            String salt = station.ingredients().keySet().iterator().next();
            String lot = "temp_1730534400000_zerolot_lots";
            JsonNode answer =
                    station.push(
                            request(
                                    lot(lot, salt, "Z-1"),
                                    lot("temp_1730534400000_zerolot0_lots", salt, "Z\u00000"),
                                    container("temp_1730534400000_zerobox_containers", lot, "Z"),
                                    lot("temp_1730534400000_zerolot2_lots", salt, "Z-2")));

            assertEquals("applied", answer.at("/results/0/status").asText());
            assertEquals("NOT_STORABLE", answer.at("/results/1/code").asText());
            assertEquals("applied", answer.at("/results/2/status").asText());
            assertEquals("applied", answer.at("/results/3/status").asText());
            assertEquals(2, station.pulled("lots").size());
            assertEquals(1, station.pulled("containers").size());
        }
    }
}
