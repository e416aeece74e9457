package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.model.record.AuditEvent;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.Dispense;
import io.prepstation.model.session.SessionDeviation;
import io.prepstation.model.sync.SessionHashes;
import io.prepstation.model.sync.UploadBundle;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A corrected session comes to a hub that does not know that it refused what was corrected.
@Tag("SES-2")
@Tag("SYN-4")
@Tag("SYN-15")
class LostRefusalTest {

    @TempDir Path directory;
    private RunningHub hub;
    private TestStation station;
    private WeighedSession refused;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.withFormulas(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        refused = WeighedSession.of(station, "PRM00936", hub.clock.instant());
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    private void putBack() throws Exception {
        try (var administration = hub.administration()) {
            administration.restored();
        }
    }

    private UploadBundle correctedBy(String approver) throws Exception {
        return told(corrected(), refused.bundle().contentHash())
                .bundleCorrecting(refused.bundle(), approver);
    }

    /// The reason of a correction is a deviation more.
    private WeighedSession corrected() {
        return refused.withDeviation(
                new SessionDeviation(
                        null,
                        SessionDeviation.CORRECTION,
                        "equipment",
                        "operator added at the hub",
                        Instant.parse("2026-11-20T09:15:00Z"),
                        "sam"));
    }

    private List<Dispense> withAnotherFirst(List<Dispense> dispenses) {
        List<Dispense> other = new ArrayList<>(dispenses);
        Dispense first = other.getFirst();
        other.set(
                0,
                WeighedSession.dispense(
                        refused.record().steps().getFirst(),
                        first.net(),
                        first.tare(),
                        first.at()));
        return other;
    }

    /// As the station's trail tells it: the end of the session, then its correction.
    private WeighedSession told(WeighedSession session, String replacesHash) {
        return session.withAudit(trail -> {
            List<AuditEvent> longer = new ArrayList<>(trail);
            ObjectNode ended = details(SessionHashes.recordHash(refused.record()));
            longer.add(
                    AuditEvent.following(
                            longer.getLast().head(), 1L, "session_completed", "anna", ended));
            ObjectNode correction =
                    details("later").put("revision", 2).put("replacesHash", replacesHash);
            longer.add(
                    AuditEvent.following(
                            longer.getLast().head(), 2L, "session_corrected", "sam", correction));
            return longer;
        });
    }

    private ObjectNode details(String recordHash) {
        return Json.object().put("sessionId", refused.id()).put("recordHash", recordHash);
    }

    private String answer(UploadBundle bundle) throws Exception {
        var answer = station.upload(bundle.text());
        return answer.statusCode() == 200
                ? "taken"
                : Json.parseObject(answer.body()).path("code").asText();
    }

    @Test
    void that_was_never_put_back_takes_none_of_what_it_did_not_refuse() throws Exception {
        assertEquals("REPLACES_UNKNOWN", answer(correctedBy("sam")));
    }

    @Test
    void that_was_put_back_takes_it_by_what_the_station_signed() throws Exception {
        putBack();

        assertEquals("taken", answer(correctedBy("sam")));
    }

    @Test
    void that_was_put_back_wants_a_supervisor_as_well() throws Exception {
        putBack();

        assertEquals("NOT_APPROVED", answer(correctedBy("anna")));
    }

    @Test
    void that_was_put_back_takes_none_that_the_trail_does_not_tell_of() throws Exception {
        putBack();

        assertEquals(
                "REPLACES_UNKNOWN", answer(corrected().bundleCorrecting(refused.bundle(), "sam")));
        assertEquals(
                "REPLACES_UNKNOWN",
                answer(
                        told(corrected(), "0".repeat(64))
                                .bundleCorrecting(refused.bundle(), "sam")));
    }

    @Test
    void that_was_put_back_takes_no_other_weights_than_before() throws Exception {
        putBack();
        WeighedSession other = corrected().withDispenses(this::withAnotherFirst);

        assertEquals(
                "MEASURED_CHANGED",
                answer(
                        told(other, refused.bundle().contentHash())
                                .bundleCorrecting(refused.bundle(), "sam")));
    }
}
