package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What the file itself refuses, whichever program writes to it.
class RulesOfTheDatabaseTest {

    @TempDir Path folder;
    SampleBench bench;
    RawFile raw;

    @BeforeEach
    void open() throws Exception {
        bench = SampleBench.in(folder);
        raw = new RawFile(bench.database().path());
    }

    @AfterEach
    void close() throws SQLException {
        raw.close();
        bench.close();
    }

    @Nested
    @Tag("REC-1")
    class What_was_recorded {

        @BeforeEach
        void record() {
            bench.completed(SampleLab.THREE);
        }

        @ParameterizedTest
        @ValueSource(strings = {"audit_event", "dispenses", "signatures", "session_text"})
        void cannot_be_deleted(String table) {
            assertThrows(SQLException.class, () -> raw.execute("DELETE FROM " + table));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "audit_event SET body = '{}'",
                    "dispenses SET net = '1.0000 g'",
                    "signatures SET name = 'Someone Else'",
                    "session_text SET text = ''"
                })
        void cannot_be_changed(String change) {
            assertThrows(SQLException.class, () -> raw.execute("UPDATE " + change));
        }

        @ParameterizedTest
        @ValueSource(strings = {"sessions", "steps"})
        void keeps_its_session_and_its_steps(String table) {
            assertThrows(SQLException.class, () -> raw.execute("DELETE FROM " + table));
        }

        @Test
        void takes_no_more_dispenses() {
            SQLException refusal =
                    assertThrows(
                            SQLException.class,
                            () ->
                                    raw.execute(
                                            "CREATE TEMP TABLE copy AS SELECT * FROM dispenses LIMIT 1;"
                                                    + " UPDATE copy SET row = NULL, id = 'more';"
                                                    + " INSERT INTO dispenses SELECT * FROM copy"));
            assertTrue(String.valueOf(refusal.getMessage()).contains("ended session"));
        }
    }

    @Nested
    @Tag("SES-2")
    class The_status_of_a_session {

        /// Every status is tried from every other: what the model allows, the database allows, and nothing else.
        @ParameterizedTest
        @EnumSource
        void moves_only_as_the_model_says(SessionStatus from) throws Exception {
            for (SessionStatus to : SessionStatus.values()) {
                SessionRecord session = bench.created(SampleLab.THREE);
                raw.withoutTriggers(update(session.id(), from, 1));
                boolean allowed = from == to || from.mayBecome(to);
                int revision = from == SessionStatus.SERVER_REJECTED && from != to ? 2 : 1;

                boolean moved = moved(update(session.id(), to, revision));

                assertEquals(allowed, moved, from + " to " + to);
                assertEquals(
                        1,
                        raw.number(
                                "SELECT count(*) FROM sessions WHERE id = '%s' AND status = '%s'"
                                        .formatted(session.id(), (moved ? to : from).word())));
            }
        }

        @Test
        void is_completed_again_only_as_the_next_revision() throws Exception {
            SessionRecord session = bench.created(SampleLab.THREE);
            raw.withoutTriggers(update(session.id(), SessionStatus.SERVER_REJECTED, 1));

            assertEquals(false, moved(update(session.id(), SessionStatus.COMPLETED, 1)));
            assertEquals(true, moved(update(session.id(), SessionStatus.COMPLETED, 2)));
        }

        @Test
        void is_refused_with_a_reason_through_the_store() throws Exception {
            SessionRecord done = bench.completed(SampleLab.THREE);

            StoreException refusal =
                    assertThrows(
                            StoreException.class,
                            () ->
                                    bench.database()
                                            .change(handle ->
                                                    SessionRepository.setStatus(
                                                            handle,
                                                            done.id(),
                                                            SessionStatus.FAILED,
                                                            SampleBench.NOW)));

            assertEquals(Reason.REFUSED, refusal.reason());
            assertEquals(
                    SessionStatus.COMPLETED,
                    bench.database()
                            .read(handle -> SessionRepository.find(handle, done.id()))
                            .orElseThrow()
                            .session()
                            .status());
        }

        private static String update(String id, SessionStatus status, int revision) {
            return "UPDATE sessions SET status = '%s', ended_at = %s, revision = %d WHERE id = '%s'"
                    .formatted(
                            status.word(),
                            status == SessionStatus.IN_PROGRESS ? "NULL" : "1",
                            revision,
                            id);
        }

        private boolean moved(String update) {
            try {
                raw.execute(update);
                return true;
            } catch (SQLException e) {
                return false;
            }
        }
    }

    @Nested
    @Tag("SES-1")
    class The_table_of_sessions {

        @Test
        void is_indexed_by_formula_status_and_start() throws Exception {
            assertEquals(
                    3,
                    raw.number(
                            "SELECT count(*) FROM pragma_index_list('sessions') l, pragma_index_info(l.name) i"
                                    + " WHERE i.seqno = 0 AND i.name IN ('formula_id', 'status', 'started_at')"));
        }

        @Test
        @Tag("SES-7")
        void lets_no_target_change_after_the_first_dispense() throws Exception {
            SessionRecord session = bench.weighed(bench.created(SampleLab.THREE));

            assertThrows(
                    SQLException.class,
                    () ->
                            raw.execute(
                                    "UPDATE steps SET target_g = '9' WHERE session_id = '"
                                            + session.id()
                                            + "'"));
        }
    }
}
