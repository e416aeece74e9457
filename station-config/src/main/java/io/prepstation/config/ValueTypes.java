package io.prepstation.config;

import io.prepstation.model.check.TestWeight;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Reason;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The types of value a configuration has.
final class ValueTypes {

    private ValueTypes() {}

    record Text(String meaning) implements ValueType<String> {

        private static final int LONGEST = 200;

        @Override
        public Optional<String> read(Object toml) {
            return Optional.of(toml)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(text -> !text.isBlank() && text.length() <= LONGEST)
                    .filter(text -> text.chars().noneMatch(Character::isISOControl));
        }

        @Override
        public String expected() {
            return meaning;
        }

        @Override
        public String write(String value) {
            return TomlText.quoted(value);
        }
    }

    /// What is sent on a wire: control characters are the point of it.
    record Characters(String meaning) implements ValueType<String> {

        private static final int LONGEST = 200;
        private static final int ASCII = 128;

        @Override
        public Optional<String> read(Object toml) {
            return Optional.of(toml)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(text -> !text.isEmpty() && text.length() <= LONGEST)
                    .filter(text -> text.chars().allMatch(character -> character < ASCII));
        }

        @Override
        public String expected() {
            return meaning;
        }

        @Override
        public String write(String value) {
            return TomlText.quoted(value);
        }
    }

    record TextList(String meaning) implements ValueType<List<String>> {

        @Override
        public Optional<List<String>> read(Object toml) {
            return toml instanceof List<?> list && list.stream().allMatch(String.class::isInstance)
                    ? Optional.of(list.stream().map(String.class::cast).toList())
                    : Optional.empty();
        }

        @Override
        public String expected() {
            return meaning;
        }

