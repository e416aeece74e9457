package io.prepstation.device.balance;

import io.prepstation.device.serial.LineFramer.Terminator;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/// What a site declares of a balance that no protocol here knows.
///
/// @param request bytes that ask for one weight (ISO 8859-1); null if the balance sends by itself
/// @param zero bytes that set zero; null if it is set by hand
/// @param line a whole frame; named groups `value` (digits), and where there are such `sign`, `unit`, `stable`
/// @param stableMarks what the group `stable` holds at rest; the format has no mark if the group is missing
/// @param overloadMarks what a frame contains, anywhere, when there is too much on the pan
/// @param underloadMarks likewise for too little
public record GenericFormat(
        @Nullable String request,
        @Nullable String zero,
        Terminator terminator,
        Pattern line,
        Set<String> stableMarks,
        Set<String> unstableMarks,
        Set<String> overloadMarks,
        Set<String> underloadMarks) {

    /// One number and one unit on a line, no mark: what most balances print.
    public static final GenericFormat PLAIN =
            new GenericFormat(
                    null,
                    null,
                    Terminator.LF,
                    Pattern.compile(
                            "[ ]*(?<sign>[+-]?)[ ]*(?<value>[0-9]{1,12}(?:\\.[0-9]{1,8})?)(?:[ ]*(?<unit>[A-Za-z%µ]{1,4}))?[ ]*"),
                    Set.of(),
                    Set.of(),
                    Set.of("~~", "OL"),
                    Set.of("UL"));

    public GenericFormat {
        if (!line.namedGroups().containsKey("value")) {
            throw new PatternSyntaxException(
                    "the pattern of a balance line names its digits (?<value>…)",
                    line.pattern(),
                    -1);
        }
        stableMarks = Set.copyOf(stableMarks);
        unstableMarks = Set.copyOf(unstableMarks);
        overloadMarks = Set.copyOf(overloadMarks);
        underloadMarks = Set.copyOf(underloadMarks);
    }
}
