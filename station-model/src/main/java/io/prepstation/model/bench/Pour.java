package io.prepstation.model.bench;

import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.mass.Verdict;
import io.prepstation.model.material.Source;
import java.util.Optional;

/// One ingredient going into the vessel.
///
/// @param source the scan that opened the step
/// @param tare vessel and everything weighed before, from the balance's zero
/// @param savedGross the gross mass of the last checkpoint
/// @param spoiled whether too much was in a vessel that holds other ingredients: it stays too much, whatever is taken
///     out, because what is taken out is a mixture
/// @param peak the most that stood there at rest
public record Pour(Source source, Mass tare, Mass savedGross, boolean spoiled, Mass peak) {

    /// Of an ingredient without lots.
    public Pour(String scannedCode, Mass tare, Mass savedGross, boolean spoiled) {
        this(Source.ofCode(scannedCode), tare, savedGross, spoiled, savedGross);
    }

    public String scannedCode() {
        return source.scannedCode();
    }

    /// What is still to be weighed of the step from this source.
    public Tolerance tolerance(Work work) {
        return work.toleranceFrom(source);
    }

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
        return new Pour(source, tare, gross, spoiled, peak);
    }

    /// After a gross mass at rest.
    Pour rested(Mass gross) {
        return gross.compareTo(peak) > 0
                ? new Pour(source, tare, savedGross, spoiled, gross)
                : this;
    }

    /// What was taken out after too much was in; empty if nothing was.
    Optional<Mass> removed(Work work, Mass net) {
        Mass most = peak.minus(tare);
        return tolerance(work).verdict(most) == Verdict.OVER
                ? Optional.of(most.minus(net)).filter(out -> out.value().signum() > 0)
                : Optional.empty();
    }

    /// This pour after an overshoot.
    Pour spoiledIn(Work work) {
        return new Pour(source, tare, savedGross, !work.vesselEmpty(), peak);
    }
}
