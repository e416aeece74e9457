package io.prepstation.device.balance;

import io.prepstation.device.balance.BalanceReply.Busy;
import io.prepstation.device.balance.BalanceReply.Done;
import io.prepstation.device.balance.BalanceReply.Identity;
import io.prepstation.device.balance.BalanceReply.Information;
import io.prepstation.device.balance.BalanceReply.Moving;
import io.prepstation.device.balance.BalanceReply.Noise;
import io.prepstation.device.balance.BalanceReply.Overload;
import io.prepstation.device.balance.BalanceReply.Refused;
import io.prepstation.device.balance.BalanceReply.TareCleared;
import io.prepstation.device.balance.BalanceReply.TareMemory;
import io.prepstation.device.balance.BalanceReply.Tared;
import io.prepstation.device.balance.BalanceReply.Underload;
import io.prepstation.device.balance.BalanceReply.UnsupportedUnit;
import io.prepstation.device.balance.BalanceReply.Weight;
import io.prepstation.device.balance.BalanceReply.Zeroed;
import org.jspecify.annotations.Nullable;

/// One frame as the command line shows it. Only `weight` is a weight, whatever numbers the other kinds carry.
///
/// @param stable null when the frame has no mark
/// @param raw the frame without terminator, one character a byte (ISO 8859-1)
public record BalanceLine(
        Kind kind,
        @Nullable String value,
        @Nullable String unit,
        @Nullable Boolean stable,
        boolean overload,
        boolean underload,
        String raw) {

    public enum Kind {
        WEIGHT,
        STATUS,
        ERROR,
        INFO,
        NOISE
    }

    static BalanceLine of(BalanceReply reply, String raw) {
        return switch (reply) {
            case Weight(var value, var unit, var stability) ->
                    line(Kind.WEIGHT, value, unit, stability, raw);
            case Tared(var value, var unit, var stability) ->
                    line(Kind.STATUS, value, unit, stability, raw);
            case Zeroed(var stability) -> line(Kind.STATUS, null, null, stability, raw);
            case Overload _ -> new BalanceLine(Kind.STATUS, null, null, null, true, false, raw);
            case Underload _ -> new BalanceLine(Kind.STATUS, null, null, null, false, true, raw);
            case Moving _ -> line(Kind.STATUS, null, null, Stability.UNSTABLE, raw);
            case UnsupportedUnit _, TareCleared _, Done _, Busy _ ->
                    line(Kind.STATUS, null, null, Stability.UNMARKED, raw);
            case TareMemory(var value, var unit) ->
                    line(Kind.INFO, value, unit, Stability.UNMARKED, raw);
            case Identity _ -> line(Kind.INFO, null, null, Stability.UNMARKED, raw);
            case Information(_, var value, _) ->
                    line(Kind.INFO, value, null, Stability.UNMARKED, raw);
            case Refused(_, var refusal) ->
                    line(kindOf(refusal), null, null, Stability.UNMARKED, raw);
            case Noise _ -> line(Kind.NOISE, null, null, Stability.UNMARKED, raw);
        };
    }

    private static BalanceLine line(
            Kind kind,
            @Nullable String value,
            @Nullable String unit,
            Stability stability,
            String raw) {
        return new BalanceLine(kind, value, unit, mark(stability), false, false, raw);
    }

    private static @Nullable Boolean mark(Stability stability) {
        return switch (stability) {
            case STABLE -> true;
            case UNSTABLE -> false;
            case UNMARKED -> null;
        };
    }

    /// "Not now" and "out of range" tell the state of the balance; only the others are mistakes.
    private static Kind kindOf(Refusal refusal) {
        return switch (refusal) {
            case NOT_NOW, TOO_HIGH, TOO_LOW, OFFLINE -> Kind.STATUS;
            case PARAMETER, UNKNOWN_COMMAND, TRANSMISSION, FAULT, UNKNOWN_UNIT, NO_ANSWER ->
                    Kind.ERROR;
        };
    }
}
