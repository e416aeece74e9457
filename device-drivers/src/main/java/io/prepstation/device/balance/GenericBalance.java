package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Overload;
import io.prepstation.device.balance.BalanceReply.Underload;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.serial.LineFramer.Terminator;
import io.prepstation.device.serial.PortSettings;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Any balance that sends one number on a line, as the configuration describes it; see `docs/protocols/generic.md`.
public final class GenericBalance implements BalanceProtocol {

    private static final Duration AT_ONCE = Duration.ofMillis(500);
    private static final Pattern DIGITS = Pattern.compile(Digits.NUMBER);

    private final GenericFormat format;

    /// A number and a unit on a line.
    public GenericBalance() {
        this(GenericFormat.PLAIN);
    }

    public GenericBalance(GenericFormat format) {
        this.format = format;
    }

    @Override
    public String name() {
        return "generic";
    }

    @Override
    public PortSettings factorySettings() {
        return PortSettings.eightNoneOne(9600);
    }

    @Override
    public Terminator terminator() {
        return format.terminator();
    }

    @Override
    public Optional<BalanceRequest> weigh() {
        return Optional.ofNullable(format.request())
                .map(bytes -> new BalanceRequest("weigh", bytes, AT_ONCE));
    }

    @Override
    public Optional<BalanceRequest> request(BalanceCommand command) {
        return switch (command) {
            case ZERO ->
                    Optional.ofNullable(format.zero())
                            .map(bytes -> BalanceRequest.unanswered("zero", bytes));
            case TARE, CLEAR_TARE -> Optional.empty();
        };
    }

    @Override
    public Set<Unsaid> unsaid() {
        Set<String> groups = format.line().namedGroups().keySet();
        Set<Unsaid> unsaid = EnumSet.noneOf(Unsaid.class);
        if (!groups.contains("stable")) {
            unsaid.add(Unsaid.REST);
        }
        if (!groups.contains("unit")) {
            unsaid.add(Unsaid.UNIT);
        }
        if (format.overloadMarks().isEmpty()) {
            unsaid.add(Unsaid.OVERLOAD);
        }
        return unsaid;
    }

    @Override
    public BalanceReply parse(String frame) {
        if (contains(frame, format.overloadMarks())) {
            return new Overload();
        }
        if (contains(frame, format.underloadMarks())) {
            return new Underload();
        }
        Matcher line = format.line().matcher(frame);
        return line.matches() ? weight(line) : new Noise();
    }

    /// A number that the pattern let through but that is not one decimal number is noise, and so is an unknown mark.
    private BalanceReply weight(Matcher line) {
        String digits = group(line, "value");
        Stability stability = stability(group(line, "stable"));
        if (digits == null || stability == null || !DIGITS.matcher(digits).matches()) {
            return new Noise();
        }
        String sign = group(line, "sign");
        return new Weight(
                Digits.value(sign == null ? "" : sign, digits), group(line, "unit"), stability);
    }

    private @Nullable Stability stability(@Nullable String mark) {
        if (!format.line().namedGroups().containsKey("stable")) {
            return Stability.UNMARKED;
        }
        String text = mark == null ? "" : mark;
        if (format.stableMarks().contains(text)) {
            return Stability.STABLE;
        }
        return format.unstableMarks().contains(text) ? Stability.UNSTABLE : null;
    }

    private @Nullable String group(Matcher line, String name) {
        return format.line().namedGroups().containsKey(name) ? line.group(name) : null;
    }

    private static boolean contains(String frame, Set<String> marks) {
        return marks.stream().anyMatch(frame::contains);
    }
}
