package io.prepstation.device.balance;

import io.prepstation.device.DeviceClock;
import io.prepstation.device.balance.BalanceReply.Identity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Which questions about itself the balance was asked and has not answered yet, so that an answer that comes late is not
/// taken for what a balance says by itself when it has just been switched on.
final class Introductions {

    /// An answer that is not there by then was lost.
    private static final Duration LATEST_ANSWER = Duration.ofSeconds(5);

    private record Open(BalanceRequest question, long until) {}

    private final BalanceProtocol protocol;
    private final DeviceClock clock;
    private final List<Open> open = new ArrayList<>();
    private final Set<BalanceRequest> answered = new HashSet<>();

    Introductions(BalanceProtocol protocol, DeviceClock clock) {
        this.protocol = protocol;
        this.clock = clock;
    }

    void asked(BalanceRequest question) {
        open.add(new Open(question, clock.in(LATEST_ANSWER)));
    }

    /// Whether the balance was asked for this. It answers in the order it was asked: what lies before was lost.
    boolean isAnswer(Identity said) {
        open.removeIf(each -> clock.reached(each.until()));
        for (int i = 0; i < open.size(); i++) {
            BalanceRequest question = open.get(i).question();
            if (protocol.answers(question, said)) {
                answered.add(question);
                open.subList(0, i + 1).clear();
                return true;
            }
        }
        return false;
    }

    boolean isAnswered(BalanceRequest question) {
        return answered.contains(question);
    }
}
