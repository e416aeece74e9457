package io.prepstation.kiosk.sync;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.prepstation.kiosk.preparation.Copies;
import io.prepstation.kiosk.preparation.Correction;
import io.prepstation.kiosk.preparation.Evidence;
import io.prepstation.kiosk.preparation.Outcome;
import io.prepstation.kiosk.preparation.Refusal;
import io.prepstation.kiosk.preparation.Verification;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.RawFile;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Role;
import io.prepstation.model.people.User;
import io.prepstation.model.session.SessionStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A session the hub refuses, the supervisor who puts it right, and what both sides keep of it.
class CorrectionTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final User STRANGER =
            new User("stranger", "Sara Stranger", Set.of(Role.OPERATOR), true);
    private static final User SUPERVISOR =
            new User("sam", "Sam Supervisor", Set.of(Role.SUPERVISOR), true);
    private static final Correction CORRECTION =
            new Correction(
                    SUPERVISOR, "equipment", "operator added at the hub", Authentication.CHOSEN);

    @TempDir Path folder;
    TestHub hub;
    FaultyWire wire;
    SyncedStation station;

    @BeforeEach
    void open() throws Exception {
        InstantSource clock = SyncedStation.clockOf2026();
        hub = new TestHub(folder.resolve("hub"), clock);
        wire = new FaultyWire(hub.port());
        station = new SyncedStation(folder.resolve("station"), hub, wire, clock);
    }

    @AfterEach
    void close() throws IOException {
        station.close();
        wire.close();
        hub.close();
    }

    @Nested
    @Tag("SES-2")
    class A_session_the_hub_refused {

        String session = "";

        @BeforeEach
        void refuse() throws Exception {
            session = station.prepare(STRANGER);
            try (SyncEngine _ = station.engine()) {
                awaitStatus(session, SessionStatus.SERVER_REJECTED);
            }
        }

        @Test
        void goes_up_as_the_next_revision_once_a_supervisor_stood_for_it() throws Exception {
            hub.addOperator("stranger");
            hub.addSupervisor("sam");

            corrected();

            ObjectNode kept = atHub();
            assertEquals(2, kept.at("/session/revision").asInt());
            assertEquals("performed", kept.at("/session/signatures/0/meaning").asText());
            assertEquals("approved", kept.at("/session/signatures/1/meaning").asText());
            assertEquals("correction", kept.at("/session/deviations/0/kind").asText());
            assertEquals(List.of(session), hub.sessions(station.enrolment.token()));
        }

        @Test
        void is_original_in_both_revisions() throws Exception {
            hub.addOperator("stranger");
            hub.addSupervisor("sam");
            corrected();

            assertEquals(Optional.empty(), Optional.ofNullable(verified().fault()));

            try (RawFile raw = new RawFile(station.database.path())) {
                raw.withoutTriggers(
                        "UPDATE session_text SET text = replace(text, 'Stranger', 'Strangler') WHERE revision = 1");
            }
            Verification.Fault fault = verified().fault();
            assertNotNull(fault);
            assertEquals("session " + session, fault.record());
        }

        @Test
        void stays_refused_if_the_supervisor_is_none_at_the_hub() throws Exception {
            hub.addOperator("stranger");
            hub.addOperator("sam");
            SyncedStation.saved(station.sessions.correct(session, CORRECTION));

            try (SyncEngine _ = station.engine()) {
                awaitStatus(session, SessionStatus.SERVER_REJECTED);
            }

            assertTrue(
                    String.valueOf(station.queue().getFirst().lastError()).contains("supervisor"));
            assertEquals(List.of(), hub.sessions(station.enrolment.token()));
        }

        @Test
        void is_not_corrected_by_an_operator() {
            Outcome<?> outcome =
                    station.sessions.correct(
                            session, new Correction(STRANGER, "x", "y", Authentication.CHOSEN));

            Outcome.Refused<?> refused = assertInstanceOf(Outcome.Refused.class, outcome);
            assertInstanceOf(Refusal.PersonNotAllowed.class, refused.why());
        }

        private void corrected() throws Exception {
            SyncedStation.saved(station.sessions.correct(session, CORRECTION));
            try (SyncEngine _ = station.engine()) {
                await().atMost(PATIENCE).until(() -> station.receipt(session).isPresent());
            }
            assertEquals(SessionStatus.COMPLETED, station.status(session));
        }

        private ObjectNode atHub() {
            return switch (station.client().session(session)) {
                case HubAnswer.Accepted<ObjectNode>(var found) -> found;
                case HubAnswer.Failed<ObjectNode>(var why) -> throw new AssertionError(why.text());
            };
        }
    }

    /// The backup is of before the refusal, which it does not have.
    @Nested
    @Tag("SES-2")
    @Tag("SYN-4")
    class At_a_hub_that_was_put_back {

        private Path copy = Path.of("");
        private String session = "";

        @BeforeEach
        void refuse() throws Exception {
            hub.addSupervisor("sam");
            copy = hub.backUp(folder.resolve("backups"));
            session = station.prepare(STRANGER);
            try (SyncEngine _ = station.engine()) {
                awaitStatus(session, SessionStatus.SERVER_REJECTED);
            }
            hub.addOperator("stranger");
        }

        private void putBack() throws Exception {
            hub.putBack(copy);
            hub.addOperator("stranger");
            assertEquals(List.of(), hub.sessions(station.enrolment.token()));
        }

        private void corrected() throws Exception {
            SyncedStation.saved(station.sessions.correct(session, CORRECTION));
        }

        private void awaitAtTheHub() throws Exception {
            try (SyncEngine _ = station.engine()) {
                await().atMost(PATIENCE)
                        .until(() ->
                                hub.sessions(station.enrolment.token()).contains(session)
                                        && station.operation(session).status()
                                                == OperationStatus.ACKNOWLEDGED);
            }
            assertEquals(SessionStatus.COMPLETED, station.status(session));
            assertEquals(List.of(), hub.faults());
        }

        @Test
        void a_corrected_session_is_taken_again() throws Exception {
            corrected();
            awaitAtTheHub();

            putBack();

            awaitAtTheHub();
        }

        @Test
        void what_is_corrected_afterwards_is_taken() throws Exception {
            putBack();
            corrected();

            awaitAtTheHub();
        }
    }

    @Nested
    @Tag("REC-1")
    class Held_against_the_hub {

        @Test
        void what_it_received_is_original() throws Exception {
            uploaded();

            assertEquals(Optional.empty(), Optional.ofNullable(verified().fault()));
        }

        /// Without any head log: the hub alone shows it.
        @Test
        void an_old_copy_of_the_file_is_found_out() throws Exception {
            uploaded();
            Path file = station.database.path();
            Path old = folder.resolve("old.db");
            try (RawFile raw = new RawFile(file)) {
                raw.execute("VACUUM INTO '" + old + "'");
            }
            uploaded();
            station.database.close();
            Files.copy(old, file, StandardCopyOption.REPLACE_EXISTING);
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-wal"));
            Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));

            Verification.Fault fault =
                    Verification.of(folder.resolve("station"), station.enrolment.lab(), evidence())
                            .fault();

            assertNotNull(fault);
            assertTrue(fault.record().startsWith("audit event "), fault::toString);
            assertTrue(fault.reason().contains("hub "), fault::toString);
        }

        private void uploaded() throws StoreException {
            String session = station.prepare();
            try (SyncEngine _ = station.engine()) {
                await().atMost(PATIENCE).until(() -> station.receipt(session).isPresent());
            }
        }
    }

    private Verification.Report verified() throws StoreException {
        return Verification.of(station.database, evidence());
    }

    private Evidence evidence() throws StoreException {
        Copies heads = new HubHeads(station.client(), station.enrolment.hubUrl());
        return new Evidence(
                Map.of(station.enrolment.hubKeyId(), station.enrolment.hubPublicKey()),
                Optional.of(StationKey.open(folder.resolve("station")).publicKey()),
                List.of(heads));
    }

    private void awaitStatus(String session, SessionStatus status) {
        await().atMost(PATIENCE).until(() -> station.status(session) == status);
    }
}
