package io.prepstation.device.balance;

/// Tells frames that lost a byte on the wire: a balance that answers questions sends weights of one length.
///
/// A line without parity cannot show that the `1` of `125.67` was lost. A frame of another length is therefore only
/// believed after others of the same length, a shorter one after more, because losing only shortens.
final class WholeFrames {

    private static final int TO_BELIEVE_LONGER = 2;
    private static final int TO_BELIEVE_SHORTER = 5;

    private final boolean prints;

    private int believed;
    private int other;
    private int times;

    /// @param prints whether lines come one by one when a person wants them: then the first is believed, and another
    ///     length when it was printed twice
    WholeFrames(boolean prints) {
        this.prints = prints;
    }

    boolean believable(String raw) {
        int length = raw.length();
        times = length == other ? times + 1 : 1;
        other = length;
        if (times >= toBelieve(length)) {
            believed = length;
        }
        return length == believed;
    }

    private int toBelieve(int length) {
        if (prints) {
            return believed == 0 ? 1 : TO_BELIEVE_LONGER;
        }
        return length > believed ? TO_BELIEVE_LONGER : TO_BELIEVE_SHORTER;
    }
}
