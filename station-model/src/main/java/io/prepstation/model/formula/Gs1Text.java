package io.prepstation.model.formula;

import io.prepstation.model.formula.ScannedCode.Gs1Code;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads what suppliers print on containers by the GS1 General Specifications: element strings (`01…` `10…` with FNC1
/// as 0x1D between), the same with brackets, and Digital Link addresses, which are never opened.
///
/// Only what names a trade item is of use here: a text without a GTIN is none of ours.
final class Gs1Text {

    private static final char SEPARATOR = 0x1d;

    /// Application identifiers whose values have no separator behind them, by their first two digits (figure 7.8.5-2).
    private static final Map<String, Integer> FIXED =
            Map.ofEntries(
                    Map.entry("00", 18),
                    Map.entry("01", 14),
                    Map.entry("02", 14),
                    Map.entry("03", 14),
                    Map.entry("11", 6),
                    Map.entry("12", 6),
                    Map.entry("13", 6),
                    Map.entry("15", 6),
                    Map.entry("16", 6),
                    Map.entry("17", 6),
                    Map.entry("20", 2));

    /// The same, of places and measures, by three or four digits.
    private static final Pattern FIXED_LONGER =
            Pattern.compile("3[1-6]\\d\\d\\d{6}|41[0-7]\\d{13}");

    /// All others that are assigned, some by their range: a separator ends their values.
    private static final Pattern VARIABLE =
            Pattern.compile(
                    "(10|2[12]|235|24[0-3]|25[01345]|30|37|39[0-3]\\d|394[0-3]|395[0-5]|40[0-3]|42[0-7]"
                            + "|43[0-3]\\d|70[0-4]\\d|71[0-7]|72[3-5]\\d|80[0-4]\\d|811[0-2]|8200|9\\d)(.*)",
                    Pattern.DOTALL);

    private static final Pattern BRACKETED = Pattern.compile("\\((\\d{2,4})\\)([^()]*)");
    private static final Pattern VALUE = Pattern.compile("[\\x21-\\x7a]{1,90}");
    private static final Pattern LINK =
            Pattern.compile(
                    "https?://[^/?#\\s]+(?:/[^?#\\s]*?)?/01/(\\d{8}|\\d{12,14})((?:/\\d{2}/[^/?#\\s]+)*)(?:\\?(\\S*))?");

    private Gs1Text() {}

    /// An element string, with or without brackets.
    static Optional<Gs1Code> elements(String text) {
        Map<String, String> values = text.startsWith("(") ? bracketed(text) : plain(text);
        return values == null ? Optional.empty() : code(values);
    }

    /// A Digital Link.
    static Optional<Gs1Code> link(String text) {
        Matcher link = LINK.matcher(text);
        if (!link.matches()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        values.put("01", "0".repeat(14 - link.group(1).length()) + link.group(1));
        String[] path = link.group(2).split("/", -1);
        for (int i = 1; i + 1 < path.length; i += 2) {
            values.putIfAbsent(path[i], unescaped(path[i + 1]));
        }
        for (String pair : String.valueOf(link.group(3)).split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                values.putIfAbsent(
                        pair.substring(0, equals), unescaped(pair.substring(equals + 1)));
            }
        }
        return code(values);
    }

    /// The last digit of a GTIN follows from the others (section 7.9).
    static boolean isGtin(String digits) {
        if (!digits.matches("\\d{14}")) {
            return false;
        }
        int sum = 0;
        for (int i = 0; i < 13; i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 3 : 1);
        }
        return (10 - sum % 10) % 10 == digits.charAt(13) - '0';
    }

    private static Optional<Gs1Code> code(Map<String, String> values) {
        String gtin = values.get("01");
        String expiry = values.get("17");
        LocalDate day = expiry == null ? null : day(expiry);
        if (gtin == null || !isGtin(gtin)) {
            return Optional.empty();
        }
        boolean wrong =
                (expiry != null && day == null)
                        || isNoValue(values.get("10"))
                        || isNoValue(values.get("21"));
        return wrong
                ? Optional.empty()
                : Optional.of(new Gs1Code(gtin, values.get("10"), day, values.get("21")));
    }

    private static boolean isNoValue(@Nullable String value) {
        return value != null && (value.length() > 20 || !VALUE.matcher(value).matches());
    }

    /// Day 00 is the end of the month; the century is this one, because nothing here lasts 50 years.
    private static @Nullable LocalDate day(String digits) {
        if (!digits.matches("\\d{6}")) {
            return null;
        }
        int year = 2000 + Integer.parseInt(digits.substring(0, 2));
        int month = Integer.parseInt(digits.substring(2, 4));
        int day = Integer.parseInt(digits.substring(4));
        try {
            return day == 0
                    ? YearMonth.of(year, month).atEndOfMonth()
                    : LocalDate.of(year, month, day);
        } catch (DateTimeException noDay) {
            return null;
        }
    }

    private static @Nullable Map<String, String> bracketed(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        Matcher element = BRACKETED.matcher(text);
        int end = 0;
        while (element.find() && element.start() == end) {
            values.putIfAbsent(element.group(1), element.group(2).strip());
            end = element.end();
        }
        return end == text.length() ? values : null;
    }

    private static @Nullable Map<String, String> plain(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        String rest = text;
        while (!rest.isEmpty()) {
            if (rest.charAt(0) == SEPARATOR) {
                rest = rest.substring(1);
                continue;
            }
            int taken = element(rest, values);
            if (taken == 0) {
                return null;
            }
            rest = rest.substring(taken);
        }
        return values;
    }

    /// How many characters the first element has; none if it is no element.
    private static int element(String rest, Map<String, String> values) {
        Integer fixed = rest.length() < 2 ? null : FIXED.get(rest.substring(0, 2));
        if (fixed != null) {
            return fixed(rest, 2, fixed, values);
        }
        Matcher longer = FIXED_LONGER.matcher(rest);
        if (longer.lookingAt()) {
            return longer.end();
        }
        Matcher variable = VARIABLE.matcher(rest);
        if (!variable.matches()) {
            return 0;
        }
        int begin = variable.start(2);
        int separator = rest.indexOf(SEPARATOR, begin);
        int end = separator < 0 ? rest.length() : separator;
        String value = rest.substring(begin, end);
        if (!VALUE.matcher(value).matches()) {
            return 0;
        }
        values.putIfAbsent(variable.group(1), value);
        return end;
    }

    private static int fixed(String rest, int begin, int length, Map<String, String> values) {
        if (rest.length() < begin + length) {
            return 0;
        }
        String value = rest.substring(begin, begin + length);
        if (!value.chars().allMatch(digit -> digit >= '0' && digit <= '9')) {
            return 0;
        }
        values.putIfAbsent(rest.substring(0, begin), value);
        return begin + length;
    }

    /// `%2F` and the like; what is not ASCII afterwards makes the value none.
    private static String unescaped(String value) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char next = value.charAt(i);
            if (next == '%'
                    && value.length() - i > 2
                    && value.substring(i + 1, i + 3).matches("[0-9A-Fa-f]{2}")) {
                plain.append((char) Integer.parseInt(value.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                plain.append(next);
            }
        }
        return plain.toString();
    }
}
