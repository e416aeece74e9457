package io.prepstation.device.balance;

import io.prepstation.model.balance.BalanceReading;
import io.prepstation.model.balance.BalanceStatus;
import io.prepstation.model.mass.Mass;

/// Hears what a balance says, on the balance's own thread: pass it on and return.
public interface BalanceListener {

    void reading(BalanceReading reading);

    /// Every complete frame, weight or not, with what it was taken for: what a person who looks for a mistake wants to see.
    default void heard(BalanceLine line) {}

    /// Called when the status changes, not when it is confirmed.
    void status(BalanceStatus status);

    /// The balance confirmed a tare.
    ///
    /// @param tare what now lies in its tare memory; zero after the memory was emptied
    void tared(Mass tare);

    /// The vessel was weighed at rest, for a balance that does not say what it tares: the station subtracts this.
    ///
    /// @param gross what the balance displays and goes on displaying
    void vesselWeighed(Mass gross);

    /// The balance was away and may have been switched off meanwhile: its zero point is not the one from before.
    ///
    /// Told once, after it is online again and before its first weight.
    void startedAnew();

    /// The balance confirmed a new zero point.
    void zeroed();

    /// A command was not carried out. After [Refusal#NO_ANSWER] the balance may still do it; that is then told as usual.
    ///
    /// @param detail what the balance answered, for supervisors and logs
    void refused(BalanceCommand command, Refusal refusal, String detail);
}
