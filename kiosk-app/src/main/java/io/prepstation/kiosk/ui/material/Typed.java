package io.prepstation.kiosk.ui.material;

import io.prepstation.model.mass.Decimal;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What fingers type, as it goes over the wire.
final class Typed {

    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/.]?(\\d{2})(?:[-/.]?(\\d{2}))?");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})");
    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}(?:\\.\\d{1,6})?");

    private static final Pattern TWO_WAYS = Pattern.compile("([1-9]\\d{0,2}),(\\d{3})");

    private Typed() {}

    /// `2027-03-31`, `20270331`, `31.3.2027`; a month alone is good to its end, as on labels.
    static Optional<String> day(String text) {
        Matcher yearFirst = DAY.matcher(text);
        Matcher dayFirst = DAY_FIRST.matcher(text);
        try {
            if (yearFirst.matches()) {
                YearMonth month = YearMonth.of(number(yearFirst, 1), number(yearFirst, 2));
                LocalDate day =
                        yearFirst.group(3) == null
                                ? month.atEndOfMonth()
                                : month.atEndOfMonth().withDayOfMonth(number(yearFirst, 3));
                return Optional.of(day.toString());
            }
            return dayFirst.matches()
                    ? Optional.of(
                            LocalDate.of(
                                            number(dayFirst, 3),
                                            number(dayFirst, 2),
                                            number(dayFirst, 1))
                                    .toString())
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static int number(Matcher of, int group) {
        return Integer.parseInt(of.group(group));
    }

    /// A number that some read as thousands and others as a fraction, such as `1,500`.
    ///
    /// @param many as it is with thousands
    /// @param few as it is with a fraction
    record TwoWays(String many, String few) {}

    /// Both ways to read it, if there are two.
    static Optional<TwoWays> twoWays(String text) {
        Matcher number = TWO_WAYS.matcher(text.replace(" ", ""));
        return number.matches()
                ? Optional.of(
                        new TwoWays(
                                plain(number.group(1) + number.group(2)),
                                plain(number.group(1) + "." + number.group(2))))
                : Optional.empty();
    }

    private static String plain(String number) {
        return Decimal.of(number).stripTrailingZeros().toPlainString();
    }

    /// Zero or more, its digits as they were typed; nothing if it can be read in two ways.
    static Optional<String> number(String text) {
        if (twoWays(text).isPresent()) {
            return Optional.empty();
        }
        String plain = text.replace(',', '.').replace(" ", "");
        return NUMBER.matcher(plain).matches() ? Optional.of(plain) : Optional.empty();
    }

    /// More than 0, at most 100.
    static Optional<String> percent(String text) {
        return number(text)
                .filter(plain -> {
                    BigDecimal percent = Decimal.of(plain);
                    return percent.signum() > 0 && percent.compareTo(new BigDecimal(100)) <= 0;
                });
    }
}
