package io.prepstation.kiosk.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.kiosk.ui.desk.SessionRow;
import io.prepstation.kiosk.ui.desk.SessionsAnswer;
import io.prepstation.kiosk.ui.desk.SessionsQuestion;
import io.prepstation.kiosk.ui.desk.SessionsQuestion.Since;
import io.prepstation.kiosk.ui.part.Choice;
import io.prepstation.kiosk.ui.sessions.SessionsViewModel;
import io.prepstation.kiosk.ui.words.Words;
import io.prepstation.model.session.SessionStatus;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("STO-11")
class SessionsViewModelTest {

    private static final SessionsQuestion ALL =
            new SessionsQuestion("", Since.EVER, null, null, 100);

    private final DeskLog desk = new DeskLog(BenchFixture.harmless());
    private final List<String> written = new ArrayList<>();
    private List<Choice> offered = List.of();
    private final SessionsViewModel model =
            new SessionsViewModel(
                    desk,
                    new Words(Locale.ENGLISH, ZoneOffset.UTC),
                    new SessionsViewModel.Ways(
                            () -> {},
                            _ -> {},
                            () -> {},
                            (_, choices) -> offered = choices,
                            written::add));
    private final List<SessionRow> rows = BenchFixture.sessions(true);

    private void filter(int number) {
        search();
        offered.get(number).tap().run();
    }

    private void search() {
        Objects.requireNonNull(model.actions().get().middle()).tap().run();
    }

    private void take(String text) {
        offered.stream()
                .filter(choice -> choice.text().equals(text))
                .findFirst()
                .orElseThrow()
                .tap()
                .run();
    }

    @Nested
    class Without_a_filter {

        @Test
        void the_newest_are_there_without_asking() {
            model.show(rows);

            assertEquals(rows, model.found().get().rows());
            assertFalse(model.found().get().more());
            assertEquals(List.of(), desk.questions);
            assertEquals("Sessions", model.title().get());
        }

        @Test
        void older_ones_are_asked_for_after_the_first_hundred() {
            model.show(Collections.nCopies(500, rows.getFirst()));
            assertEquals(100, model.found().get().rows().size());
            assertTrue(model.found().get().more());

            model.showMore();

            assertEquals(
                    List.of(new SessionsQuestion("", Since.EVER, null, null, 200)), desk.questions);
        }
    }

    @Nested
    class With_filters {

        @Test
        void each_narrows_what_is_asked() {
            model.showPeople(BenchFixture.PEOPLE);
            filter(0);
            model.look("buffer");
            filter(1);
            take("7 days");
            filter(2);
            take("failed");
            filter(3);
            take("Anna Weber");

            assertEquals(List.of(""), written);
            assertEquals(
                    new SessionsQuestion(
                            "buffer",
                            Since.WEEK,
                            SessionStatus.FAILED,
                            BenchFixture.ANNA.id(),
                            100),
                    desk.questions.getLast());
            assertEquals("Sessions · “buffer” · 7 days · failed · Anna Weber", model.title().get());
        }

        @Test
        void only_the_answer_to_the_last_question_is_shown() {
            model.show(rows);
            model.look("buffer");
            SessionsQuestion first = desk.questions.getLast();
            model.look("broth");

            model.show(SessionsAnswer.of(first, rows.subList(0, 1)));
            assertEquals(rows, model.found().get().rows());

            model.show(SessionsAnswer.of(desk.questions.getLast(), rows.subList(1, 2)));
            assertEquals(rows.subList(1, 2), model.found().get().rows());
        }

        @Test
        void news_ask_again() {
            model.look("buffer");
            model.show(rows);

            assertEquals(2, desk.questions.size());
            assertEquals(List.of(), model.found().get().rows());
        }

        @Test
        void all_are_taken_away_by_one_tap() {
            model.look("buffer");
            search();
            take("Show all");

            assertEquals(ALL, desk.questions.getLast());
            assertEquals("Sessions", model.title().get());
        }
    }

    @Nested
    class A_question_to_the_store {

        @Test
        void counts_whole_days_of_the_lab_with_today() {
            ZoneId zone = ZoneId.of("Europe/Berlin");
            LocalDate today = LocalDate.of(2026, 11, 21);

            assertEquals(
                    LocalDate.of(2026, 11, 15).atStartOfDay(zone).toInstant(),
                    new SessionsQuestion("", Since.WEEK, null, null, 100)
                            .search(today, zone)
                            .from());
            assertNull(ALL.search(today, zone).from());
        }
    }
}
