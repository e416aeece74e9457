package io.prepstation.device.camera;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.OptionalDouble;

/// Turns what was seen in the last second into one hint that does not flicker. Not thread-safe.
final class ViewAdvice {

    /// Frames that count; about a second.
    private static final int REMEMBERED = 10;

    /// A texture is taken for a code now and then; a code that is held is seen again and again.
    private static final int SEEN_OFTEN = 3;

    /// Below it the paper of a label is too near to its ink for most readers.
    private static final int DARK = 48;

    /// In thousandths: a lamp's reflection covers more, the paper of a label well lit is not white without detail.
    private static final int GLARING = 30;

    private static final double SMALLEST_MODULE = 2.5;

    /// In thousandths: below it a blur is wider than three pixels.
    private static final int SOFT = 220;

    private final Deque<Glance> glances = new ArrayDeque<>();

    /// @param unreadable module size in pixels of a code that was seen and not read, 0 without one
    private record Glance(boolean dark, boolean glaring, boolean soft, double unreadable) {}

    /// @param read whether this frame's code was read
    /// @param unreadable module size of a code that was seen and not read
    ViewHint after(ViewMeasures seen, boolean read, OptionalDouble unreadable) {
        if (read) {
            glances.clear();
            return ViewHint.NONE;
        }
        glances.addLast(
                new Glance(
                        seen.brightest() < DARK,
                        seen.overexposed() > GLARING,
                        seen.sharpness() < SOFT,
                        unreadable.orElse(0)));
        if (glances.size() > REMEMBERED) {
            glances.removeFirst();
        }
        return hint();
    }

    /// Nothing moves any more: that it is too dark stays true, everything else was of what is gone.
    ViewHint atRest() {
        if (hint() != ViewHint.TOO_DARK) {
            glances.clear();
        }
        return hint();
    }

    private ViewHint hint() {
        if (count(Glance::dark) > REMEMBERED / 2) {
            return ViewHint.TOO_DARK;
        }
        if (count(Glance::glaring) > REMEMBERED / 2) {
            return ViewHint.GLARE;
        }
        boolean blurred = count(Glance::soft) > REMEMBERED / 2;
        long codes = count(glance -> glance.unreadable > 0);
        if (codes < SEEN_OFTEN) {
            return blurred ? ViewHint.BLURRED : ViewHint.NONE;
        }
        long small = count(glance -> glance.unreadable > 0 && glance.unreadable < SMALLEST_MODULE);
        if (2 * small >= codes) {
            return ViewHint.MOVE_CLOSER;
        }
        return blurred ? ViewHint.BLURRED : ViewHint.HOLD_STILL;
    }

    private long count(java.util.function.Predicate<Glance> which) {
        return glances.stream().filter(which).count();
    }
}
