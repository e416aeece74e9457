package io.prepstation.kiosk.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.prepstation.kiosk.preparation.SampleBench;
import io.prepstation.kiosk.store.StoreException.Reason;
import io.prepstation.model.entity.EntityTypes;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.sync.Receipt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("SYN-1")
class OutboxTest {

    private static final Instant NOW = SampleBench.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofMinutes(1));

    @TempDir Path folder;
    SampleBench bench;
    SessionRecord session;

    @BeforeEach
    void open() throws StoreException {
        bench = SampleBench.in(folder);
        session = bench.completed(SampleLab.THREE);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    LabDatabase database() {
        return bench.database();
    }

    OutboxOperation upload() throws StoreException {
        return database().read(handle -> Outbox.list(handle, 10)).getFirst();
    }

    List<OutboxOperation> due(Instant now) throws StoreException {
        return database().read(handle -> Outbox.due(handle, now, 10));
    }

    OutboxCounts counts() throws StoreException {
        return database().read(Outbox::counts);
    }

    Receipt receipt(String contentHash) {
        return new Receipt(session.id(), contentHash, 17, NOW.toEpochMilli(), "key", "signature");
    }

    String contentHash() throws StoreException {
        return database()
                .read(handle -> FrozenText.find(handle, session.id()))
                .orElseThrow()
                .contentHash();
    }

    @Nested
    class When_empty {

        @Test
        void nothing_waits_and_nothing_is_due() throws StoreException {
            try (LabDatabase other = LabDatabase.open(folder, new LabKey("tenant", "other"))) {
                assertEquals(new OutboxCounts(0, null, 0, 0), other.read(Outbox::counts));
                assertEquals(Optional.empty(), other.read(Outbox::nextDue));
            }
        }
    }

    @Nested
    class When_queued {

        @Test
        void it_waits_since_it_was_created() throws StoreException {
            assertEquals(new OutboxCounts(1, NOW, 0, 0), counts());
        }

        @Test
        void it_survives_a_restart_word_for_word() throws StoreException {
            OutboxOperation before = upload();
            bench.close();
            bench = SampleBench.reopened(folder);

            assertEquals(before, upload());
        }

        @Test
        void a_running_session_is_announced_and_comes_after_the_upload() throws StoreException {
            bench.created(SampleLab.THREE);

            assertEquals(
                    List.of(OperationKind.UPLOAD, OperationKind.CREATE),
                    due(NOW).stream().map(OutboxOperation::kind).toList());
        }
    }

    @Nested
    class When_sent {

        @BeforeEach
        void send() throws StoreException {
            String id = upload().id();
            database().change(handle -> Outbox.markSent(handle, id, LATER));
        }

        @Test
        void it_is_due_again_only_if_the_answer_stays_away() throws StoreException {
            assertEquals(List.of(), due(NOW));
            assertEquals(OperationStatus.SENT, due(LATER).getFirst().status());
        }

        @Test
        void the_receipt_ends_it_and_the_session_is_at_the_hub() throws StoreException {
            Receipt receipt = receipt(contentHash());

            database().change(handle -> Outbox.acknowledge(handle, receipt));

            assertEquals(new OutboxCounts(0, null, 0, 0), counts());
            assertEquals(
                    Optional.of(receipt),
                    database().read(handle -> Outbox.receipt(handle, session.id())));
            assertEquals(true, bench.reader().list(1).getFirst().atHub());
        }

        /// Its first receipt is kept, and the screens showed it at the hub.
        @Test
        @Tag("SYN-18")
        void a_session_that_the_hub_lost_is_not_at_the_hub_until_it_has_it_again()
                throws Exception {
            Receipt first = receipt(contentHash());
            BlockingQueue<Boolean> shown = new LinkedBlockingQueue<>();
            database().change(handle -> Outbox.acknowledge(handle, first));
            try (LiveQuery _ =
                    bench.reader()
                            .followList(
                                    1,
                                    value -> {
                                        if (value
                                                instanceof
                                                LiveValue.Loaded<List<SessionSummary>>(var rows)) {
                                            shown.add(rows.getFirst().atHub());
                                        }
                                    })) {
                assertEquals(true, shown.poll(10, TimeUnit.SECONDS));

                database()
                        .change(handle ->
                                LostAtHub.waitAgain(handle, EntityTypes.STANDARD, 0, NOW));
                assertEquals(false, shown.poll(10, TimeUnit.SECONDS));
                assertEquals(false, bench.reader().list(1).getFirst().atHub());

                Receipt second =
                        new Receipt(
                                first.sessionId(),
                                first.contentHash(),
                                2_000_017,
                                NOW.toEpochMilli(),
                                "key",
                                "signature");
                database().change(handle -> Outbox.acknowledge(handle, second));
                assertEquals(true, shown.poll(10, TimeUnit.SECONDS));
            }
        }

        @Test
        void a_receipt_for_another_text_is_refused_and_it_goes_on_waiting() throws StoreException {
            StoreException refusal =
                    assertThrows(
                            StoreException.class,
                            () ->
                                    database()
                                            .change(handle ->
                                                    Outbox.acknowledge(handle, receipt("other"))));

            assertEquals(Reason.REFUSED, refusal.reason());
            assertEquals(1, counts().waiting());
        }

        @Test
        @Tag("SYN-11")
        void a_failure_of_its_own_counts_and_a_network_away_does_not() throws StoreException {
            String id = upload().id();
            database().change(handle -> Outbox.fail(handle, id, LATER, "500"));
            database().change(handle -> Outbox.postpone(handle, id, LATER, "unreachable"));

            OutboxOperation after = upload();
            assertEquals(1, after.attempts());
            assertEquals("unreachable", after.lastError());
            assertEquals(LATER, after.nextAttemptAt());
        }

        @Test
        @Tag("SYN-11")
        void a_held_queue_sends_nothing_until_it_is_released() throws StoreException {
            database().change(handle -> Outbox.hold(handle, "401"));
            assertEquals(List.of(), due(LATER));
            assertEquals(new OutboxCounts(0, null, 1, 0), counts());

            database().change(handle -> Outbox.release(handle, NOW));
            assertEquals(OperationStatus.PENDING, due(NOW).getFirst().status());
        }

        @Test
        @Tag("SES-2")
        void a_refusal_for_good_ends_it_and_is_told_in_the_session() throws StoreException {
            SessionRecord after =
                    SampleBench.saved(bench.service().refusedByHub(upload(), "unknown user"));

            assertEquals(SessionStatus.SERVER_REJECTED, after.session().status());
            assertEquals(new OutboxCounts(0, null, 0, 1), counts());
        }
    }
}
