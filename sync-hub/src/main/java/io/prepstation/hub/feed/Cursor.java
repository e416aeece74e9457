package io.prepstation.hub.feed;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A place in the feed, as stations and readers hand it back: everything up to `feedSeq` was seen.
///
/// @param epoch of the feed the place belongs to
public record Cursor(String epoch, long feedSeq) {

    private static final Pattern TEXT = Pattern.compile("([A-Za-z0-9-]{1,64})\\.([0-9]{1,18})");

    /// Empty for a text that no hub ever gave out.
    public static Optional<Cursor> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(new Cursor(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    /// The opaque text on the wire.
    @Override
    public String toString() {
        return epoch + "." + feedSeq;
    }
}
