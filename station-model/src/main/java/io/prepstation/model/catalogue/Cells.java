package io.prepstation.model.catalogue;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// One line of a file as text. What cannot be read becomes a problem and an empty value, so that one pass finds them
/// all.
final class Cells {

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");
    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,5}");
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/+-]{0,63}");
    private static final int LONGEST_TEXT = 200;

    private final String file;
    private final String place;
    private final Map<String, String> texts;
    private final UnaryOperator<String> shownAs;
    private final List<FileProblem> problems;

    /// @param shownAs what the file itself calls a column
    /// @param problems takes what is found
    Cells(String file, FileRow row, UnaryOperator<String> shownAs, List<FileProblem> problems) {
        this.file = file;
        this.place = row.place();
        this.texts = row.texts();
        this.shownAs = shownAs;
        this.problems = problems;
    }

    void problem(String column, String message) {
        problems.add(new FileProblem(file, place, shownAs.apply(column), message));
    }

    boolean has(String column) {
        return !text(column).isEmpty();
    }

    /// Without blanks around it; empty if there is none.
    String text(String column) {
        return texts.getOrDefault(column, "").strip();
    }

    Optional<String> name(String column) {
        String text = text(column);
        if (text.isEmpty()
                || text.length() > LONGEST_TEXT
                || text.chars().anyMatch(Character::isISOControl)) {
            problem(column, "expected a text of 1 to " + LONGEST_TEXT + " characters");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    Optional<String> code(String column) {
        return matching(column, CODE, "a code of letters, digits and . _ / + -");
    }

    Optional<Integer> number(String column) {
        return matching(column, NUMBER, "a whole number from 1").map(Integer::valueOf);
    }

    Optional<BigDecimal> decimal(String column) {
        return matching(column, DECIMAL, "a decimal number, not negative: 12.340")
                .map(BigDecimal::new);
    }

    Optional<BigDecimal> positive(String column) {
        Optional<BigDecimal> value = decimal(column);
        if (value.isPresent() && value.get().signum() == 0) {
            problem(column, "must be more than zero");
            return Optional.empty();
        }
        return value;
    }

    Optional<LocalDate> day(String column) {
        try {
            return Optional.of(LocalDate.parse(text(column)));
        } catch (DateTimeException e) {
            problem(column, "expected a day like 2026-11-20, found \"" + text(column) + "\"");
            return Optional.empty();
        }
    }

    private Optional<String> matching(String column, Pattern pattern, String expected) {
        String text = text(column);
        if (pattern.matcher(text).matches()) {
            return Optional.of(text);
        }
        problem(column, "expected " + expected + ", found \"" + text + "\"");
        return Optional.empty();
    }
}
