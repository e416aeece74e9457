package io.prepstation.model.session;

import io.prepstation.model.mass.MassUnit;
import java.util.Arrays;
import java.util.Optional;

/// The unit of a recorded weight: `g` as it stands in the frame, or `(g)` where the frame has none and the site's settings say
/// it.
///
/// @param fromSettings whether no unit stands in the frame
public record FrameUnit(MassUnit unit, boolean fromSettings) {

    /// The unit of a weight that was read from this frame.
    public static FrameUnit of(String rawFrame, MassUnit unit) {
        return new FrameUnit(unit, !rawFrame.contains(unit.symbol()));
    }

    /// Empty if it is no unit of mass.
    public static Optional<FrameUnit> ofWord(String word) {
        return Arrays.stream(MassUnit.values())
                .flatMap(unit ->
                        Arrays.stream(
                                new FrameUnit[] {
                                    new FrameUnit(unit, false), new FrameUnit(unit, true)
                                }))
                .filter(unit -> unit.word().equals(word))
                .findFirst();
    }

    /// How records and the wire write it.
    public String word() {
        return fromSettings ? "(" + unit.symbol() + ")" : unit.symbol();
    }

    /// Whether the frame has the unit, or none at all if it is from the settings.
    public boolean agreesWith(String rawFrame) {
        return fromSettings
                ? Arrays.stream(MassUnit.values()).noneMatch(any -> rawFrame.contains(any.symbol()))
                : rawFrame.contains(unit.symbol());
    }
}
