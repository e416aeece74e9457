package io.prepstation.kiosk.preparation;

import static io.prepstation.kiosk.preparation.SampleBench.refused;
import static io.prepstation.kiosk.preparation.SampleBench.request;
import static io.prepstation.kiosk.preparation.SampleBench.saved;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.AuditTrail;
import io.prepstation.kiosk.store.FrozenText;
import io.prepstation.kiosk.store.OperationKind;
import io.prepstation.kiosk.store.Outbox;
import io.prepstation.kiosk.store.SampleLab;
import io.prepstation.kiosk.store.SessionRepository;
import io.prepstation.kiosk.store.StoreException;
import io.prepstation.model.formula.Amount;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.session.SessionRecord;
import io.prepstation.model.session.SessionStatus;
import io.prepstation.model.session.Step;
import io.prepstation.model.sync.UploadBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionServiceTest {

    @TempDir Path folder;
    SampleBench bench;

    @BeforeEach
    void open() throws StoreException {
        bench = SampleBench.in(folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    SessionRecord stored(String id) throws StoreException {
        return bench.database().read(handle -> SessionRepository.find(handle, id)).orElseThrow();
    }

    @Nested
    class When_created {

        @Test
        @Tag("SES-1")
        @Tag("SES-4")
        void what_is_handed_on_is_what_is_stored() throws StoreException {
            SessionRecord created = bench.created(SampleLab.TWENTY);

            assertEquals(created, stored(created.id()));
            assertEquals(20, created.steps().size());
        }

        @Test
        @Tag("SES-5")
        @Tag("SYN-1")
        void its_operation_and_its_audit_event_are_there_too() throws StoreException {
            SessionRecord created = bench.created(SampleLab.THREE);

            var queued = bench.database().read(handle -> Outbox.list(handle, 10));
            var events =
                    bench.database().read(handle -> AuditTrail.ofSession(handle, created.id()));
            assertEquals(
                    List.of(created.id()), queued.stream().map(one -> one.entityId()).toList());
            assertEquals(1, events.size());
        }

        @Test
        @Tag("SES-3")
        void the_attempt_number_goes_up_by_formula() {
            bench.created(SampleLab.THREE);
            bench.created(SampleLab.TWENTY);

            assertEquals(2, bench.created(SampleLab.THREE).session().attemptNo());
        }

        @Test
        @Tag("SES-7")
        void the_amount_can_be_changed_and_steps_are_rescaled() throws StoreException {
            SessionRecord created = bench.created(SampleLab.THREE);

            SessionRecord changed =
                    saved(
                            bench.service()
                                    .changeAmount(
                                            created.id(),
                                            new AmountChange(
                                                    Amount.of("2", "L"),
                                                    SampleBench.SETUP,
                                                    "u-op")));

            assertEquals(changed, stored(created.id()));
            assertEquals(Mass.grams("3.0000"), changed.steps().getFirst().tolerance().target());
        }
    }

    @Nested
    class When_weighing {

        @Test
        void a_confirmed_weight_ends_its_step() throws StoreException {
            SessionRecord created = bench.created(SampleLab.THREE);

            SessionRecord after = bench.weighed(created);

            assertEquals(after, stored(created.id()));
            assertEquals(2, after.nextStep().orElseThrow().sequence());
        }

        @Test
        @Tag("WEI-8")
        void a_weight_outside_its_limits_is_refused_and_leaves_nothing() throws StoreException {
            SessionRecord created = bench.created(SampleLab.THREE);
            Step step = created.steps().getFirst();

            Refusal why =
                    refused(
                            bench.service()
                                    .recordDispense(
                                            created.id(),
                                            bench.dispense(step, Mass.grams("1.5501"))));

            assertInstanceOf(Refusal.OutsideTolerance.class, why);
            assertEquals(created, stored(created.id()));
        }
    }

    @Nested
    class When_completed {

        @Test
        @Tag("REC-2")
        void the_frozen_text_is_whole_and_queued_instead_of_the_announcement() throws Exception {
            SessionRecord done = bench.completed(SampleLab.THREE);

            FrozenText text =
                    bench.database()
                            .read(handle -> FrozenText.find(handle, done.id()))
                            .orElseThrow();
            UploadBundle bundle = UploadBundle.parse(text.text().getBytes(StandardCharsets.UTF_8));
            var queued = bench.database().read(handle -> Outbox.due(handle, SampleBench.NOW, 10));
            assertEquals(SessionStatus.COMPLETED, done.session().status());
            assertEquals(text.contentHash(), bundle.contentHash());
            assertEquals(text.recordHash(), done.signatures().getFirst().recordHash());
            assertEquals(5, bundle.audit().size());
            assertEquals(
                    List.of(OperationKind.UPLOAD), queued.stream().map(one -> one.kind()).toList());
            assertEquals(text.text(), queued.getFirst().payload());
        }

        @Test
        void an_open_step_stands_in_the_way() {
            SessionRecord created = bench.created(SampleLab.THREE);

            assertEquals(
                    new Refusal.StepsPending(3),
                    refused(
                            bench.service()
                                    .complete(
                                            created.id(),
                                            SampleLab.OPERATOR,
                                            Authentication.CHOSEN)));
        }
    }

    @Nested
    class When_failing_again_and_again {

        @Test
        @Tag("SES-2")
        void the_third_failure_locks_the_formula_until_a_supervisor_unlocks_it() {
            for (int i = 0; i < 2; i++) {
                assertEquals(SessionStatus.FAILED, failed().session().status());
            }
            assertEquals(SessionStatus.LOCKED_FAILED, failed().session().status());
            assertEquals(
                    new Refusal.FormulaLocked("PRM00003"),
                    refused(bench.service().createSessionFromFormula(request(SampleLab.THREE))));

            saved(
                    bench.service()
                            .unlock(
                                    new FormulaUnlock(
                                            "PRM00003",
                                            SampleLab.SUPERVISOR,
                                            "trained",
                                            Authentication.CHOSEN)));
            assertEquals(SessionStatus.FAILED, failed().session().status());
        }

        SessionRecord failed() {
            return saved(
                    bench.service()
                            .fail(
                                    bench.created(SampleLab.THREE).id(),
                                    "spilled",
                                    "vessel fell",
                                    "u-op"));
        }
    }

    @Nested
    class When_opened_by_id {

        @Test
        @Tag("SES-6")
        void a_session_is_found() throws Exception {
            SessionRecord created = bench.created(SampleLab.THREE);

            assertEquals(new Opening.Opened(created), bench.reader().open(created.id()));
        }

        @Test
        @Tag("SES-9")
        void the_running_one_is_offered_with_its_checkpoint() throws StoreException {
            SessionRecord created = bench.created(SampleLab.THREE);

            assertEquals(Optional.of(new Interrupted(created, null)), bench.reader().interrupted());
            assertTrue(bench.reader().list(10).getFirst().id().equals(created.id()));
        }
    }
}
