package io.prepstation.hub;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.model.sync.Attachment;
import io.prepstation.model.sync.UploadBundle;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("REC-1")
class VerificationTest {

    @TempDir Path directory;

    private RunningHub hub;
    private TestStation station;
    private String first;
    private String second;

    @BeforeEach
    void start() throws Exception {
        hub = RunningHub.withFormulas(directory.resolve("hub"));
        station = TestStation.enrolledAt(hub);
        first = upload(station, "PRM00936");
        second = upload(station, "PRM00101");
    }

    @AfterEach
    void stop() {
        hub.close();
    }

    @Test
    void an_untouched_hub_is_intact() throws Exception {
        assertEquals(List.of(), faults());
    }

    @Nested
    class Somebody_with_the_file {

        @Test
        void cannot_change_or_delete_without_taking_the_guards_away() throws Exception {
            try (var database = TestDatabase.of(hub)) {
                for (String command :
                        List.of(
                                "UPDATE sessions SET status = 'failed'",
                                "DELETE FROM sessions",
                                "UPDATE hub_audit SET body = ''",
                                "DELETE FROM hub_audit",
                                "UPDATE feed SET data = ''")) {
                    assertThrows(SQLException.class, () -> database.run(command), command);
                }
            }
        }

        @Test
        void who_alters_one_character_of_a_session_is_found() throws Exception {
            bend(
                    "UPDATE sessions SET bundle = replace(bundle, 'Anna', 'Anne') WHERE id = '"
                            + first
                            + "'");

            assertEquals(
                    List.of("session " + first + " was altered: its text does not have its hash"),
                    faults());
        }

        @Test
        void who_only_adds_a_blank_is_found() throws Exception {
            bend("UPDATE sessions SET bundle = bundle || ' ' WHERE id = '" + first + "'");

            assertEquals(1, faults().size());
        }

        @Test
        void who_alters_a_column_beside_the_text_is_found() throws Exception {
            bend("UPDATE sessions SET status = 'failed' WHERE id = '" + second + "'");

            assertEquals(
                    List.of("session " + second + " was altered: a column differs from its text"),
                    faults());
        }

        @Test
        void who_alters_a_receipt_is_found() throws Exception {
            bend("UPDATE sessions SET receipt = replace(receipt, '\"feedSeq\":', '\"feedSeq\":1')");

            assertEquals(2, faults().size());
        }

        @Test
        void who_deletes_a_session_is_found() throws Exception {
            bend("DELETE FROM sessions WHERE id = '" + first + "'");

            assertEquals(
                    List.of(
                            "session "
                                    + first
                                    + " is missing; the audit trail says it was received"),
                    faults());
        }

        @Test
        void who_swaps_two_sessions_is_found() throws Exception {
            bend(
                    "UPDATE sessions SET bundle = (SELECT bundle FROM sessions WHERE id = '"
                            + second
                            + "') WHERE id = '"
                            + first
                            + "'");

            assertEquals(1, faults().size());
        }

        @Test
        void who_alters_or_deletes_an_audit_event_is_found() throws Exception {
            bend("UPDATE hub_audit SET body = replace(body, 'mia', 'sam') WHERE sequence = 7");

            assertTrue(
                    faults().contains(
                                    "hub audit: event 7 was altered: its text does not have its hash"));
            bend("DELETE FROM hub_audit WHERE sequence = 5");
            assertTrue(faults().contains("hub audit: event 5 is missing or out of order: found 6"));
        }

        @Test
        @Tag("SYN-16")
        void who_alters_or_deletes_an_attachment_is_found() throws Exception {
            Attached photo = Attached.photo(1000, 1);
            photo.sentBy(station);
            List<Attachment> named = List.of(photo.named());
            UploadBundle session =
                    WeighedSession.of(station, "PRM00936", hub.clock.instant())
                            .attaching(named)
                            .bundleNaming(named);
            assertEquals(200, station.upload(session.text()).statusCode());
            try (var database = TestDatabase.of(hub)) {
                for (String command :
                        List.of(
                                "UPDATE attachments SET lost_at = 1",
                                "DELETE FROM attachments",
                                "UPDATE attachment_pieces SET bytes = x'00'",
                                "DELETE FROM attachment_pieces")) {
                    assertThrows(SQLException.class, () -> database.run(command), command);
                }
            }
            assertEquals(List.of(), faults());

            bend("UPDATE attachment_pieces SET bytes = zeroblob(1000)");
            assertEquals(
                    List.of(
                            "attachment "
                                    + photo.sha256()
                                    + " of lab lab-1 was altered: its bytes do not have its hash"),
                    faults());
            List<String> missing =
                    List.of(
                            "attachment "
                                    + photo.sha256()
                                    + " of session "
                                    + session.wireSession().id()
                                    + " is missing");
            for (String command :
                    List.of(
                            "DELETE FROM attachment_pieces",
                            "UPDATE attachments SET completed_at = NULL, received = 0",
                            "UPDATE attachments SET lost_at = 1",
                            "DELETE FROM attachments")) {
                bend(command);
                if (!command.contains("pieces")) {
                    assertEquals(missing, faults(), command);
                }
            }
        }

        @Test
        @Tag("SYN-16")
        void who_deletes_an_attachment_that_no_session_names_yet_is_found() throws Exception {
            Attached photo = Attached.photo(1000, 2);
            photo.sentBy(station);

            bend("DELETE FROM attachment_pieces");
            bend("DELETE FROM attachments");

            assertEquals(
                    List.of(
                            "attachment "
                                    + photo.sha256()
                                    + " of lab lab-1 is missing; the audit trail says it was"
                                    + " received"),
                    faults());
        }

        @Test
        void who_alters_the_feed_is_found() throws Exception {
            bend(
                    "UPDATE feed SET data = replace(data, 'Sodium', 'Sodlum') WHERE data LIKE '%Sodium chloride%'");

            assertEquals(1, faults().size());
        }
    }

    private List<String> faults() throws Exception {
        try (Administration administration = hub.administration()) {
            return administration.verify().faults();
        }
    }

    private void bend(String command) throws SQLException {
        try (var database = TestDatabase.of(hub)) {
            for (String guard :
                    List.of(
                            "sessions_keep",
                            "sessions_stay",
                            "hub_audit_keeps",
                            "hub_audit_stays",
                            "feed_keeps",
                            "attachments_keep",
                            "attachments_stay",
                            "attachment_pieces_keep",
                            "attachment_pieces_stay")) {
                database.run("DROP TRIGGER IF EXISTS " + guard);
            }
            database.run(command);
        }
    }

    private String upload(TestStation station, String formula) throws Exception {
        WeighedSession session = WeighedSession.of(station, formula, hub.clock.instant());
        assertEquals(200, station.upload(session.bundle().text()).statusCode());
        return session.id();
    }
}
