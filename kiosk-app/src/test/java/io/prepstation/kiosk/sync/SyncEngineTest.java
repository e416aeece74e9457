package io.prepstation.kiosk.sync;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.LogLines;
import io.prepstation.kiosk.store.LabDatabase;
import io.prepstation.kiosk.store.MasterData;
import io.prepstation.kiosk.store.OperationStatus;
import io.prepstation.kiosk.store.StationEnrolment;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.record.Json;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.TypeCounts;
import io.prepstation.model.sync.TypeCounts.Count;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncEngineTest {

    static final Duration PATIENCE = Duration.ofSeconds(15);

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

    void awaitReceipt(String session) {
        await().atMost(PATIENCE).until(() -> station.receipt(session).isPresent());
    }

    void awaitStatus(SyncEngine engine, Class<? extends SyncStatus> kind) {
        await().atMost(PATIENCE).until(() -> kind.isInstance(engine.status()));
    }

    SyncSetup onlyWhenAsked() {
        SyncSetup usual = station.setup();
        return new SyncSetup(usual.rules(), usual.timeouts(), false, usual.clock(), usual.random());
    }

    List<String> atHub() throws Exception {
        return hub.sessions(station.enrolment.token());
    }

    @Nested
    class When_all_is_well {

        @Test
        @Tag("SYN-3")
        @Tag("SYN-10")
        void a_finished_session_goes_up_by_itself_and_its_receipt_is_kept() throws Exception {
            try (SyncEngine engine = station.engine()) {
                String session = station.prepare();

                awaitReceipt(session);
                awaitStatus(engine, SyncStatus.UpToDate.class);
            }

            String session = station.queue().getFirst().entityId();
            assertTrue(
                    station.receipt(session)
                            .orElseThrow()
                            .verifies(station.enrolment.hubPublicKey()));
            assertEquals(List.of(session), atHub());
            assertEquals(OperationStatus.ACKNOWLEDGED, station.operation(session).status());
        }

        @Test
        void a_screen_that_fails_stops_neither_the_sync_nor_another_screen() throws Exception {
            List<SyncStatus> seen = new CopyOnWriteArrayList<>();
            AtomicBoolean fails = new AtomicBoolean();
            try (SyncEngine engine = station.tryEngine(onlyWhenAsked()).orElseThrow()) {
                engine.onStatus(_ -> {
                    if (fails.get()) {
                        throw new IllegalStateException("no screen");
                    }
                });
                engine.onStatus(seen::add);
                fails.set(true);
                station.prepare();

                assertEquals(1, engine.syncNow().get(30, TimeUnit.SECONDS).synced());
                assertEquals(0, engine.syncNow().get(30, TimeUnit.SECONDS).operations());
                await().atMost(PATIENCE)
                        .until(() -> seen.stream().anyMatch(SyncStatus.Syncing.class::isInstance));
            }
        }

        @Test
        @Tag("SYN-18")
        void what_the_last_sync_did_is_known_after_a_restart() throws Exception {
            station.prepare();
            SyncResult result;
            try (SyncEngine engine = station.tryEngine(onlyWhenAsked()).orElseThrow()) {
                result = engine.syncNow().get(30, TimeUnit.SECONDS);
            }

            try (LabDatabase again =
                    LabDatabase.open(folder.resolve("station"), station.enrolment.lab())) {
                LastSync last = again.read(LastSync::last).orElseThrow();
                assertEquals(TypeCounts.of("sessions", Count.SYNCED), last.result().types());
                assertEquals(1, last.result().synced());
                assertEquals(result.duration().toMillis(), last.result().duration().toMillis());
                assertFalse(last.endedAt().isAfter(station.clock.instant()));
            }
        }

        @Test
        @Tag("SYN-2")
        void syncing_now_says_what_it_did() throws Exception {
            try (SyncEngine engine = station.tryEngine(onlyWhenAsked()).orElseThrow()) {
                station.prepare();
                station.prepare();
                await().atMost(PATIENCE)
                        .until(() ->
                                engine.status() instanceof SyncStatus.Waiting(var count, _)
                                        && count == 2);

                SyncResult result = engine.syncNow().get(10, TimeUnit.SECONDS);

                assertEquals(
                        new SyncResult(
                                true,
                                2,
                                0,
                                0,
                                2,
                                List.of(),
                                result.duration(),
                                TypeCounts.of("sessions", new Count(2, 0, 0))),
                        result);
                assertEquals(2, atHub().size());
            }
        }

        @Test
        @Tag("SYN-14")
        void syncing_now_brings_what_is_new_at_the_hub() throws Exception {
            try (SyncEngine engine = station.engine()) {
                awaitStatus(engine, SyncStatus.UpToDate.class);
                hub.addOperator("otto");

                engine.syncNow().get(10, TimeUnit.SECONDS);
            }

            assertTrue(knows("otto"));
        }

        @Test
        @Tag("SYN-18")
        void a_listener_sees_how_it_goes() throws Exception {
            List<SyncStatus> seen = new CopyOnWriteArrayList<>();
            try (SyncEngine engine = station.engine()) {
                engine.onStatus(seen::add);
                String session = station.prepare();
                awaitReceipt(session);
                awaitStatus(engine, SyncStatus.UpToDate.class);
            }

            assertTrue(seen.contains(new SyncStatus.Syncing(0, 1, false)), seen.toString());
            assertInstanceOf(SyncStatus.UpToDate.class, seen.getLast());
        }

        @Test
        @Tag("SYN-2")
        void another_program_can_ask_for_a_sync() throws Exception {
            try (SyncEngine engine = station.engine();
                    LabDatabase seenByAnother =
                            LabDatabase.open(folder.resolve("station"), station.enrolment.lab())) {
                awaitStatus(engine, SyncStatus.UpToDate.class);
                hub.addOperator("otto");

                SyncEngine.ask(seenByAnother, "wish-1", SyncScope.EVERYTHING);

                await().atMost(PATIENCE).until(() -> knows("otto"));
            }
        }

        boolean knows(String user) throws StoreException {
            return station.database.read(handle -> MasterData.user(handle, user)).isPresent();
        }

        @Test
        @Tag("SYN-2")
        void only_one_engine_syncs_a_lab() throws Exception {
            try (SyncEngine _ = station.engine()) {
                assertEquals(Optional.empty(), station.tryEngine(station.setup()));
            }
            try (SyncEngine next = station.engine()) {
                awaitStatus(next, SyncStatus.UpToDate.class);
            }
        }
    }

    @Nested
    class When_the_hub_is_away {

        @Test
        @Tag("SYN-10")
        @Tag("SYN-11")
        void sessions_wait_and_go_up_once_it_is_back() throws Exception {
            wire.unplug();
            try (SyncEngine engine = station.engine()) {
                String session = station.prepare();
                await().atMost(PATIENCE)
                        .until(() ->
                                engine.status() instanceof SyncStatus.Offline(var count, _, _)
                                        && count == 1);
                wire.plug();

                awaitReceipt(session);

                assertEquals(List.of(session), atHub());
                assertEquals(0, station.operation(session).attempts());
            }
        }

        @Test
        void a_hub_that_restarts_is_found_again() throws Exception {
            try (SyncEngine _ = station.engine()) {
                hub.restart();
                wire.repair();
                String session = station.prepare();

                awaitReceipt(session);
            }
        }

        @Test
        @Tag("SYN-10")
        void how_the_network_is_is_told_while_it_goes_and_comes() throws Exception {
            List<NetworkStatus.State> told = new CopyOnWriteArrayList<>();
            try (SyncEngine engine = station.engine()) {
                engine.onNetwork(status -> told.add(status.state()));
                await().atMost(PATIENCE).until(() -> told.contains(NetworkStatus.State.ONLINE));
                wire.unplug();
                await().atMost(PATIENCE).until(() -> told.contains(NetworkStatus.State.OFFLINE));
                wire.plug();

                await().atMost(PATIENCE).until(() -> told.getLast() == NetworkStatus.State.ONLINE);
            }

            int gone = told.indexOf(NetworkStatus.State.OFFLINE);
            assertEquals(NetworkStatus.State.CHANGING, told.getFirst());
            assertTrue(told.subList(gone, told.size()).contains(NetworkStatus.State.CHANGING));
        }

        @Test
        @Tag("SYN-11")
        void when_to_try_again_is_kept_in_the_file() throws Exception {
            wire.set(new FaultyWire.Fault.Answer("500 Internal Server Error", "broken"));
            String session = station.prepare();
            try (SyncEngine engine = station.engine()) {
                awaitStatus(engine, SyncStatus.Offline.class);
            }

            var operation = station.operation(session);
            assertEquals(0, operation.attempts());
            assertEquals("The hub answered 500. Its log says why.", operation.lastError());
        }
    }

    @Nested
    class When_the_program_makes_a_mistake {

        /// It ended all sync until the next start, with the last state in the header.
        @Test
        @Tag("SYN-11")
        void the_round_ends_with_it_and_the_next_one_goes_as_before() throws Exception {
            AtomicBoolean mistaken = new AtomicBoolean();
            Random chance = new Random(3);
            RandomGenerator random =
                    () -> {
                        if (mistaken.get()) {
                            throw new IllegalStateException("no chance");
                        }
                        return chance.nextLong();
                    };
            SyncSetup usual = station.setup();
            SyncSetup asked =
                    new SyncSetup(usual.rules(), usual.timeouts(), false, usual.clock(), random);
            String session = station.prepare();
            try (SyncEngine engine = station.tryEngine(asked).orElseThrow();
                    LogLines log = LogLines.of("SyncEngine")) {
                wire.unplug();
                mistaken.set(true);
                SyncResult failed = engine.syncNow().get(60, SECONDS);

                assertFalse(failed.success());
                assertTrue(
                        failed.errors().getFirst().startsWith("Sync met a mistake in the program"),
                        failed.toString());
                assertTrue(
                        log.text().contains("SyncEngine: sync failed at UploadAnswered["),
                        log.text());
                awaitStatus(engine, SyncStatus.Problem.class);

                mistaken.set(false);
                wire.plug();
                assertTrue(engine.syncNow().get(60, SECONDS).success());
            }
            assertTrue(station.receipt(session).isPresent());
        }
    }

    @Nested
    class When_the_program_makes_a_mistake_while_something_is_under_way {

        /// The round ended beside its own request, and another one began beside that.
        @Test
        @Tag("SYN-11")
        void the_round_goes_on_with_what_that_comes_to() throws Exception {
            CountDownLatch gate = new CountDownLatch(1);
            AtomicBoolean mistaken = new AtomicBoolean();
            SyncSetup usual = station.setup();
            InstantSource clock =
                    () -> {
                        if (Thread.currentThread().getName().equals("sync 0")
                                && mistaken.getAndSet(false)) {
                            gate.countDown();
                            throw new IllegalStateException("no time");
                        }
                        return usual.clock().instant();
                    };
            SyncSetup asked =
                    new SyncSetup(usual.rules(), usual.timeouts(), false, clock, usual.random());
            String session = station.prepare();
            try (SyncEngine engine = station.tryEngine(asked).orElseThrow();
                    LogLines log = LogLines.of("SyncEngine")) {
                wire.set(new FaultyWire.Fault.HoldRequestAfter(10, gate));
                CompletableFuture<SyncResult> first = engine.syncNow();
                await().atMost(PATIENCE).until(() -> wire.faults() > 0);
                mistaken.set(true);
                SyncResult second = engine.syncNow().get(60, SECONDS);

                // The wire may have cut a connection that stood before, and a request with it.
                assertTrue(
                        first.get(60, SECONDS).success()
                                || engine.syncNow().get(60, SECONDS).success());
                assertTrue(
                        second.errors().getFirst().startsWith("Sync met a mistake in the program"),
                        second.toString());
                assertTrue(log.text().contains("sync failed at Asked["), log.text());
            }
            assertTrue(station.receipt(session).isPresent());
        }
    }

    @Nested
    class When_an_answer_is_lost {

        @Test
        @Tag("SYN-4")
        void the_session_is_sent_again_and_is_at_the_hub_once() throws Exception {
            String session = station.prepare();
            wire.set(new FaultyWire.Fault.CutAnswerAfter(0));
            try (SyncEngine engine = station.engine()) {
                await().atMost(PATIENCE).until(() -> atHub().size() == 1);
                awaitStatus(engine, SyncStatus.Offline.class);
                assertEquals(Optional.empty(), station.receipt(session));
                wire.repair();

                awaitReceipt(session);
            }

            assertEquals(List.of(session), atHub());
        }

        @Test
        @Tag("SYN-4")
        void half_an_answer_is_none() throws Exception {
            String session = station.prepare();
            wire.set(new FaultyWire.Fault.CutAnswerAfter(300));
            try (SyncEngine engine = station.engine()) {
                awaitStatus(engine, SyncStatus.Offline.class);
                wire.repair();

                awaitReceipt(session);
            }

            assertEquals(List.of(session), atHub());
        }

        @Test
        @Tag("SYN-4")
        void half_a_request_leaves_nothing_at_the_hub() throws Exception {
            String session = station.prepare();
            wire.set(new FaultyWire.Fault.CutRequestAfter(500));
            try (SyncEngine engine = station.engine()) {
                awaitStatus(engine, SyncStatus.Offline.class);
                assertEquals(List.of(), atHub());
                wire.repair();

                awaitReceipt(session);
            }

            assertEquals(List.of(session), atHub());
        }

        @Test
        @Tag("SYN-4")
        void an_engine_that_dies_between_sending_and_answer_leaves_one_session() throws Exception {
            String session = station.prepare();
            wire.set(new FaultyWire.Fault.CutAnswerAfter(0));
            try (SyncEngine _ = station.engine()) {
                await().atMost(PATIENCE).until(() -> atHub().size() == 1);
            }
            assertEquals(Optional.empty(), station.receipt(session));
            wire.repair();

            try (SyncEngine _ = station.engine()) {
                awaitReceipt(session);
            }

            assertEquals(List.of(session), atHub());
        }

        @Test
        void closing_does_not_wait_for_a_silent_hub() throws Exception {
            station.prepare();
            wire.set(new FaultyWire.Fault.Silence());
            long start;
            try (SyncEngine engine = station.engine()) {
                awaitStatus(engine, SyncStatus.Syncing.class);
                start = System.nanoTime();
            }

            assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() < 900);
        }

        @Test
        void a_silent_wire_does_not_hold_the_engine_for_ever() throws Exception {
            String session = station.prepare();
            wire.set(new FaultyWire.Fault.Silence());
            try (SyncEngine engine = station.engine()) {
                awaitStatus(engine, SyncStatus.Offline.class);
                wire.repair();

                awaitReceipt(session);
            }
        }
    }

    @Nested
    class When_the_hub_does_not_let_the_station_in {

        @Test
        @Tag("SYN-11")
        void the_queue_is_held_with_the_reason_and_kept() throws Exception {
            hub.revoke(station.enrolment.stationId());
            String session = station.prepare();
            try (SyncEngine engine = station.engine()) {
                awaitStatus(engine, SyncStatus.Held.class);

                var held = assertInstanceOf(SyncStatus.Held.class, engine.status());
                assertEquals(1, held.count());
                assertTrue(held.reason().contains("revoked"), held.reason());
            }

            assertEquals(OperationStatus.HELD, station.operation(session).status());
            assertEquals(SessionStatus.COMPLETED, station.status(session));
        }

        @Test
        @Tag("SYN-11")
        void a_wrong_token_once_put_right_lets_everything_go() throws Exception {
            String session = station.prepare();
            StationEnrolment wrong = withToken("wrong");
            try (SyncEngine engine = station.engine(wrong)) {
                awaitStatus(engine, SyncStatus.Held.class);
            }

            try (SyncEngine _ = station.engine()) {
                awaitReceipt(session);
            }
        }

        StationEnrolment withToken(String token) {
            StationEnrolment right = station.enrolment;
            return new StationEnrolment(
                    right.lab(),
                    right.stationId(),
                    right.hubUrl(),
                    token,
                    right.hubKeyId(),
                    right.hubPublicKey(),
                    right.feedEpoch(),
                    right.stationEpoch(),
                    right.enrolledAt());
        }
    }

    @Nested
    class When_somebody_else_answers {

        @Test
        @Tag("SYN-3")
        void a_forged_receipt_is_a_problem_and_never_at_the_hub() throws Exception {
            String session = station.prepare();
            var operation = station.operation(session);
            String hash = contentHash(operation.payload());
            var forged = CoreBench.receipt(CoreBench.newKey(), session, hash);
            wire.set(
                    new FaultyWire.Fault.Answer(
                            "200 OK", "{\"receipt\":" + Json.write(forged) + "}"));
            try (SyncEngine engine = station.engine()) {
                await().atMost(PATIENCE).until(() -> station.operation(session).attempts() > 0);
                awaitStatus(engine, SyncStatus.Problem.class);

                assertEquals(Optional.empty(), station.receipt(session));
                wire.repair();
                awaitReceipt(session);
            }
        }

        @Test
        void a_login_page_is_not_the_hub() throws Exception {
            String session = station.prepare();
            wire.set(new FaultyWire.Fault.Answer("200 OK", "<html>Welcome to the hotel</html>"));
            try (SyncEngine engine = station.engine()) {
                awaitStatus(engine, SyncStatus.Offline.class);
            }

            assertEquals(SessionStatus.COMPLETED, station.status(session));
            assertEquals(0, station.operation(session).attempts());
        }

        String contentHash(String payload) throws Exception {
            return Json.parseObject(payload).path("contentHash").asText();
        }
    }

    @Nested
    class When_the_hub_refuses_a_session_for_good {

        @Test
        @Tag("SES-2")
        void the_session_is_rejected_with_field_and_reason_and_the_others_go_on() throws Exception {
            String refused = station.prepare();
            wire.set(
                    new FaultyWire.Fault.Answer(
                            "422 Unprocessable Content",
                            "{\"status\":422,\"title\":\"Refused\",\"detail\":\"not approved\","
                                    + "\"code\":\"VERSION\",\"field\":\"session.formulaVersionId\"}"));
            try (SyncEngine engine = station.engine()) {
                await().atMost(PATIENCE)
                        .until(() -> station.status(refused) == SessionStatus.SERVER_REJECTED);
                awaitStatus(engine, SyncStatus.Problem.class);
                wire.repair();

                String next = station.prepare();

                awaitReceipt(next);
            }

            var operation = station.operation(refused);
            assertEquals(OperationStatus.REJECTED, operation.status());
            assertEquals("session.formulaVersionId: not approved", operation.lastError());
        }

        @Test
        @Tag("SYN-7")
        void another_content_at_the_hub_is_an_alarm_that_stays() throws Exception {
            String session = station.prepare();
            wire.set(
                    new FaultyWire.Fault.Answer(
                            "409 Conflict",
                            "{\"status\":409,\"title\":\"Conflict\",\"detail\":\"another content\","
                                    + "\"code\":\"OTHER_CONTENT\"}"));
            try (SyncEngine engine = station.engine()) {
                await().atMost(PATIENCE)
                        .until(() ->
                                station.operation(session).status() == OperationStatus.CONFLICT);
                awaitStatus(engine, SyncStatus.Problem.class);
            }

            assertEquals(SessionStatus.COMPLETED, station.status(session));
        }
    }

    @Nested
    class When_the_program_starts_again {

        @Test
        @Tag("SYN-1")
        void what_waited_in_the_file_goes_up() throws StoreException {
            List<String> sessions =
                    List.of(station.prepare(), station.prepare(), station.prepare());

            try (SyncEngine _ = station.engine()) {
                sessions.forEach(SyncEngineTest.this::awaitReceipt);
            }
        }
    }

    @Nested
    class When_much_has_waited {

        @Test
        @Tag("SYN-1")
        @Tag("SYN-19")
        void all_of_it_goes_up_in_one_go() throws Exception {
            int many = 120;
            for (int n = 0; n < many; n++) {
                station.prepare();
            }
            try (SyncEngine engine = station.tryEngine(onlyWhenAsked()).orElseThrow()) {
                SyncResult result = engine.syncNow().get(30, TimeUnit.SECONDS);

                assertEquals(
                        new SyncResult(
                                true,
                                many,
                                0,
                                0,
                                many,
                                List.of(),
                                result.duration(),
                                TypeCounts.of("sessions", new Count(many, 0, 0))),
                        result);
            }

            assertTrue(
                    station.queue().stream()
                            .allMatch(one -> one.status() == OperationStatus.ACKNOWLEDGED));
        }
    }
}
