package io.prepstation.device.balance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.balance.BalanceReply.Identity;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Who a balance is: which answer belongs to which question, and whose turn it is to be asked again.
@Tag("DEV-BAL")
class IntroductionsTest {

    private static final Identity MODEL = new Identity("HR-250", null, null, null);
    private static final Identity SERIAL_NUMBER = new Identity(null, "T1234567", null, null);

    /// Those that ask for both; the serial number is the first question of each.
    static List<BalanceProtocol> protocols() {
        return BalanceProtocols.names().stream()
                .map(name -> BalanceProtocols.named(name).orElseThrow())
                .filter(protocol -> protocol.identify().size() > 1)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("protocols")
    void an_answer_that_was_lost_is_not_given_by_another(BalanceProtocol protocol) {
        Introductions introductions = new Introductions(protocol, DeviceClock.system());
        BalanceRequest serialNumber = protocol.identify().getFirst();
        BalanceRequest model = protocol.identify().get(1);
        introductions.asked(serialNumber);
        introductions.asked(model);

        assertTrue(introductions.isAnswer(MODEL));
        assertTrue(introductions.isAnswered(model));
        assertFalse(introductions.isAnswered(serialNumber));
        introductions.asked(serialNumber);
        assertTrue(introductions.isAnswer(SERIAL_NUMBER));
        assertTrue(introductions.isAnswered(serialNumber));
    }

    @Nested
    class A_balance_that_stays_mute {

        final List<BalanceRequest> questions = new MtSics().identify();
        final BalanceRequest first = questions.getFirst();
        final BalanceRequest second = questions.getLast();
        final Remembered remembered = new Remembered();

        @Test
        void is_asked_the_other_question_the_next_time() {
            assertEquals(List.of(first, second), remembered.inTurn(questions));
            remembered.unanswered(questions, List.of(first));
            assertEquals(List.of(second, first), remembered.inTurn(questions));
            remembered.unanswered(questions, List.of(second));
            assertEquals(List.of(first, second), remembered.inTurn(questions));
        }

        @Test
        void is_asked_no_more_what_it_answered() {
            remembered.unanswered(List.of(first), List.of(second, first));
            assertFalse(remembered.isUnanswered(second));
            assertEquals(List.of(second, first), remembered.inTurn(questions));
        }
    }
}
