package io.prepstation.device.balance;

import io.prepstation.model.balance.OfflineReason;
import io.prepstation.model.mass.Mass;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the driver knows of the balance from its last connection. Owned by the balance's thread.
final class Remembered {

    private boolean wasOnline;
    private boolean onlineSinceOpened;
    private boolean confused;
    private boolean cancelled;
    private @Nullable Mass tare;
    private List<BalanceRequest> unanswered = List.of();

    boolean wasOnline() {
        return wasOnline;
    }

    void online() {
        wasOnline = true;
        onlineSinceOpened = true;
        cancelled = false;
    }

    /// A connection ended.
    void lostTo(OfflineReason reason) {
        boolean talked = reason == OfflineReason.REFUSING || reason == OfflineReason.GARBLED;
        confused = talked && !onlineSinceOpened;
        onlineSinceOpened = false;
    }

    /// Whether a whole connection brought answers but no weight, and the balance was not cancelled for that before.
    boolean isToBeCancelled() {
        return confused && !cancelled;
    }

    /// Once is enough until it is online again: it may be adjusting itself, or somebody may be at its menu.
    void cancelled() {
        cancelled = true;
    }

    /// These questions were still not answered when the balance already weighed.
    ///
    /// @param tried those that it was asked then; another time the others come first, so that each has its turn
    void unanswered(Collection<BalanceRequest> questions, Collection<BalanceRequest> tried) {
        List<BalanceRequest> next = new ArrayList<>(questions);
        next.removeAll(tried);
        tried.stream().filter(questions::contains).forEach(next::add);
        unanswered = List.copyOf(next);
    }

    /// Open questions in the order in which they are asked: what was asked in vain longest ago first.
    List<BalanceRequest> inTurn(Collection<BalanceRequest> open) {
        List<BalanceRequest> turn = new ArrayList<>(open);
        turn.removeAll(unanswered);
        unanswered.stream().filter(open::contains).forEach(turn::add);
        return turn;
    }

    /// Whether the balance weighed last time without ever answering this.
    boolean isUnanswered(BalanceRequest question) {
        return unanswered.contains(question);
    }

    /// The balance confirmed this as its tare; zero after the memory was emptied.
    void tared(Mass taken) {
        tare = taken;
    }

    /// Whether the balance cannot have been switched off: it still knows a tare that only it was told. An empty memory
    /// proves nothing.
    boolean ranOn(Optional<Mass> memory) {
        Mass before = tare;
        return before != null
                && before.value().signum() != 0
                && memory.filter(before::sameAs).isPresent();
    }
}
