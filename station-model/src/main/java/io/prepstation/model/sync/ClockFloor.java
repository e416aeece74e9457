package io.prepstation.model.sync;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The time before which it cannot be. A Raspberry Pi has no clock that goes on without power: it comes up somewhere in the
/// past until the network sets it, and would date records, and let in PINs that have run out.
///
/// @param from who saw that it was this late
public record ClockFloor(Instant at, Witness from) {

    /// Who saw what time it was.
    public enum Witness {
        PROGRAM("this program was built"),
        TRAIL("the last event of the audit trail was written"),
        HUB("the hub was last heard");

        private final String seen;

        Witness(String seen) {
            this.seen = seen;
        }
    }

    /// A clock that is set right is set back a little now and then.
    private static final Duration SLACK = ClockOffset.LIMIT;

    /// The latest of what was seen. Of a station that was told by its hub that it was ahead nothing later counts: it may have
    /// been written in that future.
    ///
    /// A hub counts for as late as both clocks showed: one that merely differs holds nobody up.
    ///
    /// @param built empty where nobody knows
    /// @param hub what it said when this station was last not too far behind it
    /// @param since when events of the trail were written since then, or since somebody said that the clock is right
    public static Optional<ClockFloor> of(
            Optional<Instant> built, Optional<ClockOffset> hub, List<Instant> since) {
        Stream<Instant> events =
                hub.map(ClockOffset::isWrong).orElse(false) ? Stream.of() : since.stream();
        return Stream.of(
                        built.map(at -> new ClockFloor(at, Witness.PROGRAM)).stream(),
                        hub.map(told -> new ClockFloor(shownByBoth(told), Witness.HUB)).stream(),
                        events.map(at -> new ClockFloor(at, Witness.TRAIL)))
                .flatMap(each -> each)
                .max(Comparator.comparing(ClockFloor::at));
    }

    private static Instant shownByBoth(ClockOffset told) {
        return told.hub().isBefore(told.measuredAt()) ? told.hub() : told.measuredAt();
    }

    /// Whether somebody may say that the clock is right all the same. A program cannot have been built later than now.
    public boolean canBeOverruled() {
        return from != Witness.PROGRAM;
    }

    /// So much later, by a clock that nobody sets.
    public ClockFloor after(Duration passed) {
        return new ClockFloor(at.plus(passed), from);
    }

    /// Whether a clock that shows this is wrong.
    public boolean refuses(Instant shown) {
        return shown.plus(SLACK).isBefore(at);
    }

    /// What the clock shows, or the floor where that is later.
    public Instant orLater(Instant shown) {
        return shown.isBefore(at) ? at : shown;
    }

    /// What is wrong with a clock that shows this, as a part of a sentence.
    public String fault(Instant shown) {
        return "the clock says %s, but it cannot be before %s, when %s"
                .formatted(shown, at, from.seen);
    }
}
