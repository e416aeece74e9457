package io.prepstation.model.session;

import static io.prepstation.model.session.SessionStatus.COMPLETED;
import static io.prepstation.model.session.SessionStatus.FAILED;
import static io.prepstation.model.session.SessionStatus.IN_PROGRESS;
import static io.prepstation.model.session.SessionStatus.LOCKED_FAILED;
import static io.prepstation.model.session.SessionStatus.SERVER_REJECTED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.prepstation.model.bench.Examples;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("SES-2")
class SessionStatusTest {

    private static final Set<List<SessionStatus>> LEGAL =
            Set.of(
                    List.of(IN_PROGRESS, COMPLETED),
                    List.of(IN_PROGRESS, FAILED),
                    List.of(IN_PROGRESS, LOCKED_FAILED),
                    List.of(COMPLETED, SERVER_REJECTED),
                    List.of(SERVER_REJECTED, COMPLETED));

    static Stream<Arguments> pairs() {
        return Arrays.stream(SessionStatus.values())
                .flatMap(from ->
                        Arrays.stream(SessionStatus.values()).map(to -> Arguments.of(from, to)));
    }

    @Nested
    class A_move {

        @ParameterizedTest
        @MethodSource("io.prepstation.model.session.SessionStatusTest#pairs")
        void is_legal_or_an_error_that_leaves_the_session_as_it_was(
                SessionStatus from, SessionStatus to) {
            PreparationSession session = sessionThatIs(from);
            assertEquals(LEGAL.contains(List.of(from, to)), from.mayBecome(to));
            if (from.mayBecome(to)) {
                assertEquals(to, session.ended(to, Examples.START).status());
            } else {
                assertThrows(IllegalStateException.class, () -> session.ended(to, Examples.START));
            }
            assertEquals(sessionThatIs(from), session);
        }

        private static PreparationSession sessionThatIs(SessionStatus status) {
            return new PreparationSession("s-1", "7", "v1", 1, status, "u-1", Examples.START, null);
        }
    }

    @Nested
    @Tag("SES-1")
    class A_word {

        @ParameterizedTest
        @CsvSource({
            "IN_PROGRESS,in_progress",
            "FAILED,failed",
            "LOCKED_FAILED,locked_failed",
            "COMPLETED,completed",
            "SERVER_REJECTED,server_rejected"
        })
        void of_the_wire_names_a_status(SessionStatus status, String word) {
            assertEquals(word, status.word());
            assertEquals(status, SessionStatus.ofWord(word));
        }

        @Test
        void that_is_no_status_is_an_error() {
            assertThrows(IllegalArgumentException.class, () -> SessionStatus.ofWord("done"));
        }
    }

    @Nested
    class A_failure {

        @Test
        void locks_the_formula_at_the_limit() {
            AttemptPolicy three = new AttemptPolicy(3);
            assertEquals(FAILED, three.statusOfFailure(0));
            assertEquals(FAILED, three.statusOfFailure(1));
            assertEquals(LOCKED_FAILED, three.statusOfFailure(2));
            assertEquals(LOCKED_FAILED, three.statusOfFailure(3));
        }

        @Test
        void locks_at_once_where_the_limit_is_one() {
            assertEquals(LOCKED_FAILED, new AttemptPolicy(1).statusOfFailure(0));
            assertThrows(IllegalArgumentException.class, () -> new AttemptPolicy(0));
        }
    }
}
