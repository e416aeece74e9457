package io.prepstation.model.bench;

import io.prepstation.model.mass.Mass;
import io.prepstation.model.mass.Tolerance;
import io.prepstation.model.mass.Verdict;
import io.prepstation.model.material.Source;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One ingredient going into the vessel.
///
/// @param source the scan that opened the step
/// @param tare vessel and everything weighed before, from the balance's zero
/// @param savedGross the gross mass of the last checkpoint
/// @param spoiled whether too much was in a vessel that holds other ingredients: it stays too much, whatever is taken
///     out, because what is taken out is a mixture
/// @param peak the gross mass at rest when most of it was in
/// @param least by difference: a lighter load is not the container it is taken from; null where material goes in
public record Pour(
        Source source,
        Mass tare,
        Mass savedGross,
        boolean spoiled,
        Mass peak,
        @Nullable Mass least) {

    /// Of an ingredient without lots.
    public Pour(String scannedCode, Mass tare, Mass savedGross, boolean spoiled) {
        this(Source.ofCode(scannedCode), tare, savedGross, spoiled, savedGross, null);
    }

    /// What stands at rest becomes the tare; by difference it is a container that something is to be taken out of.
    static Pour tared(Source source, Mass tare, @Nullable Mass least) {
        return new Pour(source, tare, tare, false, tare, least);
    }

    public String scannedCode() {
        return source.scannedCode();
    }

    /// What is still to be weighed of the step from this source.
    public Tolerance tolerance(Work work) {
        return work.toleranceFrom(source);
    }

    /// Whether it is weighed as what its container loses.
    public boolean byDifference() {
        return least != null;
    }

    /// The net mass, moving or not; by difference empty while the container is off the pan.
    public Optional<Mass> net(Pan pan) {
        return pan.gross().filter(this::onPan).map(this::net);
    }

    /// What went in when this stands on the balance: by difference, what the container lost.
    Mass net(Mass gross) {
        return byDifference() ? tare.minus(gross) : gross.minus(tare);
    }

    /// What stands on the balance when so much went in.
    Mass grossAt(Mass net) {
        return byDifference() ? tare.minus(net) : tare.plus(net);
    }

    /// Whether a load can be what the pour was begun with.
    boolean onPan(Mass gross) {
        return least == null || gross.isAtLeast(least);
    }

    /// Whether with this on the balance at least as much went in as with that.
    boolean isAtLeast(Mass gross, Mass other) {
        return onPan(gross) && net(gross).isAtLeast(net(other));
    }

    /// Whether the balance itself subtracts the tare, so that its display is the net mass.
    boolean taredByBalance(Pan pan) {
        Mass subtracted = pan.tare();
        return subtracted != null && subtracted.sameAs(tare);
    }

    Pour saved(Mass gross) {
        return new Pour(source, tare, gross, spoiled, peak, least);
    }

    /// After a gross mass at rest.
    Pour rested(Mass gross) {
        return isAtLeast(gross, peak) && !gross.sameAs(peak)
                ? new Pour(source, tare, savedGross, spoiled, gross, least)
                : this;
    }

    /// What was taken out after too much was in, or put back by difference; empty if nothing was.
    Optional<Mass> removed(Work work, Mass net) {
        Mass most = net(peak);
        return tolerance(work).verdict(most) == Verdict.OVER
                ? Optional.of(most.minus(net)).filter(out -> out.value().signum() > 0)
                : Optional.empty();
    }

    /// This pour after an overshoot. A container that stands on the balance holds nothing else, whatever the vessel holds.
    Pour spoiledIn(Work work) {
        return new Pour(
                source, tare, savedGross, !byDifference() && !work.vesselEmpty(), peak, least);
    }
}
