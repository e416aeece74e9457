package io.prepstation.model.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/// What JSON must be to have a canonical form (RFC 8785, section 3.1; RFC 7493): numbers that every reader takes for the
/// same, and texts of whole characters.
final class InteroperableJson {

    private static final BigDecimal LARGEST_EXACT_INTEGER = BigDecimal.valueOf(1L << 53);

    private InteroperableJson() {}

    /// Why a value has no canonical form; empty if it has one. Plain loops, because every request goes through here.
    static Optional<String> fault(JsonNode node) {
        if (node.isTextual()) {
            return hasHalfCharacter(node.textValue())
                    ? Optional.of("a text has half a character")
                    : Optional.empty();
        }
        if (node.isNumber()) {
            return isTooLarge(node)
                    ? Optional.of("a number is larger than 2^53")
                    : Optional.empty();
        }
        for (Map.Entry<String, JsonNode> member : node.properties()) {
            if (hasHalfCharacter(member.getKey())) {
                return Optional.of("a member's name has half a character");
            }
        }
        for (JsonNode member : node) {
            Optional<String> fault = fault(member);
            if (fault.isPresent()) {
                return fault;
            }
        }
        return Optional.empty();
    }

    private static boolean isTooLarge(JsonNode number) {
        return !number.isInt() && isTooLarge(number.decimalValue());
    }

    private static boolean isTooLarge(BigDecimal number) {
        return number.precision() - number.scale() > 17
                || number.abs().compareTo(LARGEST_EXACT_INTEGER) > 0;
    }

    private static boolean hasHalfCharacter(String text) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            boolean pair =
                    Character.isHighSurrogate(unit)
                            && at + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(at + 1));
            if (pair) {
                at++;
            } else if (Character.isSurrogate(unit)) {
                return true;
            }
        }
        return false;
    }
}