        @Override
        public String write(List<String> value) {
            return value.stream().map(TomlText::quoted).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    record Switch() implements ValueType<Boolean> {

        @Override
        public Optional<Boolean> read(Object toml) {
            return toml instanceof Boolean value ? Optional.of(value) : Optional.empty();
        }

        @Override
        public String expected() {
            return "true or false";
        }

        @Override
        public String write(Boolean value) {
            return value.toString();
        }
    }

    record Whole(int smallest, int largest) implements ValueType<Integer> {

        @Override
        public Optional<Integer> read(Object toml) {
            return toml instanceof Long value && value >= smallest && value <= largest
                    ? Optional.of(value.intValue())
                    : Optional.empty();
        }

        @Override
        public String expected() {
            return "a whole number from " + smallest + " to " + largest;
        }

        @Override
        public String write(Integer value) {
            return value.toString();
        }
    }

    /// One of a few values, by what is written for each.
    record Choice<T>(Map<Object, T> byWord) implements ValueType<T> {

        /// @param word what is written for a value: a String, or a Long for a number
        static <T> Choice<T> of(List<T> values, Function<T, Object> word) {
            return new Choice<>(
                    values.stream()
                            .collect(
                                    Collectors.toMap(
                                            word,
                                            Function.identity(),
                                            (first, _) -> first,
                                            LinkedHashMap::new)));
        }

        static <E extends Enum<E>> Choice<E> of(E[] values) {
            return of(
                    Arrays.asList(values),
                    value -> value.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        }

        static Choice<Integer> of(Integer... numbers) {
            return of(Arrays.asList(numbers), Integer::longValue);
        }

        @Override
        public Optional<T> read(Object toml) {
            return Optional.ofNullable(byWord.get(toml));
        }

        @Override
        public String expected() {
            return byWord.keySet().stream()
                    .map(TomlText::shown)
                    .collect(Collectors.joining(", ", "one of ", ""));
        }

        @Override
        public String write(T value) {
            return byWord.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(value))
                    .map(entry -> TomlText.shown(entry.getKey()))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// A choice whose values are documented elsewhere.
    record Elsewhere<T>(Choice<T> choice, String documented) implements ValueType<T> {

        @Override
        public Optional<T> read(Object toml) {
            return choice.read(toml);
        }

        @Override
        public String expected() {
            return choice.expected();
        }

        @Override
        public String write(T value) {
            return choice.write(value);
        }
    }

    /// Some of a few values, at least one.
    record ChoiceList<T>(Choice<T> choice) implements ValueType<List<T>> {

        @Override
        public Optional<List<T>> read(Object toml) {
            if (!(toml instanceof List<?> words) || words.isEmpty()) {
                return Optional.empty();
            }
            List<T> values =
                    words.stream().map(choice::read).flatMap(Optional::stream).distinct().toList();
            return values.size() == words.size() ? Optional.of(values) : Optional.empty();
        }

        @Override
        public String expected() {
            return "a list, each " + choice.expected();
        }

        @Override
        public String write(List<T> value) {
            return value.stream().map(choice::write).collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /// Reason codes, each alone or with its words; a few, each once.
    record ReasonList() implements ValueType<List<Reason>> {

        private static final int MOST = 8;

        @Override
        public Optional<List<Reason>> read(Object toml) {
            if (!(toml instanceof List<?> written) || written.isEmpty() || written.size() > MOST) {
                return Optional.empty();
            }
            List<Reason> reasons =
                    written.stream()
                            .filter(String.class::isInstance)
                            .map(String.class::cast)
                            .map(Reason::parse)
                            .flatMap(Optional::stream)
                            .toList();
            boolean whole = reasons.size() == written.size();
            boolean once = reasons.stream().map(Reason::code).distinct().count() == reasons.size();
            return whole && once ? Optional.of(reasons) : Optional.empty();
        }

        @Override
        public String expected() {
            return "a list of 1 to "
                    + MOST
                    + " reasons like [\"spilled\", \"sampling: A sample was drawn\"]";
        }

        @Override
        public String write(List<Reason> value) {
            return value.stream()
                    .map(Reason::toString)
                    .map(TomlText::quoted)
                    .collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /// A span of time: a number and `ms`, `s`, `min` or `h`.
    record Span(Duration shortest, Duration longest) implements ValueType<Duration> {

        private static final Pattern FORM = Pattern.compile("(\\d{1,7})(ms|s|min|h)");

        /// From the longest, so that writing takes the roundest.
        private enum Unit {
            H(Duration.ofHours(1)),
            MIN(Duration.ofMinutes(1)),
            S(Duration.ofSeconds(1)),
            MS(Duration.ofMillis(1));

            private final Duration length;

            Unit(Duration length) {
                this.length = length;
            }

            String word() {
                return name().toLowerCase(Locale.ROOT);
            }

            boolean divides(Duration span) {
                return span.toMillis() % length.toMillis() == 0;
            }
        }

        @Override
        public Optional<Duration> read(Object toml) {
            return Optional.of(toml)
                    .filter(String.class::isInstance)
                    .map(text -> FORM.matcher((String) text))
                    .filter(Matcher::matches)
                    .map(Span::duration)
                    .filter(span -> span.compareTo(shortest) >= 0 && span.compareTo(longest) <= 0);
        }

        @Override
        public String expected() {
            return "a duration like \"1s\", \"300ms\" or \"5min\" from "
                    + write(shortest)
                    + " to "
                    + write(longest);
        }

        @Override
        public String write(Duration value) {
            Unit unit =
                    Arrays.stream(Unit.values())
                            .filter(one -> !value.isZero() && one.divides(value))
                            .findFirst()
                            .orElse(Unit.MS);
            return TomlText.quoted(value.dividedBy(unit.length) + unit.word());
        }

        private static Duration duration(Matcher found) {
            Unit unit = Unit.valueOf(found.group(2).toUpperCase(Locale.ROOT));
            return unit.length.multipliedBy(Long.parseLong(found.group(1)));
        }
    }

    /// A mass with its unit, so that nobody takes milligrams for grams.
    record Weight(Mass lightest, Mass heaviest) implements ValueType<Mass> {

        private static final Pattern FORM = Pattern.compile("\\d{1,9}(\\.\\d{1,9})? (µg|mg|g|kg)");

        @Override
        public Optional<Mass> read(Object toml) {
            return Optional.of(toml)
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .filter(text -> FORM.matcher(text).matches())
                    .map(Mass::parse)
                    .filter(mass -> mass.isAtLeast(lightest) && mass.isAtMost(heaviest));
        }

        @Override
        public String expected() {
            return "a mass like \"0.5 g\" from \"" + lightest + "\" to \"" + heaviest + "\"";
        }

        @Override
        public String write(Mass value) {
            return TomlText.quoted(value.toString());
        }
    }

    /// A day of the calendar.
    record Day() implements ValueType<LocalDate> {

        private static final Pattern FORM = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

        @Override
        public Optional<LocalDate> read(Object toml) {
            return toml instanceof String text && FORM.matcher(text).matches()
                    ? day(text)
                    : Optional.empty();
        }

        @Override
        public String expected() {
            return "a day like \"2027-05-31\"";
        }

        @Override
        public String write(LocalDate value) {
            return TomlText.quoted(value.toString());
        }

        static Optional<LocalDate> day(String text) {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException e) {
                return Optional.empty();
            }
        }
    }

    /// Test weights with what their certificates say, each with an id of its own.
    record TestWeights() implements ValueType<List<TestWeight>> {

        private static final String MASS = "(\\d{1,6}(?:\\.\\d{1,7})? (?:µg|mg|g|kg))";
        private static final Pattern FORM =
                Pattern.compile(
                        "([A-Za-z0-9][A-Za-z0-9._/-]{0,39}): "
                                + MASS
                                + " \\+- "
                                + MASS
                                + " until (\\d{4}-\\d{2}-\\d{2})");

        @Override
        public Optional<List<TestWeight>> read(Object toml) {
            if (!(toml instanceof List<?> texts)) {
                return Optional.empty();
            }
            List<TestWeight> weights =
                    texts.stream()
                            .filter(String.class::isInstance)
                            .map(text -> FORM.matcher((String) text))
                            .filter(Matcher::matches)
                            .flatMap(found -> weight(found).stream())
                            .toList();
            long ids = weights.stream().map(TestWeight::id).distinct().count();
            return ids == texts.size() ? Optional.of(weights) : Optional.empty();
        }

        private static Optional<TestWeight> weight(Matcher found) {
            Mass mass = Mass.parse(found.group(2));
            return Day.day(found.group(4))
                    .filter(_ -> mass.inGrams().signum() > 0)
                    .map(until ->
                            new TestWeight(
                                    found.group(1), mass, Mass.parse(found.group(3)), until));
        }

        @Override
        public String expected() {
            return "a list of weights, each with its own id, like \"W200: 200 g +- 0.0010 g until 2027-05-31\"";
        }

        @Override
        public String write(List<TestWeight> value) {
            return value.stream()
                    .map(weight ->
                            TomlText.quoted(
                                    "%s: %s +- %s until %s"
                                            .formatted(
                                                    weight.id(),
                                                    weight.mass(),
                                                    weight.tolerance(),
                                                    weight.certifiedUntil())))
                    .collect(Collectors.joining(", ", "[", "]"));
        }
    }

    /// May be left open by an empty text.
    record Open<T>(ValueType<T> type) implements ValueType<Optional<T>> {

        @Override
        public Optional<Optional<T>> read(Object toml) {
            if (toml.equals("")) {
                return Optional.of(Optional.empty());
            }
            Optional<T> value = type.read(toml);
            return value.isPresent() ? Optional.of(value) : Optional.empty();
        }

        @Override
        public String expected() {
            return type.expected() + ", or \"\" to leave it open";
        }

        @Override
        public String write(Optional<T> value) {
            return value.map(type::write).orElse("\"\"");
        }
    }
}
