package io.prepstation.hub.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The part of a file that a request asks for (RFC 9110, 14.1.2).
///
/// @param first the place of its first byte; negative for so many from the end
/// @param end behind its last byte
record ByteRange(long first, long end) {

    private static final Pattern ONE = Pattern.compile("bytes=(\\d{0,18})-(\\d{0,18})");

    /// Empty if the whole is asked for, also by what this does not understand: more than one range, or other units.
    static Optional<ByteRange> of(@Nullable String header) {
        Matcher range = ONE.matcher(header == null ? "" : header.strip());
        if (!range.matches()) {
            return Optional.empty();
        }
        String first = range.group(1);
        String last = range.group(2);
        if (first.isEmpty()) {
            return last.isEmpty() ? Optional.empty() : Optional.of(suffix(Long.parseLong(last)));
        }
        long end = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last) + 1;
        return Long.parseLong(first) < end
                ? Optional.of(new ByteRange(Long.parseLong(first), end))
                : Optional.empty();
    }

    /// The last bytes; none are nowhere.
    private static ByteRange suffix(long length) {
        return length == 0
                ? new ByteRange(Long.MAX_VALUE, Long.MAX_VALUE)
                : new ByteRange(-length, Long.MAX_VALUE);
    }

    /// Empty if nothing of it is there.
    Optional<ByteRange> within(long size) {
        long begin = first < 0 ? Math.max(0, size + first) : first;
        long until = Math.min(end, size);
        return begin < until ? Optional.of(new ByteRange(begin, until)) : Optional.empty();
    }
}
