package io.prepstation.report;

import io.prepstation.model.mass.Mass;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// What printed records say, in one language. Numbers keep every digit; times are those of the record's own zone.
public final class ReportWords {

    /// The languages records are printed in.
    public static final List<String> LANGUAGES = List.of("en", "de", "zh");

    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss XXX", Locale.ROOT);
    private static final DateTimeFormatter UTC =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'", Locale.ROOT);

    private final ResourceBundle bundle;
    private final Locale locale;

    public ReportWords(Locale locale) {
        this.bundle = ResourceBundle.getBundle("io.prepstation.report.report", locale, NO_FALLBACK);
        this.locale = locale;
    }

    /// @throws java.util.MissingResourceException for a key that is in no bundle
    public String text(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /// A word of the record, such as a status; one this version does not know stays as it is.
    public String word(String group, String word) {
        String key = group + "." + word;
        return bundle.containsKey(key) ? bundle.getString(key) : word;
    }

    /// Digit by digit with the language's decimal separator.
    public String mass(Mass mass) {
        return number(mass.value()) + " " + mass.unit().symbol();
    }

    public String signed(Mass mass) {
        return (mass.value().signum() > 0 ? "+" : "") + mass(mass);
    }

    public String limits(Mass lower, Mass upper) {
        return number(lower.value()) + " … " + mass(upper);
    }

    /// With its offset, so that the moment is certain.
    public String time(Instant at, String zone) {
        return TIME.format(at.atZone(ZoneId.of(zone)));
    }

    public String utc(Instant at) {
        return UTC.format(at.atZone(java.time.ZoneOffset.UTC));
    }

    private String number(BigDecimal value) {
        char separator = DecimalFormatSymbols.getInstance(locale).getDecimalSeparator();
        String digits = value.abs().toPlainString().replace('.', separator);
        return (value.signum() < 0 ? "−" : "") + digits;
    }
}
