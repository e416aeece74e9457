package io.prepstation.model.people;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A reason code of the lab's list.
///
/// @param code in records and statistics
/// @param text as the site words it; null where the screens have words of their own for the code
public record Reason(String code, @Nullable String text) {

    private static final Pattern FORM =
            Pattern.compile("([a-z][a-z0-9_]{0,39})(?:: (\\S.{0,79}))?");

    /// From `spilled` or `sampling: A sample was drawn`; empty if it is neither.
    public static Optional<Reason> parse(String written) {
        var parts = FORM.matcher(written);
        return parts.matches()
                ? Optional.of(new Reason(parts.group(1), parts.group(2)))
                : Optional.empty();
    }

    /// Whether the code says nothing without words.
    public boolean needsWords() {
        return code.equals(Approval.OTHER);
    }

    @Override
    public String toString() {
        return text == null ? code : code + ": " + text;
    }
}
