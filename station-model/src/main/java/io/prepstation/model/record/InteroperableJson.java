package io.prepstation.model.record;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// What JSON must be to have a canonical form (RFC 8785, section 3.1; RFC 7493): numbers that every reader takes for the
/// same, and texts of whole characters.
final class InteroperableJson {

    private static final BigDecimal LARGEST_EXACT_INTEGER = BigDecimal.valueOf(1L << 53);

    private InteroperableJson() {}

    /// Why a value has no canonical form; empty if it has one.
    static Optional<String> fault(JsonNode node) {
        return Stream.concat(ofItself(node).stream(), ofMembers(node)).findFirst();
    }

    private static Stream<String> ofMembers(JsonNode node) {
        Stream<String> names =
                stream(node.fieldNames())
                        .filter(InteroperableJson::hasHalfCharacter)
                        .map(_ -> "a member's name has half a character");
        return Stream.concat(
                names, stream(node.elements()).flatMap(member -> fault(member).stream()));
    }

    private static Optional<String> ofItself(JsonNode node) {
        if (node.isTextual() && hasHalfCharacter(node.textValue())) {
            return Optional.of("a text has half a character");
        }
        return node.isNumber() && isTooLarge(node.decimalValue())
                ? Optional.of("a number is larger than 2^53")
                : Optional.empty();
    }

    private static boolean isTooLarge(BigDecimal number) {
        return number.precision() - number.scale() > 17
                || number.abs().compareTo(LARGEST_EXACT_INTEGER) > 0;
    }

    private static boolean hasHalfCharacter(String text) {
        return text.codePoints()
                .anyMatch(character -> Character.getType(character) == Character.SURROGATE);
    }

    private static <T> Stream<T> stream(Iterator<T> iterator) {
        Iterable<T> once = () -> iterator;
        return StreamSupport.stream(once.spliterator(), false);
    }
}
