package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.store.QueueDesk.Hindrance;
import io.prepstation.kiosk.ui.desk.QueueAnswer;
import io.prepstation.kiosk.ui.desk.SyncQueue;
import io.prepstation.kiosk.ui.queued.QueuedViewModel;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.people.Reasons;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("SYN-1")
class QueuedViewModelTest {

    private static final SyncQueue.Line REFUSED = ConflictScenes.QUEUE.lines().get(2);

    private final DeskLog desk = new DeskLog(BenchFixture.harmless());
    private final List<String> went = new ArrayList<>();
    private final QueuedViewModel model =
            new QueuedViewModel(
                    desk,
                    new Words(Locale.ENGLISH, ZoneOffset.UTC),
                    true,
                    Reasons.DEFAULT.queue(),
                    new QueuedViewModel.Ways(
                            () -> went.add("queue"),
                            () -> went.add("consent"),
                            () -> went.add("again"),
                            () -> went.add("badge"),
                            () -> went.add("write")));

    private void order(int choice) {
        model.choices().get().get(choice).tap().run();
        model.consent().choose(Reasons.DEFAULT.queue().getFirst());
        model.consent().confirmed(BenchFixture.PEOPLE.getFirst());
    }

    @Nested
    class A_waiting_change {

        @Test
        void is_tried_again_or_taken_out_only_with_somebody_and_a_reason() {
            model.open(REFUSED);
            model.choices().get().getFirst().tap().run();

            assertEquals(List.of("consent"), went);
            assertEquals(List.of(), desk.ordered);
            order(3);
            assertEquals(List.of("REMOVE " + REFUSED.id()), desk.ordered);
            assertEquals("put_right", desk.approvals.getFirst().reasonCode());
        }

        @Test
        void goes_back_to_the_queue_when_it_is_done() {
            model.open(REFUSED);
            order(0);
            model.show(new QueueAnswer.Done(1));

            assertEquals("queue", went.getLast());
        }

        @Test
        void says_why_nothing_was_done() {
            model.open(REFUSED);
            order(1);
            model.show(new QueueAnswer.Hindered(Hindrance.MAYBE_AT_THE_HUB));

            assertEquals("again", went.getLast());
            assertTrue(model.hint().get().contains("may be at the hub"), model.hint().get());
        }

        @Test
        void that_went_up_meanwhile_cannot_be_ordered_about() {
            model.open(REFUSED);
            model.show(
                    new SyncQueue(
                            ConflictScenes.QUEUE.counts(),
                            List.of(),
                            null,
                            null,
                            null,
                            ConflictScenes.QUEUE.yesterday(),
                            null));

            assertEquals(List.of(), model.choices().get());
            assertFalse(model.hint().get().isEmpty());
        }
    }

    @Nested
    class What_is_finished {

        @Test
        void is_cleared_by_a_supervisor() {
            model.open(ConflictScenes.QUEUE.counts());
            order(0);

            assertEquals(List.of("clear"), desk.ordered);
        }
    }
}
