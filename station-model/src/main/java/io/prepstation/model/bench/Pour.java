package io.prepstation.model.bench;

import io.prepstation.model.mass.Mass;
import java.util.Optional;

/// One ingredient going into the vessel.
///
/// @param scannedCode the code that opened the step
/// @param tare vessel and everything weighed before, from the balance's zero
/// @param savedGross the gross mass of the last checkpoint
/// @param spoiled whether too much was in a vessel that holds other ingredients: it stays too much, whatever is taken
///     out, because what is taken out is a mixture
public record Pour(String scannedCode, Mass tare, Mass savedGross, boolean spoiled) {

    /// The net mass on the pan, moving or not.
    public Optional<Mass> net(Pan pan) {
        return pan.gross().map(gross -> gross.minus(tare));
    }

    /// Whether the balance itself subtracts the tare, so that its display is the net mass.
    boolean taredByBalance(Pan pan) {
        Mass subtracted = pan.tare();
        return subtracted != null && subtracted.sameAs(tare);
    }

    Pour saved(Mass gross) {
        return new Pour(scannedCode, tare, gross, spoiled);
    }

    /// This pour after an overshoot.
    Pour spoiledIn(Work work) {
        return new Pour(scannedCode, tare, savedGross, !work.record().dispenses().isEmpty());
    }
}
