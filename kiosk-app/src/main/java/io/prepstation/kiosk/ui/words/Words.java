package io.prepstation.kiosk.ui.words;

import io.prepstation.model.formula.Amount;
import io.prepstation.model.formula.BatchSize;
import io.prepstation.model.mass.Mass;
import io.prepstation.model.people.Reason;
import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.text.MessageFormat;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.ResourceBundle;

/// Everything the screens say, in one language and the lab's time zone.
///
/// Numbers are shown with the language's decimal separator and otherwise digit by digit as they are: grouping or
/// rounding would hide what the balance displayed.
public final class Words {

    /// Beside bundle files, so that a missing translation shows English, never the computer's language.
    private static final ResourceBundle.Control NO_FALLBACK =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private static final String NO_BREAK = " ";
    private static final String MINUS = "−";

    private final ResourceBundle bundle;
    private final Locale locale;
    private ZoneId zone;
    private final DateTimeFormatter time;
    private final DateTimeFormatter dayAndTime;

    public Words(Locale locale, ZoneId zone) {
        this.bundle =
                ResourceBundle.getBundle(
                        "io.prepstation.kiosk.ui.words.words", bundleOf(locale), NO_FALLBACK);
        this.locale = locale;
        this.zone = zone;
        this.time = DateTimeFormatter.ofPattern("HH:mm", locale);
        this.dayAndTime =
                chinese()
                        ? DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", locale)
                        : DateTimeFormatter.ofLocalizedDateTime(
                                        FormatStyle.MEDIUM, FormatStyle.SHORT)
                                .withLocale(locale);
    }

    /// English is what every other language falls back to; looking for more of it would search every jar in vain.
    private static Locale bundleOf(Locale locale) {
        return locale.getLanguage().equals("en") ? Locale.ROOT : locale;
    }

    /// From now on times are those of this zone: the lab's, once it is known.
    public void in(ZoneId labs) {
        zone = labs;
    }

    public Locale locale() {
        return locale;
    }

    /// The text of a key; `{0}` … are replaced by the arguments.
    ///
    /// @throws java.util.MissingResourceException for a key that is in no bundle
    public String text(String key, Object... arguments) {
        return new MessageFormat(bundle.getString(key), locale).format(arguments);
    }

    /// A reason in the site's words, or in this language's; a code that has none stands as it is.
    public String reason(Reason reason) {
        String own = reason.text();
        String key = "reason." + reason.code();
        return own != null ? own : bundle.containsKey(key) ? bundle.getString(key) : reason.code();
    }

    /// Digit by digit: `−12,3400` in German.
    public String number(BigDecimal value) {
        String digits = value.abs().toPlainString();
        String sign = value.signum() < 0 ? MINUS : "";
        return sign
                + digits.replace(
                        '.', DecimalFormatSymbols.getInstance(locale).getDecimalSeparator());
    }

    public String mass(Mass mass) {
        return number(mass.value()) + NO_BREAK + mass.unit().symbol();
    }

    /// With its sign, also for more than nothing.
    public String signed(Mass mass) {
        return (mass.value().signum() > 0 ? "+" : "") + mass(mass);
    }

    /// Both limits with one unit: `79.600 … 80.400 g`.
    public String limits(Mass lower, Mass upper) {
        return number(lower.value()) + NO_BREAK + "…" + NO_BREAK + mass(upper);
    }

    public String amount(Amount amount) {
        return number(amount.value()) + NO_BREAK + amount.unit().symbol();
    }

    /// How much is to be made, as it was asked for.
    public String size(BatchSize size) {
        return switch (size) {
            case Amount amount -> amount(amount);
            case BatchSize.Times(var factor) -> number(factor) + NO_BREAK + "×";
            case BatchSize.Total(var mass) -> mass(mass);
            case BatchSize.First(var mass) -> mass(mass);
        };
    }

    public String decimalSeparator() {
        return String.valueOf(DecimalFormatSymbols.getInstance(locale).getDecimalSeparator());
    }

    public String time(Instant at) {
        return time.format(at.atZone(zone));
    }

    public String day(LocalDate day) {
        DateTimeFormatter days =
                chinese()
                        ? DateTimeFormatter.ISO_LOCAL_DATE
                        : DateTimeFormatter.ofLocalizedDate(FormatStyle.MEDIUM).withLocale(locale);
        return days.format(day);
    }

    /// Days then stand as in records and as they are typed: `2026-10-31`. Written out they would not fit their columns.
    private boolean chinese() {
        return locale.getLanguage().equals(Locale.CHINESE.getLanguage());
    }

    public String day(Instant at) {
        return day(at.atZone(zone).toLocalDate());
    }

    public String dayAndTime(Instant at) {
        return dayAndTime.format(at.atZone(zone));
    }

    /// How long ago, in the largest fitting unit: `3 min`, `2 h`, `5 d`.
    public String age(Instant since, Instant now) {
        Duration age = Duration.between(since, now);
        if (age.toMinutes() < 1) {
            return text("age.now");
        }
        if (age.toMinutes() < 90) {
            return text("age.minutes", age.toMinutes());
        }
        return age.toHours() < 48
                ? text("age.hours", age.toHours())
                : text("age.days", age.toDays());
    }
}
