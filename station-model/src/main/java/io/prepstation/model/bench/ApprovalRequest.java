package io.prepstation.model.bench;

import io.prepstation.model.bench.BenchState.Correcting;
import io.prepstation.model.formula.LineRule;
import io.prepstation.model.people.Permission;
import io.prepstation.model.session.Dispense;
import java.util.Optional;

/// What another person is asked to stand for.
public sealed interface ApprovalRequest {

    /// What whoever approves must be allowed.
    default Permission permission() {
        return switch (this) {
            case Overriding _ -> Permission.OVERRIDE;
            case Unlock _ -> Permission.UNLOCK_FORMULA;
            case ByHand _ -> Permission.MANUAL_WEIGHT;
            case Witness _ -> Permission.WITNESS;
        };
    }

    /// A weight outside its limits is to be recorded as it is.
    record Overriding(Correcting from) implements ApprovalRequest {}

    /// A mass was typed instead of read from the balance.
    ///
    /// @param from where it was typed
    record ByHand(BenchState from, Work work, Pour pour, Dispense dispense)
            implements ApprovalRequest {}

    /// A second person is to see the weight on the balance, as the formula asks.
    ///
    /// @param frameNumber of the reading that was accepted
    /// @param effect what is recorded when the second person has seen it
    record Witness(Work work, Pour pour, Dispense dispense, long frameNumber, Effect.Seen effect)
            implements ApprovalRequest {}

    /// Whose weight it is about, which nobody can be the second person for; empty where one person is enough.
    default Optional<Dispense> needsSecondPerson() {
        return switch (this) {
            case Overriding(var from) when from.work().step().asks(LineRule.WITNESS) ->
                    Optional.of(from.dispense());
            case ByHand byHand when byHand.work().step().asks(LineRule.WITNESS) ->
                    Optional.of(byHand.dispense());
            case Witness witness -> Optional.of(witness.dispense());
            case Overriding _, ByHand _, Unlock _ -> Optional.empty();
        };
    }

    /// A formula that failed too often is to be tried again.
    record Unlock(String formulaCode) implements ApprovalRequest {}
}
