package io.prepstation.hub.sync;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Why an upload is refused for good.
///
/// @param code for programs, `VERSION_NOT_APPROVED`
/// @param field the member that is wrong, `session.formulaVersionId`
/// @param reason for people: what is wrong and with what
public record Refusal(String code, String field, String reason) {

    /// One question to an upload.
    interface Check {
        Optional<Refusal> fault();
    }

    static Optional<Refusal> when(boolean wrong, String code, String field, String reason) {
        return wrong ? Optional.of(new Refusal(code, field, reason)) : Optional.empty();
    }

    /// An empty parent is another fault than one that is not there: nothing can be derived from it.
    ///
    /// @param missing what is wrong with one that is named
    static Optional<Refusal> parent(
            boolean there, @Nullable String id, String field, String missing) {
        return id == null || id.isBlank()
                ? Optional.of(
                        new Refusal(
                                "DERIVED_MISSING",
                                field,
                                "\"" + field + "\" is empty; it must name what this belongs to"))
                : when(!there, "PARENT_MISSING", field, missing);
    }

    /// The first of several checks that finds something; the later ones may rely on the earlier.
    static Optional<Refusal> first(Check... checks) {
        return Stream.of(checks).map(Check::fault).flatMap(Optional::stream).findFirst();
    }

    static <T> Optional<Refusal> firstOf(Stream<T> items, Function<T, Optional<Refusal>> check) {
        return items.map(check).flatMap(Optional::stream).findFirst();
    }

    static Optional<Refusal> firstAt(int count, IntFunction<Optional<Refusal>> check) {
        return IntStream.range(0, count).mapToObj(check).flatMap(Optional::stream).findFirst();
    }
}
