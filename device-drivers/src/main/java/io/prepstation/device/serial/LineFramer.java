package io.prepstation.device.serial;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Cuts a stream of bytes into frames at their terminator; a frame is decoded only when it is complete.
///
/// One character of a frame is one byte (ISO 8859-1), so that nothing on the wire is lost or repaired. Not thread-safe.
public final class LineFramer {

    /// The byte that ends a frame. The other half of a CR LF pair is no part of a frame, whichever side it lies on.
    public enum Terminator {
        CR('\r', '\n'),
        LF('\n', '\r');

        private final byte last;
        private final byte companion;

        Terminator(char last, char companion) {
            this.last = (byte) last;
            this.companion = (byte) companion;
        }
    }

    private final Terminator terminator;
    private final int longest;
    private final byte[] pending;
    private int length;
    private boolean discarding;

    /// @param longest the most bytes a frame of this protocol has; a longer one is thrown away to its terminator
    public LineFramer(Terminator terminator, int longest) {
        this.terminator = terminator;
        this.longest = longest;
        this.pending = new byte[longest + 1];
    }

    /// The next frame may be the tail of a line: it is thrown away to its terminator.
    public void startInMidLine() {
        length = 0;
        discarding = true;
    }

    /// The next byte is the first of a line.
    public void startOfLine() {
        length = 0;
        discarding = false;
    }

    /// Whether a line has begun of which more is to come; the other half of a CR LF pair is no beginning.
    public boolean isInMidLine() {
        return !discarding && (length > 1 || (length == 1 && pending[0] != terminator.companion));
    }

    /// The frames that these bytes completed, without terminator; empty lines are none.
    public List<String> accept(byte[] bytes) {
        List<String> frames = new ArrayList<>();
        for (byte next : bytes) {
            accept(next).ifPresent(frames::add);
        }
        return frames;
    }

    /// What lies unterminated at the end of a file. On a wire this is never a frame.
    public Optional<String> rest() {
        return end();
    }

    private Optional<String> accept(byte next) {
        if (next == terminator.last) {
            return end();
        }
        if (length == pending.length) {
            discarding = true;
            length = 0;
        }
        pending[length++] = next;
        return Optional.empty();
    }

    private Optional<String> end() {
        int first = length > 0 && pending[0] == terminator.companion ? 1 : 0;
        int last =
                length > first && pending[length - 1] == terminator.companion ? length - 1 : length;
        boolean whole = !discarding && last > first && last - first <= longest;
        byte[] frame = Arrays.copyOfRange(pending, first, last);
        startOfLine();
        return whole
                ? Optional.of(new String(frame, StandardCharsets.ISO_8859_1))
                : Optional.empty();
    }
}
