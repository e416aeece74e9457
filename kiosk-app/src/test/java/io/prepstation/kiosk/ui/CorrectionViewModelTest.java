package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.correction.CorrectionViewModel;
import io.prepstation.kiosk.ui.desk.CorrectionAnswer;
import io.prepstation.kiosk.ui.desk.SessionDetail;
import io.prepstation.kiosk.ui.frame.Action;
import io.prepstation.kiosk.ui.sessions.SessionDetailViewModel;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.people.Approval;
import io.prepstation.model.people.Authentication;
import io.prepstation.model.people.Reasons;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SES-2")
class CorrectionViewModelTest {

    private static final Words WORDS = new Words(Locale.ENGLISH, ZoneOffset.UTC);

    private final BenchFixture bench = BenchFixture.harmless();
    private final DeskLog desk = new DeskLog(bench);
    private final List<String> went = new ArrayList<>();
    private final CorrectionViewModel model =
            new CorrectionViewModel(
                    desk,
                    WORDS,
                    true,
                    Reasons.DEFAULT.correction(),
                    new CorrectionViewModel.Ways(
                            () -> went.add("back"),
                            () -> went.add("badge"),
                            () -> went.add("write")));

    private Action approve() {
        return Objects.requireNonNull(model.consent().actions().get().main());
    }

    @Nested
    class A_session_in_detail {

        private final List<SessionDetail> opened = new ArrayList<>();
        private final SessionDetailViewModel detail =
                new SessionDetailViewModel(desk, WORDS, () -> {}, _ -> {}, opened::add);

        @Test
        void is_corrected_from_there_once_the_hub_refused_it() {
            detail.open(BenchFixture.sessions(false).getFirst());
            detail.show(bench.refused());

            Objects.requireNonNull(detail.actions().get().main()).tap().run();

            assertEquals(List.of(bench.refused()), opened);
            assertTrue(
                    Objects.requireNonNull(detail.content().get())
                            .events()
                            .contains(
                                    "Refused by the hub: operator u1 is not known in lab1 (session.operator)"));
        }

        @Test
        void is_not_corrected_while_nobody_refused_it() {
            detail.open(BenchFixture.sessions(true).getFirst());
            detail.show(bench.detail());

            Action main = detail.actions().get().main();
            assertTrue(main == null || !main.text().equals("Correct"));
        }
    }

    @Nested
    class A_refused_session {

        @Test
        void needs_a_reason_before_somebody_may_stand_for_it() {
            model.open(bench.refused().record(), "");
            assertFalse(approve().enabled());

            model.consent().choose(Reasons.DEFAULT.correction().getFirst());

            assertTrue(approve().enabled());
            approve().tap().run();
            assertEquals(List.of("badge"), went);
        }

        @Test
        void is_signed_by_whoever_proved_who_he_is() {
            model.open(bench.refused().record(), "");
            model.consent().choose(Reasons.DEFAULT.correction().getFirst());
            model.consent().confirmed(BenchFixture.JONAS);

            assertEquals(List.of(BenchFixture.SESSION), desk.corrected);
            assertEquals(
                    List.of(
                            new Approval(
                                    BenchFixture.JONAS,
                                    Authentication.BADGE_AND_PIN,
                                    "person_added",
                                    "Person added at the hub")),
                    desk.approvals);
        }

        @Test
        void is_left_once_it_is_corrected() {
            model.open(bench.refused().record(), "");
            model.show(new CorrectionAnswer.Corrected("another"));
            assertEquals(List.of(), went);

            model.show(new CorrectionAnswer.Corrected(BenchFixture.SESSION));
            assertEquals(List.of("back"), went);
        }

        @Test
        void stays_with_the_reason_why_it_was_not_corrected() {
            model.open(bench.refused().record(), "");
            model.show(
                    new CorrectionAnswer.NotCorrected(
                            BenchFixture.SESSION, "Anna Weber may not correct sessions"));

            assertEquals(List.of(), went);
            assertTrue(
                    model.consent()
                            .question()
                            .get()
                            .endsWith("Not corrected: Anna Weber may not correct sessions"));
        }
    }
}
